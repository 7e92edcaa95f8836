import { checkServer } from './database-server.ts'
import { findEmbeddedPostgres, hasEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { Problem } from './problem.ts'

interface DatabaseSetting {
  /** null: the PostgreSQL inside Plenum. */
  databaseUrl: string | null
  dataFolder: string
}

/** For tools: the database of this installation, whether Plenum runs or not. What was started here is stopped again by `leave`. */
export async function reachDatabase(config: DatabaseSetting): Promise<{ url: string; leave(): Promise<void> }> {
  const stay = async () => {}
  if (config.databaseUrl) {
    await checkServer(config.databaseUrl)
    return { url: config.databaseUrl, leave: stay }
  }
  const running = await findEmbeddedPostgres(config.dataFolder)
  if (running) return { url: running, leave: stay }
  if (!(await hasEmbeddedPostgres(config.dataFolder))) {
    throw new Problem(`There is no database in ${config.dataFolder} yet: start Plenum once, or set PLENUM_DATA to the right folder.`)
  }
  const { url, stop } = await startEmbeddedPostgres(config.dataFolder, console.error)
  return { url, leave: stop }
}
