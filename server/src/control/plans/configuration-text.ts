import { type Configuration, type Edition, editionNames, type Limits, limitsAt, type PriceBook } from '@plenum/billing'
import type { Change } from '../../records/audit.ts'

/** As the plan is called after an upgrade (source page: [Pro -postpaid]). */
export function planNameOf(edition: Edition) {
  return edition === 'free' ? 'Free' : (`${editionNames[edition]}-postpaid` as const)
}

/** A limit for people: `1,000`, `unlimited`. */
export function limitText(value: number | null) {
  return value === null ? 'unlimited' : value.toLocaleString('en-US')
}

export function daysText(days: number) {
  return `${limitText(days)} ${days === 1 ? 'day' : 'days'}`
}

/** What is different between two configurations, in the words of the console. */
export function changesBetween(before: Configuration, after: Configuration, book: PriceBook): Change[] {
  const was = textsOf(before, limitsAt(before, book))
  const is = textsOf(after, limitsAt(after, book))
  return is
    .map(([field, text], index) => ({ field, before: was[index]![1], after: text }))
    .filter((change) => change.before !== change.after)
}

function textsOf({ edition }: Configuration, limits: Limits): [field: string, text: string][] {
  return [
    ['Plan', planNameOf(edition)],
    ['Groups per user', limitText(limits.groupsPerUserMax)],
    ['Members per group', limitText(limits.groupMembersMax)],
    ['Audio-video groups', limitText(limits.avGroupsMax)],
    ['History', daysText(limits.historyDays)],
  ]
}
