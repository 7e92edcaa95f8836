import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, text } from '../../values.ts'
import { groupType, msgFlag } from '../groups/groups.ts'
import { message } from '../messages/messages.ts'

const userId = z.string().min(1)
const id = text.min(1)

/** As a user names it: with another user, a group, or a topic of a community. */
export const conversation = z.union([z.object({ peerId: id }), z.object({ groupId: id, topicId: id.optional() })])
export type Conversation = z.infer<typeof conversation>
const conversations = z.array(conversation).min(1).max(100)

/** As the user has it. */
const listed = z.object({
  conversation,
  /** Of a group, or of the community of a topic. */
  type: groupType.nullable(),
  /** The number of the newest message. */
  sequence: z.number().int(),
  /** The number of the last change (recalled, rewritten, reacted to) of a message. */
  change: z.number().int(),
  /** Of the newest message that shows in lists; null: there is none yet. */
  lastAt: moment.nullable(),
  /** What of it the user may see; null also where all of that was cleared. */
  lastMessage: message.nullable(),
  /** Of what was said up to here nothing is news: the user came later, or has cleared or removed the conversation since. */
  sinceSequence: z.number().int(),
  readSequence: z.number().int(),
  /** How far the peer has read. */
  peerReadSequence: z.number().int().nullable(),
  /** Of meetings always 0. */
  unread: z.number().int(),
  /** Unread messages that mention the user or all, the newest first, at most 10. */
  mentions: z.array(z.object({ sequence: z.number().int(), senderId: z.string(), all: z.boolean(), me: z.boolean() })),
  isPinned: z.boolean(),
  msgFlag,
  standardMarks: z.array(z.number().int()),
  customMark: z.string(),
  contactGroupIds: z.array(z.number().int()),
})
export type ListedConversation = z.infer<typeof listed>

/** What a user does with conversations: only on live connections. */
export const conversationCommands = {
  'conversation.list': command({
    summary:
      'Conversations of a user: pinned ones first, then by their newest message, as many in all as plan and setting allow. With `changedSince` only those in which something was said, changed or read from that moment on, however many: what was removed, marked or pinned meanwhile is told by notices. `next` continues the list; null when it ends.',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({
      userId,
      after: z.string().max(100).optional(),
      changedSince: moment.optional(),
      limit: pageLimit(100, 100),
    }),
    output: z.object({ conversations: z.array(listed), next: z.string().nullable() }),
  }),
  'conversation.get': command({
    summary: 'Some conversations of a user in the order asked for; null where there is none.',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, conversations }),
    output: z.object({ conversations: z.array(listed.nullable()) }),
  }),
  'conversation.set': command({
    summary:
      'Pin up to 100 conversations, or say what is heard of them; what is absent stays. `missing`: those that the user does not have. Nobody has to have spoken to a peer before.',
    callers: ['user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, conversations, isPinned: z.boolean().optional(), msgFlag: msgFlag.optional() }),
    output: z.object({ missing: z.array(conversation) }),
  }),
  'conversation.remove': command({
    summary:
      'Take up to 100 conversations from the list until something newer is said in them. Other devices of the user hear of it where the setting says so.',
    callers: ['user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      conversations,
      /** The user does not see any more what was said until now. */
      clearHistory: z.boolean().default(true),
    }),
    output: nothing,
  }),
  'conversation.clear': command({
    summary: 'The user does not see any more what was said until now in a conversation, which stays in the list.',
    callers: ['user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, conversation }),
    output: nothing,
  }),
  'conversation.countUnread': command({
    summary: 'How much a user has not read in all conversations of the list of which everything is heard (`AcceptAndNotify`).',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId }),
    output: z.object({ total: z.number().int() }),
  }),
  'conversation.markAllRead': command({
    summary: 'A user has read everything: of all peers, of all groups and topics, or both.',
    callers: ['user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, of: z.enum(['peers', 'groups', 'all']).default('all') }),
    output: nothing,
  }),
}
