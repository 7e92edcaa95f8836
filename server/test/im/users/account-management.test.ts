import type { Input } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const list = (app: AppDriver, page: Omit<Input<'appUser.list'>, 'sdkAppId'> = {}) =>
  app.owner.call('appUser.list', { sdkAppId: app.sdkAppId, ...page })
const ids = ({ users }: { users: { userId: string }[] }) => users.map(({ userId }) => userId)
const audited = async (app: AppDriver) => {
  const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
  return entries.map(({ action, changes }) => [action, changes])
}

async function appWith(users: Input<'appUser.import'>['users']) {
  const app = await world.app()
  await app.owner.call('appUser.import', { sdkAppId: app.sdkAppId, users })
  return app
}

test('accounts are listed page by page in the order of their ids, and found by the beginning of an id', async () => {
  const app = await appWith(Array.from({ length: 45 }, (_, number) => ({ userId: `user_${String(number).padStart(2, '0')}` })))
  const pages: string[][] = []
  for (let after: Input<'appUser.list'>['after'] | null; after !== null; ) {
    const page = await list(app, { search: 'user', ...(after && { after }) })
    pages.push(ids(page))
    after = page.next
  }
  expect(pages.map((page) => page.length)).toEqual([20, 20, 5])
  expect(new Set(pages.flat()).size).toBe(45)
  expect(ids(await list(app, { search: 'user_4' }))).toEqual(['user_40', 'user_41', 'user_42', 'user_43', 'user_44'])
  expect(await list(app, { search: 'ser_4' })).toEqual({ users: [], next: null })
  expect((await list(app, { search: 'admin' })).users).toMatchObject([{ userId: 'administrator', isAdministrator: true }])
})

test('a nickname is found by its beginning in capital or small letters, and pages of equal nicknames do not overlap', async () => {
  const app = await appWith([
    { userId: 'a', nick: 'Åsa' },
    { userId: 'b', nick: 'rosa' },
    { userId: 'c', nick: 'Rosa' },
    { userId: 'd', nick: 'ROSALIND' },
    { userId: 'e', nick: '100%_rose' },
    { userId: 'f' },
  ])
  expect(ids(await list(app, { by: 'nick', search: 'rOsA' }))).toEqual(['b', 'c', 'd'])
  const first = await list(app, { by: 'nick', search: 'rosa', limit: 1 })
  const second = await list(app, { by: 'nick', search: 'rosa', limit: 1, after: first.next! })
  const third = await list(app, { by: 'nick', search: 'rosa', limit: 1, after: second.next! })
  expect([first, second, third].flatMap(ids)).toEqual(['b', 'c', 'd'])
  expect(third.next).toBeNull()
  expect(ids(await list(app, { by: 'nick', search: 'Ås' }))).toEqual(['a'])
  expect(ids(await list(app, { by: 'nick', search: '100%' }))).toEqual(['e'])
  expect(ids(await list(app, { by: 'nick', search: '%' }))).toEqual([])
})

test('an account is created once, within the limit of the plan, and an Admin may call REST at once', async () => {
  const app = await world.app()
  const create = { sdkAppId: app.sdkAppId, userId: 'cleo', nick: 'Cleo', faceUrl: 'https://example.com/c.png' }
  await app.owner.call('appUser.create', create)
  expect((await app.owner.refused('appUser.create', create)).code).toBe('user_id_taken')
  expect(await list(app, { search: 'cleo' })).toMatchObject({ users: [{ ...pick(create), isAdministrator: false }] })

  await app.owner.call('appUser.create', { sdkAppId: app.sdkAppId, type: 'Admin', userId: 'bot' })
  expect((await app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'bot' }] }, { identifier: 'bot' })).ErrorCode).toBe(0)

  await app.importUsers(Array.from({ length: 97 }, (_, number) => `user_${number}`))
  expect(await app.owner.refused('appUser.create', { sdkAppId: app.sdkAppId, userId: 'one_more' })).toMatchObject({
    code: 'user_limit',
    number: 70398,
  })
  expect(await audited(app)).toEqual([
    ['appUser.created', [{ field: 'Account', before: null, after: 'bot' }]],
    ['appUser.created', [{ field: 'Account', before: null, after: 'cleo' }]],
  ])
})

const pick = ({ userId, nick, faceUrl }: { userId: string; nick: string; faceUrl: string }) => ({ userId, nick, faceUrl })

test('a profile is edited as its server would, and the audit says what was different', async () => {
  const app = await appWith([{ userId: 'ann', nick: 'Ann' }])
  const changes = { nick: 'Anna', gender: 'female', level: 3 } as const
  await app.owner.call('appUser.update', { sdkAppId: app.sdkAppId, userId: 'ann', changes })
  await app.owner.call('appUser.update', { sdkAppId: app.sdkAppId, userId: 'ann', changes })

  const read = await app.ok('profile/portrait_get', {
    To_Account: ['ann'],
    TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_Gender', 'Tag_Profile_IM_Level'],
  })
  expect(read.UserProfileItem[0].ProfileItem).toEqual([
    { Tag: 'Tag_Profile_IM_Nick', Value: 'Anna' },
    { Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Female' },
    { Tag: 'Tag_Profile_IM_Level', Value: 3 },
  ])
  expect((await app.owner.call('appUser.get', { sdkAppId: app.sdkAppId, userIds: ['ann', 'nobody'] })).users).toMatchObject([
    { userId: 'ann', profile: { ...changes, custom: {} } },
  ])
  expect((await audited(app))[0]).toEqual([
    'appUser.updated',
    [
      { field: 'Nickname of ann', before: 'Ann', after: 'Anna' },
      { field: 'Gender of ann', before: null, after: 'female' },
      { field: 'Level of ann', before: null, after: '3' },
    ],
  ])
  expect(await audited(app)).toHaveLength(2)
  expect((await app.owner.refused('appUser.update', { sdkAppId: app.sdkAppId, userId: 'nobody', changes })).code).toBe('user_unknown')
})

test('accounts are deleted on Free only, and never an administrator', async () => {
  const app = await appWith([{ userId: 'ann' }, { userId: 'ben' }])
  const remove = (userIds: string[]) => app.owner.call('appUser.remove', { sdkAppId: app.sdkAppId, userIds })
  expect((await remove(['ann', 'nobody', 'administrator'])).users.map(({ code }) => code)).toEqual([
    'deleted',
    'user_unknown',
    'user_is_administrator',
  ])
  expect(ids(await list(app))).toEqual(['administrator', 'ben'])
  expect((await audited(app))[0]).toEqual(['appUser.removed', [{ field: 'Account', before: 'ann', after: null }]])

  await app.upgrade()
  expect(await app.owner.refused('appUser.remove', { sdkAppId: app.sdkAppId, userIds: ['ben'] })).toMatchObject({
    code: 'user_deletion_not_on_plan',
    number: 71000,
  })
})

test('an import says of each line that did not get in why, and takes at most 100', async () => {
  const app = await appWith([{ userId: 'ann', nick: 'Ann' }])
  const users = [{ userId: 'ann', nick: 'Anna' }, { userId: 'naïve' }, { userId: 'ben', nick: 'x'.repeat(501) }, { userId: 'cleo' }]
  expect(await app.owner.call('appUser.import', { sdkAppId: app.sdkAppId, users })).toEqual({
    imported: ['ann', 'cleo'],
    refused: [
      { userId: 'naïve', code: 'bad_input' },
      { userId: 'ben', code: 'profile_value_too_long' },
    ],
  })
  expect((await list(app, { search: 'ann' })).users).toMatchObject([{ nick: 'Anna' }])
  const many = Array.from({ length: 101 }, (_, number) => ({ userId: `user_${number}` }))
  expect((await app.owner.refused('appUser.import', { sdkAppId: app.sdkAppId, users: many })).code).toBe('bad_input')
})

test('the status of a user follows the connection, and forcing offline ends it', async () => {
  const app = await appWith([{ userId: 'ann' }])
  const ann = { sdkAppId: app.sdkAppId, userId: 'ann' }
  expect(await app.owner.call('appUser.status', ann)).toEqual({ status: 'Offline', platforms: [] })
  world.presence.connect(app.sdkAppId, 'ann', 'iPad')
  expect(await app.owner.call('appUser.status', ann)).toEqual({ status: 'Online', platforms: ['iPad'] })

  await app.owner.call('appUser.kick', ann)
  expect(await app.owner.call('appUser.status', ann)).toEqual({ status: 'Offline', platforms: [] })
  expect((await audited(app))[0]).toEqual(['appUser.kicked', [{ field: 'Forced offline', before: null, after: 'ann' }]])
  for (const command of ['appUser.kick', 'appUser.status'] as const) {
    expect((await app.owner.refused(command, { ...ann, userId: 'nobody' })).code).toBe('user_unknown')
  }
})

test('a reader sees accounts and changes none', async () => {
  const app = await appWith([{ userId: 'ann' }])
  const { secret } = await app.owner.call('apiKey.create', { name: 'nightly report', role: 'reader' })
  const reader = new Client(app.owner.url, secret)
  expect(ids(await reader.call('appUser.list', { sdkAppId: app.sdkAppId }))).toEqual(['administrator', 'ann'])
  expect((await reader.refused('appUser.remove', { sdkAppId: app.sdkAppId, userIds: ['ann'] })).code).toBe('not_allowed')
})
