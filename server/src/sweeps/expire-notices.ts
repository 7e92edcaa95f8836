import type { Sql } from '../platform/database.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000
const appsMax = 100

/** What users were told, by app and billing day: it is kept for as long as messages are (`expire-messages.ts`). */
export const expireNotices: Sweep = {
  name: 'expire-notices',

  async nextDue(sql) {
    const [next] = await listExpiring(sql, 1)
    return next?.due ?? null
  },

  async run(sql, at) {
    let done = 0
    for (const { appId, day, due } of await listExpiring(sql, appsMax)) {
      if (due > at || done >= portion) break
      const { count } = await sql`
        delete from user_notices where ctid = any(array(
          select ctid from user_notices where app_id = ${appId} and day = ${day} limit ${portion - done}
        ))`
      done += count
    }
    return done
  },
}

function listExpiring(sql: Sql, limit: number) {
  return sql<{ appId: number; day: string; due: Date }[]>`
    select apps.id as app_id, oldest.day, due
    from apps
    cross join lateral (
      select day, (day + 1)::timestamp at time zone (select time_zone from installation) as ended_at
      from user_notices where app_id = apps.id order by day limit 1
    ) as oldest
    cross join lateral (
      select max(least(until + interval '24 hours', ended_at + history_days * interval '24 hours')) as due
      from (select history_days, lead(at) over (order by sequence) as until from ledger_entries where app_id = apps.id) as periods
    ) as expiry
    where apps.emptied_at is null
    order by due limit ${limit}`
}
