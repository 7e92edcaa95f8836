import { addDays, daysOf, type LedgerEntry, serviceDays } from '@plenum/billing'

/** Days of a month with service on a paid plan; those to come too, if nothing changes. */
export function paidDays(ledger: readonly LedgerEntry[], month: string): string[] {
  const served = serviceDays(ledger, daysOf(month))
  return served.filter(({ entry }) => entry.configuration.edition !== 'free').map(({ day }) => day)
}

/** Ascending days as stretches; `toDay` is exclusive. */
export function stretchesOf(days: string[]) {
  const stretches: { fromDay: string; toDay: string }[] = []
  for (const day of days) {
    const last = stretches.at(-1)
    if (last?.toDay === day) last.toDay = addDays(day, 1)
    else stretches.push({ fromDay: day, toDay: addDays(day, 1) })
  }
  return stretches
}
