import { addDays } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { Handlers } from '../../road/context.ts'
import { countSaid, findSaid, listDaysToCount, type SaidOnDay } from '../messages/statistics.ts'
import { type LiveParts, liveHandlers } from './live-statistics.ts'
import { listActivity, nothingDone } from './recorded-activity.ts'
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

interface Parts extends LiveParts {
  /** Of the customer who owns the app. */
  accountName(sql: Sql, accountId: string): Promise<string | null>
}

export function statisticsHandlers({ accountName, activity, countOnline }: Parts) {
  const countAgain = rememberLargeCounts()

  /** The same figures for the console and for the app's own server. */
  async function daysOf(sql: Sql, sdkAppId: number, stretch: { first: string; last: string }) {
    await activity.bringUpToDate(sdkAppId)
    const days = await listCountedDays(sql, sdkAppId, stretch)
    const names = days.map(({ day }) => day)
    const [said, toCount, done] = await Promise.all([
      findSaid(sql, sdkAppId, names),
      listDaysToCount(sql, sdkAppId, names),
      listActivity(sql, sdkAppId, stretch),
    ])
    for (const day of toCount) said.set(day, await countAgain(sql, sdkAppId, day))
    return days.map((counted) => ({
      ...counted,
      ...(said.get(counted.day) ?? nothingSaid),
      ...(done.get(counted.day) ?? nothingDone),
    }))
  }

  return {
    ...liveHandlers({ activity, countOnline }),

    async 'statistics.list'(_, { sql, app, day: today }) {
      const [company, days] = await Promise.all([
        accountName(sql, app.accountId),
        daysOf(sql, app.sdkAppId, { first: addDays(today, 1 - daysShown), last: today }),
      ])
      return { appName: app.name, company: company ?? '', days: days.map(({ peakGroups: _, ...day }) => day) }
    },

    async 'usage.daily'({ sdkAppId, from, to }, { sql, day: today }) {
      if (to < from || to >= addDays(from, daysAskedMax))
        throw new Refusal('bad_input', { field: 'to', reason: `to lies in the ${daysAskedMax} days that begin with from.` })
      const days = await daysOf(sql, sdkAppId, { first: from, last: [to, today].toSorted()[0]! })
      return {
        days: days.map(
          ({ directPushes, groupPushes, callbacks: _, callbacksAnswered: __, groupReceivers: ___, joins, leaves, ...day }) => ({
            ...day,
            offlinePushes: directPushes + groupPushes,
          }),
        ),
      }
    },
  } satisfies Partial<Handlers>
}

const countedEachTimeUpTo = 10_000
const rememberedForMs = 60_000
/** So that counting never takes more than a fiftieth of the time, however much was said and however often it is looked at. */
const restPerWork = 50

/** A day that is not over is counted from its rows each time; one with many messages once a minute at most. */
function rememberLargeCounts() {
  const remembered = new Map<string, { said: Promise<SaidOnDay>; untilMs: number }>()
  return async (sql: Sql, sdkAppId: number, day: string): Promise<SaidOnDay> => {
    const key = `${sdkAppId} ${day}`
    const startedAt = performance.now()
    for (const [other, { untilMs }] of remembered) if (startedAt > untilMs) remembered.delete(other)
    const known = remembered.get(key)
    if (known) return known.said
    const counting = countSaid(sql, sdkAppId, day)
    const said = await counting
    const tookMs = performance.now() - startedAt
    if (said.directMessages + said.groupMessages > countedEachTimeUpTo)
      remembered.set(key, { said: counting, untilMs: performance.now() + Math.max(rememberedForMs, tookMs * restPerWork) })
    return said
  }
}
