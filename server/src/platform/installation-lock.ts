import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
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
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    keep_alive: 10,
    connect_timeout: 5,
    fetch_types: false,
    backoff: () => 0,
    connection: { application_name: 'plenum lock' },
    onclose: () => {
      if (!held || released) return
      held = false
      onLost?.()
      log.warn('The connection to the database is lost')
      takingAgain = takeAgain()
    },
  })

  async function take() {
    const [answer] = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${key}) as got`
    held = answer?.got === true
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
    await sql.end({ timeout: 1 })
  }

  if (await takeWithPatience()) return { release }
  await release()
  return null
}
