import { type Message, Refusal } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { flag, unixSecondsOf, unlessEmpty } from '../spelling.ts'

const GroupId = z.string().min(1)
const u32 = z.number().int().min(0).max(4_294_967_295)
/** Only communities have topics. */
const TopicId = unlessEmpty(z.string())

const priorityNumbers = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const

export const historyEndpoints = [
  endpoint('group_open_http_svc/group_msg_get_simple', {
    body: z.object({
      GroupId,
      ReqMsgNumber: z.number().int().min(1).max(20),
      ReqMsgSeq: u32.optional(),
      WithRecalledMsg: flag,
      TopicId,
    }),
    command: 'message.list',
    toInput: (body) => {
      refuseTopic(body)
      return { groupId: body.GroupId, through: body.ReqMsgSeq, limit: body.ReqMsgNumber }
    },
    toBody: ({ messages, coveredTo }, { GroupId }) => ({
      GroupId,
      /** 2: there were messages, and all of them are past the storage period. */
      IsFinished: messages.length === 0 && coveredTo > 0 ? 2 : 1,
      RspMsgList: messages.map(messageFields),
    }),
  }),
]

function refuseTopic({ TopicId }: { TopicId?: string | undefined }) {
  if (TopicId) throw new Refusal('group_not_supported')
}

function messageFields(message: Message): Record<string, unknown> {
  return {
    From_Account: message.senderId,
    IsPlaceMsg: 0,
    MsgPriority: priorityNumbers[message.priority],
    MsgRandom: message.random,
    MsgSeq: message.sequence,
    MsgTimeStamp: unixSecondsOf(message.at),
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
  }
}
