import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, sdkAppId, text } from '../../values.ts'

/** Of a message between two users, as the public dialect names it: MsgSeq_MsgRandom_MsgTime. */
export const directMessageKey = /^\d{1,10}_\d{1,10}_\d{1,10}$/
/** Of a message of a group or a topic: its id and the MsgSeq, with a blank, a comma, a colon or a semicolon between. */
export const groupMessageKey = /^(.{1,192}?)[\s,;:]+(\d{1,15})$/

const foundMessage = z.object({
  /** As it can be pasted again. */
  key: z.string(),
  senderId: z.string(),
  /** null: it was said in a group. */
  receiverId: z.string().nullable(),
  /** null: it was said to a user. */
  groupId: z.string().nullable(),
  topicId: z.string().nullable(),
  at: moment,
  /** MsgType of each of its elements. */
  types: z.array(z.string()),
  /** Its words, at most 1,000 characters; elements without words by their type. null: not asked for, or the caller may not develop the app. */
  text: z.string().nullable(),
  isCut: z.boolean(),
  recalledAt: moment.nullable(),
  /** It was rewritten since it was said. */
  isChanged: z.boolean(),
  /** Told by the service. */
  isSystem: z.boolean(),
})
export type FoundMessage = z.infer<typeof foundMessage>

export const foundMessageCommands = {
  'message.find': command({
    summary:
      'Messages of the app under a key: MsgSeq_MsgRandom_MsgTime of one to a user, or GroupId (or TopicId) and MsgSeq. One key may name several: a batch has one for all receivers. None that is past the storage period. Whose words are shown is recorded (`message.shown` in the audit).',
    callers: ['person'],
    // The entry of the audit is written before the words leave.
    effect: 'statement',
    app: 'kept',
    right: 'read',
    input: z.object({
      sdkAppId,
      key: text
        .trim()
        .max(220)
        .refine(
          (key) => directMessageKey.test(key) || groupMessageKey.test(key),
          'This is no key of a message: MsgSeq_MsgRandom_MsgTime, or a GroupId and a MsgSeq.',
        ),
      /** false: what else is known of it; nothing is recorded. */
      words: z.boolean().default(true),
    }),
    output: z.object({
      messages: z.array(foundMessage),
      /** There are more under this key than are shown. */
      more: z.boolean(),
    }),
  }),
}
