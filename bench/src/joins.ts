import { bookOf, builtInPriceBooks, limitsAt } from '@plenum/billing'
import { addMembers } from '../../server/src/limits/members.ts'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { loadAppInMemory } from '../../server/src/road/app-in-memory.ts'
import { AppDriver } from '../../server/test/app-driver.ts'
import { openConnection } from './keep-alive.ts'
import { type RunningPlenum, withPlenum } from './plenum.ts'
import { median } from './quantile.ts'
import type { Figure } from './table.ts'

const users = 4_000
const groups = 400
const concurrencies = [8, 32, 64]
const rounds = 5
const stretchMs = 2_000
const warmUpMs = 1_000
const aimRatio = 0.5

interface Pair {
  groupId: string
  userId: string
}
type Join = (pair: Pair) => Promise<void>
interface Way {
  /** One for each of those who join at the same time. */
  open(): Promise<{ join: Join; close(): void }>
}

/** Users of an app joining its groups: through the REST door as its server does it, and the same statement bare, in turn. */
export function joinsFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createApp(plenum)
    const nextPair = pairs()
    // A pool as large as the server's own.
    const sql = openDatabase(await plenum.databaseUrl())
    const door = throughDoor(plenum, app)
    const bare = await bareStatement(sql, app)
    for (const way of [door, bare]) await joinsPerSecond(way, concurrencies.at(-1)!, nextPair, warmUpMs)

    const measured = concurrencies.map((concurrency) => ({
      concurrency,
      door: [] as number[],
      bare: [] as number[],
      ratios: [] as number[],
    }))
    for (let round = 0; round < rounds; round++) {
      for (const figures of measured) {
        const doorRate = await joinsPerSecond(door, figures.concurrency, nextPair, stretchMs)
        const bareRate = await joinsPerSecond(bare, figures.concurrency, nextPair, stretchMs)
        figures.door.push(doorRate)
        figures.bare.push(bareRate)
        figures.ratios.push(doorRate / bareRate)
      }
    }
    await sql.end()
    const { differences } = await plenum.operator.call('limits.recount', { sdkAppId: app.sdkAppId })
    if (differences.length > 0) throw new Error(`The counters drifted: ${JSON.stringify(differences.slice(0, 3))}`)

    return {
      title: 'Joins per second',
      how: `add_group_member of one user, told to nobody, HTTP and UserSig included, against addMembers bare; ${users} users, ${groups} groups, fsync on; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s`,
      rows: measured.flatMap(({ concurrency, door, bare, ratios }) => [
        { what: `${concurrency} at once, through the door`, value: `${median(door).toFixed(0)} /s` },
        { what: `${concurrency} at once, bare statement`, value: `${median(bare).toFixed(0)} /s` },
        {
          what: `${concurrency} at once, ratio`,
          value: median(ratios).toFixed(2),
          aim: `>= ${aimRatio}`,
          reached: median(ratios) >= aimRatio,
        },
      ]),
    }
  })
}

async function createApp(plenum: RunningPlenum): Promise<AppDriver> {
  const { sdkAppId, name } = await plenum.operator.call('app.create', { name: 'Joins' })
  const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, plenum.operator, () => new Date())
  await app.upgrade({ edition: 'ultimate', membersPerGroup: 6000, groupsPerUser: 3000 })
  await plenum.operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000 } })
  await app.importUsers(Array.from({ length: users }, (_, number) => `user_${number}`))
  for (let number = 0; number < groups; number++) await app.createGroup({ GroupId: `group_${number}` })
  return app
}

/** Every pair once; neighbours never share a group or a user, as in an app with many groups. */
function pairs(): () => Pair {
  let number = 0
  return () => {
    const turn = Math.floor(number / groups)
    const group = number++ % groups
    if (turn >= users) throw new Error('Every user is in every group')
    return { groupId: `group_${group}`, userId: `user_${(turn + group * (users / groups)) % users}` }
  }
}

function throughDoor(plenum: RunningPlenum, app: AppDriver): Way {
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&random=731&contenttype=json`
  const path = `/v4/group_open_http_svc/add_group_member?${query}`
  return {
    async open() {
      const connection = await openConnection(plenum.port)
      return {
        async join({ groupId, userId }) {
          const answer = await connection.post(path, `{"GroupId":"${groupId}","Silence":1,"MemberList":[{"Member_Account":"${userId}"}]}`)
          if (!answer.includes('"Result":1')) throw new Error(answer)
        },
        close: connection.close,
      }
    },
  }
}

async function bareStatement(sql: Database, { sdkAppId }: AppDriver): Promise<Way> {
  const app = (await loadAppInMemory(sql, sdkAppId))!
  const now = new Date()
  const day = now.toISOString().slice(0, 10)
  const limits = limitsAt(app.configuration, bookOf(builtInPriceBooks, day))
  return {
    async open() {
      return {
        async join({ groupId, userId }) {
          const joined = await addMembers(sql, { app, limits }, groupId, [userId], { now, day })
          if (typeof joined === 'string' || joined.added.length !== 1) throw new Error(JSON.stringify(joined))
        },
        close() {},
      }
    },
  }
}

async function joinsPerSecond(way: Way, concurrency: number, nextPair: () => Pair, forMs: number): Promise<number> {
  const joiners = await Promise.all(Array.from({ length: concurrency }, way.open))
  const startedAt = performance.now()
  let done = 0
  const work = async ({ join }: { join: Join }) => {
    while (performance.now() - startedAt < forMs) {
      await join(nextPair())
      done++
    }
  }
  await Promise.all(joiners.map(work))
  const seconds = (performance.now() - startedAt) / 1000
  for (const joiner of joiners) joiner.close()
  return done / seconds
}
