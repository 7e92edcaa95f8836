import { removeMessagesOfDay } from '../im/messages/remove-messages.ts'
import type { Sql } from '../platform/database.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000
/** Days are found for so many apps at once: most of them are small. */
const appsMax = 100

/**
 * Messages past the storage period, by app and billing day. They are hidden by the clock, at once; a day goes when all of it is past the
 * period. A storage period that has become shorter counts for removal 24 hours later: until then the longer one brings everything back.
 */
export const expireMessages: Sweep = {
  name: 'expire-messages',

  async nextDue(sql) {
    const [next] = await listExpiring(sql, 1)
    return next?.due ?? null
  },

  async run(sql, at) {
    let done = 0
    for (const { appId, day, due } of await listExpiring(sql, appsMax)) {
      if (due > at) break
      for (let gone = 1; gone > 0 && done < portion; done += gone) gone = await removeMessagesOfDay(sql, appId, day, portion - done)
      if (done >= portion) break
      await sql`delete from message_days where app_id = ${appId} and day = ${day}`
      done++
    }
    return done
  },
}

/** The oldest days of the apps of which something expires first. A day is due when it is past every storage period that was in force in the last 24 hours. */
function listExpiring(sql: Sql, limit: number) {
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
    order by due limit ${limit}`
}
