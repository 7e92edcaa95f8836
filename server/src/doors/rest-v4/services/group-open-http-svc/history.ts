import { type Message, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { customFields } from '../../dialect/group-fields.ts'
import { messageId } from '../../dialect/message-id.ts'
import { flag, numeric, unixSecondsOf, unlessEmpty } from '../../dialect/spelling.ts'

const GroupId = z.string().min(1)
/** Only communities have topics. */
const TopicId = unlessEmpty(z.string())

const priorityNumbers = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const

export const historyEndpoints = [
  endpoint('group_open_http_svc/group_msg_get_simple', {
    body: z.object({
      GroupId,
      ReqMsgNumber: numeric(z.number().int().min(1).max(20)),
      ReqMsgSeq: numeric(uint32).optional(),
      WithRecalledMsg: flag,
      TopicId,
    }),
    command: 'message.list',
    toInput: (body) => ({
      groupId: body.GroupId,
      topicId: body.TopicId,
      through: body.ReqMsgSeq,
      limit: body.ReqMsgNumber,
      withRecalled: body.WithRecalledMsg,
    }),
    toBody: ({ messages, coveredTo }, { GroupId }) => ({
      GroupId,
      /** 2: there were messages, and none of them can be had any more. Answers are never cut short: 20 messages fit. */
      IsFinished: messages.length === 0 && coveredTo > 0 ? 2 : 1,
      RspMsgList: messages.map(messageFields),
    }),
  }),

  endpoint('group_open_http_svc/group_msg_recall', {
    body: z.object({
      GroupId,
      MsgSeqList: z
        .array(z.object({ MsgSeq: numeric(uint32) }))
        .min(1, 'is empty')
        .max(10),
      TopicId,
    }),
    command: 'message.recall',
    numbers: { too_many_items: 10004 },
    toInput: ({ GroupId, TopicId, MsgSeqList }) => ({
      groupId: GroupId,
      topicId: TopicId,
      sequences: MsgSeqList.map(({ MsgSeq }) => MsgSeq),
    }),
    toBody: ({ results }) => {
      const items = results.map(({ sequence, outcome }) => ({
        MsgSeq: sequence,
        RetCode: outcome === 'recalled' ? 0 : refusals[outcome].number,
      }))
      // Older SDKs look for `Results`.
      return { RecallRetList: items, Results: items }
    },
  }),

  endpoint('group_open_http_svc/delete_group_msg_by_sender', {
    body: z.object({ GroupId, Sender_Account: z.string().min(1), TopicId }),
    command: 'message.recallOfSender',
    toInput: ({ GroupId, TopicId, Sender_Account }) => ({ groupId: GroupId, topicId: TopicId, senderId: Sender_Account }),
    toBody: () => ({}),
  }),
]

function messageFields(message: Message): Record<string, unknown> {
  return {
    From_Account: message.senderId,
    /** 1, a number without a message, has no occasion: numbers have no gaps, and what cannot be had any more is left out. */
    IsPlaceMsg: message.recalledAt ? 2 : 0,
    IsSystemMsg: message.system ? 1 : 0,
    MsgPriority: priorityNumbers[message.priority],
    MsgRandom: message.random,
    MsgSeq: message.sequence,
    MsgTimeStamp: unixSecondsOf(message.at),
    MsgId: messageId(message),
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
    ...(message.carried && {
      AppDefinedData: customFields(message.carried.group),
      AppMemberDefinedData: customFields(message.carried.member),
    }),
  }
}
