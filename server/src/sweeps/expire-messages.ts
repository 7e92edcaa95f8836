import { removeMessagesOfDay } from '../features/messages/removal.ts'
import type { Sql } from '../platform/database.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000

/**
 * Messages past the storage period, by app and billing day. They are hidden by the clock, at once; a day goes when all of it is past the
 * period. A storage period that has become shorter counts for removal 24 hours later: until then the longer one brings everything back.
 */
export const expireMessages: Sweep = {
  name: 'expire-messages',

  async nextDue(sql) {
    const [next] = await listExpiring(sql)
    return next?.due ?? null
  },

  async run(sql, at) {
    const [next] = await listExpiring(sql)
    if (!next || next.due > at) return 0
    const gone = await removeMessagesOfDay(sql, next.appId, next.day, portion)
    if (gone > 0) return gone
    await sql`delete from message_days where app_id = ${next.appId} and day = ${next.day}`
    return 1
  },
}

/** The app and day that expire first. A day is due when it is past every storage period that was in force in the last 24 hours. */
function listExpiring(sql: Sql) {
  return sql<{ appId: number; day: string; due: Date }[]>`
    select apps.id as app_id, oldest.day, due
    from apps
    cross join lateral (
      select day, (day + 1)::timestamp at time zone (select time_zone from installation) as ended_at
      from message_days where app_id = apps.id order by day limit 1
    ) as oldest
    cross join lateral (
      select max(least(until + interval '24 hours', ended_at + history_days * interval '24 hours')) as due
      from (select history_days, lead(at) over (order by sequence) as until from ledger_entries where app_id = apps.id) as periods
    ) as expiry
    where apps.emptied_at is null
    order by due limit 1`
}
