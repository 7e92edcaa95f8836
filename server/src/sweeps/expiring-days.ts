import type { Sql } from '../platform/database.ts'

/**
 * The oldest days of the apps of which something expires first. A day is due when it is past every storage period that was in force in the
 * last 24 hours.
 */
export function listExpiring(sql: Sql, table: 'message_days' | 'user_notices', limit: number) {
  return sql<{ appId: number; day: string; due: Date }[]>`
    select apps.id as app_id, oldest.day, due
    from apps
    cross join lateral (
      select day, (day + 1)::timestamp at time zone (select time_zone from installation) as ended_at
      from ${sql(table)} where app_id = apps.id order by day limit 1
    ) as oldest
    cross join lateral (
      select max(least(until + interval '24 hours', ended_at + history_days * interval '24 hours')) as due
      from (select history_days, lead(at) over (order by sequence) as until from ledger_entries where app_id = apps.id) as periods
    ) as expiry
    where apps.emptied_at is null
    order by due limit ${limit}`
}
