import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())

const set = (settings: object) => app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings })
const on = (userId: string, platform: 'Web' | 'iPhone' = 'Web') => LiveClient.signIn(app, userId, { platform })

test('the status of others is for apps that have it switched on (72001); one’s own needs nothing', async () => {
  await set({ userStatus: false })
  const ann = await on('ann')
  for (const name of ['status.get', 'status.subscribe'] as const) {
    expect(await ann.refused(name, { userIds: ['ben'] })).toMatchObject({ code: 'user_status_not_enabled', number: 72001 })
  }
  await ann.call('status.setOwn', { customStatus: 'away' })
  expect(await ann.call('status.get', { userIds: ['ann'] })).toEqual({ users: [{ userId: 'ann', status: 'online', customStatus: 'away' }] })
  await set({ userStatus: true })
  expect(await ann.call('status.get', { userIds: ['ben', 'zed', 'ann'] })).toEqual({
    users: [
      { userId: 'ben', status: 'offline', customStatus: '' },
      { userId: 'ann', status: 'online', customStatus: 'away' },
    ],
  })
  await ann.close()
})

test('whoever subscribed hears of coming, words and going, with the first device and the last, until it wants no more', async () => {
  await set({ userStatus: true })
  const ann = await on('ann')
  expect(await ann.call('status.subscribe', { userIds: ['ben'] })).toMatchObject({ users: [{ userId: 'ben', status: 'offline' }] })
  const ben = await on('ben')
  await ann.hears('status.changed', ({ status }) => status === 'online')
  const phone = await on('ben', 'iPhone')
  await ben.call('status.setOwn', { customStatus: 'busy' })
  await ann.hears('status.changed', ({ customStatus }) => customStatus === 'busy')
  await ben.close()
  await phone.close()
  await ann.hears('status.changed', ({ status, customStatus }) => status === 'offline' && customStatus === '')
  const told = () => ann.heard.filter(({ event }) => event === 'status.changed').length
  expect(told()).toBe(3)
  await ann.call('status.unsubscribe', {})
  const again = await on('ben')
  await again.call('status.setOwn', { customStatus: 'back' })
  await ann.settle()
  expect(told()).toBe(3)
  for (const client of [ann, again]) await client.close()
})

test('a connection hears of 200 users: the oldest subscriptions make room', async () => {
  const users = names('u', 201)
  await app.importUsers(users)
  await set({ userStatus: true })
  const ann = await on('ann')
  for (const part of [users.slice(0, 100), users.slice(100, 200), users.slice(200)]) await ann.call('status.subscribe', { userIds: part })
  const [first, last] = [await on('u0'), await on('u200')]
  await ann.hears('status.changed', ({ userId }) => userId === 'u200')
  await ann.settle()
  expect(ann.heard.some(({ content }) => content.userId === 'u0')).toBe(false)
  for (const client of [ann, first, last]) await client.close()
})

test('friends hear of each other when that is set', async () => {
  await app.ok('sns/friend_add', {
    From_Account: 'ben',
    AddFriendItem: [{ To_Account: 'cy', AddSource: 'AddSource_Type_Web' }],
    ForceAddFlags: 1,
  })
  await set({ userStatus: true, friendStatusNotices: true })
  const [ann, cy] = [await on('ann'), await on('cy')]
  const ben = await on('ben')
  await cy.hears('status.changed', ({ userId, status }) => userId === 'ben' && status === 'online')
  await ben.close()
  await cy.hears('status.changed', ({ userId, status }) => userId === 'ben' && status === 'offline')
  expect(ann.heard.some(({ event }) => event === 'status.changed')).toBe(false)
  for (const client of [ann, cy]) await client.close()
})

test('what getappinfo says of logins and users online is what there was', async () => {
  const other = await world.app()
  const [one, two] = [await LiveClient.signIn(other, 'ann'), await LiveClient.signIn(other, 'ben')]
  await one.close()
  const again = await LiveClient.signIn(other, 'ann', { platform: 'iPhone' })
  const figures = { LoginTimes: '3', LoginUserNum: '2', ActiveUserNum: '2', MaxOnlineNum: '2' }
  const shown = async () => (await other.ok('openconfigsvr/getappinfo', { RequestField: Object.keys(figures) })).Result[0]
  await expect.poll(shown, { timeout: 20_000 }).toMatchObject(figures)
  for (const client of [two, again]) await client.close()
})
