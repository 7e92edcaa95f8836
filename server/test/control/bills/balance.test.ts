import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let ana: Client
let accountId: string

/** 10 November 2022, 14:20 in Shanghai. */
beforeEach(async () => {
  world = await startWorld({ env: { PLENUM_CHARGES: 'on' } })
  ana = await world.signUp('Ana Reyes')
  accountId = (await ana.call('session.get', {})).account!.accountId
})

/** Every statement adds up to the balance, and every voucher to what is left of them. */
afterEach(async () => {
  const differing = await world.sql`
    select id, balance_cents from accounts
    where balance_cents <> coalesce((select sum(amount_cents) from account_entries where account_id = accounts.id), 0)
      or voucher_cents <> coalesce((select sum(voucher_cents) from account_entries where account_id = accounts.id), 0)
      or voucher_cents <> coalesce((select sum(rest_cents) from vouchers where account_id = accounts.id), 0)
      or voucher_cents > 0 and voucher_cents > balance_cents
      or balance_cents <> coalesce((select balance_cents from account_entries where account_id = accounts.id order by id desc limit 1), 0)
      or (overdue_since is not null) <> (balance_cents < 0)`
  expect(differing).toEqual([])
  await world.close()
})

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const topUp = (amount: string, more: object = {}) => world.operator.call('account.topUp', { accountId, amount: usd(amount), ...more })
const voucher = (amount: string, expiresOn: string) =>
  world.operator.call('account.addVoucher', { accountId, amount: usd(amount), expiresOn })
const balance = () => ana.call('balance.get', {})
const check = { CheckItem: [{ UserID: 'ann' }] }

describe('the statement', () => {
  test('a bill takes vouchers first, that which ends first before others, then cash', async () => {
    await world.app({ owner: ana, edition: 'pro' })
    await voucher('100.00', '2023-01-31')
    await voucher('50.00', '2022-12-31')
    await topUp('500.00')
    await world.moveTo('2022-12-02T02:00:00Z')
    // 314.99: both vouchers and 164.99 of cash.
    expect(await balance()).toMatchObject({
      balance: usd('335.01'),
      cash: usd('335.01'),
      vouchers: [],
      owed: usd('0.00'),
      overdueSince: null,
    })
    const { entries } = await ana.call('balance.list', {})
    expect(
      entries.map(({ kind, amount, ofVouchers, balance, billNumber }) => [
        kind,
        amount.amount,
        ofVouchers.amount,
        balance.amount,
        billNumber,
      ]),
    ).toEqual([
      ['bill', '-314.99', '-150.00', '335.01', '2022-11-000001'],
      ['topUp', '500.00', '0.00', '650.00', null],
      ['voucher', '50.00', '50.00', '150.00', null],
      ['voucher', '100.00', '100.00', '100.00', null],
    ])
    expect((await ana.call('bill.list', {})).bills).toMatchObject([{ state: 'paid' }])
    const [row] = await world.sql`select bill_hash = hash as same from account_entries join bills on number = bill_number`
    expect(row).toEqual({ same: true })
  })

  test('what is left of a voucher leaves the balance after its last day; a debt it has paid does not come back', async () => {
    await voucher('40.00', '2022-11-20')
    await world.moveTo('2022-11-20T15:59:59Z')
    expect(await balance()).toMatchObject({ balance: usd('40.00'), vouchers: [{ expiresOn: '2022-11-20', rest: usd('40.00') }] })
    await world.moveTo('2022-11-20T16:00:00Z')
    expect(await balance()).toMatchObject({ balance: usd('0.00'), vouchers: [] })

    await world.app({ owner: ana, edition: 'pro' })
    await world.moveTo('2022-12-02T02:00:00Z')
    expect(await balance()).toMatchObject({ owed: usd('150.00') })
    await voucher('170.00', '2022-12-10')
    expect(await balance()).toMatchObject({ balance: usd('20.00'), cash: usd('0.00'), vouchers: [{ rest: usd('20.00') }] })
    await world.moveTo('2022-12-11T02:00:00Z')
    expect(await balance()).toMatchObject({ balance: usd('0.00'), overdueSince: null })
  })

  test('a top-up or a voucher is reversed once, with a reason, whatever has been used of it', async () => {
    const { entryId } = await topUp('30.00')
    const given = await voucher('20.00', '2022-12-31')
    expect(await world.operator.call('balance.reverse', { entryId, reason: 'Entered twice' })).toMatchObject({ balance: usd('20.00') })
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => world.operator.call('balance.reverse', { entryId: given.entryId, reason: 'Wrong account' })),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await balance()).toMatchObject({ balance: usd('0.00'), vouchers: [] })
    const refused = (id: number) => world.operator.refused('balance.reverse', { entryId: id, reason: 'Again' })
    expect((await refused(entryId)).code).toBe('entry_reversed')
    const reversal = (await ana.call('balance.list', { limit: 1 })).entries[0]!
    expect(reversal).toMatchObject({ kind: 'reversal', reversesId: given.entryId, note: 'Wrong account' })
    expect((await refused(reversal.entryId)).code).toBe('entry_not_reversible')
    expect((await refused(999_999)).code).toBe('not_found')
  })

  test('top-ups, vouchers, reversals and a bill that race leave a statement that adds up', async () => {
    await world.app({ owner: ana, edition: 'pro' })
    const first = await Promise.all(Array.from({ length: 10 }, () => topUp('10.00')))
    await Promise.all([
      world.moveTo('2022-12-02T02:00:00Z'),
      ...Array.from({ length: 20 }, () => topUp('10.01')),
      ...Array.from({ length: 5 }, () => voucher('3.00', '2022-12-31')),
      ...first.map(({ entryId }) => world.operator.call('balance.reverse', { entryId, reason: 'Race' })),
    ])
    // 20 x 10.01 + 5 x 3.00 - 314.99
    expect(await balance()).toMatchObject({ balance: usd('-99.79') })
  })

  test('a top-up with the same requestId counts once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => topUp('12.00', { requestId: 'payment-0001' })))
    expect(await balance()).toMatchObject({ balance: usd('12.00') })
    expect((await ana.call('balance.list', {})).entries).toHaveLength(1)
    const other = { accountId, amount: usd('13.00'), requestId: 'payment-0001' }
    expect((await world.operator.refused('account.topUp', other)).code).toBe('request_id_reused')
  })

  test('what cannot be is refused, and nothing is written', async () => {
    for (const amount of ['-1.00', '0.00', '1.005', '1', '99999999999999.99', '1e3']) {
      expect((await world.operator.refused('account.topUp', { accountId, amount: usd(amount) })).code).toBe('bad_input')
      const input = { accountId, amount: usd(amount), expiresOn: '2022-12-31' }
      expect((await world.operator.refused('account.addVoucher', input)).code).toBe('bad_input')
    }
    const ended = { accountId, amount: usd('1.00'), expiresOn: '2022-11-09' }
    expect((await world.operator.refused('account.addVoucher', ended)).code).toBe('bad_input')
    expect((await world.operator.refused('account.topUp', { accountId: 'nobody', amount: usd('1.00') })).code).toBe('not_found')
    expect((await ana.refused('account.topUp', { accountId, amount: usd('1.00') })).code).toBe('not_allowed')
    expect((await ana.call('balance.list', {})).entries).toEqual([])
  })

  test('a notice is sent when the balance falls below the amount that was set', async () => {
    await ana.call('balance.setThreshold', { amount: usd('100.00') })
    await world.app({ owner: ana, edition: 'pro' })
    await topUp('350.00')
    await world.moveTo('2022-12-02T02:00:00Z')
    expect((await ana.call('notice.list', {})).notices).toMatchObject([{ kind: 'account.belowThreshold' }])
  })
})

describe('owing', () => {
  test('an account that owes is overdue from issue, suspended a day later with all its apps, and back as soon as nothing is owed', async () => {
    const paid = await world.app({ owner: ana, name: 'Paid', edition: 'pro' })
    const free = await world.app({ owner: ana, name: 'Free' })
    const off = await world.app({ owner: ana, name: 'Off' })
    await off.disable()
    await topUp('300.00')
    await world.moveTo('2022-12-02T02:00:00Z')
    expect(await balance()).toMatchObject({
      owed: usd('14.99'),
      overdueSince: '2022-12-02T02:00:00.000Z',
      suspendedFrom: '2022-12-03T02:00:00.000Z',
    })
    expect((await ana.call('bill.list', {})).bills).toMatchObject([{ state: 'overdue' }])
    expect(
      await ana.refused('plan.modify', {
        sdkAppId: paid.sdkAppId,
        edition: 'pro',
        unlimitedAvGroups: true,
        groupsPerUser: 500,
        membersPerGroup: 200,
      }),
    ).toMatchObject({
      code: 'account_overdue',
      details: { owed: '14.99 USD' },
    })
    await world.moveTo('2022-12-03T01:59:59Z')
    expect(await paid.v4('im_open_login_svc/account_check', check)).toMatchObject({ ErrorCode: 0 })
    await world.moveTo('2022-12-03T02:00:00Z')
    for (const app of [paid, free]) {
      expect(await app.v4('im_open_login_svc/account_check', check)).toMatchObject({ ErrorCode: 60020 })
      expect(await app.get()).toMatchObject({ status: 'suspended', dataLostAt: '2023-03-02T16:00:00.000Z' })
    }
    expect((await ana.refused('app.create', { name: 'Another' })).code).toBe('account_overdue')

    await world.moveTo('2022-12-10T02:00:00Z')
    await topUp('14.98')
    expect(await paid.get()).toMatchObject({ status: 'suspended' })
    await topUp('0.01')
    expect(await balance()).toMatchObject({ balance: usd('0.00'), overdueSince: null, suspendedAt: null })
    expect(await paid.v4('im_open_login_svc/account_check', check)).toMatchObject({ ErrorCode: 0 })
    expect(await Promise.all([paid, free, off].map(async (app) => (await app.get()).status))).toEqual(['enabled', 'enabled', 'disabled'])
    expect((await ana.call('ledger.list', { sdkAppId: paid.sdkAppId })).entries.slice(0, 2)).toMatchObject([
      { kind: 'restored', day: '2022-12-10' },
      { kind: 'suspended', day: '2022-12-03' },
    ])
    expect((await ana.call('notice.list', {})).notices.map(({ kind }) => kind)).toEqual([
      'account.restored',
      'account.suspended',
      'account.overdue',
    ])
    // Days without service cost nothing: 1 to 3 and 10 to 31 December.
    await world.moveTo('2023-01-02T02:00:00Z')
    expect((await ana.call('bill.get', { month: '2022-12' })).apps).toMatchObject([
      { lines: [{ days: 25, daysInMonth: 31, amount: usd('362.89516129') }] },
    ])
  })

  test('what is not paid for 90 days is reclaimed', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    await world.moveTo('2023-03-02T15:59:59Z')
    expect(await app.get()).toMatchObject({ status: 'suspended' })
    await world.moveTo('2023-03-02T16:00:00Z')
    expect(await app.get()).toMatchObject({ status: 'purged' })
    expect((await ana.call('bill.list', {})).bills.map(({ month }) => month)).toEqual(['2022-12', '2022-11'])
    // Before each step a notice: when it begins to owe, at the suspension, and 30, 7 and 1 days before the end; issue at 10:00, end at 00:00.
    const { notices } = await ana.call('notice.list', {})
    expect(notices.toReversed().map(({ kind, at }) => [kind, at])).toEqual([
      ['account.overdue', '2022-12-02T02:00:00.000Z'],
      ['account.suspended', '2022-12-03T02:00:00.000Z'],
      ['app.purgeIn30Days', '2023-01-31T16:00:00.000Z'],
      ['app.purgeIn7Days', '2023-02-23T16:00:00.000Z'],
      ['app.purgeIn1Day', '2023-03-01T16:00:00.000Z'],
      ['app.purged', '2023-03-02T16:00:00.000Z'],
    ])
    expect(notices.at(-1)!.text).toContain('2022-12-03 02:00 UTC')
    expect(notices.find(({ kind }) => kind === 'app.purgeIn30Days')!.text).toContain('paying what is owed brings it back')
  })

  test('many apps are suspended and restored at once, raced by changes, creations and payments, and none is left behind', async () => {
    const apps = await Promise.all(
      Array.from({ length: 40 }, (_, index) => world.app({ owner: ana, name: `App ${index}`, edition: 'pro' })),
    )
    await world.moveTo('2022-12-02T02:00:00Z')
    const owed = (await balance()).owed.amount
    const settle = (work: (() => Promise<unknown>)[]) => Promise.allSettled(work.map((each) => each()))
    await settle([
      () => world.moveTo('2022-12-03T02:00:00Z'),
      ...apps.slice(0, 10).map((app) => () => app.disable()),
      ...Array.from({ length: 5 }, (_, index) => () => ana.call('app.create', { name: `New ${index}` })),
    ])
    const statuses = async () => {
      const { apps } = await ana.call('app.list', { limit: 100 })
      return new Set(apps.map(({ status }) => status))
    }
    expect(await statuses()).toEqual(new Set(['suspended']))
    await settle([
      () => topUp(owed),
      ...apps.slice(20, 30).map((app) => () => app.disable()),
      ...Array.from({ length: 5 }, (_, index) => () => ana.call('app.create', { name: `Newer ${index}` })),
    ])
    expect([...(await statuses())].every((status) => status !== 'suspended')).toBe(true)
    expect(await balance()).toMatchObject({ balance: usd('0.00'), suspendedAt: null })
  })

  test('another account, or a person who sees only some apps, reads neither balance nor statement', async () => {
    const app = await world.app({ owner: ana })
    const stranger = await world.signUp()
    const { secret } = await ana.call('apiKey.create', { name: 'robot', role: 'reader', scope: [app.sdkAppId] })
    for (const name of ['balance.get', 'balance.list'] as const) {
      expect((await stranger.refused(name, { accountId })).code).toBe('not_found')
      expect((await new Client(world.url, secret).refused(name, {})).code).toBe('not_allowed')
    }
  })
})
