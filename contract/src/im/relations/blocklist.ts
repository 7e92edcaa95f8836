import { z } from 'zod'
import { command } from '../../command.ts'
import { moment } from '../../values.ts'
import { itemsMax, relations, relationsInput, resultsOf, userId, userIds } from './relations.ts'

/** Whom a user has blocked. All refuse user_unknown for the one whose blocklist it is. */
export const blocklistCommands = {
  'block.add': command({
    summary:
      'Put up to 1,000 users on a blocklist. Friendships end in both directions, and neither can ask the other. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, userIds }),
    output: resultsOf('friend_self', 'user_unknown', 'already_blocked', 'blocklist_full'),
  }),
  'block.remove': command({
    summary: 'Take up to 1,000 users off a blocklist. Who is not on it is no error. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, userIds }),
    output: resultsOf(),
  }),
  'block.list': command({
    summary: 'A blocklist in the order of adding. `next` continues it; null when it ends. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(itemsMax) }),
    output: z.object({
      blocked: z.array(z.object({ userId, blockedAt: moment })),
      sequence: z.number().int(),
      next: z.number().int().nullable(),
    }),
  }),
  'block.check': command({
    summary: 'Who has whom on the blocklist? null: there is no such user. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: relationsInput,
    output: relations,
  }),
}
