import { Hono } from 'hono'
import type { Sql } from '../../platform/database.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Request as Origin } from '../../road/context.ts'
import type { Env } from './env.ts'

interface Parts {
  sql: Sql
  metrics: Metrics
  /** Figures of the whole installation are for the operator and for the machine itself. */
  mayReadMetrics: (origin: Origin) => Promise<boolean>
}

/** `/healthz`: the process answers. `/readyz`: it can reach its database. `/metrics`: Prometheus text. */
export function createHealth({ sql, metrics, mayReadMetrics }: Parts) {
  const health = new Hono<Env>()
  health.get('/healthz', (context) => context.json({ status: 'ok' }))
  health.get('/readyz', async (context) => {
    try {
      await sql`select 1`
      return context.json({ status: 'ready' })
    } catch {
      return context.json({ status: 'database_away' }, 503)
    }
  })
  health.get('/metrics', async (context) => {
    if (!(await mayReadMetrics(context.get('origin')))) return context.text('Only for the operator.', 403)
    return context.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
  return health
}
