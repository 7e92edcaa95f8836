import { z } from 'zod'
import { command } from './command.ts'
import { moment, nothing } from './values.ts'

const userId = z.string().min(1)
/** A conversation as one user sees it: with another user, or a group. */
export const contact = z.union([z.object({ peerId: z.string().min(1) }), z.object({ groupId: z.string().min(1) })])
export type Contact = z.infer<typeof contact>

/** Where a page ended: a second of Unix time, and how many conversations of that second were still to come. */
const position = z.object({ second: z.number().int().min(0), remaining: z.number().int().min(0) })
export type ContactPosition = z.infer<typeof position>

/** Recent contacts of a user, their groups and marks. */
export const contactCommands = {
  'contact.list': command({
    summary:
      'Conversations of a user, newest message first, 100 a page and as many in all as the plan allows. One lives as long as its last message. `next` continues, also past the end, where nothing comes. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId, after: position.optional() }),
    output: z.object({
      contacts: z.array(z.object({ contact, lastAt: moment, unread: z.number().int() })),
      complete: z.boolean(),
      next: position,
    }),
  }),
  'contact.remove': command({
    summary:
      'Take a conversation from the list of a user until something newer is said in it. What is not there is no error. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      userId,
      contact,
      /** The user does not see any more what was said until now. */
      clearHistory: z.boolean().default(false),
    }),
    output: nothing,
  }),
}
