import { setTimeout as pause } from 'node:timers/promises'
import { isLoss, openDatabase } from './database.ts'
import { Problem } from './problem.ts'

interface Patience {
  /** How long a database that does not answer yet is waited for; 0: not at all. */
  seconds?: number
  say?: (sentence: string) => void
  signal?: AbortSignal
}

const oldestVersion = 15
const attemptMsMax = 5_000
const attemptMsMin = 1_000
const pauseMsMax = 8_000
/** Nobody is there: waiting would hide a mistyped address. */
const refusedAtOnce = new Set(['ECONNREFUSED', 'ENOTFOUND'])

/**
 * Refuses a database that cannot be reached or that Plenum cannot work with. One that is starting, or behind an address where for now
 * nothing answers, is waited for.
 */
export async function checkServer(url: string, { seconds = 0, say = () => {}, signal }: Patience = {}) {
  const deadline = performance.now() + seconds * 1000
  let attemptMs = attemptMsMax
  for (let pauseMs = 500; ; pauseMs = Math.min(2 * pauseMs, pauseMsMax)) {
    const reason = await whyAway(url, attemptMs, signal)
    if (!reason) return
    const leftMs = deadline - performance.now()
    if (leftMs <= 0) throw unreachable(url, reason)
    const waitMs = Math.min(pauseMs, leftMs)
    say(
      `The database ${nameOf(url)} does not answer yet (${reason}): Plenum asks again in ${inSeconds(waitMs)}, and gives up in ${inSeconds(leftMs)}.`,
    )
    await pause(waitMs, undefined, { signal })
    attemptMs = Math.min(attemptMsMax, Math.max(attemptMsMin, deadline - performance.now()))
  }
}

/** What the database refuses to do while Plenum sets itself up, in words for the operator. */
export async function explained<T>(url: string, task: () => Promise<T>): Promise<T> {
  try {
    return await task()
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    if (error instanceof Problem) throw error
    if (isLoss(error)) throw new Problem(`The connection to the database ${nameOf(url)} was lost: ${message || code}.`)
    const advice = adviceFor[code]
    if (!advice) throw error
    throw new Problem(`The database ${nameOf(url)} cannot be used: ${message}. ${advice}`)
  }
}

const adviceFor: Record<string, string | undefined> = {
  '42501': 'Make the user of DATABASE_URL the owner of the database and of all that is in it.', // insufficient_privilege
  '25006': 'Set DATABASE_URL to the primary: this one is read-only.', // read_only_sql_transaction
  '42P01': 'Start Plenum once, or set PLENUM_DATA or DATABASE_URL to the right database.', // undefined_table
  '3F000': 'Start Plenum once, or set PLENUM_DATA or DATABASE_URL to the right database.', // invalid_schema_name
  '53100': 'Make room on its disk.', // disk_full
  '55P03': 'Try again when others have ended what they do there.', // lock_not_available
  '57014': 'Try again when others have ended what they do there.', // query_canceled
}

/** Without the password. */
export function nameOf(url: string) {
  const { hostname, port, pathname } = new URL(url)
  return `${pathname.slice(1)} at ${hostname}:${port || 5432}`
}

/** Null: it is there, and Plenum can work with it. A reason: it may be there soon. */
async function whyAway(url: string, attemptMs: number, signal?: AbortSignal): Promise<string | null> {
  try {
    const server = await ask(url, attemptMs, signal)
    if (!server) return `no answer within ${inSeconds(attemptMs)}`
    if (server.version < oldestVersion) {
      throw new Problem(`The database ${nameOf(url)} is PostgreSQL ${server.version}; Plenum needs ${oldestVersion} or newer.`)
    }
    if (server.encoding !== 'UTF8') throw new Problem(`The database ${nameOf(url)} is encoded as ${server.encoding}; Plenum needs UTF8.`)
    return null
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error
    const { message, code = '' } = error as { message?: string; code?: string }
    if (isLoss(error) && !refusedAtOnce.has(code)) return message || code
    throw unreachable(url, message || code)
  }
}

/** Null: nothing was answered in time. */
async function ask(url: string, attemptMs: number, signal?: AbortSignal) {
  const sql = openDatabase(url, { pool: 1, connectMs: attemptMs })
  const answered = new AbortController()
  const limit = AbortSignal.any([answered.signal, ...(signal ? [signal] : [])])
  try {
    const answer = sql<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`
    return await Promise.race([answer.then(([server]) => server!), pause(attemptMs, null, { signal: limit })])
  } finally {
    answered.abort()
    void sql.end(0)
  }
}

function unreachable(url: string, reason: string) {
  return new Problem(`The database ${nameOf(url)} cannot be reached: ${reason}. Check DATABASE_URL and that PostgreSQL runs there.`)
}

function inSeconds(ms: number) {
  return `${Math.max(1, Math.round(ms / 1000))} s`
}
