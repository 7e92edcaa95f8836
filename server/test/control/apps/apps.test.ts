import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completed } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let ana: Client

beforeAll(async () => {
  world = await startWorld({ now: '2022-11-10T06:20:00Z' })
  ana = await world.signUp('Ana Reyes')
})
afterAll(() => world.close())

const dayMs = 24 * 60 * 60 * 1000

describe('creating', () => {
  test('the first app fixes the time zone of the installation', async () => {
    expect(await world.sql`select time_zone from installation`).toEqual([{ timeZone: null }])
    await ana.call('app.create', { name: 'First' })
    expect(await world.sql`select time_zone from installation`).toEqual([{ timeZone: 'Asia/Shanghai' }])
  })

  test('a new app is Free and enabled, with one key and the administrator `administrator`', async () => {
    const created = await ana.call('app.create', { name: '  Lumen Live ', kind: 'liveStreaming' })
    expect(created).toMatchObject({ name: 'Lumen Live', status: 'enabled', planName: 'Free', planSince: null, kind: 'liveStreaming' })
    expect(created.configuration).toEqual({
      edition: 'free',
      unlimitedAvGroups: false,
      groupsPerUser: 50,
      membersPerGroup: 20,
      historyDays: 7,
    })

    const app = await ana.call('app.get', { sdkAppId: created.sdkAppId })
    expect(app.admins).toMatchObject([{ userId: 'administrator', addedBy: 'Ana Reyes' }])
    expect(app.keys).toHaveLength(1)
    expect(JSON.stringify(app)).not.toContain('secretKey')
    expect(app.limits.users).toMatchObject({ value: 100, use: 1, code: 70398 })
    expect(app.ownerName).toBe('Ana Reyes')
  })

  test('numbers only go up, also past a deleted app', async () => {
    const first = await world.app({ owner: ana, name: 'Short-lived' })
    await first.disable()
    await first.delete()
    const second = await world.app({ owner: ana })
    expect(second.sdkAppId).toBeGreaterThan(first.sdkAppId)
  })

  test('the same requestId creates one app; with other input it is refused', async () => {
    const input = { name: 'Once', requestId: 'create-once-1' }
    const [a, b] = await Promise.all([ana.call('app.create', input), ana.call('app.create', input)])
    expect(b).toEqual(a)
    expect(await ana.refused('app.create', { ...input, name: 'Twice' })).toMatchObject({ code: 'request_id_reused' })
  })

  test('an empty name and one of 51 characters are refused, 50 are taken', async () => {
    expect(await ana.refused('app.create', { name: '   ' })).toMatchObject({ code: 'bad_input' })
    expect(await ana.refused('app.create', { name: 'x'.repeat(51) })).toMatchObject({ code: 'bad_input' })
    expect((await ana.call('app.create', { name: 'x'.repeat(50) })).name).toHaveLength(50)
  })

  test('of parallel creations the 300th gets in and the 301st does not; disabled apps count, deleted ones do not', async () => {
    const owner = await world.signUp('Collector')
    const { accountId } = await owner.call('app.create', { name: 'First' })
    for (let made = 1; made < 295; made += 49) {
      await Promise.all(
        Array.from({ length: Math.min(49, 295 - made) }, (_, index) => owner.call('app.create', { name: `App ${made + index}` })),
      )
    }
    const race = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => owner.call('app.create', { name: `Race ${index}` })))
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)

    const listed = await owner.call('app.list', {})
    expect(listed).toMatchObject({ count: 300, allowed: 300, next: null })
    expect(listed.apps).toHaveLength(300)

    const { sdkAppId, name } = listed.apps[0]!
    await owner.call('app.disable', { sdkAppId, confirmName: name })
    expect(await owner.refused('app.create', { name: 'One more' })).toMatchObject({
      code: 'app_limit',
      status: 409,
      details: { allowed: 300 },
    })
    await owner.call('app.delete', { sdkAppId, confirmName: name })
    await owner.call('app.create', { name: 'One more' })
    expect(await owner.refused('app.create', { name: 'And another' })).toMatchObject({ code: 'app_limit' })
    expect(await world.operator.call('app.list', { accountId, search: 'One more' })).toMatchObject({ apps: [{ accountId }] })
  })

  test('only the operator creates apps for another account', async () => {
    const { accountId } = await world.app({ owner: ana }).then((app) => app.get())
    const stranger = await world.signUp('Stranger')
    expect(await stranger.refused('app.create', { name: 'Gift', accountId })).toMatchObject({ code: 'not_found' })
    expect(await world.operator.call('app.create', { name: 'Gift', accountId })).toMatchObject({ accountId })
  })
})

describe('listing', () => {
  test('search by name and number, filter by status and plan, every order, page by page', async () => {
    const owner = await world.signUp('Lister')
    await world.app({ owner, name: 'beta 50%' })
    const alpha = await world.app({ owner, name: 'Alpha', edition: 'pro' })
    const gamma = await world.app({ owner, name: 'Gamma' })
    await gamma.disable()
    const names = async (filter: object) => (await owner.call('app.list', filter)).apps.map((app) => app.name)

    expect(await names({})).toEqual(['Gamma', 'Alpha', 'beta 50%'])
    expect(await names({ order: 'oldest' })).toEqual(['beta 50%', 'Alpha', 'Gamma'])
    expect(await names({ order: 'name' })).toEqual(['Alpha', 'beta 50%', 'Gamma'])
    expect(await names({ search: 'A', order: 'name' })).toEqual(['Alpha', 'beta 50%', 'Gamma'])
    expect(await names({ search: '50%' })).toEqual(['beta 50%'])
    expect(await names({ search: String(alpha.sdkAppId) })).toEqual(['Alpha'])
    expect(await names({ status: 'disabled' })).toEqual(['Gamma'])
    expect(await names({ edition: 'pro' })).toEqual(['Alpha'])

    for (const order of ['newest', 'oldest', 'name'] as const) {
      const all = await names({ order })
      const paged: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof list>> = await list(order, after)
        paged.push(...page.apps.map((app) => app.name))
        after = page.next
      } while (after)
      expect(paged).toEqual(all)
    }
    function list(order: 'newest' | 'oldest' | 'name', after: string | null) {
      return owner.call('app.list', { order, limit: 1, ...(after && { after }) })
    }
  })

  test('a card names the limit that is nearest', async () => {
    const app = await world.app({ owner: await world.signUp('Nearest') })
    await app.importUsers(['ann', 'ben', 'cleo'])
    await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }, { Member_Account: 'cleo' }] })
    expect((await app.owner.call('app.list', {})).apps).toMatchObject([{ nearest: { limit: 'membersPerGroup', use: 3, value: 20 } }])
    expect((await app.owner.call('limits.get', { sdkAppId: app.sdkAppId })).limits).toMatchObject({
      users: { use: 4, value: 100 },
      membersPerGroup: { use: 3, who: 'Gardeners', source: 'plan' },
      groupsPerUser: { use: 1, who: 'ann' },
      ordinaryGroups: { use: 1, value: 100 },
      groupsPerDay: { use: 1, value: 10_000 },
      peakGroups: { use: 1 },
      avGroups: { use: 0, value: 10 },
    })
  })
})

describe('status', () => {
  test('disabling asks for the name, stops the service at once and can be taken back', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    const { sdkAppId } = app
    expect(await ana.refused('app.disable', { sdkAppId, confirmName: 'Lumen' })).toMatchObject({ code: 'name_does_not_match' })
    const disabled = await app.disable()
    expect(disabled).toMatchObject({ status: 'disabled', disabledAt: world.now().toISOString() })
    expect(new Date(disabled.dataLostAt!).getTime()).toBe(world.now().getTime() + 90 * dayMs)
    expect(await app.v4('im_open_login_svc/account_import', { UserID: 'ann' })).toMatchObject({ ErrorCode: 60016 })

    expect(await ana.refused('app.disable', { sdkAppId, confirmName: app.name })).toMatchObject({ code: 'app_not_enabled' })
    expect(await ana.refused('plan.modify', { sdkAppId, ...completed({ membersPerGroup: 1000 }) })).toMatchObject({ code: 'app_disabled' })
    expect(await ana.refused('app.update', { sdkAppId, name: 'Other' })).toMatchObject({ code: 'app_disabled' })

    expect(await app.enable()).toMatchObject({ status: 'enabled', disabledAt: null, dataLostAt: null, planName: 'Pro-postpaid' })
    expect(await app.v4('im_open_login_svc/account_import', { UserID: 'ann' })).toMatchObject({ ErrorCode: 0 })
    expect(await ana.refused('app.enable', { sdkAppId })).toMatchObject({ code: 'app_not_disabled' })
    expect(await ana.refused('app.delete', { sdkAppId, confirmName: app.name })).toMatchObject({ code: 'app_not_disabled' })
  })

  test('a deleted app stays readable, and nothing else', async () => {
    const app = await world.app({ owner: ana, name: 'Old Harbor' })
    const { sdkAppId } = app
    await app.disable()
    await app.delete()
    expect(await app.get()).toMatchObject({ name: 'Old Harbor', status: 'deleted', sdkAppId })
    expect(await ana.call('ledger.list', { sdkAppId })).toMatchObject({
      entries: [{ kind: 'deleted' }, { kind: 'disabled' }, { kind: 'created' }],
    })
    expect(await ana.refused('app.enable', { sdkAppId })).toMatchObject({ code: 'app_deleted' })
    expect(await ana.refused('key.reveal', { sdkAppId })).toMatchObject({ code: 'app_deleted' })
    expect((await ana.call('app.list', { search: 'Old Harbor' })).apps).toEqual([])
    expect((await ana.call('app.list', { search: 'Old Harbor', status: 'deleted' })).apps).toHaveLength(1)
  })

  test('of several who disable at once one wins; the others are told that it is not enabled', async () => {
    const app = await world.app({ owner: ana })
    const race = await Promise.allSettled(Array.from({ length: 6 }, () => app.disable()))
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const entries = (await ana.call('ledger.list', { sdkAppId: app.sdkAppId })).entries
    expect(entries.map((entry) => entry.kind)).toEqual(['disabled', 'created'])
  })
})

describe('keys and administrators', () => {
  test('two keys during rotation, the old one ends at once, the last one stays', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const { key: second } = await ana.call('key.add', { sdkAppId })
    expect(await ana.refused('key.add', { sdkAppId })).toMatchObject({ code: 'app_key_limit', details: { allowed: 2 } })
    const call = (key: string) =>
      app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'x' }] }, { usersig: app.userSig('administrator', key) })
    expect(await call(app.key)).toMatchObject({ ErrorCode: 0 })
    expect(await call(second.secretKey)).toMatchObject({ ErrorCode: 0 })

    const first = (await app.get()).keys.find((key) => key.keyId !== second.keyId)!
    await ana.call('key.remove', { sdkAppId, keyId: first.keyId })
    expect(await call(app.key)).toMatchObject({ ErrorCode: 70009 })
    expect(await ana.refused('key.remove', { sdkAppId, keyId: second.keyId })).toMatchObject({ code: 'app_key_last' })
    expect(await ana.refused('key.remove', { sdkAppId, keyId: 99 })).toMatchObject({ code: 'not_found' })
  })

  test('ten administrators, each a user of the app; the last one stays', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    for (let index = 2; index <= 10; index++) await ana.call('admin.add', { sdkAppId, userId: `bot_${index}` })
    expect(await ana.refused('admin.add', { sdkAppId, userId: 'bot_11' })).toMatchObject({
      code: 'app_admin_limit',
      details: { allowed: 10 },
    })
    expect((await ana.call('admin.add', { sdkAppId, userId: 'bot_2' })).admins).toHaveLength(10)
    expect((await app.get()).userCount).toBe(10)
    for (let index = 2; index <= 10; index++) await ana.call('admin.remove', { sdkAppId, userId: `bot_${index}` })
    expect((await ana.call('admin.remove', { sdkAppId, userId: 'bot_2' })).admins).toHaveLength(1)
    expect(await ana.refused('admin.remove', { sdkAppId, userId: 'administrator' })).toMatchObject({ code: 'app_admin_last' })
    expect((await app.get()).userCount).toBe(10)
  })

  test('an administrator is an account like any other: the 101st is refused on Free', async () => {
    const app = await world.app({ owner: ana })
    await app.importUsers(Array.from({ length: 99 }, (_, index) => `user_${index}`))
    expect(await ana.refused('admin.add', { sdkAppId: app.sdkAppId, userId: 'one_more' })).toMatchObject({
      code: 'user_limit',
      number: 70398,
    })
    await ana.call('admin.add', { sdkAppId: app.sdkAppId, userId: 'user_1' })
    expect(await world.differencesIn(app)).toEqual([])
  })
})
