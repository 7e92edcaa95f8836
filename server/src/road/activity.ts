import { billingDay, startOfDay } from '@plenum/billing'
import type { Platform } from '@plenum/contract'
import type { Database } from '../platform/database.ts'
import { isOfDatabase } from '../platform/database-errors.ts'
import type { Log } from '../platform/log.ts'
import { addCounts, type Count } from './activity-store.ts'

export const slotMinutes = 10
/** Of a day of 25 hours. */
export const slotsMax = (25 * 60) / slotMinutes
const flushEveryMs = 60_000
/** Of all apps together. What comes on top while the database is away is not counted. */
const countsMax = 50_000
const portion = 5_000

/** Where something was done: a client's platform, or the app's own server. */
export type Origin = Platform | 'RESTAPI'
export type MessageKind = 'direct' | 'group' | 'avGroup'

interface Parts {
  sql: Database
  now(): Date
  timeZone: string
  log: Pick<Log, 'warn' | 'error'>
}

/**
 * What happens in apps, counted as it happens: in memory, by slots of the day, and added to the tables every minute and before they are
 * read. A process that dies loses the counts of its last minute; one that is stopped loses none. Nothing is billed by them.
 */
export function countActivity({ sql, now, timeZone, log }: Parts) {
  let pending = new Map<number, Map<string, Count>>()
  let size = 0
  let missed = 0
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()
  let present = { minute: Number.NaN, day: '', slot: 0 }

  function place() {
    const at = now()
    const minute = Math.floor(at.getTime() / 60_000)
    if (present.minute !== minute) present = { minute, ...placeOf(at, timeZone) }
    return present
  }

  function add(count: Count): void {
    const { sdkAppId, day, slot, kind, part, succeeded, failed } = count
    const counts = pending.get(sdkAppId) ?? new Map<string, Count>()
    const key = `${day} ${slot} ${kind} ${part}`
    const known = counts.get(key)
    if (known) {
      known.succeeded += succeeded
      known.failed += failed
      return
    }
    if (size >= countsMax) {
      missed += succeeded + failed
      return
    }
    counts.set(key, { ...count })
    pending.set(sdkAppId, counts)
    size++
  }

  function record(sdkAppId: number, kind: Count['kind'], part: string, ok: boolean): void {
    const { day, slot } = place()
    add({ sdkAppId, day, slot, kind, part, succeeded: ok ? 1 : 0, failed: ok ? 0 : 1 })
  }

  function take(sdkAppId?: number): Count[] {
    if (sdkAppId === undefined) {
      const all = [...pending.values()].flatMap((counts) => [...counts.values()])
      pending = new Map()
      size = 0
      return all
    }
    const counts = [...(pending.get(sdkAppId)?.values() ?? [])]
    pending.delete(sdkAppId)
    size -= counts.length
    return counts
  }

  /** What cannot be written is kept and tried again. */
  async function write(counts: Count[]): Promise<void> {
    for (let at = 0; at < counts.length; at += portion) {
      try {
        await addCounts(sql, counts.slice(at, at + portion))
      } catch (error) {
        for (const count of counts.slice(at)) add(count)
        if (!isOfDatabase(error)) log.error({ err: error }, 'activity could not be written and is tried again')
        return
      }
    }
    if (missed > 0) log.warn({ missed }, 'activity was not counted: there was too much of it')
    missed = 0
  }

  /** One after the other: what another is writing is waited for. */
  function flush(sdkAppId?: number): Promise<void> {
    last = last.then(() => write(take(sdkAppId)))
    return last
  }

  return {
    login: (sdkAppId: number, platform: Platform, ok: boolean) => record(sdkAppId, 'login', platform, ok),
    message: (sdkAppId: number, kind: MessageKind, from: Origin, ok: boolean) => record(sdkAppId, kind, from, ok),
    restCall: (sdkAppId: number, ok: boolean) => record(sdkAppId, 'restCall', '', ok),
    callback: (sdkAppId: number, ok: boolean) => record(sdkAppId, 'callback', '', ok),
    push: (sdkAppId: number, of: 'direct' | 'group', ok: boolean) => record(sdkAppId, 'push', of, ok),

    /** So that the tables say all that this process has counted of the app. */
    async bringUpToDate(sdkAppId: number): Promise<void> {
      if (pending.has(sdkAppId)) return flush(sdkAppId)
      return last
    },

    start() {
      timer = setInterval(() => void flush(), flushEveryMs)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      await flush()
    },
  }
}

export type Activity = ReturnType<typeof countActivity>

/** Every civil day begins with a minute. */
export function placeOf(at: Date, timeZone: string): { day: string; slot: number } {
  const day = billingDay(at, timeZone)
  return { day, slot: Math.floor((at.getTime() - startOfDay(day, timeZone).getTime()) / (slotMinutes * 60_000)) }
}
