import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Database, Sql } from './database.ts'
import { Problem } from './problem.ts'

export type Migration = { number: number; name: string; text: string; checksum: string }

const folder = new URL('../../migrations/', import.meta.url)
const lockKey = 0x706c656e756e

/**
 * Brings the schema up to date, all or nothing. Two processes that start at once wait for each other.
 * `until` stops at a number: a restore needs the schema of the day of its backup.
 */
export async function migrate(database: Database, { until = Number.POSITIVE_INFINITY } = {}) {
  const migrations = (await readMigrations()).filter(({ number }) => number <= until)
  await database.begin({ statementMs: 0 }, async (sql) => {
    await sql`select pg_advisory_xact_lock(${lockKey})`
    await sql`create table if not exists migrations (number integer primary key, name text not null, checksum text not null)`
    const applied = await listApplied(sql)
    refuseStrangers(applied, migrations)
    for (const migration of migrations.slice(applied.length)) {
      await sql.unsafe(migration.text)
      await sql`insert into migrations ${sql.values(migration, 'number', 'name', 'checksum')}`
    }
  })
}

export async function readMigrations(): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_.+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return { number: Number(name.slice(0, 4)), name, text, checksum: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

export function listApplied(sql: Sql) {
  return sql<Pick<Migration, 'number' | 'name' | 'checksum'>[]>`select number, name, checksum from migrations order by number`
}

function refuseStrangers(applied: Pick<Migration, 'number' | 'name' | 'checksum'>[], migrations: Migration[]) {
  for (const [index, { name, checksum }] of applied.entries()) {
    const ours = migrations[index]
    if (!ours) throw new Problem(`The database was last used by a newer Plenum (it has ${name}): update this checkout first.`)
    if (ours.name !== name)
      throw new Problem(`The database has the migration ${name} where this checkout has ${ours.name}: they do not belong together.`)
    if (ours.checksum !== checksum)
      throw new Problem(`The migration ${name} was edited after the database had applied it: put the file back as it was.`)
  }
}
