import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { createMessageApp, groups, said, throughDoor } from './message-app.ts'
import { withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import type { Figure } from './table.ts'
import { measure } from './way.ts'

const apps = 1_000
const messagesOfApp = 200
/** Past every storage period that can be had. */
const daysAgo = 400
const inFlight = 16
const stretchMs = 5_000
const stretchesMax = 8

/** What a sweep costs those who write meanwhile. */
export function expiryFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createMessageApp(plenum)
    const sql = openDatabase(await plenum.databaseUrl())
    const day = new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
    await fillDay(sql, app, day)
    const door = throughDoor(app, { what: `${groups} groups`, port: plenum.port })
    const left = async () => (await sql<{ count: number }[]>`select count(*) as count from messages where day = ${day}`)[0]!.count

    await measure(door, inFlight, 2_000)
    const without = await measure(door, inFlight, stretchMs)
    // From here on the sweeper knows of them.
    await sql`insert into message_days (app_id, day) select distinct app_id, day from messages where day = ${day}`
    const startedAt = performance.now()
    const before = await left()
    const during: number[] = []
    let after = before
    for (let stretch = 0; stretch < stretchesMax && after > 0; stretch++) {
      during.push(...(await measure(door, inFlight, stretchMs)).times)
      after = await left()
    }
    const seconds = (performance.now() - startedAt) / 1000
    await sql.end()
    return {
      title: `A day of messages of ${apps.toLocaleString('en')} apps expires while others are written`,
      how: `send_group_msg through HTTP with UserSig, ${inFlight} in flight; the sweep in the same server takes ${(apps * messagesOfApp).toLocaleString('en')} messages in portions of 5,000`,
      rows: [
        { what: 'writes without the sweep', value: told(without.times) },
        { what: 'writes during the sweep', value: told(during) },
        {
          what: 'expired meanwhile',
          value: `${(before - after).toLocaleString('en')} of ${before.toLocaleString('en')} in ${seconds.toFixed(0)} s`,
        },
      ],
    }
  })
}

function told(times: number[]): string {
  return `p50 ${quantile(times, 0.5).toFixed(1)}  p99 ${quantile(times, 0.99).toFixed(1)} ms`
}

/** Apps like the given one, each with a group and its messages of the day. Whoever may expire is found by `message_days`, which comes later. */
async function fillDay(sql: Database, { sdkAppId }: AppDriver, day: string) {
  await sql`select make_message_month(date_trunc('month', ${day}::date)::date)`
  await sql`
    with made as (
      insert into apps (account_id, name, created_at, created_day)
      select account_id, 'Expiring ' || n, created_at, created_day from apps cross join generate_series(1, ${apps}::int) as n where apps.id = ${sdkAppId}
      returning id
    ), booked as (
      insert into ledger_entries
      select (jsonb_populate_record(ledger_entries, jsonb_build_object('app_id', made.id))).*
      from ledger_entries cross join made where app_id = ${sdkAppId}
    ), opened as (
      insert into conversations (app_id, key, keeps_messages, last_sequence)
      select id, 'group', true, ${messagesOfApp}::bigint from made returning id, app_id
    )
    insert into messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)
    select id, n, app_id, ${day}::date + interval '12 hours', ${day}::date, 'ann', n, 2, ${JSON.stringify(said)}::text::json, ''
    from opened cross join generate_series(1, ${messagesOfApp}::int) as n`
  await sql`analyze`
}
