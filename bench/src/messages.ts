import { pino } from 'pino'
import { openWritePath } from '../../server/src/im/messages/lanes/write-path.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { createHub } from '../../server/src/platform/hub.ts'
import { countActivity } from '../../server/src/road/activity.ts'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { bareInsertion } from './bare-insertion.ts'
import { createMessageApp, groups, said, throughDoor, users } from './message-app.ts'
import { startNoOp } from './no-op.ts'
import { withPlenum } from './plenum.ts'
import { median, quantile } from './quantile.ts'
import type { Figure } from './table.ts'
import { measure, type Say, type Way } from './way.ts'

const concurrencies = [8, 64, 256]
const rounds = 3
const stretchMs = 800
const warmUpMs = 1_000
const noOpAim = 0.5
const insertionAim = 0.7

/** Messages of groups: through the REST door against the same door before nothing, and the bare write path against a bare insertion. */
export function messagesFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createMessageApp(plenum)
    const databaseUrl = await plenum.databaseUrl()
    const sql = openDatabase(databaseUrl)
    // PostgreSQL does it by itself within a minute.
    await sql`analyze`
    const noOpServer = await startNoOp(databaseUrl)
    try {
      const { port } = plenum
      const door = throughDoor(app, { what: `${groups} groups, through the door`, port })
      const oneGroup = throughDoor(app, { what: 'one group, through the door', port, groupOf: () => 'group_0' })
      const noOp = throughDoor(app, { what: 'no-op: the same calls, and the command does nothing', port: noOpServer.port })
      const refused = throughDoor(app, { what: 'refused at once: a command nobody knows', port, command: 'nothing', expected: '60009' })
      const path = writePath(sql, app, 'write path without the door')
      const insertion = await bareInsertion(sql, app, 'bare insertion')
      const ways = [noOp, door, oneGroup, path, insertion, refused]

      const measured = await measureInTurn(ways)
      const { times: commits } = await measure(insertion, 2, stretchMs)
      await expectNoGap(sql)
      return {
        title: 'Group messages per second',
        how: `send_group_msg, HTTP and UserSig included, stored and numbered before the answer, fsync on; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s. Bare insertion: the same rows into the same columns and indexes, two connections, half of those in flight a statement.`,
        rows: [
          {
            what: 'one row and its commit: nobody who waits for it is faster',
            value: `p50 ${quantile(commits, 0.5).toFixed(1)}  p99 ${quantile(commits, 0.99).toFixed(1)} ms`,
          },
          ...measured.flatMap(({ inFlight, resultOf }) => {
            const ratio = (of: Way, to: Way) => median(resultOf(of).rates.map((rate, round) => rate / resultOf(to).rates[round]!))
            const aimed = (of: Way, to: Way, aim: number) => {
              const value = ratio(of, to)
              return {
                what: `${inFlight} in flight, ${of.what} / ${to.what}`,
                value: value.toFixed(2),
                aim: `>= ${aim}`,
                reached: value >= aim,
              }
            }
            return [
              ...ways.map((way) => ({ what: `${inFlight} in flight, ${way.what}`, value: described(resultOf(way)) })),
              aimed(door, noOp, noOpAim),
              aimed(path, insertion, insertionAim),
            ]
          }),
        ],
      }
    } finally {
      await noOpServer.stop()
      await sql.end()
    }
  })
}

interface Result {
  rates: number[]
  times: number[]
}

async function measureInTurn(ways: Way[]) {
  for (const way of ways) await measure(way, 64, warmUpMs)
  const measured = concurrencies.map((inFlight) => {
    const results = new Map<Way, Result>(ways.map((way) => [way, { rates: [], times: [] }]))
    return { inFlight, resultOf: (way: Way) => results.get(way)! }
  })
  for (let round = 0; round < rounds; round++) {
    for (const { inFlight, resultOf } of measured) {
      for (const way of ways) {
        const { rate, times } = await measure(way, inFlight, stretchMs)
        resultOf(way).rates.push(rate)
        resultOf(way).times.push(...times)
      }
    }
  }
  return measured
}

function described({ rates, times }: Result): string {
  return `${median(rates).toFixed(0)} /s  p50 ${quantile(times, 0.5).toFixed(1)}  p99 ${quantile(times, 0.99).toFixed(1)} ms`
}

/** The lanes as the server has them, in this process. */
function writePath(sql: Database, { sdkAppId }: AppDriver, what: string): Way {
  const log = pino({ level: 'silent' }) as never
  const activity = countActivity({ sql, now: () => new Date(), timeZone: 'Asia/Shanghai', log })
  const lanes = openWritePath(sql, createHub(log), activity)
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
            message: { senderId: `user_${number % users}`, random: number, priority: 'Normal', body: said, cloudCustomData: '' },
          },
          100,
        )
        if (written.outcome !== 'sent') throw new Error(written.outcome)
      }
      return { says: Array.from({ length: inFlight }, () => say), close: lanes.flush }
    },
  }
}

async function expectNoGap(sql: Database) {
  const gaps = await sql`
    select key as group_id from conversations
    where last_sequence <> (select count(*) from messages where conversation_id = conversations.id)`
  if (gaps.length > 0) throw new Error(`Numbers are missing in ${gaps.length} groups`)
}
