import { daysOf, firstDay, nextMonth, type UsageDay } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'

/** The days of an app with a row, each column a list in the order of the days: one row is read, not one for each day. */
interface Row {
  appId: number
  days: string
  dau: string
  peaks: string
  atEnd: string
}

/**
 * Usage of each day of a month up to and including `through`. A day without a row had no change: it has the groups of the day before.
 * So the first of the month begins with the groups that exist at its start.
 */
export async function loadUsage(sql: Sql, sdkAppIds: number[], month: string, through: string): Promise<Map<number, UsageDay[]>> {
  const first = firstDay(month)
  const days = daysOf(month).filter((day) => day <= through)
  const [rows, carried] = await Promise.all([
    sql<Row[]>`
      select
        app_id, string_agg((day - ${first}::date)::text, ',' order by day) as days, string_agg(dau::text, ',' order by day) as dau,
        string_agg(peak_groups::text, ',' order by day) as peaks, string_agg(groups_at_end::text, ',' order by day) as at_end
      from app_days
      where app_id = any(${sdkAppIds}::bigint[]) and day >= ${first} and day < ${firstDay(nextMonth(month))} group by app_id`,
    sql<{ appId: number; groupsAtEnd: number }[]>`
      select id as app_id, groups_at_end from unnest(${sdkAppIds}::bigint[]) as id
      cross join lateral (select groups_at_end from app_days where app_id = id and day < ${first} order by day desc limit 1) as before`,
  ])
  const before = new Map(carried.map((row) => [row.appId, row.groupsAtEnd]))
  const byApp = new Map(rows.map((row) => [row.appId, row]))
  return new Map(sdkAppIds.map((id) => [id, walk(byApp.get(id), before.get(id) ?? 0, days)]))
}

function walk(row: Row | undefined, groupsAtStart: number, days: string[]): UsageDay[] {
  const [places, dau, peaks, atEnd] = row ? [row.days, row.dau, row.peaks, row.atEnd].map(numbersOf) : [[], [], [], []]
  let groups = groupsAtStart
  let next = 0
  return days.map((day, place) => {
    if (places![next] !== place) return { day, dau: 0, peakGroups: groups }
    const used = { day, dau: dau![next]!, peakGroups: Math.max(groups, peaks![next]!) }
    groups = atEnd![next]!
    next += 1
    return used
  })
}

const numbersOf = (list: string) => JSON.parse(`[${list}]`) as number[]

/** Groups created minus groups disbanded on this day. */
export async function loadGroupsToday(sql: Sql, sdkAppIds: number[], day: string): Promise<Map<number, number>> {
  const rows = await sql<{ appId: number; net: number }[]>`
    select app_id, groups_created - groups_imported - groups_disbanded as net from app_days where app_id = any(${sdkAppIds}::bigint[]) and day = ${day}`
  return new Map(rows.map(({ appId, net }) => [appId, net]))
}
