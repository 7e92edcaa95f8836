import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mailNotices } from '../../src/sweeps/mail-notices.ts'
import { completed } from '../app-driver.ts'
import type { Client } from '../client.ts'
import { join } from '../control/people/people-driver.ts'
import { startMailSink } from '../mail-sink.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let ana: Client

/** 12 August 2022, 10:41 in Shanghai. */
beforeAll(async () => {
  world = await startWorld({ now: '2022-08-12T02:41:00Z' })
  ana = await world.signUp('Ana Reyes')
})
afterAll(() => world.close())

describe('the ledger as a timeline', () => {
  test('says who, when, before and after, and what it does to the bill', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    await world.moveTo('2022-08-31T16:12:00Z')
    await app.upgrade()
    await world.moveTo('2022-09-05T01:14:00Z')
    await ana.call('retention.set', { sdkAppId, days: 30 })
    await world.moveTo('2022-10-03T03:05:00Z')
    await app.modify({ membersPerGroup: 1000 })
    await world.moveTo('2022-10-14T10:02:00Z')
    await app.disable()
    await world.moveTo('2022-10-14T10:40:00Z')
    await app.enable()
    await world.moveTo('2022-11-09T09:32:00Z')
    await ana.call('key.reveal', { sdkAppId })

    const { entries } = await ana.call('audit.list', { sdkAppId })
    const by = { kind: 'person', name: 'Ana Reyes', role: 'owner' }
    const told = entries.map(({ day, action, actor, changes, priceDifference, note }) => {
      expect(actor).toEqual(by)
      return [
        day,
        action,
        changes.map((change) => `${change.field}: ${change.before} -> ${change.after}`),
        priceDifference?.amount ?? null,
        note,
      ]
    })
    expect(told.slice(0, 6)).toEqual([
      ['2022-11-09', 'key.revealed', [], null, null],
      ['2022-10-14', 'app.enabled', ['Status: Disabled -> Enabled'], '0.00', '14 Oct counts as one day'],
      ['2022-10-14', 'app.disabled', ['Status: Enabled -> Disabled'], null, '14 Oct is the last day charged'],
      ['2022-10-03', 'plan.modified', ['Members per group: 200 -> 1,000'], '239.99', '29 of 31 days in October'],
      ['2022-09-05', 'plan.retentionSet', ['History: 7 days -> 30 days'], '99.99', 'whole month, September'],
      [
        '2022-09-01',
        'plan.upgraded',
        ['Plan: Free -> Pro-postpaid', 'Groups per user: 50 -> 500', 'Members per group: 20 -> 200', 'Audio-video groups: 10 -> 50'],
        '449.99',
        '30 of 30 days in September',
      ],
    ])
    expect(told.at(-1)).toEqual(['2022-08-12', 'app.created', [], null, `SDKAppID ${sdkAppId}`])

    const { entries: ledger } = await ana.call('ledger.list', { sdkAppId })
    expect(ledger.map(({ sequence, kind, day }) => [sequence, kind, day])).toEqual([
      [6, 'enabled', '2022-10-14'],
      [5, 'disabled', '2022-10-14'],
      [4, 'modified', '2022-10-03'],
      [3, 'retentionSet', '2022-09-05'],
      [2, 'upgraded', '2022-09-01'],
      [1, 'created', '2022-08-12'],
    ])
    expect(ledger[0]!.configuration).toEqual((await app.get()).configuration)
  })

  test('can be read by category and page by page, and is never rewritten', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    const { sdkAppId } = app
    const actions = async (filter: object) => (await ana.call('audit.list', { sdkAppId, ...filter })).entries.map(({ action }) => action)
    expect(await actions({ category: 'plan' })).toEqual(['plan.upgraded'])
    expect(await actions({ category: 'people' })).toEqual(['key.revealed'])
    const first = await ana.call('audit.list', { sdkAppId, limit: 2 })
    expect(first.entries).toHaveLength(2)
    expect((await actions({ before: first.next! })).length).toBe((await actions({})).length - 2)
    const page = await ana.call('ledger.list', { sdkAppId, limit: 1 })
    expect(page).toMatchObject({ entries: [{ kind: 'upgraded' }], next: 2 })
    expect(await ana.call('ledger.list', { sdkAppId, before: 2 })).toMatchObject({ entries: [{ kind: 'created' }], next: null })

    await expect(world.sql`update ledger_entries set edition = 'free' where app_id = ${sdkAppId}`).rejects.toThrow('append-only')
    await expect(world.sql`delete from audit_entries where app_id = ${sdkAppId}`).rejects.toThrow('append-only')
  })

  test('an API key and the operator act under their own names', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const { secret } = await ana.call('apiKey.create', { name: 'billing-bot', role: 'administrator', grants: ['plan'] })
    const { Client } = await import('../client.ts')
    await new Client(world.url, secret).call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
    await world.operator.call('app.setRates', { sdkAppId, rates: { default: 500 } })
    const { entries } = await ana.call('audit.list', { sdkAppId, limit: 2 })
    expect(entries).toMatchObject([
      { action: 'app.ratesSet', changes: [{ field: 'Calls: default', before: null, after: '500 a second' }] },
      { action: 'plan.upgraded', actor: { kind: 'apiKey', name: 'billing-bot', role: null } },
    ])
  })

  test('a person with a list of apps reads only of those', async () => {
    const app = await world.app({ owner: ana, name: 'Seen' })
    const reader = (await join(ana, { scope: [app.sdkAppId] })).client
    const { entries } = await reader.call('audit.list', {})
    expect(new Set(entries.map((entry) => entry.sdkAppId))).toEqual(new Set([app.sdkAppId]))
    expect((await reader.call('app.list', {})).apps.map(({ name }) => name)).toEqual(['Seen'])
  })

  test('a change of name, type and introduction is recorded, and one that changes nothing is not', async () => {
    const app = await world.app({ owner: ana, name: 'Before' })
    const { sdkAppId } = app
    const { revision } = await app.get()
    expect(await ana.call('app.update', { sdkAppId, name: 'Before' })).toMatchObject({ revision })
    expect(await ana.call('app.update', { sdkAppId, name: 'After', kind: 'games', introduction: 'For players' })).toMatchObject({
      name: 'After',
      kind: 'games',
      revision: revision + 1,
    })
    const { entries } = await ana.call('audit.list', { sdkAppId, category: 'settings' })
    expect(entries.map((entry) => entry.changes)).toEqual([
      [
        { field: 'App name', before: 'Before', after: 'After' },
        { field: 'Type', before: null, after: 'games' },
        { field: 'Introduction', before: null, after: 'For players' },
      ],
    ])
  })
})

describe('notices', () => {
  test('are read by each person for themselves, and seen only by those who may see the app', async () => {
    const app = await world.app({ owner: ana, name: 'Old Harbor' })
    const { client: all } = await join(ana)
    const { client: other } = await join(ana, { scope: [(await world.app({ owner: ana })).sdkAppId] })
    const before = await ana.call('notice.list', {})
    await ana.call('notice.markRead', { through: before.notices[0]!.noticeId })
    const beforeAll = await all.call('notice.list', {})
    await all.call('notice.markRead', { through: beforeAll.notices[0]!.noticeId })
    await app.disable()
    await world.moveTo(new Date(world.now().getTime() + 84 * 24 * 3_600_000))

    const mine = await ana.call('notice.list', { unreadOnly: true })
    expect(mine).toMatchObject({
      unread: 2,
      notices: [
        { kind: 'app.purgeIn7Days', title: 'Old Harbor is lost in 7 days', sdkAppId: app.sdkAppId, readAt: null },
        { kind: 'app.purgeIn30Days', readAt: null },
      ],
    })
    await ana.call('notice.markRead', { through: mine.notices[1]!.noticeId })
    expect(await ana.call('notice.list', { unreadOnly: true })).toMatchObject({ unread: 1, notices: [{ kind: 'app.purgeIn7Days' }] })
    await ana.call('notice.markRead', { through: mine.notices[0]!.noticeId })
    expect(await ana.call('notice.list', { limit: 1 })).toMatchObject({ unread: 0, notices: [{ readAt: world.now().toISOString() }] })

    // Those two, and that Ana disabled the app.
    expect(await all.call('notice.list', {})).toMatchObject({ unread: 3 })
    // Of the app that they may see, they are told that its key was shown.
    expect(await other.call('notice.list', {})).toMatchObject({ notices: [{ kind: 'key.revealed' }], unread: 1, next: null })
    expect(await (await world.signUp('Stranger')).call('notice.list', {})).toMatchObject({ notices: [] })
  })

  test('go by mail to the owner, once', async () => {
    const sink = await startMailSink()
    const own = await startWorld({ env: { PLENUM_SMTP_URL: sink.url } })
    const app = await own.app({ owner: await own.signUp('Ana Reyes'), name: 'Old Harbor' })
    await app.disable()
    await own.moveTo(new Date(own.now().getTime() + 60 * 24 * 3_600_000))
    const mail = await sink.next()
    expect(mail.to).toBe('ana.reyes@example.com')
    expect(mail.text).toContain('Old Harbor is lost in 30 days')
    await own.close()
    expect(sink.received).toEqual([])
    await sink.close()
  })

  test('wait while the mail server is away, and pause longer after each failure', async () => {
    const [notice] = await world.sql`select id, at from notices where by_mail order by id limit 1`
    const clock = { manual: true, now: () => notice!.at as Date, moveTo: async () => {}, noteMove: async () => {} }
    const installation = (smtpUrl: string) => ({ config: { smtpUrl, operatorEmail: 'operator@example.com' } }) as never
    const attempts = async () => (await world.sql`select mail_attempts, mailed_at from notices where id = ${notice!.id}`)[0]

    const away = mailNotices({ sql: world.sql, clock, installation: installation(`smtp://127.0.0.1:${await closedPort()}`) })
    await away.sendPending()
    await away.sendPending()
    expect(await attempts()).toEqual({ mailAttempts: 1, mailedAt: null })

    const sink = await startMailSink()
    const back = mailNotices({ sql: world.sql, clock, installation: installation(sink.url) })
    await back.sendPending()
    expect(await attempts()).toEqual({ mailAttempts: 2, mailedAt: notice!.at })
    await sink.close()
  })
})

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
