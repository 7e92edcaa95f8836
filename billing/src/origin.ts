import type { Configuration } from './configuration.ts'
import { bySequence, type LedgerEntry } from './ledger.ts'
import type { ItemKind } from './price.ts'

const fields = {
  base: 'edition',
  avGroups: 'unlimitedAvGroups',
  groupsPerUser: 'groupsPerUser',
  membersPerGroup: 'membersPerGroup',
  history: 'historyDays',
} as const satisfies Record<ItemKind, keyof Configuration>

/** The entry since which edition and item stand unchanged up to `entry`. */
export function originOf(ledger: readonly LedgerEntry[], entry: LedgerEntry, kind: ItemKind): LedgerEntry {
  const field = fields[kind]
  let origin = entry
  for (const earlier of bySequence(ledger).reverse()) {
    if (earlier.sequence >= entry.sequence) continue
    if (earlier.configuration.edition !== entry.configuration.edition) break
    if (earlier.configuration[field] !== entry.configuration[field]) break
    origin = earlier
  }
  return origin
}
