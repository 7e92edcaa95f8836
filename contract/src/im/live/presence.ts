import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing } from '../../values.ts'

/** On what a user is connected, as the documentation writes it. */
export const platform = z.enum(['iPhone', 'Android', 'Web', 'PC', 'iPad', 'Mac', 'Linux'])
export type Platform = z.infer<typeof platform>

/** Who is connected, and who has to sign in anew. */
export const presenceCommands = {
  'presence.get': command({
    summary: 'Which of up to 500 users are connected, and on what; null for accounts that do not exist.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userIds: z.array(z.string()).min(1).max(500) }),
    output: z.object({ users: z.array(z.object({ userId: z.string(), platforms: z.array(platform).nullable() })) }),
  }),
  'user.kick': command({
    summary:
      'Force a user offline: UserSigs made before are worth nothing for signing in. Calls of administrators are not affected. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId: z.string() }),
    output: nothing,
  }),
}
