import { addDays, billingDay, startOfDay } from './calendar.ts'
import type { LedgerEntry } from './ledger.ts'

export type AppStatus = 'enabled' | 'suspended' | 'disabled' | 'deleted' | 'purged'

/** Separate facts, each with its own 90 days: disabled, then overdue, then paid is disabled again. */
export interface StatusFacts {
  disabledAt: Date | null
  suspendedAt: Date | null
  deletedAt: Date | null
  purgedAt: Date | null
}

export const enabledFacts: StatusFacts = { disabledAt: null, suspendedAt: null, deletedAt: null, purgedAt: null }

const keptDays = 90
const dayMs = 24 * 60 * 60 * 1000

/** purged > deleted > suspended > disabled > enabled. */
export function statusOf(facts: StatusFacts): AppStatus {
  if (facts.purgedAt) return 'purged'
  if (facts.deletedAt) return 'deleted'
  if (facts.suspendedAt) return 'suspended'
  if (facts.disabledAt) return 'disabled'
  return 'enabled'
}

/**
 * The moment from which nothing can be recovered (exclusive end); null while nothing threatens the data.
 * Disabled: 90 x 24 hours after the moment (source page: "90 days or longer").
 * Suspended: 90 calendar days, the day of suspension included (overdue page, Aug 2022): suspended on 3 December, lost at 00:00 on 3 March.
 */
export function dataLostAt(facts: StatusFacts, timeZone: string): Date | null {
  if (facts.deletedAt || facts.purgedAt) return facts.deletedAt ?? facts.purgedAt
  const ends = []
  if (facts.disabledAt) ends.push(facts.disabledAt.getTime() + keptDays * dayMs)
  if (facts.suspendedAt) ends.push(startOfDay(addDays(billingDay(facts.suspendedAt, timeZone), keptDays), timeZone).getTime())
  return ends.length > 0 ? new Date(Math.min(...ends)) : null
}

/** The facts as the ledger tells them. */
export function statusFactsOf(ledger: readonly LedgerEntry[]): StatusFacts {
  return ledger.toSorted((a, b) => a.sequence - b.sequence).reduce(factsAfter, enabledFacts)
}

export function factsAfter(facts: StatusFacts, entry: Pick<LedgerEntry, 'kind' | 'at'>): StatusFacts {
  switch (entry.kind) {
    case 'disabled':
      return { ...facts, disabledAt: entry.at }
    case 'enabled':
      return { ...facts, disabledAt: null }
    case 'suspended':
      return { ...facts, suspendedAt: entry.at }
    case 'restored':
      return { ...facts, suspendedAt: null }
    case 'deleted':
      return { ...facts, deletedAt: entry.at }
    case 'purged':
      return { ...facts, purgedAt: entry.at }
    default:
      return facts
  }
}
