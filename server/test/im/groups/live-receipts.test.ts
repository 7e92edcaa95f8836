import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, words } from '../messages/live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, close } = driveLive(() => app)
afterEach(close)

test('a member says what was read; the sender hears of it with the numbers, once', async () => {
  const [ann, ben, cy, zoe] = names('ann', 'ben', 'cy', 'zoe') as [string, string, string, string]
  const groupId = await group(ann, [ben, cy])
  const [asAnn, asBen, asCy, asZoe] = [await signIn(ann), await signIn(ben), await signIn(cy), await signIn(zoe)]
  await asAnn.call('message.send', { groupId, ...words(), needsReceipt: true })
  await asAnn.call('message.send', { groupId, ...words() })
  for (const client of [asBen, asBen, asCy]) await client.call('receipt.send', { groupId, sequences: [1, 2] })
  await asAnn.hears('receipt.changed', ({ userId }) => userId === cy)
  expect(asAnn.heard.filter(({ event }) => event === 'receipt.changed').map(({ content }) => content)).toEqual([
    { groupId, senderId: ann, userId: ben, receipts: [{ sequence: 1, read: 1, unread: 1 }] },
    { groupId, senderId: ann, userId: cy, receipts: [{ sequence: 1, read: 2, unread: 0 }] },
  ])
  expect((await asAnn.call('receipt.count', { groupId, sequences: [1, 2] })).receipts).toEqual([{ read: 2, unread: 0 }, null])
  expect((await asAnn.call('receipt.listUsers', { groupId, sequence: 1, haveRead: true })).userIds).toEqual([ben, cy].sort())
  for (const client of [asBen, asCy]) expect(client.heard.filter(({ event }) => event === 'receipt.changed')).toEqual([])
  expect((await asZoe.refused('receipt.send', { groupId, sequences: [1] })).code).toBe('not_a_member')
  expect((await asZoe.refused('receipt.count', { groupId, sequences: [1] })).code).toBe('not_a_member')
})
