import type { Sql } from './database.ts'

/** Business time: days, expiry, retention, sweeps. Read in road/run-command.ts, the doors of v4, of users and of files, and the sweeper, nowhere else. */
export interface Clock {
  manual: boolean
  now(): Date
  /** Manual only, and only forward; the row is written first, so that a restart does not fall back. */
  moveTo(at: Date): Promise<void>
}

/** A manual clock that begins nowhere begins at the first start. */
export type ClockSetting = { kind: 'system' } | { kind: 'manual'; startsAt: string | null }

/** The manual clock stands still at its row, else at the moment of the setting, else at the first start. */
export async function openClock(sql: Sql, setting: ClockSetting): Promise<Clock> {
  if (setting.kind === 'system') {
    return { manual: false, now: () => new Date(), moveTo: () => Promise.reject(new Error('The system clock cannot be moved')) }
  }
  const beginning = setting.startsAt ? new Date(setting.startsAt) : new Date()
  const [row] = await sql<{ clockAt: Date }[]>`update installation set clock_at = coalesce(clock_at, ${beginning}) returning clock_at`
  let present = row!.clockAt
  return {
    manual: true,
    now: () => new Date(present),
    async moveTo(at) {
      await sql`update installation set clock_at = ${at} where clock_at < ${at}`
      if (at > present) present = at
    },
  }
}

/** Technical time, for rates, sessions and time-outs: never stands still. */
export const technicalNow = (): Date => new Date()
