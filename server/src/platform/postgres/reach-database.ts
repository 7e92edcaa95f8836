import { type Database, openDatabase } from '../database.ts'
import { checkServer, explained } from '../database-server.ts'
import { Problem } from '../problem.ts'
import { findEmbeddedPostgres, hasEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

interface DatabaseSetting {
  /** null: the PostgreSQL inside Plenum. */
  databaseUrl: string | null
  databasePatienceSeconds: number
  dataFolder: string
}

type Task<T> = (sql: Database) => Promise<T>

/** For tools: the database of this installation, whether Plenum runs or not. What was started for it is stopped again. */
export async function withDatabase<T>(setting: DatabaseSetting, signal: AbortSignal, task: Task<T>): Promise<T> {
  const { url, leave } = await reachDatabase(setting, signal)
  try {
    return await useDatabase(url, signal, task)
  } finally {
    await leave()
  }
}

/** Given up, it cuts the connection: PostgreSQL rolls back what was open. */
export async function useDatabase<T>(url: string, signal: AbortSignal, task: Task<T>): Promise<T> {
  signal.throwIfAborted()
  const sql = openDatabase(url, { pool: 1, pipelined: false })
  const giveUp = () => void sql.end(0)
  signal.addEventListener('abort', giveUp)
  try {
    return await explained(url, () => task(sql))
  } finally {
    signal.removeEventListener('abort', giveUp)
    await sql.end()
  }
}

async function reachDatabase({ databaseUrl, databasePatienceSeconds, dataFolder }: DatabaseSetting, signal: AbortSignal) {
  const stay = async () => {}
  if (databaseUrl) {
    await checkServer(databaseUrl, { seconds: databasePatienceSeconds, say: console.error, signal })
    return { url: databaseUrl, leave: stay }
  }
  const running = await findEmbeddedPostgres(dataFolder)
  if (running) return { url: running, leave: stay }
  if (!(await hasEmbeddedPostgres(dataFolder))) {
    throw new Problem(`There is no database in ${dataFolder} yet: start Plenum once, or set PLENUM_DATA to the right folder.`)
  }
  const { url, stop } = await startEmbeddedPostgres(dataFolder, console.error, signal)
  return { url, leave: stop }
}
