import { z } from 'zod'
import { command } from '../../command.ts'
import { pageLimit } from '../../values.ts'
import { conversation } from '../contacts/conversations.ts'
import { messageReaction, reactionId } from './messages.ts'

const sequence = z.number().int().min(0)
const which = { conversation, sequence }

/** A user with the names others see. */
export const reactingUser = z.object({ userId: z.string(), nick: z.string(), faceUrl: z.string() })

export type ReactingUser = z.infer<typeof reactingUser>

const changed = z.object({
  /** Number of the change in the conversation; null: nobody sees it. */
  change: z.number().int().nullable(),
})
const unseen = 'group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group)'
const unknown = 'group_message_unknown, message_unknown (between two users)'

/**
 * What users answer to a message with one sign. For whoever sees the message: not for one that was recalled, is past the storage period or
 * was told by the service. They are told under the next change of the conversation (`message.reactionsChanged`), stand in `message.list` and
 * `direct.messages`, and what was missed of them in `message.listChanges` and `direct.listChanges`.
 */
export const reactionCommands = {
  'reaction.add': command({
    summary: `React to a message. One user’s same reaction counts once. A message has at most 30 different reactions, each of at most 100 users. Who may not speak there may not react; whom the receiver blocks is refused, or answered as if the reaction were there: the setting says which. Refused: ${unseen}, ${unknown}, reaction_given, reaction_limit, reaction_user_limit, sender_unknown, sender_muted, direct_sender_muted, sender_blocked, not_friends, rate_limit.`,
    callers: ['user'],
    effect: 'statement',
    input: z.object({ ...which, reactionId }),
    output: changed,
  }),
  'reaction.remove': command({
    summary: `Take an own reaction back; also who may not speak there may. Refused: ${unseen}, ${unknown}, reaction_unknown, reaction_not_given, rate_limit.`,
    callers: ['user'],
    effect: 'statement',
    input: z.object({ ...which, reactionId }),
    output: changed,
  }),
  'reaction.list': command({
    summary: `The reactions to up to 20 messages of a conversation, the earliest first, with the first users of each. Of a message that the user does not see there are none. Refused: ${unseen}.`,
    callers: ['user'],
    effect: 'read',
    input: z.object({
      conversation,
      sequences: z.array(sequence).min(1).max(20),
      /** So many of the first users of each reaction. */
      users: z.number().int().min(0).max(10).default(10),
    }),
    output: z.object({
      /** In the order asked for. */
      messages: z.array(
        z.object({ sequence: z.number().int(), reactions: z.array(messageReaction.extend({ users: z.array(reactingUser) })) }),
      ),
    }),
  }),
  'reaction.listUsers': command({
    summary: `Who has reacted to a message with one sign, the earliest first. \`next\` continues the list; null when it ends. Refused: ${unseen}, ${unknown}.`,
    callers: ['user'],
    effect: 'read',
    input: z.object({ ...which, reactionId, after: z.number().int().min(0).default(0), limit: pageLimit(100, 100) }),
    output: z.object({ users: z.array(reactingUser), next: z.number().int().nullable() }),
  }),
}
