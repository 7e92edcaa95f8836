import { readConfig } from '../config.ts'
import { technicalNow } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { reachDatabase } from '../platform/postgres/reach-database.ts'
import { Problem } from '../platform/problem.ts'
import { takeBackup } from './backup/take-backup.ts'

async function main(folder: string | undefined) {
  if (!folder) throw new Problem('Usage: script/backup FOLDER')
  const { url, leave } = await reachDatabase(readConfig(process.env))
  const sql = openDatabase(url, { pool: 1, pipelined: false })
  try {
    const { tables } = await takeBackup(sql, folder, technicalNow())
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    console.log(`Saved ${rows} rows of ${tables.length} tables in ${folder}`)
  } finally {
    await sql.end()
    await leave()
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Problem ? error.message : error)
  process.exitCode = 1
})
