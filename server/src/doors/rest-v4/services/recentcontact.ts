import { z } from 'zod'
import { contactOf, contactOfType, olderContactNames } from '../dialect/contact-item.ts'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { flag, numeric, unixSecondsOf, withOlderNames } from '../dialect/spelling.ts'
import { contactMarkEndpoints, contactNumbers } from './contact-marks.ts'

const user = z.string().min(1)
const wholeNumber = z.number().int().min(0)

export const recentcontact: Service = {
  name: 'recentcontact',
  numbers: contactNumbers,
  envelope: { ErrorDisplay: '' },
  endpoints: [
    endpoint('recentcontact/get_list', {
      body: z.object({
        From_Account: user,
        TimeStamp: wholeNumber.default(0),
        StartIndex: wholeNumber.default(0),
        TopTimeStamp: wholeNumber.default(0),
        TopStartIndex: wholeNumber.default(0),
        AssistFlags: numeric(wholeNumber).default(0),
      }),
      command: 'contact.list',
      toInput: ({ From_Account, TimeStamp, StartIndex }) => ({
        userId: From_Account,
        after: { second: TimeStamp, remaining: StartIndex },
      }),
      toBody: ({ contacts, complete, next }) => ({
        SessionItem: contacts.map(({ contact, lastAt, unread }) => ({
          ...('peerId' in contact ? { Type: 1, To_Account: contact.peerId } : { Type: 2, GroupId: contact.groupId }),
          MsgTime: unixSecondsOf(lastAt),
          // Clients pin conversations: nothing is pinned from here.
          TopFlag: 0,
          UnreadMsgCount: unread,
        })),
        CompleteFlag: complete ? 1 : 0,
        TimeStamp: next.second,
        StartIndex: next.remaining,
        TopTimeStamp: 0,
        TopStartIndex: 0,
      }),
    }),
    endpoint('recentcontact/delete', {
      body: z.preprocess(
        withGroupOfGoSdk,
        withOlderNames(olderContactNames, z.intersection(z.object({ From_Account: user, ClearRamble: flag }), contactOfType)),
      ),
      command: 'contact.remove',
      toInput: (body) => ({ userId: body.From_Account, contact: contactOf(body), clearHistory: body.ClearRamble }),
      toBody: () => ({}),
    }),
    ...contactMarkEndpoints,
  ],
}

/** Where `type` is written small, To_Account names the group as well: that SDK has no other field for it. */
function withGroupOfGoSdk(body: unknown): unknown {
  const { type, To_Account } = body as { type?: unknown; To_Account?: unknown }
  return type === 2 || type === '2' ? { ToGroupid: To_Account, ...(body as object) } : body
}
