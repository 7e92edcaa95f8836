import { bookOf, limitsAt, monthOf } from '@plenum/billing'
import type { Limits } from '@plenum/contract'
import type { Context } from '../../road/context.ts'
import { loadGroupsToday, loadUsage } from '../plans/usage.ts'
import { type AppRow, toApp } from './app-rows.ts'
import { findFullest } from './closest-to-limits.ts'
import { limitRows } from './limit-rows.ts'

/** Limits with their use, of one app or of a page of apps. */
export async function limitsOfApps(context: Context, rows: readonly AppRow[]): Promise<Map<number, Limits>> {
  const { sql, installation, now, day } = context
  const ids = rows.map((row) => row.sdkAppId)
  const [fullest, usage, today] = await Promise.all([
    findFullest(sql, installation, rows, now),
    loadUsage(sql, ids, monthOf(day), day),
    loadGroupsToday(sql, ids, day),
  ])
  return new Map(
    rows.map((row) => {
      const { sdkAppId, userCount, groupCount, avGroupCount, communityCount } = row
      const { configuration } = toApp(row, context)
      const ofPlan = limitsAt(configuration, bookOf(installation.books, day))
      const limits = { ...ofPlan, groupsPerDayMax: row.groupsPerDaySet ?? ofPlan.groupsPerDayMax }
      const uses = { userCount, groupCount, avGroupCount, communityCount, groupsToday: today.get(sdkAppId) ?? 0 }
      return [
        sdkAppId,
        limitRows(
          { app: { configuration }, limits, day, installation },
          { ...uses, fullest: fullest.get(sdkAppId)!, usageDays: usage.get(sdkAppId)! },
        ),
      ]
    }),
  )
}
