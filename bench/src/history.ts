import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { openConnection } from './keep-alive.ts'
import { createMessageApp, said } from './message-app.ts'
import { withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import type { Figure } from './table.ts'
import { measure, type Way } from './way.ts'

const messages = 1_000_000
/** Within what the plan still shows. */
const days = 20
const page = 20
const groupId = 'group_0'
const measureMs = 5_000

/** Pages anywhere in the history of a large group. */
export function historyFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createMessageApp(plenum)
    const sql = openDatabase(await plenum.databaseUrl())
    await fillGroup(sql, app)
    await sql.end()
    const rows = []
    for (const inFlight of [1, 8]) {
      const pages = readPages(app, plenum.port)
      await measure(pages, inFlight, 1_000)
      const { rate, times } = await measure(pages, inFlight, measureMs)
      const value = `p50 ${quantile(times, 0.5).toFixed(2)}  p99 ${quantile(times, 0.99).toFixed(2)} ms, ${rate.toFixed(0)} /s`
      rows.push({ what: `${inFlight} in flight`, value })
    }
    return {
      title: `A page of ${page} from a group of ${messages.toLocaleString('en')} messages`,
      how: `group_msg_get_simple through HTTP with UserSig, anywhere in the ${days} days of the history`,
      rows,
    }
  })
}

function readPages(app: AppDriver, port: number): Way {
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}`
  return {
    what: 'pages',
    async open(inFlight) {
      const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(port)))
      return {
        says: connections.map((connection) => async (number) => {
          // A prime steps all over the history.
          const ReqMsgSeq = page + ((number * 7_919) % (messages - page))
          const body = JSON.stringify({ GroupId: groupId, ReqMsgNumber: page, ReqMsgSeq })
          const answer = await connection.post(`/v4/group_open_http_svc/group_msg_get_simple?${query}`, body)
          if (!answer.includes('"ErrorCode":0') || !answer.includes(`"MsgSeq":${ReqMsgSeq - page + 1}`))
            throw new Error(answer.slice(0, 300))
        }),
        close: () => {
          for (const connection of connections) connection.close()
        },
      }
    },
  }
}

/** Straight into the table: as if they had been said over the last days. */
async function fillGroup(sql: Database, { sdkAppId }: AppDriver) {
  const now = new Date()
  await sql`set statement_timeout = 0`
  await sql`
    select make_message_month(month::date)
    from generate_series(date_trunc('month', ${now}::timestamptz - ${days} * interval '1 day'), ${now}::timestamptz, interval '1 month') as month`
  await sql`
    with told as (
      select n, ${now}::timestamptz - ${days} * interval '1 day' * (1 - n::float8 / ${messages}) as at from generate_series(1, ${messages}::int) as n
    )
    insert into messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)
    select id, n, ${sdkAppId}, told.at, told.at::date, 'user_' || n % 100, n, 2, ${JSON.stringify(said)}::text::json, ''
    from told, conversations where app_id = ${sdkAppId} and key = ${groupId}`
  await sql`
    insert into message_days (app_id, day) select ${sdkAppId}, day::date
    from generate_series(${now}::timestamptz - ${days} * interval '1 day', ${now}::timestamptz, interval '1 day') as day on conflict do nothing`
  await sql`update conversations set last_sequence = ${messages}, last_at = ${now} where app_id = ${sdkAppId} and key = ${groupId}`
  await sql`vacuum analyze messages`
}
