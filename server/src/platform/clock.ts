import type { Sql } from './database.ts'

/** Business time: days, expiry, retention, sweeps. Read in road/run-command.ts, the doors of v4, of users and of files, and the sweeper, nowhere else. */
export interface Clock {
  manual: boolean
  now(): Date
  /** Manual only, and only forward; the row is written first, so that a restart does not fall back. `running`: what happens next at this moment. */
  moveTo(at: Date, running?: string): Promise<void>
  /** Says where the clock is being moved to, until it is told null. */
  noteMove(target: Date | null): Promise<void>
}

/** A move of the manual clock under way. */
export interface ClockMove {
  from: string
  to: string
  /** How far it has come. */
  at: string
  running: string | null
}

export async function findClockMove(sql: Sql): Promise<ClockMove | null> {
  const [row] = await sql<{ from: Date; to: Date; at: Date; running: string | null }[]>`
    select clock_moving_from as "from", clock_moving_to as "to", clock_at as at, clock_running as running
    from installation where clock_moving_to is not null`
  if (!row) return null
  return { from: row.from.toISOString(), to: row.to.toISOString(), at: row.at.toISOString(), running: row.running }
}

/** A manual clock that begins nowhere begins at the first start. */
export type ClockSetting = { kind: 'system' } | { kind: 'manual'; startsAt: string | null }

/** The manual clock stands still at its row, else at the moment of the setting, else at the first start. */
export async function openClock(sql: Sql, setting: ClockSetting): Promise<Clock> {
  if (setting.kind === 'system') {
    const moveTo = () => Promise.reject(new Error('The system clock cannot be moved'))
    return { manual: false, now: () => new Date(), moveTo, noteMove: moveTo }
  }
  const beginning = setting.startsAt ? new Date(setting.startsAt) : new Date()
  // A move that a restart broke off is over.
  const [row] = await sql<{ clockAt: Date }[]>`
    update installation set
      clock_at = coalesce(clock_at, ${beginning}), clock_moving_from = null, clock_moving_to = null, clock_running = null
    returning clock_at`
  let present = row!.clockAt
  let runningNow: string | undefined
  return {
    manual: true,
    now: () => new Date(present),
    async moveTo(at, running) {
      if (at <= present && running === runningNow) return
      await sql`update installation set clock_at = greatest(clock_at, ${at}), clock_running = ${running ?? null}`
      if (at > present) present = at
      runningNow = running
    },
    async noteMove(target) {
      await sql`
        update installation set
          clock_moving_from = case when ${target}::timestamptz is not null then clock_at end, clock_moving_to = ${target}::timestamptz, clock_running = null`
      runningNow = undefined
    },
  }
}

/** Technical time, for rates, sessions and time-outs: never stands still. */
export const technicalNow = (): Date => new Date()
