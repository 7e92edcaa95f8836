import { Counter } from 'prom-client'
import { DatabaseAway, DatabaseBusy, isLoss, isOfDatabase, troubleOf } from './database-errors.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export interface Trouble {
  /** `unable`: the database says itself that it cannot. */
  kind: 'away' | 'busy' | 'unable'
  /** In words, such as `its disk is full`. */
  reason: string
  /** Nothing of the call was done, or nobody knows. */
  outcome: 'nothing' | 'unknown'
}

/** One line for each trouble in this time, with the number of calls since the last. */
const logEveryMs = 60_000
/** So long after the last failure the database still counts as one that is in trouble. */
const presentForMs = 5_000

/** Tells the operator of a database in trouble: in the log, without a line for each call, in a metric, and at `/readyz`. */
export function watchDatabase({ log, metrics }: { log: Log; metrics: Metrics }) {
  const calls = new Counter({
    name: 'plenum_database_troubles_total',
    help: 'Calls that failed for the database: away, busy, or unable with its reason',
    labelNames: ['kind', 'reason'],
    registers: [metrics.registry],
  })
  const told = new Map<string, { atMs: number; calls: number }>()
  let last: { trouble: Trouble; atMs: number } | null = null

  return {
    /** null: the error has another cause than the state of the database. */
    note(error: unknown): Trouble | null {
      const trouble = judge(error)
      if (!trouble) return null
      const { kind, reason } = trouble
      const atMs = performance.now()
      calls.inc({ kind, reason: kind === 'unable' ? reason : '' })
      if (kind === 'unable') last = { trouble, atMs }
      const before = told.get(`${kind} ${reason}`)
      if (before && atMs - before.atMs < logEveryMs) before.calls++
      else {
        told.set(`${kind} ${reason}`, { atMs, calls: 0 })
        log.error({ calls: (before?.calls ?? 0) + 1 }, `The database does not work: ${reason}`)
      }
      return trouble
    },

    /** What the database said of itself lately. */
    present(): Trouble | null {
      return last && performance.now() - last.atMs < presentForMs ? last.trouble : null
    },
  }
}

export type DatabaseWatch = ReturnType<typeof watchDatabase>

function judge(error: unknown): Trouble | null {
  if (!isOfDatabase(error)) return null
  const outcome = error instanceof DatabaseAway ? error.outcome : 'nothing'
  const reason = troubleOf(error)
  if (reason) return { kind: 'unable', reason, outcome: 'nothing' }
  if (error instanceof DatabaseBusy) return { kind: 'busy', reason: 'too many calls wait for it', outcome }
  return { kind: 'away', reason: 'it cannot be reached', outcome: isLoss(error) ? outcome : 'nothing' }
}
