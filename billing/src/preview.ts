import { addDays, daysInMonth, firstDay, monthOf, nextMonth } from './calendar.ts'
import { formatExact, roundToCents, sumExact } from './exact.ts'
import { type LedgerEntry, type NewLedgerEntry, presentOf } from './ledger.ts'
import { type Line, monthLines, type UsageDay } from './month-lines.ts'
import { monthCents, type PriceItem, priceItems } from './price.ts'
import { bookOf, type PriceBooks } from './price-book.ts'

/** A month as the bill will have it if nothing else changes. */
export interface MonthPreview {
  month: string
  daysInMonth: number
  /** First day at the new price. */
  fromDay: string
  lines: Line[]
  /** Exact sum, US dollars with 8 decimals. */
  exact: string
  /** Rounded once. */
  cents: number
  /** What the month would cost without the change. */
  unchangedCents: number
}

/** What a change costs. List prices are those of the day of the change. */
export interface PricePreview {
  itemsBefore: PriceItem[]
  itemsAfter: PriceItem[]
  monthCentsBefore: number
  monthCentsAfter: number
  thisMonth: MonthPreview
  firstFullMonth: { month: string; lines: Line[]; cents: number }
}

/** Computed by the same function as the bill. Usage of this month so far is part of both figures of this month; the next month has none. */
export function previewPrice(
  ledger: readonly LedgerEntry[],
  entry: NewLedgerEntry,
  usageDays: readonly UsageDay[],
  books: PriceBooks,
): PricePreview {
  const book = bookOf(books, entry.day)
  const itemsBefore = priceItems(presentOf(ledger).configuration, book)
  const itemsAfter = priceItems(entry.configuration, book)
  const month = nextMonth(monthOf(entry.day))
  const lines = monthLines(appended(ledger, entry), [], month, books)
  return {
    itemsBefore,
    itemsAfter,
    monthCentsBefore: monthCents(itemsBefore),
    monthCentsAfter: monthCents(itemsAfter),
    thisMonth: previewMonth(ledger, entry, usageDays, books),
    firstFullMonth: { month, lines, cents: roundToCents(sumExact(lines)) },
  }
}

export function previewMonth(
  ledger: readonly LedgerEntry[],
  entry: NewLedgerEntry,
  usageDays: readonly UsageDay[],
  books: PriceBooks,
): MonthPreview {
  const month = monthOf(entry.day)
  const lines = monthLines(appended(ledger, entry), usageDays, month, books)
  const exact = sumExact(lines)
  const unchanged = sumExact(monthLines(ledger, usageDays, month, books))
  return {
    month,
    daysInMonth: daysInMonth(month),
    fromDay: entry.day,
    lines,
    exact: formatExact(exact),
    cents: roundToCents(exact),
    unchangedCents: roundToCents(unchanged),
  }
}

/** The running month: charged through yesterday, and expected for the whole month if nothing changes. */
export function estimateMonth(
  ledger: readonly LedgerEntry[],
  usageDays: readonly UsageDay[],
  month: string,
  asOfDay: string,
  books: PriceBooks,
): { soFar: Line[]; expected: Line[] } {
  const yesterday = addDays(asOfDay, -1)
  return {
    soFar: yesterday < firstDay(month) ? [] : monthLines(ledger, usageDays, month, books, { through: yesterday }),
    expected: monthLines(ledger, usageDays, month, books),
  }
}

function appended(ledger: readonly LedgerEntry[], entry: NewLedgerEntry): LedgerEntry[] {
  return [...ledger, { ...entry, sequence: presentOf(ledger).sequence + 1 }]
}
