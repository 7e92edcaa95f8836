import { messageBody, offlinePushInfo, Refusal, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { withoutCallbacks } from '../dialect/callback-control.ts'
import { endpoint, type FieldNumbers } from '../dialect/endpoint.ts'
import { messageId } from '../dialect/message-id.ts'
import { flag, momentOf, unixSecondsOf, unlessEmpty, unlessZero } from '../dialect/spelling.ts'

/** As documented: what is no array at all has a number of its own. */
export const MsgBody = z.preprocess((value) => {
  if (value !== undefined && !Array.isArray(value)) throw new Refusal('message_body_not_array')
  return value
}, messageBody)

const messageFields: FieldNumbers = {
  To_Account: 90003,
  MsgSeq: 90004,
  MsgRandom: 90005,
  MsgBody: 90002,
  'MsgBody.*': 90010,
  MsgLifeTime: 90044,
  SyncOtherMachine: 90031,
  OfflinePushInfo: 90043,
}

const sendingFields = {
  SyncOtherMachine: unlessZero(z.union([z.literal(1), z.literal(2)])),
  From_Account: unlessEmpty(z.string()),
  MsgLifeTime: z.number().int().min(0).optional(),
  MsgSeq: uint32.optional(),
  MsgRandom: uint32,
  SendMsgControl: z.array(z.string()).optional(),
  MsgBody,
  CloudCustomData: z.string().optional(),
  SupportMessageExtension: flag,
  OfflinePushInfo: offlinePushInfo.optional(),
  IsNeedReadReceipt: flag,
}

export const directSendingEndpoints = [
  endpoint('openim/sendmsg', {
    body: z.object({ ...sendingFields, To_Account: z.string().min(1), ForbidCallbackControl: z.array(z.string()).optional() }),
    command: 'direct.send',
    fieldNumbers: messageFields,
    numbers: { sender_unknown: 20003, message_too_long: 93000 },
    toInput: (body) => ({ ...saidOf(body), receiverId: body.To_Account, withoutCallbacks: withoutCallbacks(body) }),
    toBody: ({ at, messageKey }, body, { callerId }) => ({
      MsgTime: unixSecondsOf(at),
      MsgKey: messageKey,
      MsgId: messageId({ senderId: body.From_Account ?? callerId, at, random: body.MsgRandom }),
    }),
  }),

  endpoint('openim/batchsendmsg', {
    body: z.object({ ...sendingFields, To_Account: z.array(z.string().min(1)).min(1, 'is empty').max(500) }),
    command: 'direct.sendMany',
    fieldNumbers: { ...messageFields, From_Account: 90008 },
    numbers: { sender_unknown: 90008, message_too_long: 90055, too_many_items: 90011 },
    toInput: (body) => ({ ...saidOf(body), receiverIds: body.To_Account }),
    toBody: ({ at, messageKey, sent, failed }) => ({
      ...(sent === 0 && { ActionStatus: 'FAIL', ErrorCode: 90012, ErrorInfo: 'The message reached no account of To_Account.' }),
      ...(sent > 0 && failed.length > 0 && { ActionStatus: 'SomeError' }),
      MsgTime: unixSecondsOf(at),
      MsgKey: messageKey,
      ErrorList: failed.map(({ receiverId, code }) => ({ To_Account: receiverId, ErrorCode: failureNumbers[code] })),
    }),
  }),

  endpoint('openim/importmsg', {
    body: z.object({
      /** 1 is the older name of 5. */
      SyncFromOldSystem: z.union([z.literal(1), z.literal(2), z.literal(5)]),
      From_Account: z.string().min(1),
      To_Account: z.string().min(1),
      MsgSeq: uint32.optional(),
      MsgRandom: uint32,
      MsgTimeStamp: uint32,
      MsgBody,
      CloudCustomData: z.string().optional(),
    }),
    command: 'direct.import',
    fieldNumbers: { ...messageFields, From_Account: 90008, MsgTimeStamp: 90006, SyncFromOldSystem: 90030 },
    numbers: { sender_unknown: 90008, message_too_long: 93000, message_time_invalid: 90006 },
    toInput: (body) => ({
      senderId: body.From_Account,
      receiverId: body.To_Account,
      clientSequence: body.MsgSeq,
      random: body.MsgRandom,
      at: momentOf(body.MsgTimeStamp),
      body: body.MsgBody,
      cloudCustomData: body.CloudCustomData,
      live: body.SyncFromOldSystem !== 2,
    }),
    toBody: () => ({}),
  }),
]

const failureNumbers = { user_unknown: 70107, busy: 90992 } as const

function saidOf(body: z.output<z.ZodObject<typeof sendingFields>>) {
  const asks = (control: string) => body.SendMsgControl?.includes(control)
  return {
    senderId: body.From_Account,
    clientSequence: body.MsgSeq,
    random: body.MsgRandom,
    body: body.MsgBody,
    cloudCustomData: body.CloudCustomData,
    lifeSeconds: body.MsgLifeTime,
    notForSender: body.SyncOtherMachine === 2,
    copyToSender: body.SyncOtherMachine === 1,
    noUnread: asks('NoUnread'),
    noLastMessage: asks('NoLastMsg'),
    heedsMute: asks('WithMuteNotifications'),
    supportsExtensions: body.SupportMessageExtension,
    needsReceipt: body.IsNeedReadReceipt,
    offlinePush: body.OfflinePushInfo,
  }
}
