import { type Config, readConfig } from '../config.ts'
import { checkServer } from '../platform/database-server.ts'
import { hasEmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from '../platform/postgres/embedded-postgres.ts'
import { useDatabase } from '../platform/postgres/reach-database.ts'
import { Problem } from '../platform/problem.ts'
import { readManifest } from './backup/manifest.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { runTool } from './run-tool.ts'

async function restore(folder: string | undefined, signal: AbortSignal) {
  if (!folder) throw new Problem('Usage: script/restore FOLDER')
  const config = readConfig(process.env)
  await readManifest(folder)
  const { tables, takenAt } = await (config.databaseUrl ? restoreExternal : restoreEmbedded)(config, folder, signal)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Restored ${rows} rows of ${tables.length} tables, as they were at ${takenAt}. script/server starts Plenum with them.`)
}

async function restoreExternal({ databaseUrl, databasePatienceSeconds }: Config, folder: string, signal: AbortSignal) {
  await checkServer(databaseUrl!, { seconds: databasePatienceSeconds, say: console.error, signal })
  return useDatabase(databaseUrl!, signal, (sql) => restoreBackup(sql, folder))
}

/** A restore that fails leaves the data folder as empty as it was. */
async function restoreEmbedded({ dataFolder }: Config, folder: string, signal: AbortSignal) {
  if (await hasEmbeddedPostgres(dataFolder)) {
    throw new Problem(`${dataFolder} holds a database already: set PLENUM_DATA to a new folder, or move the old one away.`)
  }
  const { url, stop } = await startEmbeddedPostgres(dataFolder, console.error, signal)
  try {
    const manifest = await useDatabase(url, signal, (sql) => restoreBackup(sql, folder))
    await stop()
    return manifest
  } catch (error) {
    await stop()
    await removeEmbeddedPostgres(dataFolder)
    throw error
  }
}

runTool((signal) => restore(process.argv[2], signal))
