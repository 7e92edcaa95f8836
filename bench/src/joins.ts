import { bookOf, builtInPriceBooks, limitsAt } from '@plenum/billing'
import { loadAppInMemory } from '../../server/src/features/apps/store.ts'
import { addMembers } from '../../server/src/features/limits/members.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
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
type Join = (pair: Pair, worker: number) => Promise<void>

/** Users of an app joining its groups: through the REST door as its server does it, and the same statement bare, in turn. */
export function joinsFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const app = await createApp(plenum)
    const nextPair = pairs()
    const door = await throughDoor(plenum, app)
    const bare = await bareStatement(plenum, app)
    for (const way of [door, bare]) await joinsPerSecond(way.join, concurrencies.at(-1)!, nextPair, warmUpMs)

    const measured = concurrencies.map((concurrency) => ({
      concurrency,
      door: [] as number[],
      bare: [] as number[],
      ratios: [] as number[],
    }))
    for (let round = 0; round < rounds; round++) {
      for (const figures of measured) {
        const doorRate = await joinsPerSecond(door.join, figures.concurrency, nextPair, stretchMs)
        const bareRate = await joinsPerSecond(bare.join, figures.concurrency, nextPair, stretchMs)
        figures.door.push(doorRate)
        figures.bare.push(bareRate)
        figures.ratios.push(doorRate / bareRate)
      }
    }
    door.close()
    await bare.close()
    const { differences } = await plenum.operator.call('limits.recount', { sdkAppId: app.sdkAppId })
    if (differences.length > 0) throw new Error(`The counters drifted: ${JSON.stringify(differences.slice(0, 3))}`)

    return {
      title: 'Joins per second',
      how: `add_group_member of one user, HTTP and UserSig included, against addMembers bare; ${users} users, ${groups} groups, fsync on; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s`,
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

async function throughDoor(plenum: RunningPlenum, app: AppDriver) {
  const connections = await Promise.all(Array.from({ length: Math.max(...concurrencies) }, () => openConnection(plenum.port)))
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&random=731&contenttype=json`
  const path = `/v4/group_open_http_svc/add_group_member?${query}`
  const join: Join = async ({ groupId, userId }, worker) => {
    const answer = await connections[worker]!.post(path, `{"GroupId":"${groupId}","MemberList":[{"Member_Account":"${userId}"}]}`)
    if (!answer.includes('"Result":1')) throw new Error(answer)
  }
  return {
    join,
    close: () => {
      for (const connection of connections) connection.close()
    },
  }
}

/** With a pool as large as the server's own. */
async function bareStatement(plenum: RunningPlenum, { sdkAppId }: AppDriver) {
  const sql = openDatabase(await plenum.databaseUrl())
  const app = (await loadAppInMemory(sql, sdkAppId))!
  const now = new Date()
  const limits = limitsAt(app.configuration, bookOf(builtInPriceBooks, now.toISOString().slice(0, 10)))
  const join: Join = async ({ groupId, userId }) => {
    const joined = await addMembers(sql, { app, limits }, groupId, [userId], now)
    if (typeof joined === 'string' || joined.added.length !== 1) throw new Error(JSON.stringify(joined))
  }
  return { join, close: () => sql.end() }
}

async function joinsPerSecond(join: Join, concurrency: number, nextPair: () => Pair, forMs: number): Promise<number> {
  const startedAt = performance.now()
  let done = 0
  const work = async (worker: number) => {
    while (performance.now() - startedAt < forMs) {
      await join(nextPair(), worker)
      done++
    }
  }
  await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)))
  return done / ((performance.now() - startedAt) / 1000)
}
