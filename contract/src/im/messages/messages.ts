import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, text, textOf, uint32 } from '../../values.ts'
import { customValues } from '../custom-fields.ts'
import { messageBody } from './message-body.ts'
import { offlinePushInfo } from './offline-push.ts'

const groupId = z.string().min(1).max(96)
const senderId = z.string().min(1)
/** A group, or a topic of a community. */
const inGroup = z.object({ groupId, topicId: z.string().min(1).optional() })
const sequence = z.number().int().min(0)
/** The message's `change` as it was seen, 0 if it had none: whoever was quicker is not overwritten. */
export const expectedChange = z.number().int().min(0).optional()

export const messagePriority = z.enum(['High', 'Normal', 'Low', 'Lowest'])
/** The whole group, or one of its users. */
export const mention = z.union([z.object({ all: z.literal(true) }), z.object({ userId: text })])

/** A sign such as 👍, or a name that the app gives to one. */
export const reactionId = textOf(128)
  .min(1, 'is empty')
  .regex(/^[^\p{Cc}]*$/u, 'has control characters')

/** How many have reacted with it. */
export const reactionCount = z.object({ reactionId: z.string(), count: z.number().int() })
export const messageReaction = reactionCount.extend({
  /** Whoever asks is among them. */
  mine: z.boolean(),
})

/** Callbacks of the app that are left out for this one message. */
export const withoutCallbacks = z.array(z.enum(['before', 'after'])).default([])

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
  /** Values of custom fields when it was said, of the group and of its sender as a member, where the operator has it carry them. */
  carried: z.object({ group: customValues, member: customValues }).optional(),
  /** Told by the service: who joined, what was changed. */
  system: z.boolean().optional(),
  /** Its words are gone. */
  recalledAt: moment.nullable().optional(),
  /** Who took them away. */
  recalledBy: z.string().optional(),
  /** As a user reads it in `message.list` and `direct.messages`, the earliest first; absent: nobody has reacted. */
  reactions: z.array(messageReaction).optional(),
  /** Number of its last change (recalled, rewritten) among those of the conversation; absent: it stands as it was said. */
  change: z.number().int().optional(),
  /** MsgSeq, chosen by the sender of a message to a user. */
  clientSequence: z.number().int().optional(),
})
export type Message = z.infer<typeof message>

export type ReactionCount = z.infer<typeof reactionCount>
export type MessageReaction = z.infer<typeof messageReaction>

/** All reactions to messages, as they are now, under the number of their last change. */
export const changedReactions = z.array(
  z.object({ sequence: z.number().int(), change: z.number().int(), reactions: z.array(messageReaction) }),
)

/** Messages of groups, sent and read by the app's server. */
export const messageCommands = {
  'message.send': command({
    summary:
      'Send a message to a group, or to a topic of a community. The answer comes after the commit. The same sender and `random` within five minutes are one message: the later call answers what the first did. Above the rate of the group it is dropped, which is no error: `dropped`. Refused: group_unknown, group_not_supported, sender_unknown, sender_muted, message_too_long, too_many_mentions, topic_unknown, top_plan_needed, receipt_online_only, receipt_group_too_large. Refused to users: not_a_member.',
    callers: ['app', 'user'],
    effect: 'lane',
    self: 'senderId',
    input: z.object({
      groupId,
      topicId: z.string().min(1).optional(),
      /** Default: the administrator who calls. Need not be a member. */
      senderId: senderId.optional(),
      random: uint32,
      body: messageBody,
      priority: messagePriority.default('Normal'),
      cloudCustomData: z.string().default(''),
      /** Delivered to whoever is connected, and not kept. */
      onlineOnly: z.boolean().default(false),
      noUnread: z.boolean().default(false),
      noLastMessage: z.boolean().default(false),
      supportsExtensions: z.boolean().default(false),
      /** Of members, up to 200. */
      needsReceipt: z.boolean().default(false),
      mentions: z.array(mention).default([]),
      receiverIds: z.array(text).max(50).default([]),
      withoutCallbacks,
      offlinePush: offlinePushInfo.optional(),
    }),
    output: z.object({ sequence: z.number().int().nullable(), at: moment, dropped: z.boolean() }),
  }),
  'message.list': command({
    summary:
      'Messages of a group that the storage period still shows, newest first, from `through` downwards. Of the numbers from `coveredFrom` to `coveredTo` nothing else is to be had: one without a message is no hole. A user must be a member, and sees of a Work or Public group what was said since joining. Refused: group_unknown, topic_unknown, group_not_supported, group_message_no_history. Refused to users: not_a_member.',
    callers: ['app', 'user'],
    effect: 'read',
    input: inGroup.extend({
      /** The highest number wanted; default: the newest. So is 0, unless the caller has just been given the first message. */
      through: sequence.optional(),
      /** Those that were recalled stand there without words. */
      withRecalled: z.boolean().default(false),
      limit: pageLimit(100, 20),
    }),
    output: z.object({ messages: z.array(message), coveredFrom: z.number().int(), coveredTo: z.number().int() }),
  }),
  'message.recall': command({
    summary:
      'Take the words of up to 10 messages of a group away; says of each whether it worked. A user takes back what that user said, as long as the setting allows; the owner also what others said, admins what plain members said. Refused: group_unknown, topic_unknown, group_not_supported, group_recall_not_supported. Refused to users: not_a_member, group_recall_time_over.',
    callers: ['app', 'user'],
    effect: 'write',
    input: inGroup.extend({ sequences: z.array(sequence).min(1).max(10) }),
    output: z.object({
      /** In the order given. */
      results: z.array(
        z.object({
          sequence: z.number().int(),
          outcome: z.enum(['recalled', 'group_message_unknown', 'group_message_not_recallable']),
        }),
      ),
    }),
  }),
  'message.recallOfSender': command({
    summary:
      'Take the words of what a user said among the latest 1,000 messages of a group away. Nobody is told. An audio-video group has none. Refused: group_unknown, topic_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'write',
    input: inGroup.extend({ senderId }),
    output: z.object({ recalled: z.number().int() }),
  }),
  'message.modify': command({
    summary:
      'Say something else in a message of a group: what is given takes the place of what was there. A user rewrites what that user said. Refused: group_unknown, topic_unknown, group_not_supported, group_message_unknown, message_too_long. Refused to users: not_a_member, message_changed.',
    callers: ['app', 'user'],
    effect: 'write',
    input: inGroup.extend({ sequence, body: messageBody.optional(), cloudCustomData: z.string().optional(), expectedChange }),
    output: z.object({ change: z.number().int() }),
  }),
  'message.listChanges': command({
    summary:
      'What became of messages of a group (recalled, rewritten, reacted to) under the numbers after `after`: as they are now, in the order of their last changes. `reached` continues; when it is the conversation’s `change`, these are all. Refused: group_unknown, topic_unknown, not_a_member.',
    callers: ['user'],
    effect: 'read',
    input: inGroup.extend({ after: z.number().int().min(0), limit: pageLimit(100, 100) }),
    output: z.object({ messages: z.array(message), reactions: changedReactions, reached: z.number().int() }),
  }),
  'message.markRead': command({
    summary:
      'A member has read a group, or a topic, up to a number. It never goes back. Other devices of the user hear of it. Refused: group_unknown, topic_unknown, not_a_member.',
    callers: ['user'],
    effect: 'statement',
    input: inGroup.extend({ sequence }),
    output: z.object({ readSequence: z.number().int() }),
  }),
  'message.hide': command({
    summary:
      'Take up to 30 messages of a group out of the own view, for good. What is not there is no error. Refused: group_unknown, topic_unknown, not_a_member.',
    callers: ['user'],
    effect: 'write',
    input: inGroup.extend({ sequences: z.array(sequence).min(1).max(30) }),
    output: nothing,
  }),
  'message.import': command({
    summary:
      'Take over messages that were said elsewhere, with their times, in ascending order; says of each what became of it. Nobody is told, and nobody has anything unread afterwards. Refused: group_unknown, topic_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'lane',
    input: inGroup.extend({
      messages: z
        .array(
          z.object({
            senderId,
            at: moment,
            /** Makes a retry safe, within five minutes of what is imported. Default: one is made up. */
            random: uint32.optional(),
            body: messageBody,
            cloudCustomData: z.string().default(''),
          }),
        )
        .min(1)
        .max(20),
      /** Lists of conversations show the newest of them. */
      listed: z.boolean().default(false),
    }),
    output: z.object({
      /** In the order given. */
      results: z.array(
        z.union([
          z.object({ sequence: z.number().int(), at: moment }),
          z.object({ refused: z.enum(['message_time_invalid', 'message_too_long', 'sender_unknown']) }),
        ]),
      ),
    }),
  }),
}
