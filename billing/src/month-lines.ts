import { addDays, daysInMonth, daysOf, firstDay, monthOf, nextMonth } from './calendar.ts'
import type { Edition } from './configuration.ts'
import type { LedgerEntry } from './ledger.ts'
import { originOf } from './origin.ts'
import { type ItemKind, priceItems } from './price.ts'
import { bookOf, type PriceBook, type PriceBooks } from './price-book.ts'
import { type ServiceDay, serviceDays } from './service-days.ts'

export type LineKind = ItemKind | 'dauOverage' | 'groupOverage'

/** What was used on one billing day. */
export interface UsageDay {
  day: string
  /** Distinct users that logged in. */
  dau: number
  /** Highest number of groups at once; begins with those that exist at the start of the day. */
  peakGroups: number
}

/** One line of a month. Its exact amount is `priceCents x days / daysInMonth` US cents. Lines of 0 are left out. */
export interface Line {
  kind: LineKind
  edition: Edition
  /** The paid step's largest value; size of a step for overage; null for the base price and unlimited audio-video groups. */
  step: number | null
  /** Started steps of an overage, otherwise 1. */
  units: number
  /** A month, for all units. */
  priceCents: number
  /** Days with service; `daysInMonth` when the whole month is charged. Days without service inside the stretch do not count. */
  days: number
  daysInMonth: number
  fromDay: string
  /** Exclusive. */
  toDay: string
  /** Not spread over days: history retention and overage. */
  wholeMonth: boolean
  /** The ledger entry since which the item stands as it does on the first day of the line. */
  sequence: number
  bookId: string
  /** For a whole month: the day that decided the price. */
  decidedOn: string | null
  /** For overage: the peak on that day. */
  peak: number | null
}

/** Days of the month to look at, both included. Left out: all. */
export interface DayRange {
  from?: string | undefined
  through?: string | undefined
}

const byDayKinds = ['base', 'avGroups', 'groupsPerUser', 'membersPerGroup'] as const

type PricedDay = ServiceDay & { book: PriceBook }

/**
 * The lines of one app and month, or of a part of it. A pure function of stored days: no moment is looked at.
 * Base price and value-added services are spread over days; each day has the last configuration in service on it and the book valid on it.
 * Retention and overage are charged whole, at the dearest of the month's days with service.
 */
export function monthLines(
  ledger: readonly LedgerEntry[],
  usageDays: readonly UsageDay[],
  month: string,
  books: PriceBooks,
  { from = firstDay(month), through = addDays(firstDay(nextMonth(month)), -1) }: DayRange = {},
): Line[] {
  const days = daysOf(month).filter((day) => from <= day && day <= through)
  const served = serviceDays(ledger, days).map((day) => ({ ...day, book: bookOf(books, day.day) }))
  const usage = new Map(usageDays.map((row) => [row.day, row]))
  return [
    ...byDayKinds.flatMap((kind) => stretches(served, kind, ledger)),
    ...dearest(served.flatMap((day) => retentionOf(day, ledger))),
    ...dearest(served.flatMap((day) => overageOf(day, 'dauOverage', usage.get(day.day)?.dau ?? 0, ledger))),
    ...dearest(served.flatMap((day) => overageOf(day, 'groupOverage', usage.get(day.day)?.peakGroups ?? 0, ledger))),
  ]
}

/** One line for each run of days in service with the same item at the same price. */
function stretches(served: readonly PricedDay[], kind: ItemKind, ledger: readonly LedgerEntry[]): Line[] {
  const lines: Line[] = []
  let open: Line | undefined
  for (const { day, entry, book } of served) {
    const { edition } = entry.configuration
    const { step, priceCents } = priceItems(entry.configuration, book).find((item) => item.kind === kind)!
    const toDay = addDays(day, 1)
    if (priceCents === 0) open = undefined
    else if (open && open.edition === edition && open.step === step && open.priceCents === priceCents) {
      open.days += 1
      open.toDay = toDay
    } else {
      const sequence = originOf(ledger, entry, kind).sequence
      const stretch = { kind, edition, step, units: 1, priceCents, days: 1, daysInMonth: daysInMonth(monthOf(day)), fromDay: day, toDay }
      open = { ...stretch, wholeMonth: false, sequence, bookId: book.id, decidedOn: null, peak: null }
      lines.push(open)
    }
  }
  return lines
}

/** Every configuration in service at any moment of the day, however short. */
function retentionOf({ day, inForce, book }: PricedDay, ledger: readonly LedgerEntry[]): Line[] {
  return inForce.map((entry) => {
    const { step, priceCents } = priceItems(entry.configuration, book).find((item) => item.kind === 'history')!
    const { sequence } = originOf(ledger, entry, 'history')
    const { edition } = entry.configuration
    return { kind: 'history', edition, step, units: 1, priceCents, sequence, bookId: book.id, peak: null, ...wholeMonth(day) }
  })
}

function overageOf(
  { day, entry, book }: PricedDay,
  kind: 'dauOverage' | 'groupOverage',
  peak: number,
  ledger: readonly LedgerEntry[],
): Line[] {
  const { edition } = entry.configuration
  if (edition === 'free') return []
  const quota = kind === 'dauOverage' ? book.overage.dailyActiveUsers : book.overage.groups
  const units = Math.ceil(Math.max(0, peak - quota.included) / quota.step)
  const { sequence } = originOf(ledger, entry, 'base')
  const priceCents = units * quota.priceCents
  return [{ kind, edition, step: quota.step, units, priceCents, sequence, bookId: book.id, peak, ...wholeMonth(day) }]
}

function wholeMonth(day: string) {
  const month = monthOf(day)
  const days = daysInMonth(month)
  return { days, daysInMonth: days, fromDay: firstDay(month), toDay: firstDay(nextMonth(month)), wholeMonth: true, decidedOn: day }
}

/** The dearest; of equally dear ones that with the highest peak, then the earliest. None when nothing is charged. */
function dearest(candidates: readonly Line[]): Line[] {
  const [first] = candidates.toSorted((a, b) => b.priceCents - a.priceCents || (b.peak ?? 0) - (a.peak ?? 0))
  return first && first.priceCents > 0 ? [first] : []
}
