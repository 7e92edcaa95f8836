import {
  type Configuration,
  type EditionTerms,
  historyAfter,
  includedConfiguration,
  limitsAt,
  monthCents,
  type PriceBook,
  priceItems,
  sameConfiguration,
  stepFor,
} from '@plenum/billing'
import type { PlanPreview } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { countAbove, listAbove } from './impact.ts'
import { usd } from './money.ts'

type WaysOut = Pick<PlanPreview, 'waysOut' | 'nothingAbove'>

export const noWayOut: WaysOut = { waysOut: { membersPerGroup: null, groupsPerUser: null, unlimitedAvGroups: null }, nothingAbove: null }

interface Proposal {
  sdkAppId: number
  before: Configuration
  after: Configuration
  impact: PlanPreview['impact']
  book: PriceBook
}

/** What stands above a limit has a price at which it fits: row by row in the edition chosen, and for all of it at once in any. */
export async function waysOut(sql: Sql, { sdkAppId, before, after, impact, book }: Proposal): Promise<WaysOut> {
  const { groups, users, avGroups, communities } = impact
  if (groups.count + users.count + avGroups.count + communities.count === 0) return noWayOut
  const costs = (wanted: Configuration) => monthCents(priceItems(wanted, book)) - monthCents(priceItems(after, book))

  async function enlarge(item: 'groupsPerUser' | 'membersPerGroup', kind: 'users' | 'groups') {
    const { count, allowed, named } = impact[kind]
    if (count === 0) return null
    const value = stepFor(book.editions[after.edition][item], named[0]?.value ?? 0)?.upTo ?? 0
    if (value <= (allowed ?? 0)) return null
    const larger = { ...after, [item]: value }
    const left = await countAbove(sql, sdkAppId, kind, limitsAt(larger, book))
    return { value, price: usd(costs(larger)), fits: count - left }
  }

  async function unlimited() {
    if (avGroups.count === 0 || book.editions[after.edition].avGroups.unlimitedPriceCents === null) return null
    return { value: avGroups.count, price: usd(costs({ ...after, unlimitedAvGroups: true })), fits: avGroups.count }
  }

  const [membersPerGroup, groupsPerUser, unlimitedAvGroups, cheapest] = await Promise.all([
    enlarge('membersPerGroup', 'groups'),
    enlarge('groupsPerUser', 'users'),
    unlimited(),
    cheapestWithoutLimit(sql, sdkAppId, before, book),
  ])
  return {
    waysOut: { membersPerGroup, groupsPerUser, unlimitedAvGroups },
    nothingAbove: cheapest && !sameConfiguration(cheapest, after) ? priced(cheapest, book) : null,
  }
}

/** Pro or Ultimate, with the smallest steps that hold all there is. */
async function cheapestWithoutLimit(sql: Sql, sdkAppId: number, before: Configuration, book: PriceBook): Promise<Configuration | null> {
  const smallest = limitsAt(includedConfiguration('pro', book), book)
  const largestOf = async (kind: 'groups' | 'users') => {
    const { rows } = await listAbove(sql, sdkAppId, kind, smallest, undefined, 1)
    return rows[0]?.value ?? 0
  }
  const [members, memberships, avGroups, communities] = await Promise.all([
    largestOf('groups'),
    largestOf('users'),
    countAbove(sql, sdkAppId, 'avGroups', smallest),
    countAbove(sql, sdkAppId, 'communities', smallest),
  ])
  const fitting = (['pro', 'ultimate'] as const).flatMap((edition) => {
    const terms = book.editions[edition]
    const wanted = {
      edition,
      unlimitedAvGroups: terms.avGroups.included === null || avGroups > terms.avGroups.included,
      groupsPerUser: covering(terms.groupsPerUser, memberships),
      membersPerGroup: covering(terms.membersPerGroup, members),
      historyDays: historyAfter(before, edition, book),
    }
    const { avGroupsMax, groupsPerUserMax, groupMembersMax, features } = limitsAt(wanted, book)
    const fits =
      members <= groupMembersMax &&
      memberships <= groupsPerUserMax &&
      avGroups <= (avGroupsMax ?? Infinity) &&
      (communities === 0 || features.communities)
    return fits ? [wanted] : []
  })
  const costs = (wanted: Configuration) => monthCents(priceItems(wanted, book))
  return fitting.toSorted((a, b) => costs(a) - costs(b))[0] ?? null
}

function covering(choice: EditionTerms['groupsPerUser'], value: number): number {
  return stepFor(choice, value)?.upTo ?? choice.included
}

function priced(configuration: Configuration, book: PriceBook): WaysOut['nothingAbove'] {
  return { configuration, eachMonth: usd(monthCents(priceItems(configuration, book))) }
}
