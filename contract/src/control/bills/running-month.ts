import { z } from 'zod'
import { command } from '../../command.ts'
import { actor, configuration, day, edition, moment, money, month, pageLimit, sdkAppId } from '../../values.ts'
import { billNumber } from '../bills.ts'
import { monthLine } from '../plans.ts'

const accountId = z.string().max(40)

/** Exact to 8 decimals: parts that are shown with their sum are not rounded one by one. */
const lines = z.object({ lines: z.array(monthLine), exact: money })

/** The highest day of the month so far, of those with paid service. One day above `included` costs a whole step. */
const peak = z.object({
  use: z.number().int(),
  day: day.nullable(),
  included: z.number().int(),
  step: z.number().int(),
  stepPrice: money,
  /** Started steps above what is included. */
  steps: z.number().int(),
})

/** As the bill has it: lines and corrections rounded once, then tax. */
const figures = z.object({
  apps: z.array(lines.extend({ sdkAppId, name: z.string() })),
  exact: money,
  adjustments: money,
  subtotal: money,
  tax: money,
  total: money,
})

export const runningMonthCommands = {
  'bill.estimateByApp': command({
    summary: 'The running month of an account by app and item: charged through yesterday, expected if nothing changes, and both peaks.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional() }),
    output: z.object({
      month,
      /** The last day counted in `soFar`; null on the first of the month. */
      asOf: day.nullable(),
      /** Apps with something to pay, and those on a paid plan. */
      apps: z.array(
        z.object({
          sdkAppId,
          name: z.string(),
          edition,
          soFar: lines,
          expected: lines,
          /** Days of the whole month with paid service, if nothing changes. `toDay` is exclusive. */
          charged: z.array(z.object({ fromDay: day, toDay: day })),
          peakDailyUsers: peak,
          peakGroups: peak,
        }),
      ),
      /** Apps on Free: they cost nothing. */
      freeApps: z.number().int(),
      soFar: z.object({ exact: money, total: money }),
      expected: z.object({ exact: money, adjustments: money, subtotal: money, taxBasisPoints: z.number().int(), tax: money, total: money }),
    }),
  }),
  'bill.openAdjustments': command({
    summary:
      'Corrections of an account that were entered and stand on no bill yet, newest first: of the running month, and of a closed one.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), before: z.number().int().positive().optional(), limit: pageLimit(200, 50) }),
    output: z.object({
      adjustments: z.array(
        z.object({
          adjustmentId: z.number().int(),
          at: moment,
          day,
          /** On whose bill it will stand. */
          month,
          correctsNumber: billNumber,
          /** Before tax, at the rate of the bill it corrects. */
          amount: money,
          taxBasisPoints: z.number().int(),
          reason: z.string(),
          actor,
        }),
      ),
      next: z.number().int().nullable(),
    }),
  }),
  'bill.whatIf': command({
    summary:
      'The bill of the running month, or of a closed one, had apps been given other plans from a day on. Computed as bills are; changes nothing.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      accountId: accountId.optional(),
      month,
      changes: z
        .array(
          z.object({
            sdkAppId,
            /** The first day at this configuration, until another change or the end of the month. */
            day,
            /** Without `historyDays` history is carried over as a modification does. */
            configuration: configuration.partial({ historyDays: true }),
          }),
        )
        .max(50),
    }),
    output: z.object({
      month,
      /** A closed month: what was used is known, and the present bill is the one that was or will be issued. */
      closed: z.boolean(),
      taxBasisPoints: z.number().int(),
      present: figures,
      changed: figures,
      /** changed minus present, with tax. */
      difference: money,
    }),
  }),
}
