import { type BillFacts, type BillFigures, billFigures, formatCents, type LedgerEntry, type PriceBooks } from '@plenum/billing'
import type { Actor } from '@plenum/contract'
import { type Difference, differencesOf, type Facts } from '../../../../verify/verify.ts'

/** The only door of the server to `verify/`, which imports nothing of ours. */
export { type Day, type Difference, daysOfApp, differencesOfBill, type ExportedBill, type Item } from '../../../../verify/verify.ts'

/** Facts as they are kept with a bill. */
export interface KeptFacts extends Omit<Facts, 'apps' | 'books'> {
  apps: readonly { sdkAppId: number; ledger: readonly KeptEntry[]; usageDays: BillFacts['apps'][number]['usageDays'] }[]
  books: PriceBooks
}
export type KeptEntry = Omit<LedgerEntry, 'at'> & { at: string; actor: Actor }

/** What an account owes for a month, computed by both methods. */
export interface ComputedTwice<F extends BillFacts = BillFacts> {
  accountId: string
  facts: F
  /** null: it could not be computed. */
  figures: BillFigures | null
  /** Why the bill is not to be issued as it is; null: both are equal. */
  doubt: string | null
}

/** null: nothing to pay, nothing to correct, and both methods agree on that. */
export function computeTwice<F extends BillFacts>(accountId: string, facts: F): ComputedTwice<F> | null {
  try {
    const figures = billFigures(facts)
    const differences = differencesOf(facts, figures)
    if (differences.length === 0 && figures.apps.length === 0 && facts.adjustments.length === 0) return null
    return { accountId, facts, figures, doubt: differences.length === 0 ? null : doubtOf(differences) }
  } catch (error) {
    return { accountId, facts, figures: null, doubt: `It cannot be computed: ${(error as Error).message}` }
  }
}

/** The first difference, what it makes of the total, and how many more there are. */
function doubtOf(differences: Difference[]): string {
  const [{ sdkAppId, day, what, said, found }, ...more] = differences as [Difference, ...Difference[]]
  const where = [sdkAppId === null ? null : `app ${sdkAppId}`, day, what].filter(Boolean).join(', ')
  const total = differences.find((one) => one.what === 'total, cents')
  return [
    `Not equal: ${where}: ${said} by the bill, ${found} by the second calculation.`,
    ...(more.length > 0 ? [`${more.length} more ${more.length === 1 ? 'difference' : 'differences'}.`] : []),
    ...(total ? [`Total: ${formatCents(BigInt(total.said))} and ${formatCents(BigInt(total.found))} USD.`] : []),
  ].join(' ')
}
