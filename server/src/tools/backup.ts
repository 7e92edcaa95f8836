import { readConfig } from '../config.ts'
import { technicalNow } from '../platform/clock.ts'
import { withDatabase } from '../platform/postgres/reach-database.ts'
import { Problem } from '../platform/problem.ts'
import { takeBackup } from './backup/take-backup.ts'
import { runTool } from './run-tool.ts'

async function backup(folder: string | undefined, signal: AbortSignal) {
  if (!folder) throw new Problem('Usage: script/backup FOLDER')
  const { tables } = await withDatabase(readConfig(process.env), signal, (sql) => takeBackup(sql, folder, technicalNow()))
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  console.log(`Saved ${rows} rows of ${tables.length} tables in ${folder}`)
}

runTool((signal) => backup(process.argv[2], signal))
