import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Database, Transaction } from '../../platform/database.ts'
import { makeFolder } from '../../platform/make-folder.ts'
import { listApplied } from '../../platform/migrate.ts'
import { Problem } from '../../platform/problem.ts'
import { columnList, listSequences, listTables } from './catalog.ts'
import { type Manifest, manifestName, type SavedTable } from './manifest.ts'

/** Everything as it was at one moment, while others go on writing. The folder appears when the backup is complete. */
export async function takeBackup(database: Database, folder: string, takenAt: Date): Promise<Manifest> {
  if (existsSync(folder)) throw new Problem(`${folder} exists already: a backup goes into a new folder.`)
  const draft = `${folder}.unfinished-${process.pid}`
  await makeFolder(draft, { mode: 0o700 })
  try {
    const manifest = await database.begin({ mode: 'isolation level repeatable read read only', statementMs: 0 }, (sql) =>
      save(sql, draft, takenAt),
    )
    await writeFile(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`)
    await settle(join(draft, manifestName))
    await rename(draft, folder)
    await settle(dirname(folder))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function save(sql: Transaction, folder: string, takenAt: Date): Promise<Manifest> {
  await sql`set local idle_in_transaction_session_timeout = 0`
  const migrations = [...(await listApplied(sql))]
  const tables: SavedTable[] = []
  for (const { table, columns } of await listTables(sql)) tables.push(await saveTable(sql, folder, table, columns))
  // Sequences do not belong to the snapshot. Read last, they are never behind the rows.
  const sequences = await listSequences(sql)
  return { format: 1, takenAt: takenAt.toISOString(), migrations, tables, sequences }
}

async function saveTable(sql: Transaction, folder: string, table: string, columns: string[]): Promise<SavedTable> {
  const file = `${table.replaceAll(/[^\w.]/g, '_')}.copy.gz`
  const hash = createHash('sha256')
  let rows = 0
  const source = sql.copyOut(`copy (select ${columnList(columns)} from ${table}) to stdout`)
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        // In this form a line break is always the end of a row.
        for (const byte of chunk) if (byte === 10) rows++
        yield chunk
      }
    },
    createGzip({ level: 3 }),
    createWriteStream(join(folder, file)),
  )
  await settle(join(folder, file))
  return { table, columns, file, rows, checksum: hash.digest('hex') }
}

/** On the disk, not only on its way there. */
async function settle(path: string) {
  const handle = await open(path, 'r')
  await handle.sync()
  await handle.close()
}
