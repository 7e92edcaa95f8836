import { type Configuration, configurationInForce } from './configuration.ts'
import type { EditionTerms, FeatureName, PriceBook } from './price-book.ts'

/** What an app may do. null: no limit. Sources stand at the same names in price-book.ts. */
export interface Limits {
  usersMax: number | null
  friendsMax: number
  groupsPerUserMax: number
  /** Work, Public and Meeting groups; audio-video groups have no limit. */
  groupMembersMax: number
  ordinaryGroupsMax: number | null
  avGroupsMax: number | null
  communitiesMax: number
  communityMembersMax: number
  topicsPerCommunityMax: number
  /** Net increase in a calendar day, all types together. */
  groupsPerDayMax: number
  /** Logins of further users are refused. */
  dailyActiveUsersMax: number | null
  /** Above it out-of-plan usage is billed, where there is no hard limit. */
  dailyActiveUsersIncluded: number
  groupsIncluded: number
  historyDays: number
  conversationsMax: number
  devicesPerPlatformMax: EditionTerms['devicesPerPlatformMax']
  administratorsMax: number
  /** Through the account-deletion API. */
  accountsDeletable: boolean
  features: Record<FeatureName, boolean>
}

/** The only place that knows what a plan allows: the last configuration of the ledger under the book of the day. */
export function limitsAt(configuration: Configuration, book: PriceBook): Limits {
  const terms = book.editions[configuration.edition]
  const inForce = configurationInForce(configuration, book)
  return {
    usersMax: terms.usersMax,
    friendsMax: terms.friendsMax,
    groupsPerUserMax: inForce.groupsPerUser,
    groupMembersMax: inForce.membersPerGroup,
    ordinaryGroupsMax: terms.ordinaryGroupsMax,
    avGroupsMax: inForce.unlimitedAvGroups ? null : terms.avGroups.included,
    communitiesMax: terms.communitiesMax,
    communityMembersMax: terms.communityMembersMax,
    topicsPerCommunityMax: terms.topicsPerCommunityMax,
    groupsPerDayMax: terms.groupsPerDayMax,
    dailyActiveUsersMax: terms.dailyActiveUsersMax,
    dailyActiveUsersIncluded: terms.dailyActiveUsersMax ?? book.overage.dailyActiveUsers.included,
    groupsIncluded: book.overage.groups.included,
    historyDays: inForce.historyDays,
    conversationsMax: terms.conversationsMax,
    devicesPerPlatformMax: terms.devicesPerPlatformMax,
    administratorsMax: terms.administratorsMax,
    accountsDeletable: terms.accountsDeletable,
    features: terms.features,
  }
}

/** Features that one set of limits has and the other has not. */
export function featuresMissing(before: Limits, after: Limits): FeatureName[] {
  return (Object.keys(before.features) as FeatureName[]).filter((name) => before.features[name] && !after.features[name])
}
