import { setTimeout as pause } from 'node:timers/promises'
import { type Database, openDatabase } from '../../server/src/platform/database.ts'
import { createMessageApp, throughDoor } from './message-app.ts'
import { type RunningPlenum, withPlenum } from './plenum.ts'
import { processesOf, sum } from './process-memory.ts'
import { quantile } from './quantile.ts'
import { bareRun, closeMonth, forgetBills, seedAccounts } from './seed-accounts.ts'
import type { Figure } from './table.ts'
import { measure } from './way.ts'

/** Smaller for a look while working: `PLENUM_BENCH_ACCOUNTS`. */
const volume = { accounts: Number(process.env.PLENUM_BENCH_ACCOUNTS ?? 1_000), appsOfAccount: 100 }
const inFlight = 16
const stretchMs = 3_000
const aim = 2

/** Bills of a whole installation: how long it takes, what it takes of memory, and what others notice. */
export function billingRunFigure(): Promise<Figure> {
  return withPlenum(async (plenum, dataFolder) => {
    const { server } = await processesOf(plenum, dataFolder)
    const app = await createMessageApp(plenum)
    const sql = openDatabase(await plenum.databaseUrl(), { pool: 1 })
    const month = lastMonthOf31Days(new Date())
    await seedAccounts(sql, volume, month)
    const door = throughDoor(app, { what: 'messages', port: plenum.port })

    await measure(door, inFlight, 1_000)
    const without = await measure(door, inFlight, stretchMs)
    await bareRun(sql, month)
    const bare = await bareRun(sql, month)
    const alone = await run(plenum, server, sql, month)
    await expectEveryBillOnce(sql)
    await forgetBills(sql)
    const during: number[] = []
    let ended = false
    const beside = run(plenum, server, sql, month).finally(() => (ended = true))
    while (!ended) during.push(...(await measure(door, inFlight, 500)).times)
    const together = await beside
    await sql.end()

    const ratio = alone.seconds / bare.seconds
    const apps = (volume.accounts * volume.appsOfAccount).toLocaleString('en')
    return {
      title: `Billing run over ${apps} apps in ${volume.accounts.toLocaleString('en')} accounts`,
      how: `31 usage days each; from the first account to the last, without the wait for the next round of sweeps. Bare SQL: one insert … select … group by over the same days, a row for each line, bill and deduction (${bare.rows.toLocaleString('en')} rows). Messages: ${inFlight} in flight through HTTP with UserSig.`,
      rows: [
        { what: 'bare SQL', value: `${bare.seconds.toFixed(2)} s` },
        { what: 'billing run', value: `${alone.seconds.toFixed(2)} s` },
        { what: 'billing run / bare SQL', value: ratio.toFixed(2), aim: `<= ${aim}`, reached: ratio <= aim },
        { what: 'billing run while messages are sent', value: `${together.seconds.toFixed(2)} s` },
        { what: 'server before the run', value: `${alone.before.toFixed(0)} MB` },
        { what: 'server at its highest in the run', value: `${Math.max(alone.peak, together.peak).toFixed(0)} MB` },
        { what: 'steps of progress seen', value: `${alone.steps}` },
        { what: 'messages without the run', value: told(without.times) },
        { what: 'messages during the run', value: told(during) },
      ],
    }
  })
}

/** As `bill.runState` shows it. The time until its first portion is seen is not known, so that the others stand for it. */
async function run(plenum: RunningPlenum, server: number[], sql: Database, month: string) {
  const memory = async () => (await sum(server)).pss
  const before = await memory()
  const seen = new Set<number>()
  let first: { at: number; done: number } | undefined
  let peak = before
  await closeMonth(sql, month)
  for (;;) {
    const [state] = (await plenum.operator.call('bill.runState', {})).months
    const at = performance.now()
    const { accountsDone: done, finishedAt } = state!
    peak = Math.max(peak, await memory())
    if (done > 0) first ??= { at, done }
    seen.add(done)
    if (finishedAt) return { seconds: (((at - first!.at) / 1000) * done) / (done - first!.done), before, peak, steps: seen.size }
    await pause(50)
  }
}

async function expectEveryBillOnce(sql: Database) {
  const [row] = await sql<{ bills: number; last: number; deducted: number }[]>`
    select count(*) as bills, max(number) as last, (select count(*) from account_entries where kind = 'bill') as deducted from bills`
  const { bills, last, deducted } = row!
  if (bills !== volume.accounts || last !== bills || deducted !== bills) throw new Error(`Not each bill once: ${JSON.stringify(row)}`)
}

function lastMonthOf31Days(now: Date): string {
  for (let back = 2; ; back++) {
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
    if (new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate() === 31) return first.toISOString().slice(0, 7)
  }
}

const told = (times: number[]) => `p50 ${quantile(times, 0.5).toFixed(1)}  p99 ${quantile(times, 0.99).toFixed(1)} ms`
