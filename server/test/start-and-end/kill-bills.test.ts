import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { completed } from '../app-driver.ts'
import { dataFolder } from '../plenum-process.ts'

const accounts = 100

test('kill -9 of the billing run at random moments, again and again: each bill is issued once, deducted once, and no number is left out', async () => {
  const data = await dataFolder({ PLENUM_CLOCK: 'manual:2022-11-10T06:20:00Z' })
  try {
    let plenum = await data.start()
    const sql = openDatabase(await data.databaseUrl())
    await sql`
      insert into accounts (id, name, created_at)
      select 'acc_' || lpad(number::text, 4, '0'), 'Customer ' || number, '2022-11-10T06:20:00Z'::timestamptz from generate_series(1, ${accounts}::int) as number`
    for (const { id } of await sql<{ id: string }[]>`select id from accounts where name like 'Customer %' order by id`) {
      const { sdkAppId } = await plenum.operator.call('app.create', { name: 'Lumen Live', accountId: id })
      await plenum.operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
    }
    await plenum.operator.call('clock.set', { now: '2022-12-02T01:59:59Z' })

    const finished = async () => (await sql`select 1 from billing_months where finished_at is not null`).length > 0
    for (let kills = 0; kills < 6 && !(await finished()); kills++) {
      void plenum.operator.call('clock.set', { now: '2022-12-02T02:00:00Z' }).catch(() => {})
      // Anywhere between nothing done and all done.
      await pause(Math.random() * 250)
      await plenum.stop('SIGKILL')
      plenum = await data.start()
    }
    await plenum.operator.call('clock.set', { now: '2022-12-02T02:00:00Z' })

    const bills = await sql<{ number: number; accountId: string; balance: number }[]>`
      select number, bills.account_id, accounts.balance_cents as balance from bills join accounts on accounts.id = bills.account_id
      join account_entries on bill_number = number and bill_hash = hash order by number`
    expect(bills.map(({ number }) => number)).toEqual(Array.from({ length: accounts }, (_, index) => index + 1))
    expect(new Set(bills.map(({ accountId }) => accountId)).size).toBe(accounts)
    expect(new Set(bills.map(({ balance }) => balance))).toEqual(new Set([-31_499]))
    await sql.end()
    await plenum.stop()
  } finally {
    await data.remove()
  }
})
