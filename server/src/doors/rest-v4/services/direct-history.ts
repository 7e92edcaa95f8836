import { type DirectMessage, Refusal, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../dialect/endpoint.ts'
import { messageId } from '../dialect/message-id.ts'
import { momentOf, numeric, unixSecondsOf, unlessEmpty, unlessUnset, withOlderNames } from '../dialect/spelling.ts'
import { MsgBody } from './direct-sending.ts'

const account = z.string().min(1)
const recalledFlag = 8

/** Of a message that is named: who said it to whom. */
const messageName = { From_Account: account, To_Account: account, MsgKey: z.string().min(1) }
const nameNumbers = { From_Account: 90008, To_Account: 90003, MsgKey: 90054 }
const changeNumbers = { sender_unknown: 90008, receiver_unknown: 90003 }

export const directHistoryEndpoints = [
  endpoint('openim/admin_getroammsg', {
    body: withOlderNames(
      { From_Account: 'Operator_Account', To_Account: 'Peer_Account' },
      z.object({
        Operator_Account: account,
        Peer_Account: account,
        MaxCnt: numeric(z.number().int().min(1)),
        MinTime: numeric(uint32),
        MaxTime: numeric(uint32),
        LastMsgKey: unlessEmpty(z.string()),
      }),
    ),
    command: 'direct.list',
    fieldNumbers: { Operator_Account: 90008, Peer_Account: 90003 },
    numbers: { user_unknown: 90008, message_key_invalid: 90001 },
    toInput: (body) => ({
      userId: body.Operator_Account,
      peerId: body.Peer_Account,
      from: momentOf(body.MinTime),
      to: momentOf(body.MaxTime),
      before: body.LastMsgKey,
      limit: body.MaxCnt,
    }),
    toBody: ({ messages, complete }) => ({
      Complete: complete ? 1 : 0,
      MsgCnt: messages.length,
      LastMsgTime: messages[0] ? unixSecondsOf(messages[0].at) : 0,
      LastMsgKey: messages[0]?.messageKey ?? '',
      MsgList: messages.map(messageFields),
    }),
  }),

  endpoint('openim/admin_msgwithdraw', {
    body: z.object(messageName),
    command: 'direct.recall',
    fieldNumbers: nameNumbers,
    numbers: changeNumbers,
    toInput: nameOf,
    toBody: () => ({}),
  }),

  endpoint('openim/modify_c2c_msg', {
    body: z.object({ ...messageName, MsgBody: MsgBody.optional(), CloudCustomData: z.string().optional() }),
    command: 'direct.modify',
    fieldNumbers: { ...nameNumbers, MsgBody: 90002, 'MsgBody.*': 90010 },
    numbers: { ...changeNumbers, receiver_unknown: 90012, message_unknown: 20001, message_too_long: 93000 },
    toInput: (body) => ({ ...nameOf(body), ...changesOf(body) }),
    toBody: () => ({ ErrorInfo: 'succeed' }),
  }),

  endpoint('openim/admin_set_msg_read', {
    body: z.object({
      Report_Account: account,
      Peer_Account: account,
      MsgReadTime: unlessUnset(uint32),
    }),
    command: 'direct.markRead',
    fieldNumbers: { Report_Account: 90008, Peer_Account: 90003 },
    numbers: { user_unknown: 90008 },
    toInput: ({ Report_Account, Peer_Account, MsgReadTime }) => ({
      userId: Report_Account,
      peerId: Peer_Account,
      through: MsgReadTime === undefined ? undefined : momentOf(MsgReadTime),
    }),
    toBody: () => ({}),
  }),

  endpoint('openim/get_c2c_unread_msg_num', {
    body: z.object({ To_Account: account, Peer_Account: z.array(account).max(10).optional() }),
    command: 'direct.countUnread',
    fieldNumbers: { To_Account: 90003 },
    numbers: { user_unknown: 90003, too_many_items: 90001 },
    toInput: ({ To_Account, Peer_Account }) => ({ userId: To_Account, peerIds: Peer_Account }),
    toBody: ({ total, peers, unknown }, { Peer_Account }) =>
      Peer_Account?.length
        ? {
            C2CUnreadMsgNumList: peers.map(({ peerId, unread }) => ({ Peer_Account: peerId, C2CUnreadMsgNum: unread })),
            ErrorList: unknown.map((peerId) => ({ Peer_Account: peerId, ErrorCode: refusals.user_unknown.number })),
          }
        : { AllC2CUnreadMsgNum: total },
  }),

  endpoint('openim/modify_group_msg', {
    body: z.object({
      GroupId: z.string().min(1),
      MsgSeq: uint32,
      MsgBody: MsgBody.optional(),
      CloudCustomData: z.string().optional(),
      TopicId: unlessEmpty(z.string()),
    }),
    command: 'message.modify',
    fieldNumbers: { MsgBody: 90002, 'MsgBody.*': 90010 },
    numbers: { group_message_unknown: 20001, message_too_long: 93000 },
    toInput: (body) => ({ groupId: body.GroupId, topicId: body.TopicId, sequence: body.MsgSeq, ...changesOf(body) }),
    toBody: () => ({ ErrorInfo: 'succeed' }),
  }),
]

function nameOf({ From_Account, To_Account, MsgKey }: { From_Account: string; To_Account: string; MsgKey: string }) {
  return { senderId: From_Account, receiverId: To_Account, messageKey: MsgKey }
}

/** What is given takes the place of what was there; something must be. */
function changesOf({ MsgBody, CloudCustomData }: { MsgBody?: DirectMessage['body'] | undefined; CloudCustomData?: string | undefined }) {
  if (!MsgBody && CloudCustomData === undefined) {
    throw new Refusal('bad_input', { reason: 'MsgBody and CloudCustomData are missing: give at least one.' })
  }
  return { body: MsgBody, cloudCustomData: CloudCustomData }
}

function messageFields(message: DirectMessage): Record<string, unknown> {
  return {
    From_Account: message.senderId,
    To_Account: message.receiverId,
    MsgSeq: message.clientSequence,
    MsgRandom: message.random,
    MsgTimeStamp: unixSecondsOf(message.at),
    MsgFlagBits: message.recalledAt ? recalledFlag : 0,
    IsPeerRead: message.isReadByReceiver ? 1 : 0,
    MsgKey: message.messageKey,
    MsgId: messageId(message),
    MsgBody: message.body,
    CloudCustomData: message.cloudCustomData,
  }
}
