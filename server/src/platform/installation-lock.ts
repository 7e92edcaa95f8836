import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectionString } from './connection-string.ts'
import type { Log } from './log.ts'

export type InstallationLock = { release(): Promise<void> }

type Circumstances = {
  log: Log
  /** Brings the database back when it is ours to bring back; called again and again until the lock is held again. */
  revive?: () => Promise<void>
  onLost?: () => void
  /** Another Plenum has it now: two must not go on. */
  onTaken: () => void
}

const key = 0x706c656e756d
/** The connection of a Plenum that has just ended may take a moment to be gone. */
const patienceMs = 3_000
const pauseMs = 100

/**
 * One Plenum per database: a connection of its own holds an advisory lock for the life of the process, and takes it again
 * whenever PostgreSQL was away. Null: another Plenum holds it.
 */
export async function takeInstallationLock(url: string, { log, revive, onLost, onTaken }: Circumstances): Promise<InstallationLock | null> {
  let held = false
  let released = false
  let takingAgain: Promise<void> | undefined
  let client: pg.Client | undefined

  /** A new connection, whose end is heard of once. */
  async function connect() {
    const fresh = new pg.Client({
      connectionString: connectionString(url),
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: 'plenum lock',
    })
    fresh.on('error', () => {})
    fresh.once('end', () => {
      if (client === fresh) lost()
    })
    await fresh.connect()
    client = fresh
    return fresh
  }

  function lost() {
    client = undefined
    if (!held || released) return
    held = false
    onLost?.()
    log.warn('The connection to the database is lost')
    takingAgain = takeAgain()
  }

  async function take() {
    const { rows } = await (client ?? (await connect())).query<{ got: boolean }>({
      text: 'select pg_try_advisory_lock($1::bigint) as got',
      values: [key],
      query_timeout: 5_000,
    } as pg.QueryConfig)
    held = rows[0]?.got === true
    return held
  }

  async function takeWithPatience() {
    const deadline = performance.now() + patienceMs
    while (!(await take())) {
      if (performance.now() > deadline) return false
      await pause(pauseMs)
    }
    return true
  }

  async function takeAgain() {
    while (!released) {
      try {
        await revive?.()
        if (released) return
        if (await takeWithPatience()) log.info('The connection to the database is back')
        else onTaken()
        return
      } catch (error) {
        log.warn({ error }, 'The database is still away')
        await pause(pauseMs * 5)
      }
    }
  }

  async function release() {
    released = true
    await takingAgain
    await client?.end()
  }

  if (await takeWithPatience()) return { release }
  await release()
  return null
}
