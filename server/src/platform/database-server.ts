import { openDatabase } from './database.ts'
import { Problem } from './problem.ts'

const oldestVersion = 15

/** Refuses a database that cannot be reached or that Plenum cannot work with. */
export async function checkServer(url: string) {
  const sql = openDatabase(url, { pool: 1, statementMs: 10_000 })
  try {
    const [server] = await sql<{ version: number; encoding: string }[]>`
      select current_setting('server_version_num')::int / 10000 as version, current_setting('server_encoding') as encoding`
    if (server!.version < oldestVersion) {
      throw new Problem(`The database ${nameOf(url)} is PostgreSQL ${server!.version}; Plenum needs ${oldestVersion} or newer.`)
    }
    if (server!.encoding !== 'UTF8') throw new Problem(`The database ${nameOf(url)} is encoded as ${server!.encoding}; Plenum needs UTF8.`)
  } catch (error) {
    if (error instanceof Problem) throw error
    const { message, code } = error as { message?: string; code?: string }
    throw new Problem(
      `The database ${nameOf(url)} cannot be reached: ${message || code}. Check DATABASE_URL and that PostgreSQL runs there.`,
    )
  } finally {
    await sql.end()
  }
}

/** Without the password. */
export function nameOf(url: string) {
  const { hostname, port, pathname } = new URL(url)
  return `${pathname.slice(1)} at ${hostname}:${port || 5432}`
}
