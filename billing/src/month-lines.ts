import { daysOf, firstDay, nextMonth } from './calendar.ts'
import type { Edition } from './configuration.ts'
import type { LedgerEntry } from './ledger.ts'
import { originOf } from './origin.ts'
import { type ItemKind, type PriceItem, priceItems } from './price.ts'
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

interface PricedDay extends ServiceDay {
  book: PriceBook
  dayAfter: string
  daysInMonth: number
}

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
  range: DayRange = {},
): Line[] {
  const days = daysOf(month)
  const fromDay = days[0]!
  const toDay = firstDay(nextMonth(month))
  const whole = { days: days.length, daysInMonth: days.length, fromDay, toDay, wholeMonth: true }
  const usage = new Map(usageDays.map((row) => [row.day, row]))

  const counted = days.filter((day) => (range.from ?? fromDay) <= day && day <= (range.through ?? toDay))
  const served = serviceDays(ledger, counted).map(({ day, entry, inForce }): PricedDay => {
    const dayAfter = days[Number(day.slice(8))] ?? toDay
    return { day, entry, inForce, book: bookOf(books, day), dayAfter, daysInMonth: days.length }
  })

  const retention = served.flatMap((day) => retentionOf(day))
  const logins = served.flatMap((day) => overageOf(day, 'dauOverage', usage.get(day.day)?.dau ?? 0))
  const groups = served.flatMap((day) => overageOf(day, 'groupOverage', usage.get(day.day)?.peakGroups ?? 0))
  const charged = [retention, logins, groups].flatMap((fees) => dearest(fees))

  return [
    ...byDayKinds.flatMap((kind) => stretches(served, kind, ledger)),
    ...charged.map(({ entry, origin, ...fee }) => ({ ...fee, ...whole, sequence: originOf(ledger, entry, origin).sequence })),
  ]
}

/** One line for each run of days in service with the same item at the same price. */
function stretches(served: readonly PricedDay[], kind: (typeof byDayKinds)[number], ledger: readonly LedgerEntry[]): Line[] {
  const lines: Line[] = []
  let open: Line | undefined
  for (const { day, entry, book, dayAfter, daysInMonth } of served) {
    const { edition } = entry.configuration
    const { step, priceCents } = itemOf(kind, entry, book)
    if (priceCents === 0) open = undefined
    else if (open && open.edition === edition && open.step === step && open.priceCents === priceCents) {
      open.days += 1
      open.toDay = dayAfter
    } else {
      const { sequence } = originOf(ledger, entry, kind)
      const stretch = { days: 1, daysInMonth, fromDay: day, toDay: dayAfter, wholeMonth: false }
      open = { kind, edition, step, units: 1, priceCents, ...stretch, sequence, bookId: book.id, decidedOn: null, peak: null }
      lines.push(open)
    }
  }
  return lines
}

/** A fee for the whole month, as one day would have it. */
interface Fee extends Pick<Line, 'kind' | 'edition' | 'step' | 'units' | 'priceCents' | 'bookId' | 'decidedOn' | 'peak'> {
  entry: LedgerEntry
  origin: ItemKind
}

/** Every configuration in service at any moment of the day counts, however short. */
function retentionOf({ day, inForce, book }: PricedDay): Fee[] {
  return inForce.map((entry) => {
    const { edition } = entry.configuration
    const { step, priceCents } = itemOf('history', entry, book)
    return { kind: 'history', edition, step, units: 1, priceCents, bookId: book.id, decidedOn: day, peak: null, entry, origin: 'history' }
  })
}

function overageOf({ day, entry, book }: PricedDay, kind: 'dauOverage' | 'groupOverage', peak: number): Fee[] {
  const { edition } = entry.configuration
  if (edition === 'free') return []
  const quota = kind === 'dauOverage' ? book.overage.dailyActiveUsers : book.overage.groups
  const units = Math.ceil(Math.max(0, peak - quota.included) / quota.step)
  const priceCents = units * quota.priceCents
  return [{ kind, edition, step: quota.step, units, priceCents, bookId: book.id, decidedOn: day, peak, entry, origin: 'base' }]
}

/** The dearest; of equally dear ones that with the highest peak, then the earliest. None when nothing is charged. */
function dearest(fees: readonly Fee[]): Fee[] {
  const [first] = fees.toSorted((a, b) => b.priceCents - a.priceCents || (b.peak ?? 0) - (a.peak ?? 0))
  return first && first.priceCents > 0 ? [first] : []
}

function itemOf(kind: ItemKind, entry: LedgerEntry, book: PriceBook) {
  return itemsOf(entry, book).find((item) => item.kind === kind)!
}

/** Most days of a month have the entry and the book of the day before. */
const known = new WeakMap<LedgerEntry, { book: PriceBook; items: PriceItem[] }>()

function itemsOf(entry: LedgerEntry, book: PriceBook): PriceItem[] {
  const before = known.get(entry)
  if (before?.book === book) return before.items
  const items = priceItems(entry.configuration, book)
  known.set(entry, { book, items })
  return items
}
