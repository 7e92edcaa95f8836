import { checkServer } from '../database-server.ts'
import { Problem } from '../problem.ts'
import { findEmbeddedPostgres, hasEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

/** For tools: the database of this installation, whether Plenum runs or not. What was started here is stopped again by `leave`. */
export async function reachDatabase({
  databaseUrl,
  dataFolder,
}: {
  databaseUrl: string | null
  dataFolder: string
}): Promise<{ url: string; leave(): Promise<void> }> {
  const stay = async () => {}
  if (databaseUrl) {
    await checkServer(databaseUrl)
    return { url: databaseUrl, leave: stay }
  }
  const running = await findEmbeddedPostgres(dataFolder)
  if (running) return { url: running, leave: stay }
  if (!(await hasEmbeddedPostgres(dataFolder))) {
    throw new Problem(`There is no database in ${dataFolder} yet: start Plenum once, or set PLENUM_DATA to the right folder.`)
  }
  const { url, stop } = await startEmbeddedPostgres(dataFolder, console.error)
  return { url, leave: stop }
}
