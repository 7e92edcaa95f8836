import { z } from 'zod'
import { command } from '../../command.ts'
import { actor, day, edition, moment, money, month, pageLimit, requestId, sdkAppId } from '../../values.ts'
import { billNumber } from '../bills.ts'
import { monthLine } from '../plans.ts'

const accountId = z.string().max(40)
const kind = monthLine.shape.kind

/** An entry of the app's ledger. */
const ledgerEntry = z.object({ sequence: z.number().int(), kind: z.string(), at: moment, day, actor })
export type BillLedgerEntry = z.infer<typeof ledgerEntry>

/** One day of one line. */
const billDay = z.object({
  sdkAppId,
  /** With `lineFromDay` it says of which line. */
  kind,
  lineFromDay: day,
  day,
  /** Counted by this line; for a whole month: the day that decided. */
  charged: z.boolean(),
  /** What is in force, such as `Members per group, included`; null: no service. */
  label: z.string().nullable(),
  edition: edition.nullable(),
  /** The limit that was chosen; null for base price and audio-video groups. */
  value: z.number().int().nullable(),
  listPrice: money.nullable(),
  /** Of the line; all its days together make it exactly, as a fraction of cents. */
  amount: money,
  share: z.object({ numerator: z.string(), denominator: z.string() }),
  /** The entry since which it stands so. */
  origin: ledgerEntry.nullable(),
  /** What happened to the app on this day, at most 20. */
  happened: z.array(ledgerEntry),
  /** The usage row behind an overage. */
  usage: z.object({ dailyActiveUsers: z.number().int(), peakGroups: z.number().int() }).nullable(),
})
export type BillDay = z.infer<typeof billDay>

/** `said` by the bill, `found` by the second calculation. */
const difference = z.object({
  sdkAppId: sdkAppId.nullable(),
  day: z.string().nullable(),
  what: z.string(),
  said: z.string(),
  found: z.string(),
})

export const billProofCommands = {
  'bill.days': command({
    summary: 'The days behind the lines of a bill, each with the ledger entry or the usage behind it, as the second calculation sees them.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      accountId: accountId.optional(),
      month,
      /** Of one app, of one kind of line, of the line that begins on this day. Left out: of all. */
      sdkAppId: sdkAppId.optional(),
      kind: kind.optional(),
      fromDay: day.optional(),
      after: z.string().max(80).optional(),
      limit: pageLimit(1000, 310),
    }),
    output: z.object({ days: z.array(billDay), next: z.string().nullable() }),
  }),
  'bill.verify': command({
    summary: 'Recompute a bill just now by a second method, and look at its hashes: equal, or where not.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), month }),
    output: z.object({
      number: billNumber,
      equal: z.boolean(),
      verifiedAt: moment,
      hash: z.string(),
      /** The first hundred of `differenceCount`. */
      differences: z.array(difference),
      differenceCount: z.number().int(),
      /** It was parked, and the operator issued it after looking. */
      released: z.object({ at: moment, reason: z.string() }).nullable(),
    }),
  }),
  'bill.export': command({
    summary: 'Facts and bills as verify/ reads them, by number: at most `limit` bills and about 8 MB a page.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      accountId: accountId.optional(),
      /** Of all accounts, for the operator. */
      all: z.boolean().optional(),
      after: z.number().int().min(0).default(0),
      limit: pageLimit(500, 100),
    }),
    output: z.object({
      format: z.literal('plenum-bills-1'),
      /** Of all accounts: the last number that was given. */
      throughNumber: z.number().int().nullable(),
      next: z.number().int().nullable(),
      bills: z.array(
        z.object({
          number: z.number().int(),
          accountId: z.string(),
          /** null: of a bill that was taken out nothing is known but what the statement says. */
          month: month.nullable(),
          bill: z.object({ text: z.string(), hash: z.string(), facts: z.string() }).nullable(),
          deducted: z.object({ hash: z.string(), amountCents: z.number().int() }).nullable(),
        }),
      ),
    }),
  }),
  'bill.release': command({
    summary: 'Issue a bill that was parked, after looking: recomputed once more, and with a reason where it still differs.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    billed: true,
    input: z.object({
      accountId,
      month,
      reason: z.string().trim().min(1, 'A release has a reason.').max(500),
      requestId: requestId.optional(),
    }),
    output: z.object({
      /** null: there is nothing to pay. */
      number: billNumber.nullable(),
      /** The second calculation found it equal by now. */
      equal: z.boolean(),
      /** Bills of later months that waited behind it. */
      alsoIssued: z.array(billNumber),
    }),
  }),
}
