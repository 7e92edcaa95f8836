import { closeCodes } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp()
})
afterAll(() => world.close())

const hello = (text: string, random: number) => ({ random, body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }] })

test('a message that one user sends to a group reaches another who is connected, with its number', async () => {
  const [ann, ben] = [await LiveClient.signIn(app, 'ann'), await LiveClient.signIn(app, 'ben')]
  const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const sent = await ann.call('message.send', { groupId, ...hello('hi', 1) })
  expect(await ben.hears('message.sent', (message) => message.random === 1)).toMatchObject({
    groupId,
    senderId: 'ann',
    sequence: sent.sequence,
  })
  await ann.close()
  await ben.close()
})

test('a user speaks in nobody else’s name', async () => {
  const ann = await LiveClient.signIn(app, 'ann')
  const groupId = await app.createGroup({ Owner_Account: 'ann' })
  expect((await ann.refused('message.send', { groupId, senderId: 'ben', ...hello('hi', 2) })).code).toBe('not_allowed')
  await ann.close()
})

test('whoever is told more than is kept while the login is under way is cut off, and comes back', async () => {
  const loading = Promise.withResolvers<void>()
  const isCutOff = Promise.withResolvers<void>()
  const locked = world.sql.begin(async (tx) => {
    await tx`lock table group_members in access exclusive mode`
    loading.resolve()
    await isCutOff.promise
  })
  await loading.promise
  const client = await LiveClient.connect(world.url)
  const opening = client.open(app, 'cy').catch((error: Error) => error)
  while (!world.presence.isOnline(app.sdkAppId, 'cy')) await new Promise((resolve) => setImmediate(resolve))
  const told = { sdkAppId: app.sdkAppId, name: 'profile.changed', content: { userId: 'cy', nick: 'n'.repeat(10_000) } } as never
  for (let count = 0; count < 60; count++) world.hub.emit(told)
  expect(await client.closed).toMatchObject({ code: closeCodes.tooSlow })
  expect(await opening).toBeInstanceOf(Error)
  isCutOff.resolve()
  await locked
  await (await LiveClient.signIn(app, 'cy')).close()
})
