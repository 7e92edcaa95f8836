import { builtInPriceBooks } from '@plenum/billing'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyEndedApps } from '../../src/sweeps/empty-ended-apps.ts'
import { createSweeper } from '../../src/sweeps/sweeper.ts'
import type { AppDriver } from '../app-driver.ts'
import type { Client } from '../client.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let ana: Client

/** 15 November 2022, 09:30 in Shanghai: the example of plans-and-billing.md 5.2. */
beforeAll(async () => {
  world = await startWorld({ now: '2022-11-15T01:30:00Z' })
  ana = await world.signUp('Ana Reyes')
})
afterAll(() => world.close())

const dayMs = 24 * 60 * 60 * 1000
const later = (days: number, ms = 0) => new Date(world.now().getTime() + days * dayMs + ms)

/** What is left of an app, by table. */
async function rowsOf(sdkAppId: number) {
  const tables = await world.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'app_id'`
  const counts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await world.sql<{ count: number }[]>`select count(*) from ${world.sql(name)} where app_id = ${sdkAppId}`
      return [name, row!.count] as const
    }),
  )
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

async function withPeople(app: AppDriver) {
  await app.importUsers(['ann', 'ben'])
  await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
}

describe('ninety days', () => {
  test('one second before the end an app comes back as it was; at the end it is gone', async () => {
    const saved = await world.app({ owner: ana, name: 'Saved', edition: 'pro', membersPerGroup: 1000 })
    const lost = await world.app({ owner: ana, name: 'Lost', edition: 'pro' })
    for (const app of [saved, lost]) {
      await withPeople(app)
      expect(await app.disable()).toMatchObject({ dataLostAt: '2023-02-13T01:30:00.000Z' })
    }
    await world.moveTo('2023-02-13T01:29:59Z')
    expect(await saved.enable()).toMatchObject({ status: 'enabled', planName: 'Pro-postpaid', configuration: { membersPerGroup: 1000 } })
    expect(await saved.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'ann' }] })).toMatchObject({
      ResultItem: [{ AccountStatus: 'Imported' }],
    })

    await world.moveTo('2023-02-13T01:30:00Z')
    expect(await lost.get()).toMatchObject({ status: 'purged', name: 'Lost', dataLostAt: '2023-02-13T01:30:00.000Z' })
    expect(await ana.refused('app.enable', { sdkAppId: lost.sdkAppId })).toMatchObject({ code: 'app_deleted' })
    expect(Object.keys(await rowsOf(lost.sdkAppId)).sort()).toEqual(['app_days', 'audit_entries', 'ledger_entries', 'notices'])
    expect((await ana.call('ledger.list', { sdkAppId: lost.sdkAppId })).entries[0]).toMatchObject({
      kind: 'purged',
      day: '2023-02-13',
      actor: { kind: 'system', name: 'Plenum' },
    })
    expect(await saved.get()).toMatchObject({ status: 'enabled', groupCount: 1 })
  })

  test('an app that nobody purged yet cannot be enabled after the end either', async () => {
    const app = await world.app({ owner: ana })
    await app.disable()
    await world.sql`update apps set disabled_at = disabled_at - interval '2160 hours' where id = ${app.sdkAppId}`
    expect(await ana.refused('app.enable', { sdkAppId: app.sdkAppId })).toMatchObject({ code: 'recovery_over', status: 410 })
    await app.delete()
  })

  test('one jump over the end and many small ones tell the same and leave the same', async () => {
    const stories = await Promise.all(
      ['one', 'many'].map(async (way) => {
        const own = await startWorld({ now: '2022-11-15T01:30:00Z' })
        const app = await own.app({ name: 'Old Harbor', edition: 'pro' })
        await withPeople(app)
        await own.moveTo('2022-11-20T01:00:00Z')
        await app.disable()
        const end = new Date('2023-03-01T00:00:00Z')
        if (way === 'many')
          while (own.now() < end) await own.moveTo(new Date(Math.min(own.now().getTime() + 9 * dayMs + 4_321_000, end.getTime())))
        else await own.moveTo(end)
        const { notices } = await app.owner.call('notice.list', {})
        const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId })
        const { entries: ledger } = await app.owner.call('ledger.list', { sdkAppId: app.sdkAppId })
        const status = (await app.get()).status
        await own.close()
        return {
          status,
          notices: notices.map(({ at, kind, title, text }) => ({ at, kind, title, text })),
          ledger,
          entries: entries.map(({ auditId: _, ...entry }) => entry),
        }
      }),
    )
    expect(stories[0]).toEqual(stories[1])
    expect(stories[0]!.status).toBe('purged')
    expect(stories[0]!.notices.map(({ at, kind }) => [at, kind])).toEqual([
      ['2023-02-18T01:00:00.000Z', 'app.purged'],
      ['2023-02-17T01:00:00.000Z', 'app.purgeIn1Day'],
      ['2023-02-11T01:00:00.000Z', 'app.purgeIn7Days'],
      ['2023-01-19T01:00:00.000Z', 'app.purgeIn30Days'],
    ])
    expect(stories[0]!.notices[1]!.text).toContain('18 Feb 2023, 09:00:00 (Asia/Shanghai)')
  })

  test('an app that is enabled and disabled again is warned of anew', async () => {
    const app = await world.app({ owner: await world.signUp('Twice') })
    await app.disable()
    await world.moveTo(later(61))
    await app.enable()
    await app.disable()
    await world.moveTo(later(61))
    const { notices } = await app.owner.call('notice.list', {})
    expect(notices.map(({ kind }) => kind)).toEqual(['app.purgeIn30Days', 'app.purgeIn30Days'])
  })

  test('a purged app makes room for another one', async () => {
    const app = await world.app({ owner: await world.signUp('Roomy') })
    expect(await app.owner.call('app.list', {})).toMatchObject({ count: 1 })
    await app.disable()
    await world.moveTo(later(90))
    expect(await app.owner.call('app.list', {})).toMatchObject({ count: 0, apps: [] })
    const [account] = await world.sql`select app_count from accounts where id = ${(await app.get()).accountId}`
    expect(account).toEqual({ appCount: 0 })
  })
})

describe('emptying', () => {
  test('a deleted app loses its rows in portions, and whatever breaks off in the middle is taken up again', async () => {
    const app = await world.app({ owner: ana, name: 'Crowded' })
    const { sdkAppId } = app
    await world.sql`
      insert into im_users (app_id, user_id, created_at, created_day, group_count)
      select ${sdkAppId}, 'user_' || n, ${world.now()}, '2022-11-15', 100 from generate_series(1, 120) as n`
    await world.sql`
      insert into groups (app_id, id, type, name, created_at, created_day, info_changed_at, apply_join_option, invite_join_option, member_count)
      select ${sdkAppId}, 'group_' || n, 'Public', 'Group', ${world.now()}, '2022-11-15', ${world.now()}, 'FreeAccess', 'FreeAccess', 120
      from generate_series(1, 100) as n`
    await world.sql`
      insert into group_members (app_id, group_id, user_id, joined_at)
      select ${sdkAppId}, groups.id, user_id, ${world.now()} from groups join im_users using (app_id)
      where app_id = ${sdkAppId} and user_id <> 'administrator'`
    // Another process is at it: the sweeper of this world keeps away.
    const other = await world.sql.reserve()
    await other`select pg_advisory_lock(hashtext('sweep'), hashtext(${emptyEndedApps.name}))`
    await app.disable()
    await app.delete()

    const portion = (tx: Parameters<typeof emptyEndedApps.run>[0]) =>
      emptyEndedApps.run(tx, world.now(), { timeZone: 'Asia/Shanghai' } as never)
    expect(await world.sql.begin(portion)).toBe(5000)
    await expect(
      world.sql.begin(async (tx) => {
        await portion(tx)
        throw new Error('the power went')
      }),
    ).rejects.toThrow('the power went')
    expect(await rowsOf(sdkAppId)).toMatchObject({ group_members: 7000, groups: 100 })
    await other`select pg_advisory_unlock_all()`
    other.release()

    await world.moveTo(world.now())
    expect(Object.keys(await rowsOf(sdkAppId)).sort()).toEqual(['audit_entries', 'ledger_entries', 'notices'])
    expect(await app.get()).toMatchObject({ status: 'deleted', userCount: 0, groupCount: 0 })
    expect(await emptyEndedApps.nextDue(world.sql)).toBeNull()
  })
})

describe('the clock', () => {
  test('goes only forward, only for the operator, and only when it is manual', async () => {
    expect(await world.operator.call('clock.get', {})).toMatchObject({
      manual: true,
      timeZone: 'Asia/Shanghai',
      now: world.now().toISOString(),
    })
    expect(await world.operator.refused('clock.set', { now: later(-1).toISOString() })).toMatchObject({
      code: 'clock_only_forward',
      details: { now: world.now().toISOString() },
    })
    expect(await ana.refused('clock.set', { now: later(1).toISOString() })).toMatchObject({ code: 'not_allowed' })
    expect(await world.operator.refused('clock.set', { now: '9999-12-31T23:59:59Z' })).toMatchObject({ code: 'bad_input' })

    const other = await startWorld({ env: { PLENUM_CLOCK: 'system' } })
    expect(await other.operator.call('clock.get', {})).toMatchObject({ manual: false })
    expect(await other.operator.refused('clock.set', { now: '2100-01-01T00:00:00Z' })).toMatchObject({ code: 'clock_not_manual' })
    await other.close()
  })

  test('answers to a requestId are kept for 30 days', async () => {
    const owner = await world.signUp('Retrier')
    const input = { name: 'Once', requestId: 'thirty-days' }
    const first = await owner.call('app.create', input)
    await world.moveTo(later(30, -1000))
    expect(await owner.call('app.create', input)).toEqual(first)
    await world.moveTo(later(2))
    expect((await owner.call('app.create', input)).sdkAppId).toBeGreaterThan(first.sdkAppId)
  })

  test('after an outage, what was missed runs in order, each with its own moment', async () => {
    // Its own: days that are closed stay so.
    const own = await startWorld({ now: '2022-11-15T01:30:00Z' })
    const app = await own.app()
    await app.disable()
    const after = (days: number) => new Date(own.now().getTime() + days * dayMs)
    const now = after(200)
    const notManual = () => Promise.reject(new Error('not manual'))
    const sweeper = createSweeper({
      sql: own.sql,
      clock: { manual: false, now: () => now, moveTo: notManual, noteMove: notManual },
      installation: {
        config: { smtpUrl: null, charges: true, issuer: null },
        books: builtInPriceBooks,
        timeZone: 'Asia/Shanghai',
      } as never,
      database: undefined as never,
      log: pino({ level: 'silent' }) as never,
    })
    await sweeper.wake()
    await sweeper.stop()
    const { notices } = await app.owner.call('notice.list', {})
    expect(notices.map(({ kind, at }) => [kind, at])).toEqual([
      ['app.purged', after(90).toISOString()],
      ['app.purgeIn1Day', after(89).toISOString()],
      ['app.purgeIn7Days', after(83).toISOString()],
      ['app.purgeIn30Days', after(60).toISOString()],
    ])
    await own.close()
  })
})

describe('the end of a month', () => {
  test('an upgrade in its last second costs one day, in the first second of the next a whole month', async () => {
    const own = await startWorld({ now: '2022-11-30T15:59:59Z' })
    const last = await own.app({ edition: 'pro' })
    expect((await last.owner.call('bill.estimate', {})).expected).toMatchObject({ exact: { amount: '14.99966667' }, lines: [{ days: 1 }] })
    await own.moveTo('2022-11-30T16:00:00Z')
    const first = await own.app({ edition: 'pro' })
    expect(await first.owner.call('bill.estimate', {})).toMatchObject({
      month: '2022-12',
      asOf: null,
      expected: { total: { amount: '449.99' } },
    })
    await last.modify({ membersPerGroup: 1000 })
    expect(await last.get()).toMatchObject({ modification: { usedOn: '2022-12-01', possibleOn: '2023-01-01' } })
    await own.close()
  })

  test('groups that exist at its start are the first peak of the month', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    await app.importUsers(['ann'])
    await Promise.all([1, 2, 3].map(() => app.createGroup({ Owner_Account: 'ann' })))
    await world.moveTo(later(40))
    expect((await app.get()).limits).toMatchObject({ peakGroups: { use: 3, value: 100_000 }, groupsPerDay: { use: 0 } })
    const { day } = await world.operator.call('clock.get', {})
    await world.sql`insert into app_days (app_id, day, groups_at_end, peak_groups) values (${app.sdkAppId}, ${day}, 100001, 100001)`
    await world.moveTo(later(40))
    expect(
      (await ana.call('bill.estimate', { sdkAppId: app.sdkAppId })).expected.lines.map(({ kind, amount }) => [kind, amount.amount]),
    ).toEqual([
      ['base', '449.99000000'],
      ['groupOverage', '449.99000000'],
    ])
  })
})
