import { type Configuration, type Edition, editionNames, largest, stepFor } from './configuration.ts'
import { limitsAt } from './limits.ts'
import { priceItems } from './price.ts'
import type { PriceBook } from './price-book.ts'

/** What a change makes of one item (plans-and-billing.md 6.3). */
export interface CarriedOver {
  item: 'avGroups' | 'groupsPerUser' | 'membersPerGroup' | 'historyDays'
  /** The limit; null: unlimited. */
  before: number | null
  after: number | null
  /** unchanged; included: at least as much, free; lowered: less than before; paid: a paid step from now on, or at another price. */
  outcome: 'unchanged' | 'included' | 'lowered' | 'paid'
  /** The outcome as a sentence. */
  note: string
}

/** History after a change of edition: a paid period stays at the new edition's price, an included one becomes the new edition's. */
export function historyAfter(current: Configuration, edition: Edition, book: PriceBook): number {
  if (edition === current.edition) return current.historyDays
  const paid = stepFor(book.editions[current.edition].historyDays, current.historyDays) !== null
  const offered = book.editions[edition].historyDays
  return paid ? Math.min(Math.max(current.historyDays, offered.included), largest(offered)) : offered.included
}

export function carriedOver(before: Configuration, after: Configuration, book: PriceBook): CarriedOver[] {
  const limitsBefore = limitsAt(before, book)
  const limitsAfter = limitsAt(after, book)
  const priceBefore = new Map(priceItems(before, book).map((item) => [item.kind, item.priceCents]))
  const priceAfter = new Map(priceItems(after, book).map((item) => [item.kind, item.priceCents]))
  const name = editionNames[after.edition]

  const rows = [
    { item: 'avGroups', kind: 'avGroups', limit: 'avGroupsMax' },
    { item: 'groupsPerUser', kind: 'groupsPerUser', limit: 'groupsPerUserMax' },
    { item: 'membersPerGroup', kind: 'membersPerGroup', limit: 'groupMembersMax' },
    { item: 'historyDays', kind: 'history', limit: 'historyDays' },
  ] as const

  return rows.map(({ item, kind, limit }) => {
    const values = { item, before: limitsBefore[limit], after: limitsAfter[limit] }
    const paidBefore = priceBefore.get(kind)!
    const paidAfter = priceAfter.get(kind)!
    const less = (values.after ?? Infinity) < (values.before ?? Infinity)
    const lineEnds = paidBefore > 0 ? '; the paid line ends' : ''
    const hidden = item === 'historyDays' ? '; older messages are hidden at once and lost 24 hours later' : ''

    if (values.before === values.after && paidBefore === paidAfter) return { ...values, outcome: 'unchanged', note: 'Stays as it is.' }
    if (less && paidAfter === 0) return { ...values, outcome: 'lowered', note: `Falls to what ${name} includes${lineEnds}${hidden}.` }
    if (less) return { ...values, outcome: 'lowered', note: `Falls to a smaller paid value on ${name}${hidden}.` }
    if (paidAfter === 0) return { ...values, outcome: 'included', note: `Included in ${name}${lineEnds}.` }
    return { ...values, outcome: 'paid', note: values.before === values.after ? `Stays, at the price of ${name}.` : `Paid on ${name}.` }
  })
}
