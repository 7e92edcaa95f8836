import { addDays } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { Handlers } from '../../road/context.ts'
import { countSaid, findSaid, listDaysToCount, type SaidOnDay } from '../messages/statistics.ts'
import { listCountedDays } from './statistics-store.ts'

const daysShown = 30
const daysAskedMax = 366
const nothingSaid: SaidOnDay = {
  senders: 0,
  directMessages: 0,
  directSenders: 0,
  groupMessages: 0,
  groupSenders: 0,
  groupReceivers: 0,
  groupsSpokenIn: 0,
}

/** `accountName`: of the customer who owns the app. */
export function statisticsHandlers({ accountName }: { accountName(sql: Sql, accountId: string): Promise<string | null> }) {
  const countAgain = rememberLargeCounts()

  return {
    async 'statistics.list'(_, { sql, app, day: today }) {
      const days = await listCountedDays(sql, app.sdkAppId, { first: addDays(today, 1 - daysShown), last: today })
      const names = days.map(({ day }) => day)
      const [company, said, toCount] = await Promise.all([
        accountName(sql, app.accountId),
        findSaid(sql, app.sdkAppId, names),
        listDaysToCount(sql, app.sdkAppId, names),
      ])
      for (const day of toCount) said.set(day, await countAgain(sql, app.sdkAppId, day))
      return {
        appName: app.name,
        company: company ?? '',
        days: days.map(({ peakGroups: _, ...day }) => ({ ...day, ...(said.get(day.day) ?? nothingSaid) })),
      }
    },

    async 'usage.daily'({ sdkAppId, from, to }, { sql, day: today }) {
      if (to < from || to >= addDays(from, daysAskedMax))
        throw new Refusal('bad_input', { field: 'to', reason: `to lies in the ${daysAskedMax} days that begin with from.` })
      const days = await listCountedDays(sql, sdkAppId, { first: from, last: [to, today].toSorted()[0]! })
      const names = days.map(({ day }) => day)
      const [said, toCount] = await Promise.all([findSaid(sql, sdkAppId, names), listDaysToCount(sql, sdkAppId, names)])
      for (const day of toCount) said.set(day, await countAgain(sql, sdkAppId, day))
      return {
        days: days.map((counted) => {
          const { day, usersLoggedIn: dau, users, usersRegistered, peakGroups, groups, groupsCreated, groupsDisbanded } = counted
          const { groupsSpokenIn, directMessages, groupMessages, senders } = said.get(day) ?? nothingSaid
          const spoken = { groupsSpokenIn, directMessages, groupMessages, senders }
          return { day, dau, users, usersRegistered, peakGroups, groups, groupsCreated, groupsDisbanded, ...spoken }
        }),
      }
    },
  } satisfies Partial<Handlers>
}

const countedEachTimeUpTo = 10_000
const rememberedForMs = 60_000

/** A day that is not over is counted from its rows each time; one with many messages once a minute. */
function rememberLargeCounts() {
  const remembered = new Map<string, { said: SaidOnDay; atMs: number }>()
  return async (sql: Sql, sdkAppId: number, day: string): Promise<SaidOnDay> => {
    const key = `${sdkAppId} ${day}`
    for (const [other, { atMs }] of remembered) if (performance.now() - atMs > rememberedForMs) remembered.delete(other)
    const known = remembered.get(key)
    if (known) return known.said
    const said = await countSaid(sql, sdkAppId, day)
    if (said.directMessages + said.groupMessages > countedEachTimeUpTo) remembered.set(key, { said, atMs: performance.now() })
    return said
  }
}
