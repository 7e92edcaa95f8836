import { type Config, readConfig } from '../config.ts'
import { openDatabase } from '../platform/database.ts'
import { checkServer } from '../platform/database-server.ts'
import { hasEmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from '../platform/postgres/embedded-postgres.ts'
import { Problem } from '../platform/problem.ts'
import { readManifest } from './backup/manifest.ts'
import { restoreBackup } from './backup/restore-backup.ts'

async function main(folder: string | undefined) {
  if (!folder) throw new Problem('Usage: script/restore FOLDER')
  const config = readConfig(process.env)
  await readManifest(folder)
  const { tables, takenAt } = config.databaseUrl ? await restoreInto(config.databaseUrl, folder) : await restoreEmbedded(config, folder)
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Restored ${rows} rows of ${tables.length} tables, as they were at ${takenAt}. script/server starts Plenum with them.`)
}

async function restoreInto(url: string, folder: string) {
  await checkServer(url)
  const sql = openDatabase(url, { pool: 1, pipelined: false })
  try {
    return await restoreBackup(sql, folder)
  } finally {
    await sql.end()
  }
}

/** A restore that fails leaves the data folder as empty as it was. */
async function restoreEmbedded({ dataFolder }: Config, folder: string) {
  if (await hasEmbeddedPostgres(dataFolder)) {
    throw new Problem(`${dataFolder} holds a database already: set PLENUM_DATA to a new folder, or move the old one away.`)
  }
  const { url, stop } = await startEmbeddedPostgres(dataFolder, console.error)
  try {
    const manifest = await restoreInto(url, folder)
    await stop()
    return manifest
  } catch (error) {
    await stop()
    await removeEmbeddedPostgres(dataFolder)
    throw error
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Problem ? error.message : error)
  process.exitCode = 1
})
