import { z } from 'zod'
import { clockMove } from '../clock.ts'
import { command } from '../command.ts'
import { actor, day, moment, money, month, nothing, pageLimit, requestId, sdkAppId } from '../values.ts'
import { parties } from './bills/papers.ts'
import { monthLine } from './plans.ts'

const accountId = z.string().max(40)
/** Such as `2022-10-000017`: the month, and a number that is consecutive over the installation. */
export const billNumber = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-\d{6,9}$/)
/** Whole cents, below 2^53 of them. */
const cents = z.object({
  currency: z.literal('USD'),
  amount: z.string().regex(/^-?\d{1,13}\.\d{2}$/, 'An amount has two decimals and at most 13 digits before them.'),
})

const bill = z.object({
  number: billNumber,
  month,
  issuedAt: moment,
  /** `statement`: charges were off when the month closed, nothing is owed. */
  state: z.enum(['paid', 'overdue', 'statement']),
  /** A line on a later bill corrects it. */
  adjusted: z.boolean(),
  /** Lines and adjustments, before tax. */
  subtotal: money,
  tax: money,
  total: money,
})

const adjustment = z.object({ day, correctsNumber: billNumber, amount: money, taxBasisPoints: z.number().int(), reason: z.string() })

const balance = z.object({
  accountId,
  /** The sum of the statement; below zero something is owed. */
  balance: money,
  cash: money,
  /** In the order in which they are used, before cash. `expiresOn`: the last day. */
  vouchers: z.array(z.object({ entryId: z.number().int(), expiresOn: day, rest: money })),
  owed: money,
  overdueSince: moment.nullable(),
  /** When all apps are suspended unless it is paid before. */
  suspendedFrom: moment.nullable(),
  suspendedAt: moment.nullable(),
  /** A notice when the balance falls below it. */
  threshold: money.nullable(),
  /** At which bills of the present month are taxed. */
  taxBasisPoints: z.number().int(),
})

const entry = z.object({
  entryId: z.number().int(),
  at: moment,
  day,
  kind: z.enum(['topUp', 'voucher', 'voucherExpired', 'bill', 'reversal']),
  amount: money,
  /** The part of the amount that changed what is left of vouchers. */
  ofVouchers: money,
  /** After the entry. */
  balance: money,
  billNumber: billNumber.nullable(),
  billMonth: month.nullable(),
  reversesId: z.number().int().nullable(),
  reversedBy: z.number().int().nullable(),
  expiresOn: day.nullable(),
  note: z.string().nullable(),
  actor,
})

const note = z.string().trim().max(500).optional()
const taxRange = 'A tax rate lies between 0 and 100 %.'
const posting = { callers: ['person'], effect: 'write', right: 'operator', billed: true } as const
const posted = balance.extend({ entryId: z.number().int() })

export const billCommands = {
  'balance.get': command({
    summary: 'What an account has and owes.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional() }),
    output: balance,
  }),
  'balance.list': command({
    summary: 'The statement of an account, newest first: its sum is the balance.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), before: z.number().int().positive().optional(), limit: pageLimit(200, 50) }),
    output: z.object({ entries: z.array(entry), next: z.number().int().nullable() }),
  }),
  'balance.setThreshold': command({
    summary: 'Be told when the balance falls below an amount; null: not.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ amount: cents.nullable() }),
    output: nothing,
  }),
  'balance.reverse': command({
    summary: 'Take a top-up or a voucher back, once, with a reason.',
    ...posting,
    input: z.object({
      entryId: z.number().int().positive(),
      reason: z.string().trim().min(1, 'A reversal has a reason.').max(500),
      requestId: requestId.optional(),
    }),
    output: posted,
  }),
  'account.topUp': command({
    summary: 'Enter a payment. Apps of an account that owes nothing any more come back at once.',
    ...posting,
    input: z.object({ accountId, amount: cents, note, requestId: requestId.optional() }),
    output: posted,
  }),
  'account.addVoucher': command({
    summary: 'Give an amount that is used before cash, through its last day.',
    ...posting,
    input: z.object({ accountId, amount: cents, expiresOn: day, note, requestId: requestId.optional() }),
    output: posted,
  }),
  'bill.list': command({
    summary: 'Bills of an account, newest month first.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), before: month.optional(), limit: pageLimit(120, 24) }),
    output: z.object({
      /** With the first page: months that have something to pay and no bill yet, as it stands now. The running one, and one that is closed. */
      open: z.array(z.object({ month, closed: z.boolean(), subtotal: money, tax: money, total: money })),
      bills: z.array(bill),
      next: month.nullable(),
    }),
  }),
  'bill.get': command({
    summary: 'The bill of a month with its lines by app. It never changes; what was wrong is set right on the next one.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), month }),
    output: bill.extend({
      timeZone: z.string(),
      ...parties,
      /** As they were called at the close of the month. */
      apps: z.array(z.object({ sdkAppId, name: z.string(), lines: z.array(monthLine) })),
      adjustments: z.array(adjustment),
      /** Of all lines: exact in cents as a fraction, to 8 decimals, and rounded once. */
      sum: z.object({ numerator: z.string(), denominator: z.string(), exact: money, rounded: money }),
      /** The amounts shown to 8 decimals add up to another cent than the exact sum, which decides. */
      shownDiffers: z.boolean(),
      taxBasisPoints: z.number().int(),
      /** SHA-256 of the bill as it is kept, of its facts, and of the account's bill before it. */
      hash: z.string(),
      factsHash: z.string(),
      previousHash: z.string().nullable(),
    }),
  }),
  'bill.adjust': command({
    summary: 'Correct an issued bill by a line on the next one, at the tax rate of the bill it corrects.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    billed: true,
    input: z.object({
      accountId,
      correctsNumber: billNumber,
      amount: cents,
      reason: z.string().trim().min(1, 'A correction has a reason.').max(500),
      requestId: requestId.optional(),
    }),
    output: z.object({ day, taxBasisPoints: z.number().int() }),
  }),
  'bill.runState': command({
    summary: 'How far days are closed and bills issued: the last months.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    input: nothing,
    output: z.object({
      billedFrom: day,
      closedThrough: day,
      /** Those that are gone through for each month. */
      accounts: z.number().int(),
      /** Of the manual clock. */
      moving: clockMove.nullable(),
      months: z.array(
        z.object({
          month,
          closedAt: moment,
          charges: z.boolean(),
          accountsDone: z.number().int(),
          billsIssued: z.number().int(),
          finishedAt: moment.nullable(),
        }),
      ),
      /** Accounts whose bill of a month waits for `bill.release`: the oldest 200 of `parkedCount`. */
      parked: z.array(
        z.object({
          accountId,
          accountName: z.string(),
          month,
          reason: z.string(),
          at: moment,
          /** Only because an earlier month is parked: it is issued with that one. */
          waits: z.boolean(),
        }),
      ),
      parkedCount: z.number().int(),
    }),
  }),
  'account.setTaxRate': command({
    summary: 'Set the rate at which bills of an account are taxed, from the month of today on.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    billed: true,
    input: z.object({ accountId, basisPoints: z.number().int().min(0, taxRange).max(10_000, taxRange), requestId: requestId.optional() }),
    output: nothing,
  }),
}
