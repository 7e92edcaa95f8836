import type { DayOfStatistics } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { listActivityDays } from '../../road/activity-store.ts'

type Done = Pick<DayOfStatistics, 'logins' | 'directPushes' | 'groupPushes' | 'callbacks' | 'callbacksAnswered'>

export const nothingDone: Done = { logins: 0, directPushes: 0, groupPushes: 0, callbacks: 0, callbacksAnswered: 0 }

/** What was counted as it happened, by day. */
export async function listActivity(sql: Sql, sdkAppId: number, stretch: { first: string; last: string }): Promise<Map<string, Done>> {
  const days = new Map<string, Done>()
  for (const { day, kind, part, succeeded, failed } of await listActivityDays(sql, sdkAppId, stretch)) {
    const done = days.get(day) ?? { ...nothingDone }
    days.set(day, done)
    if (kind === 'login') done.logins += succeeded
    if (kind === 'push' && part === 'direct') done.directPushes += succeeded
    if (kind === 'push' && part === 'group') done.groupPushes += succeeded
    if (kind === 'callback') {
      done.callbacks += succeeded + failed
      done.callbacksAnswered += succeeded
    }
  }
  return days
}
