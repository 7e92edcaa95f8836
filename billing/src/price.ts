import { type Configuration, configurationInForce, type Edition, editionNames, stepFor } from './configuration.ts'
import type { Choice, PriceBook } from './price-book.ts'

export type ItemKind = 'base' | 'avGroups' | 'groupsPerUser' | 'membersPerGroup' | 'history'

/** One item of the list price. */
export interface PriceItem {
  kind: ItemKind
  /** The paid step's largest value; null when included, for the base price and for unlimited audio-video groups. */
  step: number | null
  /** A month, before tax; 0 when included. */
  priceCents: number
}

/** The list price of a configuration, always all five items in this order. */
export function priceItems(configuration: Configuration, book: PriceBook): PriceItem[] {
  const terms = book.editions[configuration.edition]
  const { unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays } = configurationInForce(configuration, book)
  return [
    { kind: 'base', step: null, priceCents: terms.priceCents },
    { kind: 'avGroups', step: null, priceCents: unlimitedAvGroups ? (terms.avGroups.unlimitedPriceCents ?? 0) : 0 },
    stepItem('groupsPerUser', terms.groupsPerUser, groupsPerUser),
    stepItem('membersPerGroup', terms.membersPerGroup, membersPerGroup),
    stepItem('history', terms.historyDays, historyDays),
  ]
}

export function monthCents(items: readonly PriceItem[]): number {
  return items.reduce((sum, item) => sum + item.priceCents, 0)
}

/** The text of a line: `Members per group, step to 2,000`. For overage, `units` is the number of started steps. */
export function lineLabel(line: {
  kind: ItemKind | 'dauOverage' | 'groupOverage'
  edition: Edition
  step: number | null
  units?: number
}): string {
  const step = line.step?.toLocaleString('en-US') ?? 'included'
  switch (line.kind) {
    case 'base':
      return line.edition === 'free' ? editionNames.free : `${editionNames[line.edition]}-postpaid`
    case 'avGroups':
      return 'Unlimited number of audio-video groups'
    case 'groupsPerUser':
      return line.step === null ? 'Groups per user, included' : `Groups per user, step to ${step}`
    case 'membersPerGroup':
      return line.step === null ? 'Members per group, included' : `Members per group, step to ${step}`
    case 'history':
      return line.step === null ? 'History, included' : `History, ${step} days`
    case 'dauOverage':
      return `Daily active users above the quota, ${line.units} x ${step}`
    case 'groupOverage':
      return `Groups above the quota, ${line.units} x ${step}`
  }
}

function stepItem(kind: ItemKind, choice: Choice, value: number): PriceItem {
  const step = stepFor(choice, value)
  return { kind, step: step?.upTo ?? null, priceCents: step?.priceCents ?? 0 }
}
