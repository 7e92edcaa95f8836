import { addDays, firstDay, nextMonth, type UsageDay } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'

interface Row extends UsageDay {
  appId: number
  groupsAtEnd: number
}

/**
 * Usage of each day of a month up to and including `through`. A day without a row had no change: it has the groups of the day before.
 * So the first of the month begins with the groups that exist at its start.
 */
export async function loadUsage(sql: Sql, sdkAppIds: number[], month: string, through: string): Promise<Map<number, UsageDay[]>> {
  const first = firstDay(month)
  const [rows, carried] = await Promise.all([
    sql<Row[]>`
      select app_id, day, dau, peak_groups, groups_at_end from app_days
      where app_id = any(${sdkAppIds}::bigint[]) and day >= ${first} and day < ${firstDay(nextMonth(month))}`,
    sql<{ appId: number; groupsAtEnd: number }[]>`
      select id as app_id, groups_at_end from unnest(${sdkAppIds}::bigint[]) as id
      cross join lateral (select groups_at_end from app_days where app_id = id and day < ${first} order by day desc limit 1) as before`,
  ])
  const before = new Map(carried.map((row) => [row.appId, row.groupsAtEnd]))
  const byApp = Map.groupBy(rows, (row) => row.appId)
  return new Map(sdkAppIds.map((id) => [id, walk(byApp.get(id) ?? [], before.get(id) ?? 0, first, through)]))
}

function walk(rows: Row[], groupsAtStart: number, first: string, through: string): UsageDay[] {
  const byDay = new Map(rows.map((row) => [row.day, row]))
  const days: UsageDay[] = []
  let groups = groupsAtStart
  for (let day = first; day <= through && day < firstDay(nextMonth(first.slice(0, 7))); day = addDays(day, 1)) {
    const row = byDay.get(day)
    days.push({ day, dau: row?.dau ?? 0, peakGroups: Math.max(groups, row?.peakGroups ?? 0) })
    groups = row?.groupsAtEnd ?? groups
  }
  return days
}

/** Groups created minus groups disbanded on this day. */
export async function loadGroupsToday(sql: Sql, sdkAppIds: number[], day: string): Promise<Map<number, number>> {
  const rows = await sql<{ appId: number; net: number }[]>`
    select app_id, groups_created - groups_imported - groups_disbanded as net from app_days where app_id = any(${sdkAppIds}::bigint[]) and day = ${day}`
  return new Map(rows.map(({ appId, net }) => [appId, net]))
}
