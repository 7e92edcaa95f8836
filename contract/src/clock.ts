import { z } from 'zod'
import { command } from './command.ts'
import { day, moment, nothing } from './values.ts'

/** The manual clock on its way to another moment: everything due until `at` is done. */
export const clockMove = z.object({
  from: moment,
  to: moment,
  at: moment,
  /** What happens at this moment, such as `issue-bills`; null between two such things. */
  running: z.string().nullable(),
})

/** Business time: of days, mutes, bills and everything that is due. */
export const clockCommands = {
  'clock.get': command({
    summary: 'Business time.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: nothing,
    output: z.object({ now: moment, manual: z.boolean(), timeZone: z.string(), day, moving: clockMove.nullable() }),
  }),
  'clock.set': command({
    summary: 'Move the manual clock forward; everything due on the way happens in order before this answers.',
    callers: ['person'],
    // Months may pass on the way: each sweep commits by itself.
    effect: 'statement',
    right: 'operator',
    // It never goes back: a slip of the finger must not end an installation.
    input: z.object({ now: moment.refine((now) => now < '3000', 'A moment before the year 3000.') }),
    output: z.object({ now: moment, sweepsRun: z.number().int() }),
  }),
}
