import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Output } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Export, verifyExport } from '../../../../verify/verify.ts'
import type { AppDriver } from '../../app-driver.ts'
import { Client } from '../../client.ts'
import { moveUpgrade, pastTheLocks } from '../../past-the-locks.ts'
import { startWorld as startAnyWorld, type World } from '../../world.ts'

type Setting = Parameters<typeof startAnyWorld>[0]
const startWorld = (setting: Setting = {}) => startAnyWorld({ ...setting, env: { PLENUM_CHARGES: 'on', ...setting.env } })
const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const exported = async (client: Client, input = {}) => (await client.call('bill.export', input)) as Export
/** That of Ana for December: the one with the correction. */
const corrected = (bills: Export['bills']) => bills.find(({ bill }) => bill!.text.includes('An outage'))!
const cli = fileURLToPath(new URL('../../../../verify/verify.ts', import.meta.url))

/** Two months of two customers: two apps of one, modified, disabled and enabled again, and one correction. */
let world: World
let ana: Client
let ben: Client
let lumen: AppDriver
beforeAll(async () => {
  world = await startWorld()
  ana = await world.signUp('Ana Reyes')
  ben = await world.signUp('Ben Ode')
  for (const owner of [ana, ben]) await world.operator.call('account.topUp', { accountId: await accountOf(owner), amount: usd('9000.00') })
  await world.operator.call('account.setTaxRate', { accountId: await accountOf(ana), basisPoints: 600 })
  lumen = await world.app({ owner: ana, name: 'Lumen Live', edition: 'pro' })
  await world.app({ owner: ana, name: 'Old Harbor', edition: 'ultimate' })
  await world.app({ owner: ben, edition: 'pro' })
  await world.moveTo('2022-11-14T10:02:00Z')
  await lumen.modify({ membersPerGroup: 1000 })
  await world.moveTo('2022-11-20T10:02:00Z')
  await lumen.disable()
  await world.moveTo('2022-11-20T10:40:00Z')
  await lumen.enable()
  await ana.call('retention.set', { sdkAppId: lumen.sdkAppId, days: 30 })
  await world.moveTo('2022-12-02T02:00:00Z')
  const number = (await ana.call('bill.list', {})).bills[0]!.number
  const correction = { correctsNumber: number, amount: usd('-1.00'), reason: 'An outage' }
  await world.operator.call('bill.adjust', { accountId: await accountOf(ana), ...correction })
  await world.moveTo('2023-01-02T02:00:00Z')
})
afterAll(() => world.close())

describe('an export', () => {
  test('of all accounts is recomputed and found equal by the one file that imports nothing, also from the command line', async () => {
    const all = await exported(world.operator, { all: true })
    expect(all).toMatchObject({ throughNumber: 4, next: null })
    expect(verifyExport([all])).toEqual({ bills: 4, accounts: 2, found: [] })

    const file = join(world.dataFolder, 'bills.json')
    await mkdir(world.dataFolder, { recursive: true })
    await writeFile(file, JSON.stringify(all))
    const hash = all.bills[3]!.bill!.hash
    const run = (...given: string[]) => spawnSync(process.execPath, [cli, ...given], { encoding: 'utf8' })
    expect(run(file, hash)).toMatchObject({ status: 0, stdout: '4 bills of 2 accounts: recomputed and equal.\n' })
    expect(run(file, 'f'.repeat(64))).toMatchObject({ status: 1 })
    expect(run(join(world.dataFolder, 'none.json')).status).toBe(2)
    expect(run().status).toBe(2)
    const { bill, number, accountId } = corrected(all.bills)
    bill!.text = bill!.text.replace('"taxBasisPoints":600,"taxCents"', '"taxBasisPoints":700,"taxCents"')
    await writeFile(file, JSON.stringify(all))
    const { status, stdout } = run(file)
    expect(status).toBe(1)
    expect(stdout).toContain(`bill ${number} of 2022-12, account ${accountId}, hash of the text: said`)
    expect(stdout).toContain('tax rate: said 700, found 600')
  })

  test('of one account holds its bills alone, and continues page by page', async () => {
    const own = await exported(ana)
    expect(own.throughNumber).toBeNull()
    expect(new Set(own.bills.map(({ accountId }) => accountId))).toEqual(new Set([await accountOf(ana)]))
    const first = await exported(ana, { limit: 1 })
    const second = await exported(ana, { limit: 1, after: first.next! })
    expect(second.next).toBeNull()
    expect([...first.bills, ...second.bills]).toEqual(own.bills)
    expect(verifyExport([first, second]).found).toEqual([])
    expect(verifyExport([first]).found).toMatchObject([{ what: 'pages' }])
    expect(verifyExport([second]).found).toMatchObject([{ what: 'hash of the bill before' }])
    expect((await ana.refused('bill.export', { all: true })).code).toBe('not_allowed')
    expect((await ben.refused('bill.export', { accountId: await accountOf(ana) })).code).toBe('not_found')
  })

  const whatWasDone: [string, (bills: Export['bills']) => void, string[]][] = [
    ['a bill was taken out', (bills) => Object.assign(bills[0]!, { bill: null, month: null }), ['bill']],
    ['the last bill was taken out', (bills) => Object.assign(bills.at(-1)!, { bill: null, month: null }), ['bill']],
    ['the last bill and its deduction were taken out', (bills) => void bills.pop(), ['bill 4']],
    ['a bill in between and its deduction were taken out', (bills) => void bills.shift(), ['hash of the bill before', 'bill 1']],
    ['a deduction was taken out', (bills) => Object.assign(bills[1]!, { deducted: null }), ['hash on the statement', 'deducted, cents']],
    [
      'a text was written anew',
      (bills) => {
        const { bill } = corrected(bills)
        bill!.text = bill!.text.replace('An outage', 'A favour')
      },
      ['hash of the text', 'hash on the statement', 'corrections'],
    ],
    [
      'facts were written anew',
      ({ 0: first }) => Object.assign(first!.bill!, { facts: first!.bill!.facts.replace('"dau":0', '"dau":1') }),
      ['hash of the facts'],
    ],
    [
      'two bills of an account changed places',
      (bills) => {
        const late = corrected(bills)
        const early = bills.find(({ accountId }) => accountId === late.accountId)!
        ;[early.bill, late.bill] = [late.bill, early.bill]
      },
      ['number', 'month', 'hash of the bill before', 'hash on the statement'],
    ],
  ]
  test.each(whatWasDone)('shows that %s', async (_, damage, expected) => {
    const all = await exported(world.operator, { all: true })
    damage(all.bills)
    expect([...new Set(verifyExport([all]).found.map(({ what }) => what))]).toEqual(expect.arrayContaining(expected))
  })
})

describe('bill.verify', () => {
  test('says equal of a bill that is, with the moment and its hash', async () => {
    for (const month of ['2022-11', '2022-12']) {
      const { hash, number } = await ana.call('bill.get', { month })
      expect(await ana.call('bill.verify', { month })).toEqual({
        ...{ number, equal: true, verifiedAt: '2023-01-02T02:00:00.000Z', hash, differences: [], differenceCount: 0, released: null },
      })
    }
  })

  test('other people’s bills and months without one do not exist, and what is no month is refused', async () => {
    const accountId = await accountOf(ana)
    for (const command of ['bill.verify', 'bill.days'] as const) {
      expect((await ben.refused(command, { accountId, month: '2022-11' })).code).toBe('not_found')
      for (const month of ['2022-10', '2023-01', '2099-01']) expect((await ana.refused(command, { month })).code).toBe('not_found')
      for (const month of ['2022-13', '2022-00', '2022', '2022-11-01', ''])
        expect((await ana.refused(command, { month })).code).toBe('bad_input')
    }
    const { secret } = await ana.call('apiKey.create', { name: 'robot', role: 'reader', scope: [lumen.sdkAppId] })
    const robot = new Client(world.url, secret)
    expect((await robot.refused('bill.verify', { month: '2022-11' })).code).toBe('not_allowed')
    expect((await robot.refused('bill.export', {})).code).toBe('not_allowed')
    expect((await robot.refused('bill.days', { month: '2022-11' })).code).toBe('not_allowed')
  })

  test('says where not, when somebody wrote past the locks', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    await own.operator.call('account.topUp', { accountId: await accountOf(owner), amount: usd('9000.00') })
    const app = await own.app({ owner, edition: 'pro' })
    await own.moveTo('2023-01-02T02:00:00Z')
    const { sdkAppId } = app
    const verified = async (month: string) => {
      const { equal, differences } = await owner.call('bill.verify', { month })
      return { equal, what: differences.map(({ what }) => what) }
    }
    await pastTheLocks(own.sql, (sql) => sql`update bills set text = replace(text, '"units":1', '"units":2') where month = '2022-11'`)
    expect(await verified('2022-11')).toEqual({
      equal: false,
      what: ['hash of the text', 'hash on the statement', 'units of base', 'hash that the bill after it holds'],
    })
    expect(await verified('2022-12')).toEqual({ equal: false, what: ['hash of the bill before'] })
    await pastTheLocks(own.sql, (sql) => sql`update bills set text = replace(text, '"units":2', '"units":1') where month = '2022-11'`)
    expect(await verified('2022-11')).toEqual({ equal: true, what: [] })
    await moveUpgrade(own.sql, sdkAppId, '2022-11-20')
    expect((await owner.call('bill.verify', { month: '2022-11' })).differences).toEqual([
      { sdkAppId, day: null, what: 'ledger as it is recorded now', said: 'as when the bill was made', found: 'changed' },
    ])
    await own.close()
  })
})

describe('bill.days', () => {
  const shareOf = ({ share }: Output<'bill.days'>['days'][number]) => [BigInt(share.numerator), BigInt(share.denominator)] as const

  test('opens each line into all days of the month, which together make the line exactly', async () => {
    const bill = await ana.call('bill.get', { month: '2022-11' })
    const { days } = await ana.call('bill.days', { month: '2022-11', limit: 1000 })
    const lines = bill.apps.flatMap(({ sdkAppId, lines }) => lines.map((line) => ({ sdkAppId, ...line })))
    expect(lines.map(({ kind }) => kind)).toEqual(['base', 'membersPerGroup', 'history', 'base'])
    expect(days).toHaveLength(lines.length * 30)
    for (const line of lines) {
      const own = days.filter((day) => day.sdkAppId === line.sdkAppId && day.kind === line.kind && day.lineFromDay === line.fromDay)
      expect(own).toHaveLength(30)
      const sum = own.map(shareOf).reduce(([a, b], [c, d]) => [a * d + c * b, b * d])
      const cents = BigInt(line.listPrice.amount.replace('.', ''))
      expect(sum[0] * BigInt(line.daysInMonth)).toBe(cents * BigInt(line.days) * sum[1])
      expect(own.filter(({ charged }) => charged)).toHaveLength(line.wholeMonth ? 1 : line.days)
    }
  })

  test('names the ledger entry behind each day with its actor and moment, and what happened on the day', async () => {
    const asked = { month: '2022-11', sdkAppId: lumen.sdkAppId, kind: 'membersPerGroup', fromDay: '2022-11-14' } as const
    const { days } = await ana.call('bill.days', asked)
    const on = (day: number) => days[day - 1]!
    expect(on(9)).toMatchObject({ charged: false, label: null, listPrice: null, origin: null })
    expect(on(13)).toMatchObject({ charged: false, label: 'Members per group, included', value: 200, origin: { kind: 'upgraded' } })
    expect(on(14)).toMatchObject({
      ...{ charged: true, label: 'Members per group, step to 2,000', value: 1000, listPrice: usd('239.99'), amount: usd('7.99966667') },
      origin: { sequence: 3, kind: 'modified', at: '2022-11-14T10:02:00.000Z', actor: { name: 'Ana Reyes', role: 'owner' } },
    })
    expect(on(20).happened.map(({ kind, at }) => [kind, at.slice(11, 16)])).toEqual([
      ['disabled', '10:02'],
      ['enabled', '10:40'],
      ['retentionSet', '10:40'],
    ])
    expect(on(30)).toMatchObject({ charged: true, origin: { sequence: 3 } })
  })

  test('names the usage row behind an overage, and the day that decided', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    const app = await own.app({ owner, edition: 'pro' })
    await own.sql`insert into app_days (app_id, day, dau, peak_groups, groups_at_end) values (${app.sdkAppId}, '2022-11-17', 20001, 3, 3)
      on conflict (app_id, day) do update set dau = 20001`
    await own.moveTo('2022-12-02T02:00:00Z')
    const { days } = await owner.call('bill.days', { month: '2022-11', kind: 'dauOverage' })
    expect(days.filter(({ charged }) => charged)).toMatchObject([
      { day: '2022-11-17', usage: { dailyActiveUsers: 20001 }, amount: usd('899.98000000'), origin: { kind: 'upgraded' } },
    ])
    expect(days[17]).toMatchObject({ label: 'Within the quota', usage: { dailyActiveUsers: 0, peakGroups: 3 }, amount: usd('0.00000000') })
    expect(await owner.call('bill.verify', { month: '2022-11' })).toMatchObject({ equal: true })
    await own.close()
  })

  test('300 apps of 31 days come page by page, each line once', async () => {
    const own = await startWorld({ now: '2022-11-30T18:00:00Z' })
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    const first = await own.app({ owner, edition: 'pro' })
    // What three hundred upgrades would write.
    await own.sql`
      insert into apps (id, account_id, name, created_at, created_day)
      select id + number, account_id, 'App ' || number, created_at, created_day
      from apps cross join generate_series(1, 299) as number where id = ${first.sdkAppId}`
    await own.sql`
      insert into ledger_entries
      select (jsonb_populate_record(entries, jsonb_build_object('app_id', app_id + number))).*
      from ledger_entries as entries cross join generate_series(1, 299) as number where app_id = ${first.sdkAppId}`
    await own.moveTo('2023-01-02T02:00:00Z')
    const places: string[] = []
    let after: string | undefined
    do {
      const page = await own.operator.call('bill.days', { accountId, month: '2022-12', limit: 1000, ...(after && { after }) })
      places.push(...page.days.map(({ sdkAppId, kind, lineFromDay, day }) => `${sdkAppId} ${kind} ${lineFromDay} ${day}`))
      after = page.next ?? undefined
    } while (after)
    expect(places).toHaveLength(300 * 31)
    expect(new Set(places).size).toBe(300 * 31)
    expect(await owner.call('bill.verify', { month: '2022-12' })).toMatchObject({ equal: true })
    await own.close()
  })
})
