import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { Refused } from '../../client.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { makeUserSig } from '../../make-user-sig.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const dauOf = async ({ sdkAppId }: AppDriver) => {
  const { day } = await world.operator.call('clock.get', {})
  return (await world.operator.call('usage.daily', { sdkAppId, from: day, to: day })).days[0]!.dau
}
const open = (app: AppDriver, userId: string) => LiveClient.signIn(app, userId)
const closeAll = (clients: LiveClient[]) => Promise.all(clients.map((client) => client.close()))

/** Opened at the same time, and who got in. */
async function race(app: AppDriver, userIds: string[]) {
  const clients = await Promise.all(userIds.map(() => LiveClient.connect(world.url)))
  const answers = await Promise.allSettled(clients.map((client, index) => client.open(app, userIds[index]!)))
  return { clients, answers, refusals: answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Refused] : [])) }
}

test('of 101 users who sign in at once on Free exactly 100 get in, and of the others nothing is left behind (72000)', async () => {
  const app = await world.app()
  // The administrator is an account that is there already.
  const userIds = ['administrator', ...names('u', 100)]
  const { clients, refusals, answers } = await race(app, userIds)
  expect(refusals.map(({ code, number }) => ({ code, number }))).toEqual([{ code: 'daily_user_limit', number: 72000 }])
  const refused = userIds[answers.findIndex(({ status }) => status === 'rejected')]!
  expect(await dauOf(app)).toBe(100)
  expect(world.presence.isOnline(app.sdkAppId, refused)).toBe(false)
  expect(world.presence.countUsers(app.sdkAppId)).toBe(100)

  // There is a place for an account again, but not for another user of this day.
  const gone = userIds.find((userId) => userId !== refused && userId !== 'administrator')!
  await app.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: gone }] })
  const late = await race(app, ['late', 'later'])
  expect(late.refusals.map(({ code, number }) => ({ code, number }))).toEqual(Array(2).fill({ code: 'daily_user_limit', number: 72000 }))
  expect(await world.sql`select 1 from im_users where app_id = ${app.sdkAppId} and user_id in (${refused}, 'late', 'later')`).toEqual([])

  // Whoever was counted today comes back as often as wanted.
  const counted = userIds.filter((userId) => userId !== refused && userId !== gone)
  const back = await race(app, counted)
  expect([back.refusals, await dauOf(app)]).toEqual([[], 100])
  expect(await world.differencesIn(app)).toEqual([])
  await closeAll([...clients, ...late.clients, ...back.clients])
})

test('a user who signs in from 50 sockets at once is one user, counted once, with one page left', async () => {
  const app = await world.app()
  const { clients } = await race(app, Array(50).fill('ann'))
  expect(await dauOf(app)).toBe(1)
  const left = clients.filter(({ websocket }) => websocket.readyState === websocket.OPEN)
  await Promise.all(left.map((client) => client.settle().catch(() => {})))
  expect(world.presence.connectionsOf(app.sdkAppId, 'ann').size).toBe(1)
  const stillOpen = left.filter(({ websocket }) => websocket.readyState === websocket.OPEN)
  expect(stillOpen.length).toBe(1)
  await closeAll(stillOpen)
})

test('a UserSig signs in only until it ends, and what is open goes on', async () => {
  const app = await world.app()
  const time = world.unix()
  const userSig = makeUserSig({ sdkAppId: app.sdkAppId, key: app.key, userId: 'ann', time, expire: 60 })
  const ann = await LiveClient.connect(world.url)
  await ann.open(app, 'ann', { userSig })
  await world.moveBy(61)
  await ann.settle()
  const again = await LiveClient.connect(world.url)
  expect(await again.refused('connection.open', { sdkAppId: app.sdkAppId, userId: 'ann', userSig })).toMatchObject({
    code: 'usersig_expired',
    number: 70001,
  })
  await closeAll([ann, again])
})

test('a key that is removed closes nothing, and signs nobody in any more', async () => {
  const app = await world.app()
  const ann = await open(app, 'ann')
  await app.owner.call('key.add', { sdkAppId: app.sdkAppId })
  const { keys } = await app.owner.call('key.reveal', { sdkAppId: app.sdkAppId })
  const { keyId } = keys.find(({ secretKey }) => secretKey === app.key)!
  await app.owner.call('key.remove', { sdkAppId: app.sdkAppId, keyId })
  await ann.settle()
  const ben = await LiveClient.connect(world.url)
  expect((await ben.refused('connection.open', { sdkAppId: app.sdkAppId, userId: 'ben', userSig: app.userSig('ben') })).code).toBe(
    'usersig_wrong_key',
  )
  await closeAll([ann, ben])
})

test('whoever is kicked hears why, and comes back only with a UserSig made later', async () => {
  const app = await world.app()
  const ann = await open(app, 'ann')
  await app.ok('im_open_login_svc/kick', { UserID: 'ann' })
  expect(await ann.hears('connection.ended')).toMatchObject({ closeCode: 4410, reason: 'kicked' })
  expect(await ann.closed).toEqual({ code: 4410, reason: 'kicked' })
  expect(await dauOf(app)).toBe(1)
  const again = await LiveClient.connect(world.url)
  const signature = { sdkAppId: app.sdkAppId, userId: 'ann', userSig: app.userSig('ann') }
  expect(await again.refused('connection.open', signature)).toMatchObject({ code: 'usersig_revoked', number: 70052 })
  await world.moveBy(2)
  await again.open(app, 'ann')
  await again.close()
})

test('sign-ins raced by kicks: whoever is connected at the end came with a UserSig that holds', async () => {
  const app = await world.busyApp({ users: names('u', 20) })
  const old = names('u', 20).map((userId) => app.userSig(userId))
  const clients = await Promise.all(names('u', 20).map(() => LiveClient.connect(world.url)))
  await Promise.all([
    ...clients.map((client, index) => client.open(app, names('u', 20)[index]!, { userSig: old[index]! }).catch(() => {})),
    ...names('u', 20).map((UserID) => app.ok('im_open_login_svc/kick', { UserID })),
  ])
  await Promise.all(clients.map((client) => client.settle().catch(() => {})))
  expect(names('u', 20).filter((userId) => world.presence.isOnline(app.sdkAppId, userId))).toEqual([])
  await closeAll(clients)
})
