import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, uint32 } from '../../values.ts'
import { messageBody } from './message-body.ts'
import { changedReactions, expectedChange, message, withoutCallbacks } from './messages.ts'
import { offlinePushInfo } from './offline-push.ts'

const userId = z.string().min(1)
/** `MsgSeq_MsgRandom_MsgTime`: names a message between two users. */
const messageKey = z.string().min(1)
const sequence = z.number().int().min(0)

const said = z.object({
  /** Default: the administrator who calls. */
  senderId: userId.optional(),
  /** MsgSeq: the order of messages of one second. Default: one is made up, larger than those before it. */
  clientSequence: uint32.optional(),
  random: uint32,
  body: messageBody,
  cloudCustomData: z.string().default(''),
  /** How long it waits for a receiver who is not connected. 0: delivered to whoever is connected, and not kept. */
  lifeSeconds: z.number().int().min(0).optional(),
  /** Does not stand in the sender's history. */
  notForSender: z.boolean().default(false),
  copyToSender: z.boolean().default(false),
  noUnread: z.boolean().default(false),
  noLastMessage: z.boolean().default(false),
  heedsMute: z.boolean().default(false),
  supportsExtensions: z.boolean().default(false),
  needsReceipt: z.boolean().default(false),
  offlinePush: offlinePushInfo.optional(),
})

const directMessage = message.extend({
  receiverId: z.string(),
  messageKey,
  /** The receiver was asked for a receipt and has read it. */
  isReadByReceiver: z.boolean(),
})
export type DirectMessage = z.infer<typeof directMessage>

/** Messages between two users, sent and read by the app's server. */
export const directCommands = {
  'direct.send': command({
    summary:
      'Send a message to a user. The answer comes after the commit. The same sender, receiver, `clientSequence` and `random` in one second are one message; without `clientSequence` the same sender, receiver, `random` and body in five minutes. An app’s server writes whatever is between the two. Whom the receiver blocks is refused, or answered as if the message were sent, with no `sequence`: the setting says which. Refused: sender_unknown, receiver_unknown, message_too_long, message_life_too_long. Refused to users: direct_sender_muted, sender_blocked, not_friends.',
    callers: ['app', 'user'],
    effect: 'lane',
    self: 'senderId',
    input: said.extend({ receiverId: userId, withoutCallbacks }),
    output: z.object({
      messageKey,
      at: moment,
      /** null: it is not kept. */
      sequence: z.number().int().nullable(),
    }),
  }),
  'direct.sendMany': command({
    summary:
      'Send one message to each of up to 500 users; says who did not get it and why. Refused: sender_unknown, message_too_long, message_life_too_long.',
    callers: ['app'],
    effect: 'lane',
    input: said.extend({ receiverIds: z.array(userId).min(1).max(500) }),
    output: z.object({
      messageKey,
      at: moment,
      sent: z.number().int(),
      failed: z.array(z.object({ receiverId: z.string(), code: z.enum(['user_unknown', 'busy']) })),
    }),
  }),
  'direct.import': command({
    summary:
      'Take over a message that was said elsewhere, with its time. The same `clientSequence`, `random` and time between the two users are one message, in either direction: the first stays. Refused: sender_unknown, receiver_unknown, message_too_long, message_time_invalid (past the storage period, or in the future).',
    callers: ['app'],
    effect: 'lane',
    input: said.pick({ clientSequence: true, random: true, body: true, cloudCustomData: true }).extend({
      senderId: userId,
      receiverId: userId,
      at: moment,
      /** Said just now: it is delivered and counts as unread. Otherwise it is history, which has been read. */
      live: z.boolean(),
    }),
    output: z.object({ messageKey, at: moment }),
  }),
  'direct.list': command({
    summary:
      'What two users said, as one of them sees it, from `to` back to `from` or as far as one answer holds; in the order of time. Recalled messages stand there without words. Refused: user_unknown, peer_unknown, message_key_invalid.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({
      userId,
      peerId: userId,
      /** Whole seconds; both ends belong to it. */
      from: moment,
      to: moment,
      /** The earliest message of the page before: continues there. */
      before: messageKey.optional(),
      limit: z.number().int().min(1),
    }),
    output: z.object({ messages: z.array(directMessage), complete: z.boolean() }),
  }),
  'direct.messages': command({
    summary:
      'What a user and a peer said, newest first, from `through` downwards: as in `message.list`, one of the numbers from `coveredFrom` to `coveredTo` without a message is no hole. Recalled messages stand there without words.',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, peerId: userId, through: sequence.optional(), limit: pageLimit(100, 20) }),
    output: z.object({ messages: z.array(directMessage), coveredFrom: z.number().int(), coveredTo: z.number().int() }),
  }),
  'direct.listChanges': command({
    summary: 'What became of messages between a user and a peer (recalled, rewritten, reacted to): as in `message.listChanges`.',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, peerId: userId, after: z.number().int().min(0), limit: pageLimit(100, 100) }),
    output: z.object({ messages: z.array(directMessage), reactions: changedReactions, reached: z.number().int() }),
  }),
  'direct.hide': command({
    summary: 'Take up to 30 messages out of the own view, for good; the peer keeps them. What is not there is no error.',
    callers: ['user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, peerId: userId, sequences: z.array(sequence).min(1).max(30) }),
    output: nothing,
  }),
  'direct.recall': command({
    summary:
      'Take the words of a message away, for both. A user takes back what that user said, as long as the setting allows. Refused: message_key_invalid, message_unknown, message_recalled, sender_unknown, receiver_unknown. Refused to users: recall_time_over.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'senderId',
    input: z.object({ senderId: userId, receiverId: userId, messageKey }),
    output: nothing,
  }),
  'direct.markRead': command({
    summary: 'A user has read what a peer said, up to a moment or a number. Refused: user_unknown, peer_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      peerId: userId,
      /** Default: everything there is. */
      through: moment.optional(),
      /** Instead of a moment. */
      sequence: sequence.optional(),
    }),
    output: nothing,
  }),
  'direct.countUnread': command({
    summary: 'How much a user has not read: in all, or of each of some peers. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, peerIds: z.array(userId).max(10).default([]) }),
    output: z.object({
      total: z.number().int(),
      peers: z.array(z.object({ peerId: z.string(), unread: z.number().int() })),
      unknown: z.array(z.string()),
    }),
  }),
  'direct.modify': command({
    summary:
      'Say something else in a message that was sent: what is given takes the place of what was there. Refused: message_key_invalid, message_unknown, message_too_long, sender_unknown, receiver_unknown. Refused to users: message_changed.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'senderId',
    input: z.object({
      senderId: userId,
      receiverId: userId,
      messageKey,
      body: messageBody.optional(),
      cloudCustomData: z.string().optional(),
      expectedChange,
    }),
    output: z.object({ change: z.number().int() }),
  }),
}
