import { createHash } from 'node:crypto'
import type { PriceBooks } from '@plenum/billing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadBillFacts } from '../../../src/control/bills/issue.ts'
import { Client } from '../../client.ts'
import { startWorld as startAnyWorld, type World } from '../../world.ts'

type Setting = Parameters<typeof startAnyWorld>[0]
const startWorld = (setting: Setting = {}) => startAnyWorld({ ...setting, env: { PLENUM_CHARGES: 'on', ...setting.env } })

/** 10 November 2022, 14:20 in Shanghai. */
let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const billsOf = async (owner: Client) => (await owner.call('bill.list', {})).bills
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('bills', () => {
  test('a bill is issued on the 2nd at 10:00 with the lines of the month, and only to those who have something to pay', async () => {
    const own = await startWorld()
    const ana = await own.signUp('Ana Reyes')
    const free = await own.signUp('Free Rider')
    const app = await own.app({ owner: ana, name: 'Lumen Live', edition: 'pro' })
    await own.app({ owner: free })
    await own.moveTo('2022-12-02T01:59:59Z')
    expect(await billsOf(ana)).toEqual([])
    await own.moveTo('2022-12-02T02:00:00Z')
    expect(await billsOf(ana)).toEqual([
      {
        number: '2022-11-000001',
        month: '2022-11',
        issuedAt: '2022-12-02T02:00:00.000Z',
        state: 'overdue',
        adjusted: false,
        subtotal: usd('314.99'),
        tax: usd('0.00'),
        total: usd('314.99'),
      },
    ])
    expect(await ana.call('bill.get', { month: '2022-11' })).toMatchObject({
      apps: [
        {
          sdkAppId: app.sdkAppId,
          name: 'Lumen Live',
          lines: [{ kind: 'base', days: 21, daysInMonth: 30, fromDay: '2022-11-10', toDay: '2022-12-01', amount: usd('314.99300000') }],
        },
      ],
      sum: { exact: usd('314.99300000'), rounded: usd('314.99') },
      shownDiffers: false,
    })
    expect(await billsOf(free)).toEqual([])
    expect((await ana.refused('bill.get', { month: '2022-12' })).code).toBe('not_found')
    expect(await own.operator.call('bill.runState', {})).toMatchObject({
      billedFrom: '2022-11-01',
      closedThrough: '2022-12-01',
      months: [{ month: '2022-11', billsIssued: 1, finishedAt: '2022-12-02T02:00:00.000Z' }],
    })
    await own.close()
  })

  test('the exact sum decides: three lines of 74.99833333 make 225.00, and the bill says that they show another cent', async () => {
    const own = await startWorld({ now: '2022-11-26T06:00:00Z' })
    const owner = await own.signUp()
    for (const name of ['One', 'Two', 'Three']) await own.app({ owner, name, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const bill = await owner.call('bill.get', { month: '2022-11' })
    expect(bill.apps.flatMap(({ lines }) => lines.map(({ amount }) => amount.amount))).toEqual([
      '74.99833333',
      '74.99833333',
      '74.99833333',
    ])
    expect(bill).toMatchObject({ total: usd('225.00'), shownDiffers: true, sum: { exact: usd('224.99500000') } })
    expect(BigInt(bill.sum.numerator) * 1000n).toBe(BigInt(bill.sum.denominator) * 22_499_500n)
    await own.close()
  })

  test('with the tax rate of its month; corrections stand on the next bill at the rate of the bill they correct, also alone', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    await own.operator.call('account.topUp', { accountId, amount: usd('1000.00') })
    const app = await own.app({ owner, edition: 'pro' })
    await own.operator.call('account.setTaxRate', { accountId, basisPoints: 700 })
    await own.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
    await own.moveTo('2022-12-01T02:00:00Z')
    await own.operator.call('account.setTaxRate', { accountId, basisPoints: 2000 })
    await app.disable()
    await own.moveTo('2022-12-03T02:00:00Z')
    const [first] = await billsOf(owner)
    expect(first).toMatchObject({ subtotal: usd('314.99'), tax: usd('18.90'), total: usd('333.89') })
    const correctsNumber = first!.number
    expect(
      await own.operator.call('bill.adjust', { accountId, correctsNumber, amount: usd('-10.00'), reason: 'Outage on 12 November' }),
    ).toEqual({ day: '2022-12-03', taxBasisPoints: 600 })
    expect((await billsOf(owner))[0]).toMatchObject({ state: 'paid', adjusted: true })
    const open = async () => (await owner.call('bill.openAdjustments', {})).adjustments
    const entered = { correctsNumber, amount: usd('-10.00'), reason: 'Outage on 12 November', taxBasisPoints: 600, month: '2022-12' }
    expect(await open()).toMatchObject([entered])
    await own.moveTo('2023-01-02T01:59:00Z')
    // The month is closed and its bill is not issued: it stands on none yet.
    expect(await open()).toMatchObject([entered])
    await own.moveTo('2023-01-02T02:00:00Z')
    expect(await open()).toEqual([])
    const december = await owner.call('bill.get', { month: '2022-12' })
    // One day of Pro: 449.99 / 31 = 14.51580645, with 20 %; less 10.00 with 6 %.
    expect(december).toMatchObject({
      adjustments: [{ correctsNumber, amount: usd('-10.00'), reason: 'Outage on 12 November', taxBasisPoints: 600, day: '2022-12-03' }],
      subtotal: usd('4.52'),
      tax: usd('2.30'),
      total: usd('6.82'),
    })
    await own.moveTo('2023-02-02T02:00:00Z')
    expect(await billsOf(owner)).toHaveLength(2)
    await own.operator.call('bill.adjust', { accountId, correctsNumber, amount: usd('-304.99'), reason: 'All of it' })
    await own.operator.call('bill.adjust', { accountId, correctsNumber, amount: usd('-1.00'), reason: 'And one more' })
    await own.operator.call('bill.adjust', { accountId, correctsNumber, amount: usd('1.00'), reason: 'One too many' })
    const page = await own.operator.call('bill.openAdjustments', { accountId, limit: 2 })
    const rest = await own.operator.call('bill.openAdjustments', { accountId, limit: 2, before: page.next! })
    expect([page, rest].map(({ adjustments }) => adjustments.map(({ reason }) => reason))).toEqual([
      ['One too many', 'And one more'],
      ['All of it'],
    ])
    expect(rest.next).toBeNull()
    await own.moveTo('2023-03-02T02:00:00Z')
    expect((await billsOf(owner))[0]).toMatchObject({ month: '2023-02', number: '2023-02-000003', total: usd('-323.29') })
    await own.close()
  })

  test('every bill holds the hash of its text and of the one before; none can be changed or taken out', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    await own.operator.call('account.topUp', { accountId: await accountOf(owner), amount: usd('2000.00') })
    await own.app({ owner, edition: 'pro' })
    await own.moveTo('2023-02-02T02:00:00Z')
    const rows = await own.sql<{ text: string; hash: string; facts: string }[]>`select text, hash, facts from bills order by month`
    expect(rows).toHaveLength(3)
    rows.forEach(({ text, hash, facts }, index) => {
      expect(sha256(text)).toBe(hash)
      expect(JSON.parse(text)).toMatchObject({ factsHash: sha256(facts), previousHash: rows[index - 1]?.hash ?? null })
    })
    await expect(own.sql`update bills set text = '{}'`).rejects.toThrow('append-only')
    await expect(own.sql`delete from bills`).rejects.toThrow('append-only')
    await own.close()
  })

  test('what happens after the close of the month is not on its bill, however late it is issued', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    await own.operator.call('account.topUp', { accountId, amount: usd('2000.00') })
    const app = await own.app({ owner, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const [bill] = await own.sql<{ facts: string }[]>`select facts from bills`
    await app.modify({ edition: 'ultimate' })
    await app.importUsers(['ann'])
    await app.createGroup({ Owner_Account: 'ann' })
    await own.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
    const [month] = await own.sql<{ books: PriceBooks }[]>`select books from billing_months`
    const again = (await loadBillFacts(own.sql, [accountId], { month: '2022-11', books: month!.books })).get(accountId)
    expect(JSON.stringify(again)).toBe(bill!.facts)
    await own.close()
  })

  test('a run that breaks off at any point, many times, still issues each bill once and leaves no number out', async () => {
    const own = await startWorld()
    for (let index = 0; index < 45; index++) await own.app({ edition: 'pro', name: `App ${index}` })
    await own.sql.unsafe(`
      create function break_off() returns trigger language plpgsql as $$
      begin if random() < 0.05 then raise exception 'broken off'; end if; return new; end $$;
      create trigger break_off before insert on bills for each row execute function break_off()`)
    let attempts = 0
    while ((await own.operator.call('bill.runState', {})).months[0]?.finishedAt == null) {
      attempts += 1
      if (attempts === 30) await own.sql`drop trigger break_off on bills`
      await own.moveTo('2022-12-02T02:00:00Z').catch(() => {})
    }
    const bills = await own.sql<{ number: number; accountId: string }[]>`select number, account_id from bills order by number`
    expect(bills.map(({ number }) => number)).toEqual(Array.from({ length: 45 }, (_, index) => index + 1))
    expect(new Set(bills.map(({ accountId }) => accountId)).size).toBe(45)
    expect(bills.map(({ accountId }) => accountId)).toEqual(bills.map(({ accountId }) => accountId).toSorted())
    await own.close()
  })

  test('months that close while charges are off are statements', async () => {
    const own = await startWorld({ env: { PLENUM_CHARGES: 'off' } })
    const owner = await own.signUp()
    await own.app({ owner, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    expect(await billsOf(owner)).toMatchObject([{ state: 'statement', total: usd('314.99') }])
    await own.close()
  })

  test('a bill of all apps is not for who sees only some, nor for another account', async () => {
    const owner = await world.signUp()
    const app = await world.app({ owner, edition: 'pro' })
    const { secret } = await owner.call('apiKey.create', { name: 'robot', role: 'reader', scope: [app.sdkAppId] })
    expect((await new Client(world.url, secret).refused('bill.list', {})).code).toBe('not_allowed')
    const stranger = await world.signUp()
    expect((await stranger.refused('bill.list', { accountId: await accountOf(owner) })).code).toBe('not_found')
    expect((await world.operator.refused('bill.list', { accountId: 'nobody' })).code).toBe('not_found')
  })

  test('what cannot be is refused, and nothing is written', async () => {
    const own = await startWorld()
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    const other = await accountOf(await own.signUp())
    await own.app({ owner, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const correctsNumber = '2022-11-000001'
    const adjust = (input: object) =>
      own.operator.refused('bill.adjust', { accountId, correctsNumber, amount: usd('1.00'), reason: 'A reason', ...input } as never)
    for (const amount of ['1.005', '0.00', '1', 'x', '90071992547409.93', '10000000000000000.00'])
      expect((await adjust({ amount: usd(amount) })).code).toBe('bad_input')
    expect((await adjust({ reason: '  ' })).code).toBe('bad_input')
    expect((await adjust({ correctsNumber: '2022-11-000002' })).code).toBe('not_found')
    expect((await adjust({ correctsNumber: '2022-10-000001' })).code).toBe('not_found')
    expect((await adjust({ accountId: other })).code).toBe('not_found')
    for (const basisPoints of [-1, 10_001, 0.5])
      expect((await own.operator.refused('account.setTaxRate', { accountId, basisPoints })).code).toBe('bad_input')
    expect((await own.operator.refused('account.setTaxRate', { accountId: 'nobody', basisPoints: 1 })).code).toBe('not_found')
    const [row] = await own.sql<{ count: number }[]>`
      select (select count(*) from bill_adjustments) + (select count(*) from account_tax_rates) as count`
    expect(row!.count).toBe(0)
    await own.close()
  })
})

describe('days that close', () => {
  test('a write that was held over the end of the month counts for the new month, and is decided by it', async () => {
    const own = await startWorld({ now: '2022-11-30T15:50:00Z' })
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    const app = await own.app({ owner })
    const requestId = 'held-upgrade'
    const held = Promise.withResolvers<void>()
    const holding = Promise.withResolvers<void>()
    // Another request with the same id that has not ended: the upgrade waits for it, with 30 November as its day.
    const holder = own.sql.begin(async (tx) => {
      await tx`
        insert into command_requests (account_id, request_id, command, input_hash, at)
        values (${accountId}, ${requestId}, 'plan.upgrade', '', ${own.now()})`
      holding.resolve()
      await held.promise
      throw new Error('given up')
    })
    await holding.promise
    const wanted = { edition: 'pro', unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200, acceptNoReturn: true } as const
    const upgrade = owner.call('plan.upgrade', { sdkAppId: app.sdkAppId, ...wanted, requestId })
    await waitingFor(own, 'command_requests')
    await own.moveTo('2022-12-01T02:00:00Z')
    held.resolve()
    await holder.catch(() => {})
    expect(await upgrade).toMatchObject({ price: { thisMonth: { month: '2022-12', fromDay: '2022-12-01' } } })
    expect((await owner.call('ledger.list', { sdkAppId: app.sdkAppId })).entries[0]).toMatchObject({ kind: 'upgraded', day: '2022-12-01' })
    await own.moveTo('2022-12-02T02:00:00Z')
    expect(await billsOf(owner)).toEqual([])
    await own.close()
  })

  test('closing waits for a write that holds its day', async () => {
    const own = await startWorld({ now: '2022-11-30T15:50:00Z' })
    const owner = await own.signUp()
    const app = await own.app({ owner, edition: 'pro' })
    await app.importUsers(['ann'])
    const held = Promise.withResolvers<void>()
    const holding = Promise.withResolvers<void>()
    const holder = own.sql.begin(async (tx) => {
      await tx`select 1 from apps where id = ${app.sdkAppId} for update`
      holding.resolve()
      await held.promise
    })
    await holding.promise
    const created = app.createGroup({ Owner_Account: 'ann' })
    await waitingFor(own, 'apps')
    const moved = own.moveTo('2022-12-01T02:00:00Z')
    await waitingFor(own, 'pg_advisory_xact_lock')
    held.resolve()
    await Promise.all([holder, created, moved])
    const { days } = await owner.call('usage.daily', { sdkAppId: app.sdkAppId, from: '2022-11-30', to: '2022-12-01' })
    expect(days).toMatchObject([
      { day: '2022-12-01', groupsCreated: 0, peakGroups: 1 },
      { day: '2022-11-30', groupsCreated: 1, peakGroups: 1 },
    ])
    await expect(own.sql`update app_days set dau = 7 where day = '2022-11-30'`).rejects.toThrow('closed')
    await own.close()
  })

  test('usage is asked for in days that exist, at most 366 of them', async () => {
    const app = await world.app()
    const asked = (from: string, to: string) => world.operator.refused('usage.daily', { sdkAppId: app.sdkAppId, from, to })
    expect((await asked('2022-11-10', '2022-11-09')).code).toBe('bad_input')
    expect((await asked('2022-11-10', '2023-11-11')).code).toBe('bad_input')
    expect((await asked('2022-02-30', '2022-03-01')).code).toBe('bad_input')
  })
})

/** Until a statement with this text waits for a lock. */
async function waitingFor({ sql }: World, text: string) {
  for (;;) {
    const rows = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${text}%`}`
    if (rows.length > 0) return
  }
}
