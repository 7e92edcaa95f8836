import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, pageLimit } from '../../values.ts'

/** An event of the table, as it was told one user. */
export const userNotice = z.object({
  /** Consecutive for each user, from 1. */
  notice: z.number().int(),
  at: moment,
  event: z.string(),
  content: z.record(z.string(), z.unknown()),
})
export type UserNotice = z.infer<typeof userNotice>

/** What concerns a user and no conversation that the user knows of: told on live connections, and kept for as long as messages are. */
export const userNoticeCommands = {
  'userNotice.list': command({
    summary:
      'What the user was told after a number, in order. `newest` is the number of the last one; those that are missing up to it are not kept any more.',
    callers: ['user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId: z.string(), after: z.number().int().min(0).default(0), limit: pageLimit(100, 100) }),
    output: z.object({ notices: z.array(userNotice), newest: z.number().int() }),
  }),
}
