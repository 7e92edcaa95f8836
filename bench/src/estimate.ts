import { openDatabase } from '../../server/src/platform/database.ts'
import { withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import { seedAccounts } from './seed-accounts.ts'
import type { Figure } from './table.ts'

const appsOfAccount = 300
const calls = 200
const warmUp = 20
const aimMs = 100

/** What the pages wait for that show the running month, of the largest account there can be. */
export function estimateFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const sql = openDatabase(await plenum.databaseUrl(), { pool: 1 })
    const { day } = await plenum.operator.call('clock.get', {})
    await seedAccounts(sql, { accounts: 1, appsOfAccount }, day.slice(0, 7))
    await sql.end()
    const times: number[] = []
    for (let call = -warmUp; call < calls; call++) {
      const startedAt = performance.now()
      const { expected } = await plenum.operator.call('bill.estimate', { accountId: 'bench_00001' })
      if (call >= 0) times.push(performance.now() - startedAt)
      if (expected.lines.length < appsOfAccount) throw new Error('The estimate has not every app')
    }
    const p99 = quantile(times, 0.99)
    return {
      title: `bill.estimate of an account with ${appsOfAccount} apps`,
      how: `${calls} calls one after the other through /api, the running month with a row of usage for each day and app`,
      rows: [
        { what: 'p50', value: `${quantile(times, 0.5).toFixed(1)} ms` },
        { what: 'p99', value: `${p99.toFixed(1)} ms`, aim: `< ${aimMs} ms`, reached: p99 < aimMs },
      ],
    }
  })
}
