import type { Contact } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from './endpoint.ts'
import { flag, unixSecondsOf, withOlderNames } from './spelling.ts'

const user = z.string().min(1)
const wholeNumber = z.number().int().min(0)
const ofType = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal(1), To_Account: user }),
  z.object({ Type: z.literal(2), ToGroupId: z.string().min(1) }),
])
const olderContactNames = { type: 'Type', ToGroupid: 'ToGroupId' }

function contactOf(item: z.infer<typeof ofType>): Contact {
  return item.Type === 1 ? { peerId: item.To_Account } : { groupId: item.ToGroupId }
}

export const recentcontact: Service = {
  name: 'recentcontact',
  numbers: { bad_input: 50002, too_many_items: 50002, user_unknown: 50001, internal: 50004, busy: 50005, database_away: 50005 },
  envelope: { ErrorDisplay: '' },
  endpoints: [
    endpoint('recentcontact/get_list', {
      body: z.object({
        From_Account: user,
        TimeStamp: wholeNumber.default(0),
        StartIndex: wholeNumber.default(0),
        TopTimeStamp: wholeNumber.default(0),
        TopStartIndex: wholeNumber.default(0),
        AssistFlags: wholeNumber.default(0),
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
      body: withOlderNames(olderContactNames, z.intersection(z.object({ From_Account: user, ClearRamble: flag }), ofType)),
      command: 'contact.remove',
      toInput: (body) => ({ userId: body.From_Account, contact: contactOf(body), clearHistory: body.ClearRamble }),
      toBody: () => ({}),
    }),
  ],
}
