import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, pageLimit, textOf } from '../../values.ts'
import { conversation } from '../contacts/conversations.ts'
import { messageElement } from './message-body.ts'
import { message } from './messages.ts'

const few = 5

export const searchCommands = {
  'message.search': command({
    summary:
      'Messages of one conversation with certain words, senders, types or times, newest first, from `through` downwards. A call looks at 1,000 messages at most and ends at `limit` that were found: below `coveredFrom` the search goes on, until that is 1. It finds what the history shows the user, without what was recalled or told by the service. Words are looked for in texts, names of files, descriptions and titles; capital and small letters from A to Z are the same. A user searches 5 times a second, or as the operator lets the app (`searchesPerUser`). Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group), rate_limit.',
    callers: ['user'],
    effect: 'read',
    input: z.object({
      conversation,
      /** Parts of words will do. Empty: whatever was said. */
      keywords: z.array(textOf(100).min(1, 'is empty')).max(few).default([]),
      match: z.enum(['any', 'all']).default('any'),
      senderIds: z.array(z.string().min(1)).min(1).max(few).optional(),
      /** Messages with an element of one of them. */
      types: z
        .array(z.enum(messageElement.options.map(({ shape }) => shape.MsgType.value)))
        .min(1)
        .max(messageElement.options.length)
        .optional(),
      /** Said at this moment or later. */
      from: moment.optional(),
      /** Said before this moment. */
      to: moment.optional(),
      /** The highest number wanted; default: the newest. */
      through: z.number().int().min(0).optional(),
      limit: pageLimit(100, 20),
    }),
    output: z.object({ messages: z.array(message), coveredFrom: z.number().int(), coveredTo: z.number().int() }),
  }),
}
