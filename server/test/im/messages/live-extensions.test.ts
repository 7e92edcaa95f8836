import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, words } from './live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, close } = driveLive(() => app)
afterEach(close)

const set = (key: string, value: string, expectedChange?: number) => ({
  kind: 'set' as const,
  extensions: [{ key, value, ...(expectedChange !== undefined && { expectedChange }) }],
})

test('members hang keys on a message, and nobody overwrites what another was quicker with (23001)', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen, asZoe] = [await signIn(ann), await signIn(ben), await signIn(zoe)]
  await asAnn.call('message.send', { groupId, ...words(), supportsExtensions: true })
  const message = { groupId, sequence: 1 }
  expect(await asBen.call('extension.changeInGroup', { ...message, operation: set('vote', 'ben', 0) })).toMatchObject({
    results: [{ change: 1 }],
  })
  expect(await asAnn.hears('message.extensionsChanged')).toMatchObject({
    groupId,
    sequence: 1,
    set: [{ key: 'vote', value: 'ben', change: 1 }],
  })
  expect(await asAnn.refused('extension.changeInGroup', { ...message, operation: set('vote', 'ann', 0) })).toMatchObject({
    code: 'extension_changed',
    number: 23001,
  })
  expect(await asAnn.call('extension.changeInGroup', { ...message, operation: set('vote', 'ann', 1) })).toMatchObject({
    results: [{ change: 2 }],
  })
  expect((await asBen.call('extension.listInGroup', message)).extensions).toEqual([{ key: 'vote', value: 'ann', change: 2 }])
  expect((await asZoe.refused('extension.listInGroup', message)).code).toBe('not_a_member')
  expect((await asZoe.refused('extension.changeInGroup', { ...message, operation: set('vote', 'zoe') })).code).toBe('not_a_member')
})

test('of two who change a key at the same time under the same number one wins', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words(), supportsExtensions: true })
  for (let change = 0; change < 5; change++) {
    const tries = [asAnn, asBen].map((client) =>
      client.call('extension.changeInGroup', { groupId, sequence: 1, operation: set('turn', 'x', change) }).then(
        () => 'won',
        ({ code }) => code,
      ),
    )
    expect((await Promise.all(tries)).sort()).toEqual(['extension_changed', 'won'])
  }
})

test('what is said to some is hung on by nobody else, and between two users by these two only', async () => {
  const [ann, ben, cy] = names('ann', 'ben', 'cy') as [string, string, string]
  const groupId = await group(ann, [ben, cy])
  const [asAnn, asBen, asCy] = [await signIn(ann), await signIn(ben), await signIn(cy)]
  await asAnn.call('message.send', { groupId, ...words(), supportsExtensions: true, receiverIds: [ben] })
  const operation = set('seen', 'yes')
  expect((await asCy.refused('extension.changeInGroup', { groupId, sequence: 1, operation })).code).toBe('extension_message_unknown')
  await asBen.call('extension.changeInGroup', { groupId, sequence: 1, operation })

  const { messageKey } = await asAnn.call('direct.send', { receiverId: ben, ...words(), supportsExtensions: true })
  const message = { senderId: ann, receiverId: ben, messageKey }
  await asBen.call('extension.changeDirect', { ...message, operation })
  expect(await asAnn.hears('message.extensionsChanged', ({ userIds }) => userIds !== undefined)).toMatchObject({
    set: [{ key: 'seen', value: 'yes' }],
  })
  expect((await asCy.refused('extension.listDirect', message)).code).toBe('not_allowed')
})
