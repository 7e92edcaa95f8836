import { builtInPriceBooks } from '@plenum/billing'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createSweeper } from '../../../src/sweeps/sweeper.ts'
import { type AppDriver, completed } from '../../app-driver.ts'
import { type Client, Refused } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const startCharging = () => startWorld({ env: { PLENUM_CHARGES: 'on' } })
const owedOf = async (owner: Client) => (await owner.call('balance.get', {})).owed.amount

/** The codes of refusals; anything else that was thrown fails the test. */
async function refusals(calls: Promise<unknown>[]): Promise<Set<string>> {
  const codes = new Set<string>()
  for (const call of await Promise.allSettled(calls)) {
    if (call.status === 'fulfilled') continue
    if (!(call.reason instanceof Refused)) throw call.reason
    codes.add(call.reason.code)
  }
  return codes
}

async function deadlocks({ sql }: World): Promise<number> {
  await sql`select pg_stat_force_next_flush()`
  const [row] = await sql<{ deadlocks: number }[]>`select deadlocks from pg_stat_database where datname = current_database()`
  return row!.deadlocks
}

/** What one statement sees, over and over until the work is done. */
async function watched<T>(read: () => Promise<T>, work: Promise<unknown>): Promise<T[]> {
  const seen: T[] = []
  let over = false
  const settled = work.finally(() => {
    over = true
  })
  while (!over) seen.push(await read())
  await settled
  return [...seen, await read()]
}

test('an account with 300 apps is suspended and restored as one, whatever races it: nobody ever sees some of them open and some not', async () => {
  const world = await startCharging()
  const ana = await world.signUp('Ana Reyes')
  const accountId = await accountOf(ana)
  const apps: AppDriver[] = []
  while (apps.length < 292) {
    const next = Array.from({ length: 4 }, (_, place) => apps.length + place)
    const opened = next.map((index) => world.app({ owner: ana, name: `App ${index}`, ...(index < 12 && { edition: 'pro' as const }) }))
    apps.push(...(await Promise.all(opened)))
  }
  await world.moveTo('2022-12-02T02:00:00Z')
  const before = await deadlocks(world)
  const states = async () => {
    const [row] = await world.sql<{ open: number; suspended: number }[]>`
      select count(*) filter (where suspended_at is null) as open, count(*) filter (where suspended_at is not null) as suspended
      from apps where account_id = ${accountId}`
    return row!
  }
  const mixed = (seen: { open: number; suspended: number }[]) => seen.filter(({ open, suspended }) => open > 0 && suspended > 0)
  const modify = (app: AppDriver) => app.modify({ unlimitedAvGroups: true })
  const topUp = (amount: string) => world.operator.call('account.topUp', { accountId, amount: usd(amount) })

  const suspending = refusals([
    world.moveTo('2022-12-03T02:00:00Z'),
    ...apps.slice(0, 12).map(modify),
    ...apps.slice(20, 40).map((app) => app.disable()),
    ...Array.from({ length: 8 }, (_, index) => ana.call('app.create', { name: `Late ${index}` })),
    ...Array.from({ length: 8 }, () => topUp('0.01')),
  ])
  const seen = await watched(states, suspending)
  expect([...(await suspending)].filter((code) => !['account_overdue', 'app_suspended'].includes(code))).toEqual([])
  expect(mixed(seen)).toEqual([])
  // Who owes may still create apps in the day of grace: they are suspended with the others.
  expect(seen.at(-1)!.open).toBe(0)
  expect(seen.at(-1)!.suspended).toBeGreaterThanOrEqual(292)
  expect(await apps[0]!.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'ann' }] })).toMatchObject({ ErrorCode: 60020 })

  const restoring = refusals([
    topUp(await owedOf(ana)),
    ...apps.slice(0, 12).map(modify),
    ...apps.slice(40, 60).map((app) => app.disable()),
    ...Array.from({ length: 20 }, (_, index) => ana.call('app.create', { name: `New ${index}` })),
  ])
  const afterwards = await watched(states, restoring)
  const expected = ['account_overdue', 'app_suspended', 'app_limit']
  expect([...(await restoring)].filter((code) => !expected.includes(code))).toEqual([])
  expect(mixed(afterwards)).toEqual([])
  expect(afterwards.at(-1)!.suspended).toBe(0)
  expect(afterwards.at(-1)!.open).toBeLessThanOrEqual(300)
  expect(await deadlocks(world)).toBe(before)
  await world.close()
})

test('who pays at the moment of suspension has no suspended app afterwards, whoever was first', async () => {
  const world = await startCharging()
  const owners = await Promise.all(Array.from({ length: 12 }, () => world.signUp()))
  for (const owner of owners) await Promise.all(['One', 'Two', 'Three'].map((name) => world.app({ owner, name, edition: 'pro' })))
  await world.moveTo('2022-12-02T02:00:00Z')
  const payments = await Promise.all(owners.map(async (owner) => ({ accountId: await accountOf(owner), amount: usd(await owedOf(owner)) })))
  const before = await deadlocks(world)
  await Promise.all([world.moveTo('2022-12-03T02:00:00Z'), ...payments.map((payment) => world.operator.call('account.topUp', payment))])
  const wrong = await world.sql`
    select apps.id from apps join accounts on accounts.id = account_id where apps.suspended_at is not null or accounts.suspended_at is not null`
  expect(wrong).toEqual([])
  // Suspended and restored, or never touched: the ledger has both entries or none.
  const [ledger] = await world.sql<{ suspended: number; restored: number }[]>`
    select count(*) filter (where kind = 'suspended') as suspended, count(*) filter (where kind = 'restored') as restored from ledger_entries`
  expect(ledger!.suspended).toBe(ledger!.restored)
  expect(await deadlocks(world)).toBe(before)
  await world.close()
})

test('while months are billed, paid, given and taken back at once, every statement adds up at every moment', async () => {
  const world = await startCharging()
  const owners = await Promise.all(Array.from({ length: 6 }, () => world.signUp()))
  for (const owner of owners) await world.app({ owner, edition: 'pro' })
  const accounts = await Promise.all(owners.map(accountOf))
  const { operator } = world
  const pay = async (accountId: string, round: number) => {
    const { entryId } = await operator.call('account.topUp', { accountId, amount: usd('150.01') })
    if (round % 3 === 0) await operator.call('balance.reverse', { entryId, reason: 'Race' })
    if (round % 4 === 0) await operator.call('account.addVoucher', { accountId, amount: usd('20.00'), expiresOn: '2023-06-30' })
  }
  const wrong = () => world.sql`
    select accounts.id from accounts
    left join (
      select account_id, sum(amount_cents) as cents, sum(voucher_cents) as vouchers, max(id) as last from account_entries group by account_id
    ) as counted on account_id = accounts.id
    where balance_cents <> coalesce(cents, 0) or voucher_cents <> coalesce(vouchers, 0)
      or balance_cents <> coalesce((select balance_cents from account_entries where id = last), 0)
      or (overdue_since is not null) <> (balance_cents < 0)`
  const work = Promise.all([
    world.moveTo('2023-02-02T02:00:00Z'),
    ...accounts.flatMap((accountId) => Array.from({ length: 12 }, (_, round) => pay(accountId, round))),
  ])
  const seen = await watched(wrong, work)
  expect(seen.flat()).toEqual([])
  expect(seen.length).toBeGreaterThan(5)
  const bills = await world.sql<{ number: number }[]>`select number from bills order by number`
  expect(bills.map(({ number }) => number)).toEqual(bills.map((_, index) => index + 1))
  await world.close()
})

test('two sweepers on one database issue each bill once, deduct it once, and leave no number out', async () => {
  const world = await startCharging()
  await world.sql`
    insert into accounts (id, name, created_at)
    select 'acc_' || lpad(n::text, 4, '0'), 'Customer ' || n, ${world.now()} from generate_series(1, 60) as n`
  for (const { id } of await world.sql<{ id: string }[]>`select id from accounts where name like 'Customer %' order by id`) {
    const { sdkAppId } = await world.operator.call('app.create', { name: 'Lumen Live', accountId: id })
    await world.operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
  }
  const now = new Date('2022-12-02T02:00:05Z')
  const refused = () => Promise.reject(new Error('not manual'))
  const sweepers = [1, 2].map(() =>
    createSweeper({
      sql: world.sql,
      clock: { manual: false, now: () => now, moveTo: refused, noteMove: refused },
      installation: {
        config: { smtpUrl: null, charges: true, issuer: null },
        books: builtInPriceBooks,
        timeZone: 'Asia/Shanghai',
      } as never,
      database: { note: () => undefined } as never,
      log: pino({ level: 'silent' }) as never,
    }),
  )
  const unfinished = async () => {
    const { months } = await world.operator.call('bill.runState', {})
    return months.length === 0 || months.some(({ finishedAt }) => finishedAt === null)
  }
  while (await unfinished()) await Promise.all(sweepers.map((sweeper) => sweeper.wake()))
  await Promise.all(sweepers.map((sweeper) => sweeper.stop()))
  const bills = await world.sql<{ number: number; month: string; accountId: string; deducted: number }[]>`
    select number, month, account_id, (select count(*) from account_entries where bill_number = number and bill_hash = hash) as deducted
    from bills order by number`
  expect(bills.map(({ number }) => number)).toEqual(Array.from({ length: bills.length }, (_, index) => index + 1))
  expect(new Set(bills.map(({ deducted }) => deducted))).toEqual(new Set([1]))
  expect(bills).toHaveLength(60)
  expect(new Set(bills.map(({ accountId }) => accountId)).size).toBe(60)
  await world.close()
})
