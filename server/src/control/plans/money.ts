import {
  type Edition,
  type Exact,
  formatCents,
  formatExact,
  type Line,
  lineLabel,
  type PriceItem,
  type PricePreview,
  roundToCents,
  sumExact,
} from '@plenum/billing'
import type { Money, MonthLine, Price } from '@plenum/contract'

export const usd = (cents: number): Money => ({ currency: 'USD', amount: formatCents(cents) })
export const exactUsd = (exact: Exact): Money => ({ currency: 'USD', amount: formatExact(exact) })

/** Lines with their sum: exact, and rounded once. */
export function sumOf(lines: readonly Line[]) {
  const exact = sumExact(lines)
  return { lines: lines.map(toMonthLine), exact: exactUsd(exact), total: usd(roundToCents(exact)) }
}

export function toPrice(price: PricePreview, editions: { before: Edition; after: Edition }): Price {
  const { thisMonth, firstFullMonth } = price
  return {
    before: { items: toItems(price.itemsBefore, editions.before), eachMonth: usd(price.monthCentsBefore) },
    after: { items: toItems(price.itemsAfter, editions.after), eachMonth: usd(price.monthCentsAfter) },
    difference: usd(price.monthCentsAfter - price.monthCentsBefore),
    thisMonth: {
      month: thisMonth.month,
      daysInMonth: thisMonth.daysInMonth,
      fromDay: thisMonth.fromDay,
      ...sumOf(thisMonth.lines),
      unchanged: usd(thisMonth.unchangedCents),
    },
    firstFullMonth: { month: firstFullMonth.month, total: usd(firstFullMonth.cents) },
  }
}

/** The base price, and what is paid above it. */
function toItems(items: readonly PriceItem[], edition: Edition) {
  return items
    .filter((item) => item.kind === 'base' || item.priceCents > 0)
    .map(({ kind, step, priceCents }) => ({ kind, step, label: lineLabel({ kind, edition, step }), price: usd(priceCents) }))
}

export function toMonthLine(line: Line): MonthLine {
  const { kind, days, daysInMonth, fromDay, toDay, wholeMonth, priceCents } = line
  return {
    kind,
    label: lineLabel(line),
    listPrice: usd(priceCents),
    days,
    daysInMonth,
    fromDay,
    toDay,
    wholeMonth,
    amount: exactUsd(sumExact([line])),
  }
}
