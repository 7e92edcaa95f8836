import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { join } from '../people/people-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const calls = (of = app) => of.owner.call('call.list', { sdkAppId: of.sdkAppId }).then((answer) => answer.calls)

test('a UserSig made in the console holds for an hour, for the user it names, and the audit says who made it', async () => {
  app = await world.app()
  const { userSig, userId, expiresAt } = await app.owner.call('userSig.create', { sdkAppId: app.sdkAppId })
  expect(userId).toBe('administrator')
  const call = (usersig: string, identifier = 'administrator') =>
    app.v4('im_open_login_svc/account_import', { UserID: 'ann' }, { usersig, identifier }).then(({ ErrorCode }) => ErrorCode)
  expect(await call(userSig)).toBe(0)
  expect(await call(userSig, 'ann')).toBe(70013)
  await world.moveTo(new Date(expiresAt))
  expect(await call(userSig)).toBe(0)
  await world.moveBy(1)
  expect(await call(userSig)).toBe(70001)
  const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId })
  expect(entries[0]).toMatchObject({ action: 'userSig.created', category: 'people', address: '127.0.0.1' })
  expect(JSON.stringify(entries)).not.toContain(userSig)
})

test('only who may show the key may have a UserSig made', async () => {
  app = await world.app()
  const { client: reader } = await join(app.owner)
  expect(await reader.refused('userSig.create', { sdkAppId: app.sdkAppId })).toMatchObject({ code: 'not_allowed' })
})

test('the last 100 calls are kept, newest first, each with its code and what it means, and nothing of what was said in it', async () => {
  app = await world.app()
  expect(await calls()).toEqual([])
  await app.importUsers(['ann'])
  const GroupId = await app.createGroup()
  await app.ok('group_open_http_svc/send_group_msg', { GroupId, Random: 1, MsgBody: text('a secret') })
  await app.v4('group_open_http_svc/send_group_msg', { GroupId: 'nope', Random: 1, MsgBody: text('a secret') })
  await app.v4('im_open_login_svc/account_import', { UserID: 'ben' }, { usersig: 'nonsense' })
  const kept = await calls()
  expect(kept).toMatchObject([
    { path: 'im_open_login_svc/account_import', userId: 'administrator', number: 70003, explanation: expect.stringMatching(/UserSig/) },
    { path: 'group_open_http_svc/send_group_msg', number: 10010, explanation: expect.stringMatching(/group/) },
    { path: 'group_open_http_svc/send_group_msg', number: 0, explanation: '', at: world.now().toISOString() },
    { path: 'group_open_http_svc/create_group', number: 0 },
    { path: 'im_open_login_svc/multiaccount_import', number: 0 },
  ])
  for (const hidden of ['a secret', app.key, app.userSig(), 'nonsense']) expect(JSON.stringify(kept)).not.toContain(hidden)

  for (let number = 0; number < 230; number++) await app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: `u${number}` }] })
  const later = await calls()
  expect(later).toHaveLength(100)
  expect(new Set(later.map(({ path }) => path))).toEqual(new Set(['im_open_login_svc/account_check']))
})

test('calls of other apps, and of none, are not among them', async () => {
  app = await world.app()
  const other = await world.app()
  await other.importUsers(['ann'])
  await app.v4('im_open_login_svc/account_import', { UserID: 'ann' }, { sdkappid: '1499999999' })
  expect(await calls()).toEqual([])
  expect(await calls(other)).toHaveLength(1)
})
