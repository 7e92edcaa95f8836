import { messageBody, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { flag, momentOf, unixSecondsOf, unlessEmpty, unlessZero } from '../../dialect/spelling.ts'

export const messageImportEndpoints = [
  endpoint('group_open_http_svc/import_group_msg', {
    body: z.object({
      GroupId: z.string().min(1),
      RecentContactFlag: flag,
      MsgList: z
        .array(
          z.object({
            From_Account: z.string().min(1),
            SendTime: uint32,
            Random: unlessZero(uint32),
            MsgBody: messageBody,
            CloudCustomData: z.string().optional(),
          }),
        )
        .min(1, 'is empty')
        /** Documented as 7 in one place, as 20 in another. */
        .max(20),
      TopicId: unlessEmpty(z.string()),
    }),
    command: 'message.import',
    numbers: { too_many_items: 10004 },
    toInput: ({ GroupId, TopicId, RecentContactFlag, MsgList }) => ({
      groupId: GroupId,
      topicId: TopicId,
      listed: RecentContactFlag,
      messages: MsgList.map(({ From_Account, SendTime, Random, MsgBody, CloudCustomData }) => ({
        senderId: From_Account,
        at: momentOf(SendTime),
        random: Random,
        body: MsgBody,
        cloudCustomData: CloudCustomData,
      })),
    }),
    toBody: ({ results }) => ({
      ImportMsgResult: results.map((result) =>
        'refused' in result
          ? { MsgSeq: 0, MsgTime: 0, Result: refusals[result.refused].number }
          : { MsgSeq: result.sequence, MsgTime: unixSecondsOf(result.at), Result: 0 },
      ),
    }),
  }),
]
