import { messageBody, offlinePushInfo, Refusal, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { withoutCallbacks } from '../../dialect/callback-control.ts'
import { endpoint } from '../../dialect/endpoint.ts'
import { messageId } from '../../dialect/message-id.ts'
import { flag, priorityName, unixSecondsOf, unlessEmpty, withOlderNames } from '../../dialect/spelling.ts'

const GroupId = z.string().min(1)
const TopicId = unlessEmpty(z.string())

export const sendingEndpoints = [
  endpoint('group_open_http_svc/send_group_msg', {
    body: withOlderNames(
      { MsgOnlineOnlyFlag: 'OnlineOnlyFlag', NeedReadReceipt: 'IsNeedReadReceipt', MsgRandom: 'Random' },
      z.object({
        GroupId,
        Random: uint32,
        MsgBody: messageBody,
        MsgPriority: priorityName,
        From_Account: unlessEmpty(z.string()),
        OfflinePushInfo: offlinePushInfo.optional(),
        ForbidCallbackControl: z.array(z.string()).optional(),
        OnlineOnlyFlag: flag,
        SendMsgControl: z.array(z.string()).optional(),
        CloudCustomData: z.string().optional(),
        SupportMessageExtension: flag,
        IsNeedReadReceipt: flag,
        GroupAtInfo: z.array(z.object({ GroupAtAllFlag: flag, GroupAt_Account: z.string().optional() })).optional(),
        To_Account: z.array(z.string()).max(50).optional(),
        TopicId,
      }),
    ),
    command: 'message.send',
    fieldNumbers: { OfflinePushInfo: 90043 },
    toInput: (body) => ({
      groupId: body.GroupId,
      topicId: body.TopicId,
      senderId: body.From_Account,
      random: body.Random,
      body: body.MsgBody,
      priority: body.MsgPriority,
      cloudCustomData: body.CloudCustomData,
      onlineOnly: body.OnlineOnlyFlag,
      noUnread: body.SendMsgControl?.includes('NoUnread'),
      noLastMessage: body.SendMsgControl?.includes('NoLastMsg'),
      supportsExtensions: body.SupportMessageExtension,
      needsReceipt: body.IsNeedReadReceipt,
      mentions: body.GroupAtInfo?.map(({ GroupAtAllFlag, GroupAt_Account }, index) => {
        if (GroupAtAllFlag) return { all: true as const }
        if (GroupAt_Account) return { userId: GroupAt_Account }
        const field = `GroupAtInfo[${index}].GroupAt_Account`
        throw new Refusal('bad_input', { field, reason: `${field} is missing.` })
      }),
      receiverIds: body.To_Account,
      withoutCallbacks: withoutCallbacks(body),
      offlinePush: body.OfflinePushInfo,
    }),
    toBody: ({ sequence, at, dropped }, { From_Account, Random }, { callerId }) => ({
      MsgTime: unixSecondsOf(at),
      /** 0: not kept. */
      MsgSeq: sequence ?? 0,
      MsgId: messageId({ senderId: From_Account ?? callerId, at, random: Random }),
      MsgDropReason: dropped ? 'MsgFreqCtrl' : '',
    }),
  }),
]
