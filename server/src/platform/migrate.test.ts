import { expect, test } from 'vitest'
import { emptyDatabase } from '../../test/database.ts'
import { openDatabase } from './database.ts'
import { listApplied, migrate, readMigrations } from './migrate.ts'

test('two that migrate at once both find all migrations applied, once', async () => {
  const { sql, drop } = await open()
  await Promise.all([migrate(sql), migrate(sql)])
  const names = (await readMigrations()).map(({ name }) => name)
  expect((await listApplied(sql)).map(({ name }) => name)).toEqual(names)
  await drop()
})

test('a migration that was edited after it was applied, or that only a newer Plenum knows, stops the start', async () => {
  const { sql, drop } = await open()
  await migrate(sql)
  const [first] = await readMigrations()
  await sql`update migrations set checksum = 'other' where number = 1`
  await expect(migrate(sql)).rejects.toThrow(`The migration ${first!.name} was edited after the database had applied it`)
  await sql`update migrations set checksum = ${first!.checksum} where number = 1`
  await sql`insert into migrations values (9999, '9999_later.sql', '')`
  await expect(migrate(sql)).rejects.toThrow('The database was last used by a newer Plenum (it has 9999_later.sql)')
  await drop()
})

async function open() {
  const database = await emptyDatabase()
  const sql = openDatabase(database.url, { pool: 2 })
  const drop = async () => {
    await sql.end()
    await database.drop()
  }
  return { sql, drop }
}
