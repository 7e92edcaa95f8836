import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { Refused } from '../client.ts'
import { createLoadedApp } from '../loaded-app.ts'
import { dataFolder } from '../plenum-process.ts'
import { progress } from './load.ts'

/** The cluster of these tests writes everything to disk as that of a user does. */
let data: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
})
afterEach(() => data.remove())

const start = () => data.start()

test('kill -9 of Plenum under load loses nothing acknowledged, and the next start takes over its PostgreSQL', async () => {
  const plenum = await start()
  const load = await startLoad(plenum.url)
  await load.reaches(100)
  const before = await data.postmaster()
  await plenum.stop('SIGKILL')
  await load.stop()

  const again = await start()
  expect(await data.postmaster()).toEqual(before)
  await expectKept(load)
  expect(await again.stop()).toMatchObject({ code: 0 })
  expect(await data.postmaster()).toBeNull()
})

test('kill -9 of PostgreSQL under load is answered with refusals, Plenum brings it back, and nothing acknowledged is lost', async () => {
  const plenum = await start()
  const load = await startLoad(plenum.url)
  for (const round of [1, 2]) {
    await load.reaches(100 * round)
    await data.killPostgres()
    await expect.poll(() => data.postmaster(), { timeout: 30_000 }).not.toBeNull()
  }
  await load.reaches(300)
  await load.stop()

  expect(plenum.ended()).toBe(false)
  expect(load.unanswered).toEqual([])
  await expectKept(load)
  expect(await plenum.stop()).toMatchObject({ code: 0 })
})

test('kill -9 of both under load loses nothing acknowledged', async () => {
  const plenum = await start()
  const load = await startLoad(plenum.url)
  await load.reaches(100)
  await Promise.all([data.killPostgres(), plenum.stop('SIGKILL')])
  await load.stop()

  const again = await start()
  await expectKept(load)
  expect(await again.stop()).toMatchObject({ code: 0 })
})

test('a stop under load answers what is under way and keeps it', async () => {
  const plenum = await start()
  const load = await startLoad(plenum.url)
  await load.reaches(50)
  expect(await plenum.stop()).toMatchObject({ code: 0, errors: '' })
  await load.stop()

  const again = await start()
  await expectKept(load)
  await again.stop()
})

type Load = Awaited<ReturnType<typeof startLoad>>

/** Customers who create apps, and an app whose server imports accounts, all at once and without pause. */
async function startLoad(url: string) {
  const app = await createLoadedApp(url)
  const { sdkAppId, owner: operator } = app
  await app.upgrade({ edition: 'pro' })

  const apps = new Set<number>([sdkAppId])
  const users = new Set<string>()
  const unanswered: unknown[] = []
  let going = true
  const { moved, reaches } = progress(() => users.size)

  const createApps = async (worker: number) => {
    for (let round = 0; going && apps.size < 250; round++) {
      await operator.call('app.create', { name: `${worker} ${round}` }).then((created) => apps.add(created.sdkAppId), noteUnanswered)
    }
  }
  const importUsers = async (worker: number) => {
    for (let round = 0; going; round++) {
      const user = `user-${worker}-${round}`
      const answer = await app.v4('im_open_login_svc/account_import', { UserID: user }).catch(noteUnanswered)
      if (answer?.ErrorCode === 0) users.add(user)
      moved()
    }
  }
  function noteUnanswered(error: unknown) {
    if (!(error instanceof Refused)) unanswered.push(error)
  }
  const work = Promise.all([createApps(1), createApps(2), ...[1, 2, 3, 4, 5, 6].map(importUsers)])

  return {
    sdkAppId,
    apps,
    users,
    unanswered,
    reaches,
    async stop() {
      going = false
      await work
    },
  }
}

async function expectKept({ sdkAppId, apps, users }: Load) {
  const sql = openDatabase(await data.databaseUrl(), { pool: 1 })
  const keptApps = new Set((await sql<{ id: number }[]>`select id from apps`).map(({ id }) => id))
  const keptUsers = new Set(
    (await sql<{ id: string }[]>`select user_id as id from im_users where app_id = ${sdkAppId}`).map(({ id }) => id),
  )
  const [app] = await sql<{ userCount: number }[]>`select user_count from apps where id = ${sdkAppId}`
  await sql.end()
  expect([...apps].filter((id) => !keptApps.has(id))).toEqual([])
  expect([...users].filter((id) => !keptUsers.has(id))).toEqual([])
  expect(app!.userCount).toBe(keptUsers.size)
}
