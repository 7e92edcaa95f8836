import { addDays, billingDay, firstDay, monthOf, nextMonth } from './calendar.ts'
import type { Configuration } from './configuration.ts'
import { includedConfiguration } from './configuration.ts'
import { bookOf, type PriceBooks } from './price-book.ts'

export type LedgerKind =
  | 'created'
  | 'upgraded'
  | 'modified'
  | 'retentionSet'
  | 'disabled'
  | 'enabled'
  | 'suspended'
  | 'restored'
  | 'deleted'
  | 'purged'
  /** The operator gave this month's modification back. */
  | 'allowanceReset'

/** One entry of an app's append-only ledger. The present configuration is that of the last entry. */
export interface LedgerEntry {
  /** Ascending within the app: the order of events. Clocks may be set back, sequences not. */
  sequence: number
  kind: LedgerKind
  at: Date
  /** Billing day on which it counts; never earlier than the day of the entry before. */
  day: string
  /** The whole configuration after the entry. */
  configuration: Configuration
  /** Book of that day, for explanation only: each day is priced by the book valid on it. */
  bookId: string
}
export type NewLedgerEntry = Omit<LedgerEntry, 'sequence'>

/** What a change happens in. */
export interface Circumstances {
  now: Date
  /** The installation's time zone, such as `Asia/Shanghai`. */
  timeZone: string
  books: PriceBooks
  /** Last day that is closed: a change that meets it takes the next. */
  closedThrough?: string | null | undefined
}

/** The day on which a new entry counts. A clock set back never reorders, a closed day is never written to. */
export function entryDay(now: Date, ledger: readonly LedgerEntry[], timeZone: string, closedThrough?: string | null): string {
  const today = billingDay(now, timeZone)
  const open = closedThrough ? addDays(closedThrough, 1) : today
  return [today, lastEntryOf(ledger)?.day ?? today, open].toSorted().at(-1)!
}

/** The next entry of a ledger; without `configuration` it keeps the present one. */
export function nextEntry(
  kind: LedgerKind,
  ledger: readonly LedgerEntry[],
  when: Circumstances,
  configuration?: Configuration,
): NewLedgerEntry {
  const day = entryDay(when.now, ledger, when.timeZone, when.closedThrough)
  return { kind, at: when.now, day, configuration: configuration ?? presentOf(ledger).configuration, bookId: bookOf(when.books, day).id }
}

/** The first entry of every ledger: Free, Enabled. */
export function createdEntry(when: Circumstances): NewLedgerEntry {
  const book = bookOf(when.books, entryDay(when.now, [], when.timeZone, when.closedThrough))
  return nextEntry('created', [], when, includedConfiguration('free', book))
}

export function bySequence(ledger: readonly LedgerEntry[]): LedgerEntry[] {
  return ledger.toSorted((a, b) => a.sequence - b.sequence)
}

export function presentOf(ledger: readonly LedgerEntry[]): LedgerEntry {
  const last = lastEntryOf(ledger)
  if (!last) throw new Error('A ledger begins with its created entry.')
  return last
}

/** The two changes that are allowed once per app and calendar month, each with its own counter. */
export type MonthlyChange = 'modified' | 'retentionSet'

/** The day in this month on which the change was used up, and the first day on which it is possible again; null while it is free. */
export function usedUp(change: MonthlyChange, ledger: readonly LedgerEntry[], day: string): { usedOn: string; possibleOn: string } | null {
  const entries = bySequence(ledger).filter((entry) => monthOf(entry.day) === monthOf(day))
  const givenBack = change === 'modified' ? entries.findLastIndex((entry) => entry.kind === 'allowanceReset') : -1
  const used = entries.slice(givenBack + 1).find((entry) => entry.kind === change)
  return used ? { usedOn: used.day, possibleOn: firstDay(nextMonth(monthOf(day))) } : null
}

function lastEntryOf(ledger: readonly LedgerEntry[]): LedgerEntry | undefined {
  return bySequence(ledger).at(-1)
}
