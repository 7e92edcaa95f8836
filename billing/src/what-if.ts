import { historyAfter } from './carried-over.ts'
import { type Configuration, configurationInForce, type WantedConfiguration } from './configuration.ts'
import { allow, type Decision, fitted, misfitOf, refuse } from './decide.ts'
import { bySequence, type LedgerEntry } from './ledger.ts'
import { bookOf, type PriceBook, type PriceBooks } from './price-book.ts'

/** Another configuration of an app, from a day on. Without `historyDays` history is carried over as a modification does. */
export interface SupposedChange {
  day: string
  configuration: WantedConfiguration & { historyDays?: number | undefined }
}

/**
 * The ledger as it would be, had the app been changed on these days, one change a day at most: what really was configured from such a day on
 * is replaced, and when the app was in service stays. Allowances and status do not matter; what no plan offers is refused.
 */
export function supposeChanges(
  ledger: readonly LedgerEntry[],
  changes: readonly SupposedChange[],
  books: PriceBooks,
): Decision<LedgerEntry[]> {
  let entries = bySequence(ledger)
  for (const { day, configuration } of changes.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const book = bookOf(books, day)
    const place = entries.findLastIndex((entry) => entry.day < day || (entry.day === day && entry.kind === 'created'))
    const before = entries[place]
    if (!before) throw new Error('An app cannot be changed before it is created.')
    const present = configurationInForce(before.configuration, book)
    const decision = decideSupposed(present, configuration, book)
    if (!decision.allowed) return decision
    const after = decision.change
    const kind = present.edition === 'free' ? ('upgraded' as const) : ('modified' as const)
    entries = [
      ...entries.slice(0, place + 1),
      { ...before, kind, day, configuration: after, bookId: book.id },
      ...entries.slice(place + 1).map((entry) => ({ ...entry, configuration: after })),
    ]
  }
  return allow(entries.map((entry, index) => ({ ...entry, sequence: index + 1 })))
}

function decideSupposed(present: Configuration, wanted: SupposedChange['configuration'], book: PriceBook): Decision<Configuration> {
  if (wanted.edition === 'free') return refuse('no_return_to_free')
  const misfit = misfitOf(wanted, book)
  if (misfit) return misfit
  const { included, steps } = book.editions[wanted.edition].historyDays
  const offered = [included, ...steps.map((step) => step.upTo)]
  const { historyDays = historyAfter(present, wanted.edition, book) } = wanted
  if (wanted.historyDays !== undefined && !offered.includes(historyDays)) {
    return refuse('not_a_step', { field: 'historyDays', steps: offered })
  }
  return allow({ ...fitted(wanted, book), historyDays })
}
