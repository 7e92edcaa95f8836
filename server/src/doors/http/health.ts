import { setTimeout as pause } from 'node:timers/promises'
import { Hono } from 'hono'
import type { Sql } from '../../platform/database.ts'
import type { DatabaseWatch } from '../../platform/database-trouble.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Request as Origin } from '../../road/context.ts'
import type { Env } from './env.ts'

interface Parts {
  sql: Sql
  metrics: Metrics
  database: DatabaseWatch
  /** Figures of the whole installation are for the operator and for the machine itself. */
  mayReadMetrics: (origin: Origin) => Promise<boolean>
}

/** A database that takes longer to say that it is there counts as away. */
const answerWithinMs = 1_500

/** `/healthz`: the process answers. `/readyz`: it can reach its database. `/metrics`: Prometheus text. */
export function createHealth({ sql, metrics, database, mayReadMetrics }: Parts) {
  const health = new Hono<Env>()
  let asked: Promise<boolean> | undefined

  /** However often one asks, the database is asked by one call at a time. */
  function answers(): Promise<boolean> {
    asked ??= sql`select 1`
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asked = undefined
      })
    return Promise.race([asked, pause(answerWithinMs, false, { ref: false })])
  }

  health.get('/healthz', (context) => context.json({ status: 'ok' }))
  health.get('/readyz', async (context) => {
    if (!(await answers())) return context.json({ status: 'database_away' }, 503)
    const trouble = database.present()
    if (trouble) return context.json({ status: 'database_unable', reason: trouble.reason }, 503)
    return context.json({ status: 'ready' })
  })
  health.get('/metrics', async (context) => {
    if (!(await mayReadMetrics(context.get('origin')))) return context.text('Only for the operator.', 403)
    return context.text(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
  })
  return health
}
