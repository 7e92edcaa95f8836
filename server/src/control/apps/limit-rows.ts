import { bookOf, type Limits, stepFor, type UsageDay } from '@plenum/billing'
import { type Limits as LimitRows, refusals } from '@plenum/contract'
import type { AppInMemory, Installation } from '../../road/context.ts'
import type { Fullest } from './closest-to-limits.ts'

export interface Uses {
  userCount: number
  groupCount: number
  avGroupCount: number
  communityCount: number
  /** Groups created minus groups disbanded today. */
  groupsToday: number
  fullest: Fullest
  usageDays: readonly UsageDay[]
}

interface Parts {
  app: Pick<AppInMemory, 'configuration'>
  limits: Limits
  day: string
  installation: Installation
}

/** Each limit with its value, its use and where it comes from, as the page Basic Configuration shows it. */
export function limitRows({ app, limits, day, installation }: Parts, uses: Uses): LimitRows {
  const terms = bookOf(installation.books, day).editions[app.configuration.edition]
  const { fullest } = uses
  const free = app.configuration.edition === 'free'
  const plan = { who: null, source: 'plan' as const, asOf: null, code: null }
  const paidAbove = (choice: typeof terms.groupsPerUser, value: number) => (stepFor(choice, value) ? 'paid' : 'plan')

  return {
    membersPerGroup: {
      value: limits.groupMembersMax,
      included: terms.membersPerGroup.included,
      use: fullest.group?.use ?? 0,
      who: fullest.group?.name ?? null,
      asOf: fullest.asOf?.toISOString() ?? null,
      source: paidAbove(terms.membersPerGroup, limits.groupMembersMax),
      code: refusals.group_member_limit.number,
    },
    groupsPerUser: {
      value: limits.groupsPerUserMax,
      included: terms.groupsPerUser.included,
      use: fullest.user?.use ?? 0,
      who: fullest.user?.use ? fullest.user.id : null,
      asOf: fullest.asOf?.toISOString() ?? null,
      source: paidAbove(terms.groupsPerUser, limits.groupsPerUserMax),
      code: refusals.user_group_limit.number,
    },
    avGroups: {
      ...plan,
      value: limits.avGroupsMax,
      included: terms.avGroups.included,
      use: uses.avGroupCount,
      source: limits.avGroupsMax === null && terms.avGroups.included !== null ? 'paid' : 'plan',
      code: refusals.av_group_limit.number,
    },
    ordinaryGroups: {
      ...plan,
      value: limits.ordinaryGroupsMax,
      included: limits.ordinaryGroupsMax,
      use: uses.groupCount - uses.avGroupCount - uses.communityCount,
      code: refusals.group_limit.number,
    },
    users: { ...plan, value: limits.usersMax, included: limits.usersMax, use: uses.userCount, code: refusals.user_limit.number },
    historyDays: {
      ...plan,
      value: limits.historyDays,
      included: terms.historyDays.included,
      use: limits.historyDays,
      source: paidAbove(terms.historyDays, limits.historyDays),
    },
    peakDailyUsers: {
      ...plan,
      value: limits.dailyActiveUsersIncluded,
      included: limits.dailyActiveUsersIncluded,
      use: Math.max(0, ...uses.usageDays.map((usage) => usage.dau)),
      code: free ? dailyUsersRefused : null,
    },
    peakGroups: {
      ...plan,
      value: limits.groupsIncluded,
      included: limits.groupsIncluded,
      use: Math.max(uses.groupCount, ...uses.usageDays.map((usage) => usage.peakGroups)),
    },
    groupsPerDay: {
      ...plan,
      value: limits.groupsPerDayMax,
      included: terms.groupsPerDayMax,
      source: limits.groupsPerDayMax === terms.groupsPerDayMax ? 'plan' : 'operator',
      use: uses.groupsToday,
      code: refusals.group_daily_growth_limit.number,
    },
    friendsPerUser: {
      ...plan,
      value: limits.friendsMax,
      included: limits.friendsMax,
      use: fullest.friends?.use ?? 0,
      who: fullest.friends?.use ? fullest.friends.id : null,
      asOf: fullest.friendsAsOf?.toISOString() ?? null,
      code: refusals.friend_limit.number,
    },
  }
}

/** Logins come with live connections; the code is fixed by the public dialect (plans-and-billing.md 7). */
const dailyUsersRefused = 72000

const nearestCandidates = ['users', 'membersPerGroup', 'groupsPerUser', 'avGroups', 'ordinaryGroups', 'friendsPerUser'] as const

/** The limit nearest to being reached, by the share that is used. */
export function nearestLimit(rows: LimitRows): { limit: string; use: number; value: number } | null {
  const used = nearestCandidates.flatMap((limit) => {
    const { value, use } = rows[limit]
    return value !== null && use > 0 ? [{ limit, use, value }] : []
  })
  return used.reduce<(typeof used)[number] | null>(
    (nearest, row) => (nearest && nearest.use / nearest.value >= row.use / row.value ? nearest : row),
    null,
  )
}
