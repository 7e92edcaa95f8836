import { firstDay, nextMonth } from './calendar.ts'
import { type Exact, roundToCents, sumExact } from './exact.ts'
import type { LedgerEntry } from './ledger.ts'
import { type Line, monthLines, type UsageDay } from './month-lines.ts'
import type { PriceBook, PriceBooks } from './price-book.ts'

/** Sets right what was wrong on an earlier bill, at the tax rate of that one. */
export interface Adjustment {
  correctsNumber: number
  amountCents: number
  taxBasisPoints: number
  reason: string
  day: string
}

/** All that a bill is made of, as of the close of its month. */
export interface BillFacts {
  month: string
  apps: readonly { sdkAppId: number; ledger: readonly LedgerEntry[]; usageDays: readonly UsageDay[] }[]
  books: PriceBooks
  taxBasisPoints: number
  adjustments: readonly Adjustment[]
}

export interface BillFigures {
  apps: { sdkAppId: number; lines: Line[] }[]
  /** Of all lines, before it is rounded. */
  sum: Exact
  /** The sum rounded once, half up. */
  linesCents: number
  adjustmentsCents: number
  /** Before tax. */
  subtotalCents: number
  taxCents: number
  totalCents: number
}

export function billFigures({ month, apps, books, taxBasisPoints, adjustments }: BillFacts): BillFigures {
  const billed = apps
    .map(({ sdkAppId, ledger, usageDays }) => ({ sdkAppId, lines: monthLines(ledger, usageDays, month, books) }))
    .filter(({ lines }) => lines.length > 0)
  const sum = sumExact(billed.flatMap(({ lines }) => lines))
  const linesCents = roundToCents(sum)
  const adjustmentsCents = adjustments.reduce((cents, { amountCents }) => cents + amountCents, 0)
  const taxCents =
    taxOf(linesCents, taxBasisPoints) +
    adjustments.reduce((cents, { amountCents, taxBasisPoints }) => cents + taxOf(amountCents, taxBasisPoints), 0)
  const subtotalCents = linesCents + adjustmentsCents
  return { apps: billed, sum, linesCents, adjustmentsCents, subtotalCents, taxCents, totalCents: subtotalCents + taxCents }
}

/** Whole cents, half away from zero. */
export function taxOf(cents: number, basisPoints: number): number {
  return roundToCents({ numerator: BigInt(cents) * BigInt(basisPoints), denominator: 10_000n })
}

/** Those that price a day of the month. */
export function booksOfMonth(books: PriceBooks, month: string): PriceBook[] {
  const begin = firstDay(month)
  const end = firstDay(nextMonth(month))
  return books.filter(({ fromDay }, index) => fromDay < end && (books[index + 1]?.fromDay ?? end) > begin)
}
