import { z } from 'zod'
import { command } from './command.ts'
import { moment, sdkAppId } from './values.ts'

/** One limit of an app as people read it. */
const limit = z.object({
  /** null: no limit. */
  value: z.number().int().nullable(),
  /** What comes with the edition; above it the step is paid. null: no limit. */
  included: z.number().int().nullable(),
  /** What exists now: the fullest group, the busiest user, the number of groups or users. */
  use: z.number().int(),
  /** When `use` was read; null: now. Of large apps the fullest group and the busiest user are at most a minute old. */
  asOf: moment.nullable(),
  /** Whom it concerns: the name of that group or user. */
  who: z.string().nullable(),
  /** Where the value comes from; `operator`: set for this app, or for all. */
  source: z.enum(['plan', 'paid', 'operator']),
  /** Error code on the public REST dialect when it is reached. */
  code: z.number().int().nullable(),
})

export const limits = z.object({
  membersPerGroup: limit,
  groupsPerUser: limit,
  avGroups: limit,
  ordinaryGroups: limit,
  users: limit,
  historyDays: limit,
  /** Highest number of this month so far. */
  peakDailyUsers: limit,
  peakGroups: limit,
  groupsPerDay: limit,
  friendsPerUser: limit,
})
export type Limits = z.infer<typeof limits>

/** What an app may do, and how far it has come. */
export const limitCommands = {
  'limits.get': command({
    summary: 'Each limit with value, use and source.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: z.object({ limits }),
  }),
  'limits.recount': command({
    summary: 'Count everything again from the rows and compare with the counters. Changes nothing.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    input: z.object({ sdkAppId }),
    output: z.object({
      rowsChecked: z.number().int(),
      differences: z.array(z.object({ counter: z.string(), id: z.string(), counted: z.number().int(), stored: z.number().int() })),
    }),
  }),
}
