import { z } from 'zod'
import { command } from './command.ts'
import { messageBody } from './message-body.ts'
import { moment, pageLimit } from './values.ts'

const groupId = z.string().min(1).max(96)
const senderId = z.string().min(1)

export const messagePriority = z.enum(['High', 'Normal', 'Low', 'Lowest'])
/** The whole group, or one of its users. */
export const mention = z.union([z.object({ all: z.literal(true) }), z.object({ userId: z.string() })])

/** A message as it is kept and as it is delivered. */
export const message = z.object({
  senderId,
  /** Chosen by the sender: says of a retry that it is one. */
  random: z.number().int(),
  /** Consecutive in the conversation, from 1. null: delivered and not kept. */
  sequence: z.number().int().nullable(),
  at: moment,
  priority: messagePriority,
  body: messageBody,
  cloudCustomData: z.string(),
  /** In the order of the text. */
  mentions: z.array(mention).optional(),
  /** Only these members see it; it counts as unread for nobody. */
  receiverIds: z.array(z.string()).optional(),
  /** Is not counted as unread. */
  noUnread: z.boolean().optional(),
  /** Leaves lists of conversations as they are. */
  noLastMessage: z.boolean().optional(),
  supportsExtensions: z.boolean().optional(),
  /** Whoever reads it tells so. */
  needsReceipt: z.boolean().optional(),
  /** Of a message to a user: does not stand in the history of the one who said it. */
  notForSender: z.boolean().optional(),
  /** Said elsewhere before. */
  imported: z.boolean().optional(),
  /** Told by the service: who joined, what was changed. */
  system: z.boolean().optional(),
  /** Its words are gone. */
  recalledAt: moment.nullable().optional(),
  /** MsgSeq, chosen by the sender of a message to a user. */
  clientSequence: z.number().int().optional(),
})
export type Message = z.infer<typeof message>

/** Messages of groups, sent and read by the app's server. */
export const messageCommands = {
  'message.send': command({
    summary:
      'Send a message to a group, or to a topic of a community. The answer comes after the commit. The same sender and `random` within five minutes are one message: the later call answers what the first did. Above the rate of the group it is dropped, which is no error: `dropped`. Refused: group_unknown, group_not_supported, sender_unknown, sender_muted, message_too_long, too_many_mentions, topic_unknown.',
    callers: ['app'],
    effect: 'lane',
    input: z.object({
      groupId,
      topicId: z.string().min(1).optional(),
      /** Default: the administrator who calls. Need not be a member. */
      senderId: senderId.optional(),
      random: z.number().int().min(0).max(4_294_967_295),
      body: messageBody,
      priority: messagePriority.default('Normal'),
      cloudCustomData: z.string().default(''),
      /** Delivered to whoever is connected, and not kept. */
      onlineOnly: z.boolean().default(false),
      noUnread: z.boolean().default(false),
      noLastMessage: z.boolean().default(false),
      supportsExtensions: z.boolean().default(false),
      mentions: z.array(mention).default([]),
      receiverIds: z.array(z.string()).max(50).default([]),
    }),
    output: z.object({ sequence: z.number().int().nullable(), at: moment, dropped: z.boolean() }),
  }),
  'message.list': command({
    summary:
      'Messages of a group that the storage period still shows, newest first, from `through` downwards. Of the numbers from `coveredFrom` to `coveredTo` nothing else is to be had: one without a message is no hole. Refused: group_unknown, group_message_no_history.',
    callers: ['app'],
    effect: 'read',
    input: z.object({
      groupId,
      /** The highest number wanted; default: the newest. */
      through: z.number().int().min(0).optional(),
      limit: pageLimit(100, 20),
    }),
    output: z.object({ messages: z.array(message), coveredFrom: z.number().int(), coveredTo: z.number().int() }),
  }),
}
