import { openDatabase } from '../../server/src/platform/database.ts'
import { completed } from '../../server/test/app-driver.ts'
import { type RunningPlenum, withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import { seedLargeApp, size } from './seed-large-app.ts'
import type { Figure } from './table.ts'

const calls = 300
const warmUp = 20
const aimMs = 150

/** What the Upgrade and Modify dialogs wait for, on a large app. */
export function previewFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const rows: Figure['rows'] = []
    for (const from of ['ultimate', 'free'] as const) {
      const sdkAppId = await largeApp(plenum, from)
      const times = await measure(plenum, sdkAppId)
      const p99 = quantile(times, 0.99)
      rows.push({ what: `${from} to pro, p50`, value: `${quantile(times, 0.5).toFixed(1)} ms` })
      rows.push({ what: `${from} to pro, p99`, value: `${p99.toFixed(1)} ms`, aim: `< ${aimMs} ms`, reached: p99 < aimMs })
    }
    const volume = `${size.groups.toLocaleString('en')} groups and ${size.memberships.toLocaleString('en')} memberships`
    return { title: 'plan.preview', how: `${calls} calls one after the other through /api, app with ${volume}`, rows }
  })
}

async function largeApp(plenum: RunningPlenum, edition: 'free' | 'ultimate'): Promise<number> {
  const { sdkAppId } = await plenum.operator.call('app.create', { name: `Large ${edition}` })
  if (edition === 'ultimate') await plenum.operator.call('plan.upgrade', { sdkAppId, ...completed({ edition }), acceptNoReturn: true })
  const sql = openDatabase(await plenum.databaseUrl(), { pool: 1 })
  await seedLargeApp(sql, sdkAppId, edition === 'ultimate' ? 2000 : 20)
  await sql.end()
  const { differences } = await plenum.operator.call('limits.recount', { sdkAppId })
  if (differences.length > 0) throw new Error(`The seeded counters are wrong: ${JSON.stringify(differences.slice(0, 3))}`)
  return sdkAppId
}

async function measure(plenum: RunningPlenum, sdkAppId: number): Promise<number[]> {
  const times: number[] = []
  for (let call = -warmUp; call < calls; call++) {
    const startedAt = performance.now()
    const { allowed, impact } = await plenum.operator.call('plan.preview', { sdkAppId, ...completed({ edition: 'pro' }) })
    if (call >= 0) times.push(performance.now() - startedAt)
    if (!allowed || impact.groups.count === 0 || impact.users.count === 0) throw new Error('The preview found nothing to count')
  }
  return times
}
