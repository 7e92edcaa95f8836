import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openInstallation } from '../../src/installation.ts'
import { openClock } from '../../src/platform/clock.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { watchDatabase } from '../../src/platform/database-trouble.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { createSweeper } from '../../src/sweeps/sweeper.ts'
import { completed } from '../app-driver.ts'
import { upTo } from '../counted.ts'
import { startWorld, type World } from '../world.ts'

/** Several portions of the billing run. */
const accounts = 160
let world: World

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_CHARGES: 'on' } })
})
afterAll(() => world.close())

/** The sweeps of a process of its own: other connections, another memory, the same database. A second process is refused today, so it is played here. */
async function openSweeper() {
  const config = readConfig({ PLENUM_CLOCK: 'manual', PLENUM_CHARGES: 'on', DATABASE_URL: world.databaseUrl })
  const sql = openDatabase(world.databaseUrl)
  const failures: string[] = []
  const log = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) }) as never
  const installation = await openInstallation(sql, config)
  const clock = await openClock(sql, config.clock)
  const database = watchDatabase({ log, metrics: createMetrics() })
  let portions = 0
  const afterEach = async () => void portions++
  const sweeper = createSweeper({ sql, clock, installation, database, log, afterEach })
  return {
    failures,
    async sweepUntil(isOver: () => Promise<boolean>): Promise<number> {
      while (failures.length === 0 && !(await isOver())) await sweeper.wake()
      await sweeper.stop()
      await sql.end()
      return portions
    },
  }
}

/** Both find the same moment and all that is due by then, and go at it together. */
async function sweepSideBySide(at: string, isOver: () => Promise<boolean>) {
  await world.sql`update installation set clock_at = ${new Date(at)}`
  const both = await Promise.all([openSweeper(), openSweeper()])
  const portions = await Promise.all(both.map(({ sweepUntil }) => sweepUntil(isOver)))
  expect(both.flatMap(({ failures }) => failures)).toEqual([])
  expect(Math.min(...portions)).toBeGreaterThan(0)
}

test('two processes whose sweeps run side by side over the close of a month issue each bill once, deduct it once, leave no number out, and suspend once', async () => {
  const { sql, operator } = world
  await sql`
    insert into accounts (id, name, created_at)
    select 'acc_' || lpad(number::text, 4, '0'), 'Customer ' || number, '2022-11-10T06:20:00Z'::timestamptz from generate_series(1, ${accounts}::int) as number`
  const ids = upTo(accounts).map((number) => `acc_${String(number).padStart(4, '0')}`)
  for (const accountId of ids) {
    const { sdkAppId } = await operator.call('app.create', { name: 'Lumen Live', accountId })
    await operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
  }
  const isIssued = async () => (await sql`select from billing_months where finished_at is not null`).length > 0
  await sweepSideBySide('2022-12-02T02:00:00Z', isIssued)
  const bills = await sql<{ number: number; accountId: string; balance: number }[]>`
    select number, bills.account_id, accounts.balance_cents as balance from bills join accounts on accounts.id = bills.account_id
    join account_entries on bill_number = number and bill_hash = hash order by number`
  expect(bills.map(({ number }) => number)).toEqual(upTo(accounts))
  expect(bills.map(({ accountId }) => accountId)).toEqual(ids)
  expect(new Set(bills.map(({ balance }) => balance))).toEqual(new Set([-31_499]))
  expect((await operator.call('bill.runState', {})).months).toMatchObject([
    { month: '2022-11', billsIssued: accounts, accountsDone: accounts + 1 },
  ])

  const isSuspended = async () => (await sql`select from accounts where overdue_since is not null and suspended_at is null`).length === 0
  await sweepSideBySide('2022-12-03T02:00:00Z', isSuspended)
  const suspensions = await sql<{ count: number }[]>`
    select count(*) as count from ledger_entries where kind = 'suspended' group by app_id
    union all select count(*) from notices where kind = 'account.suspended' group by account_id`
  expect(suspensions).toEqual(Array.from({ length: 2 * accounts }, () => ({ count: 1 })))
})
