import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeUserSig } from '../../make-user-sig.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('a UserSig holds for as many days as asked, is verified with its times, and the audit says for how long it was made', async () => {
  const app = await world.app()
  const { sdkAppId } = app
  const { userSig, expiresAt } = await app.owner.call('userSig.create', { sdkAppId, userId: 'ann', forDays: 180 })
  const issuedAt = new Date(Math.floor(world.now().getTime() / 1000) * 1000).toISOString()
  expect(await app.owner.call('userSig.verify', { sdkAppId, userId: 'ann', userSig: ` ${userSig}\n` })).toEqual({
    verified: { sdkAppId, userId: 'ann', issuedAt, heldSeconds: 180 * 86_400, expiresAt },
    refused: null,
  })
  const { entries } = await app.owner.call('audit.list', { sdkAppId, category: 'people' })
  expect(entries[0]).toMatchObject({ action: 'userSig.created', changes: [{ after: 'ann, for 180 days' }] })
})

test('a UserSig that does not hold is refused with its own cause', async () => {
  const [app, other] = [await world.app(), await world.app()]
  const { sdkAppId, key } = app
  const time = Math.floor(world.now().getTime() / 1000)
  const numberOf = async (userSig: string, userId = 'ann') =>
    (await app.owner.call('userSig.verify', { sdkAppId, userId, userSig })).refused?.number
  const good = makeUserSig({ sdkAppId, key, userId: 'ann', time })
  expect(await numberOf('')).toBe(70002)
  expect(await numberOf(good.slice(9))).toBe(70003)
  expect(await numberOf('ü')).toBe(70003)
  expect(await numberOf(makeUserSig({ sdkAppId, key: other.key, userId: 'ann', time }))).toBe(70009)
  expect(await numberOf(good, 'ben')).toBe(70013)
  expect(await numberOf(other.userSig('ann'))).toBe(70014)
  expect(await numberOf(makeUserSig({ sdkAppId, key, userId: 'ann', time: time - 400 * 86_400 }))).toBe(70001)
})
