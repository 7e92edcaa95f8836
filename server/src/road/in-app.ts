import { addDays, billingDay } from '@plenum/billing'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { loadAppInMemory } from './app-in-memory.ts'
import { type AppContext, type Installation, StaleRevision } from './context.ts'
import { DayClosed } from './days.ts'
import { inForceOn } from './in-force.ts'
import { retried } from './retried.ts'

interface Parts {
  sql: Database
  clock: Clock
  installation: Installation
  log: Log
}

const attemptsMax = 8

/**
 * The road of what the service does in an app by itself: one transaction, decided anew where the app or the day is another one by then, and
 * what is told follows the commit. null: the app is not in service.
 */
export function createInApp({ sql, clock, installation, log }: Parts) {
  return async function inApp<T>(sdkAppId: number, work: (context: AppContext) => Promise<T>): Promise<T | null> {
    let openFrom = ''
    for (let attempt = 1; ; attempt++) {
      const app = await loadAppInMemory(sql, sdkAppId)
      if (app?.status !== 'enabled') return null
      const now = clock.now()
      const today = billingDay(now, installation.timeZone)
      const day = today < openFrom ? openFrom : today
      const afterCommit: (() => void | Promise<void>)[] = []
      const context = {
        ...inForceOn(app, day, installation),
        ...{ caller: { kind: 'service' }, now, day, pool: sql, installation },
        ...{ request: { requestId: '', address: '', headers: new Headers() }, answerHeaders: new Headers() },
        afterCommit: (task) => void afterCommit.push(task),
      } satisfies Omit<AppContext, 'sql'>
      try {
        const answer = await retried(() => {
          afterCommit.length = 0
          return sql.begin((tx) => work({ ...context, sql: tx }))
        })
        for (const task of afterCommit)
          await Promise.resolve()
            .then(task)
            .catch((error: unknown) => log.error({ err: error }, 'after the commit'))
        return answer
      } catch (error) {
        if (attempt === attemptsMax) throw error
        if (error instanceof DayClosed) openFrom = addDays(error.closedThrough, 1)
        else if (!(error instanceof StaleRevision)) throw error
      }
    }
  }
}

export type InApp = ReturnType<typeof createInApp>
