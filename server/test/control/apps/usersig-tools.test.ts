import { deflateSync, inflateSync } from 'node:zlib'
import { Api } from 'tls-sig-api-v2'
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

test('each cause for which a UserSig does not sign in is told apart, with its documented number', async () => {
  const [app, other] = [await world.app(), await world.app()]
  const { sdkAppId, key } = app
  const time = Math.floor(world.now().getTime() / 1000)
  const causeOf = async (userSig: string, userId = 'ann') => {
    const { refused } = await app.owner.call('userSig.verify', { sdkAppId, userId, userSig })
    return refused && [refused.number, refused.code]
  }
  const good = new Api(sdkAppId, key).genUserSig('ann', 86_400)
  const signed = (as: object) => makeUserSig({ sdkAppId, key, userId: 'ann', time, ...as })
  const saying = (change: object) => packed({ ...JSON.parse(unpacked(good)), ...change })
  const flag = (userSig: string, character: string) => userSig.slice(0, 20) + character + userSig.slice(21)

  expect(await causeOf(good)).toBeNull()
  expect(await causeOf('')).toEqual([70002, 'usersig_empty'])
  expect(await causeOf(' \n')).toEqual([70002, 'usersig_empty'])
  for (const spoiled of [good.slice(9), good.slice(0, -30), flag(good, '%'), 'ü', `${good}${'a'.repeat(5_000)}`]) {
    expect(await causeOf(spoiled), spoiled).toEqual([70003, 'usersig_malformed'])
  }
  for (const faulty of [
    packed(['TLS.ver', '2.0']),
    packed('TLS'),
    saying({ 'TLS.ver': '201512300000' }),
    saying({ 'TLS.sig': undefined }),
    saying({ 'TLS.identifier': 7 }),
    saying({ 'TLS.expire': 'soon' }),
  ]) {
    expect(await causeOf(faulty), unpacked(faulty)).toEqual([70005, 'usersig_faulty'])
  }
  for (const strange of [new Api(sdkAppId, other.key).genUserSig('ann', 86_400), saying({ 'TLS.expire': 999_999 })]) {
    expect(await causeOf(strange)).toEqual([70009, 'usersig_wrong_key'])
  }
  expect(await causeOf(good, 'ben')).toEqual([70013, 'usersig_other_user'])
  expect(await causeOf(good, 'Ann')).toEqual([70013, 'usersig_other_user'])
  expect(await causeOf(other.userSig('ann'))).toEqual([70014, 'usersig_other_app'])
  expect(await causeOf(signed({ time: time - 400 * 86_400 }))).toEqual([70001, 'usersig_expired'])
})

test('a UserSig made before its user was forced offline is told so (70052), one made later holds', async () => {
  const app = await world.busyApp({ users: ['ann', 'ben'] })
  const { sdkAppId } = app
  const before = { ann: app.userSig('ann'), ben: app.userSig('ben') }
  await app.ok('im_open_login_svc/kick', { UserID: 'ann' })
  const refused = async (userId: string, userSig: string) => (await app.owner.call('userSig.verify', { sdkAppId, userId, userSig })).refused
  expect(await refused('ann', before.ann)).toMatchObject({ number: 70052, code: 'usersig_revoked' })
  expect(await refused('ben', before.ben)).toBeNull()
  await world.moveBy(2)
  expect(await refused('ann', app.userSig('ann'))).toBeNull()
  expect(await refused('ann', before.ann)).toMatchObject({ number: 70052 })
})

const unpacked = (userSig: string) =>
  inflateSync(Buffer.from(userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64')).toString()
const packed = (document: unknown) =>
  deflateSync(JSON.stringify(document)).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
