import { pino } from 'pino'
import { createHub } from '../../server/src/features/messages/hub.ts'
import { openWritePath } from '../../server/src/features/messages/write-path.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { AppDriver } from '../../server/test/app-driver.ts'
import { openConnection } from './keep-alive.ts'
import { type RunningPlenum, withPlenum } from './plenum.ts'
import { median, quantile } from './quantile.ts'
import type { Figure } from './table.ts'

const groups = 256
const concurrencies = [8, 64, 256]
const rounds = 3
const stretchMs = 1_200
const warmUpMs = 1_500
const doorAim = 0.5
const pathAim = 0.7
const said = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'The roses by the east wall are in flower since Tuesday.' } }]

/** Says one thing; `number` is new every time. */
type Say = (number: number) => Promise<void>
interface Way {
  what: string
  open(inFlight: number): Promise<{ says: Say[]; close(): void | Promise<void> }>
}

/** Messages of a group: through the REST door against a call that does nothing, and the bare write path against a bare insertion, in turn. */
export function messagesFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createApp(plenum)
    const sql = openDatabase(await plenum.databaseUrl())
    await sql`create table bare_messages (like messages including all)`
    const noOp = throughDoor(plenum, app, 'no-op of the same door', 'nothing', () => 'group_0')
    const ways = [
      noOp,
      throughDoor(plenum, app, `${groups} groups, through the door`, 'send_group_msg', (number) => `group_${number % groups}`),
      throughDoor(plenum, app, 'one group, through the door', 'send_group_msg', () => 'group_0'),
      writePath(sql, app, 'write path without the door'),
      bareInsertion(sql, app, 'bare insertion'),
    ]
    for (const way of ways) await measure(way, 64, warmUpMs)

    const measured = concurrencies.map((inFlight) => ({
      inFlight,
      of: ways.map(() => ({ rates: [] as number[], times: [] as number[][] })),
    }))
    for (let round = 0; round < rounds; round++) {
      for (const { inFlight, of } of measured) {
        for (const [index, way] of ways.entries()) {
          const { rate, times } = await measure(way, inFlight, stretchMs)
          of[index]!.rates.push(rate)
          of[index]!.times.push(times)
        }
      }
    }
    await expectNoGap(sql)
    await sql.end()

    return {
      title: 'Group messages per second',
      how: `send_group_msg, HTTP and UserSig included, stored and numbered before the answer, fsync on; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s. No-op: a command the same door does not know. Bare insertion: the same rows, two connections, as many a statement as there are in flight for each`,
      rows: measured.flatMap(({ inFlight, of }) => {
        const ratio = (of_: number, to: number) => median(of[of_]!.rates.map((rate, round) => rate / of[to]!.rates[round]!))
        return [
          ...of.map(({ rates, times }, index) => ({
            what: `${inFlight} in flight, ${ways[index]!.what}`,
            value: `${median(rates).toFixed(0)} /s  p50 ${quantile(times.flat(), 0.5).toFixed(1)}  p99 ${quantile(times.flat(), 0.99).toFixed(1)} ms`,
          })),
          aimed(`${inFlight} in flight, ${groups} groups to no-op`, ratio(1, 0), doorAim),
          aimed(`${inFlight} in flight, write path to bare insertion`, ratio(3, 4), pathAim),
        ]
      }),
    }
  })
}

function aimed(what: string, value: number, aim: number) {
  return { what, value: value.toFixed(2), aim: `>= ${aim}`, reached: value >= aim }
}

async function createApp(plenum: RunningPlenum): Promise<AppDriver> {
  const { sdkAppId, name } = await plenum.operator.call('app.create', { name: 'Messages' })
  const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, plenum.operator, () => new Date())
  await app.upgrade({ edition: 'ultimate' })
  await plenum.operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1_000_000 } })
  await app.importUsers(Array.from({ length: 100 }, (_, number) => `user_${number}`))
  for (let number = 0; number < groups; number++) await app.createGroup({ GroupId: `group_${number}` })
  return app
}

function throughDoor(plenum: RunningPlenum, app: AppDriver, what: string, command: string, groupOf: (number: number) => string): Way {
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&random=731&contenttype=json`
  const path = `/v4/group_open_http_svc/${command}?${query}`
  const expected = command === 'nothing' ? '"ErrorCode":60009' : '"ErrorCode":0'
  const body = JSON.stringify(said)
  return {
    what,
    async open(inFlight) {
      const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(plenum.port)))
      return {
        says: connections.map((connection) => async (number) => {
          const content = `{"GroupId":"${groupOf(number)}","From_Account":"user_${number % 100}","Random":${number},"MsgBody":${body}}`
          const answer = await connection.post(path, content)
          if (!answer.includes(expected)) throw new Error(answer)
        }),
        close: () => {
          for (const connection of connections) connection.close()
        },
      }
    },
  }
}

/** The lanes as the server has them, in this process. */
function writePath(sql: Database, { sdkAppId }: AppDriver, what: string): Way {
  const lanes = openWritePath(sql, createHub(pino({ level: 'silent' }) as never))
  return {
    what,
    async open(inFlight) {
      const [app] = await sql<{ revision: number }[]>`select revision from apps where id = ${sdkAppId}`
      const say: Say = async (number) => {
        const at = new Date()
        const written = await lanes.send(
          {
            sdkAppId,
            revision: app!.revision,
            to: { kind: 'group', groupId: `group_${number % groups}` },
            at,
            day: at.toISOString().slice(0, 10),
            message: { senderId: `user_${number % 100}`, random: number, priority: 'Normal', body: said, cloudCustomData: '' },
          },
          100,
        )
        if (written.outcome !== 'sent') throw new Error(written.outcome)
      }
      return { says: Array.from({ length: inFlight }, () => say), close: lanes.flush }
    },
  }
}

/** A table with the same indexes, and nothing but the insertion: each of two connections writes a statement of half of those in flight. */
function bareInsertion(sql: Database, { sdkAppId }: AppDriver, what: string): Way {
  return {
    what,
    async open(inFlight) {
      const size = inFlight / 2
      let sequence = performance.timeOrigin + performance.now() * 1000
      const body = JSON.stringify(said)
      async function insert() {
        const at = new Date()
        const rows = Array.from({ length: size }, () => Math.floor(sequence++))
        await sql`
          insert into bare_messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)
          select conversation_id, sequence, ${sdkAppId}, ${at}, ${at.toISOString().slice(0, 10)}, sender_id, sequence, 2, body::json, ''
          from unnest(${rows.map((row) => row % groups)}::bigint[], ${rows}::bigint[], ${rows.map((row) => `user_${row % 100}`)}::text[], ${rows.map(() => body)}::text[])
            as given (conversation_id, sequence, sender_id, body)`
      }
      // Every sender of a statement waits for the same commit.
      const statements = [0, 1].map(() => ({ under: Promise.resolve(), waiting: 0 }))
      const says = Array.from({ length: inFlight }, (_, index): Say => {
        const statement = statements[index % 2]!
        return () => {
          if (statement.waiting++ % size === 0) statement.under = insert()
          return statement.under
        }
      })
      return { says, close: () => {} }
    },
  }
}

let count = 0

async function measure(way: Way, inFlight: number, forMs: number) {
  const { says, close } = await way.open(inFlight)
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    says.map(async (say) => {
      while (performance.now() - startedAt < forMs) {
        const saidAt = performance.now()
        await say(++count)
        times.push(performance.now() - saidAt)
      }
    }),
  )
  const rate = times.length / ((performance.now() - startedAt) / 1000)
  await close()
  return { rate, times }
}

async function expectNoGap(sql: Database) {
  const gaps = await sql`
    select key as group_id from conversations
    where last_sequence <> (select count(*) from messages where conversation_id = conversations.id)`
  if (gaps.length > 0) throw new Error(`Numbers are missing in ${gaps.length} groups`)
}
