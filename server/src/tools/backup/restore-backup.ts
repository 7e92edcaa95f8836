import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type { Database, Sql, Transaction } from '../../platform/database.ts'
import { migrate, readMigrations } from '../../platform/migrate.ts'
import { Problem } from '../../platform/problem.ts'
import { columnList, isEmpty, listForeignKeys, listTables } from './catalog.ts'
import { type Manifest, readManifest, type SavedTable } from './manifest.ts'

/** Brings a backup into an empty database: the schema of its day first, then the rows, all or nothing. */
export async function restoreBackup(database: Database, folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  await refuseUnknownSchema(manifest)
  if (!(await isEmpty(database))) throw new Problem('The database is not empty: a backup is restored into an empty one only.')
  await migrate(database, { until: manifest.migrations.at(-1)?.number ?? 0 })
  await database.begin({ statementMs: 0 }, async (sql) => {
    await sql`set local idle_in_transaction_session_timeout = 0`
    await refuseOtherTables(sql, manifest)
    // Rows come table by table, so their references hold only at the end. The constraints check them all when they are added again.
    const foreignKeys = await listForeignKeys(sql)
    for (const { table, name } of foreignKeys) await sql.unsafe(`alter table ${table} drop constraint ${name}`)
    for (const { table } of manifest.tables) await sql.unsafe(`alter table ${table} disable trigger user`)
    await sql.unsafe(`truncate ${manifest.tables.map(({ table }) => table).join(', ')}`)
    for (const table of manifest.tables) {
      await restoreTable(sql, folder, table)
      // Comes before `public.messages`, whose rows need the parts.
      if (table.table === 'public.message_months') await sql`select make_message_month(month) from message_months`
    }
    for (const { table } of manifest.tables) await sql.unsafe(`alter table ${table} enable trigger user`)
    for (const { table, name, definition } of foreignKeys) await sql.unsafe(`alter table ${table} add constraint ${name} ${definition}`)
    for (const { sequence, lastValue, isCalled } of manifest.sequences) {
      await sql`select setval(${sequence}::regclass, ${lastValue}::bigint, ${isCalled})`
    }
  })
  await database`analyze`
  return manifest
}

async function refuseUnknownSchema({ migrations }: Manifest) {
  const ours = await readMigrations()
  for (const [index, { name, checksum }] of migrations.entries()) {
    if (ours[index]?.checksum !== checksum) {
      throw new Problem(
        `The backup was taken with a Plenum whose migration ${name} this checkout does not have: update this checkout first.`,
      )
    }
  }
}

async function refuseOtherTables(sql: Sql, manifest: Manifest) {
  const present = (await listTables(sql)).map(({ table }) => table).join(', ')
  const saved = manifest.tables.map(({ table }) => table).join(', ')
  if (present !== saved) throw new Problem(`The backup has the tables ${saved}, but its schema has ${present}.`)
}

async function restoreTable(sql: Transaction, folder: string, { table, columns, file, rows, checksum }: SavedTable) {
  const hash = createHash('sha256')
  const target = sql.copyIn(`copy ${table} (${columnList(columns)}) from stdin`)
  await pipeline(
    createReadStream(join(folder, file)),
    createGunzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    },
    target,
  ).catch((error) => {
    throw new Problem(`${file} in the backup cannot be read: ${(error as Error).message}.`)
  })
  const [counted] = await sql.unsafe<{ count: number }[]>(`select count(*) as count from ${table}`)
  if (hash.digest('hex') !== checksum || counted!.count !== rows) {
    throw new Problem(`${file} in the backup is damaged: its content is not what the backup wrote.`)
  }
}
