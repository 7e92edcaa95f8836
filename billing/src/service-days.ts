import { bySequence, type LedgerEntry } from './ledger.ts'
import { enabledFacts, factsAfter, statusOf } from './status.ts'

/** A day on which the app was in service at any moment. */
export interface ServiceDay {
  day: string
  /** The last entry in service on this day: the day is billed at its configuration. */
  entry: LedgerEntry
  /** All entries in service on this day in their order; the first may come from an earlier day. */
  inForce: LedgerEntry[]
}

/** Those of the given ascending days that had service. A begun day counts; the order is that of sequences, never of clocks. */
export function serviceDays(ledger: readonly LedgerEntry[], days: readonly string[]): ServiceDay[] {
  const entries = bySequence(ledger)
  const served: ServiceDay[] = []
  let facts = enabledFacts
  let present: LedgerEntry | null = null
  let next = 0

  const step = () => {
    present = entries[next++]!
    facts = factsAfter(facts, present)
  }
  const inService = (): LedgerEntry[] => (present && statusOf(facts) === 'enabled' ? [present] : [])

  for (const day of days) {
    while (next < entries.length && entries[next]!.day < day) step()
    const inForce = inService()
    while (next < entries.length && entries[next]!.day === day) {
      step()
      inForce.push(...inService())
    }
    const entry = inForce.at(-1)
    if (entry) served.push({ day, entry, inForce })
  }
  return served
}
