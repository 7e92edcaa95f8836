import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openDatabase } from '../src/platform/database.ts'

/** A database with all migrations and no rows. Call it once per file, and `drop` it at the end. */
export async function freshDatabase({ pool = 5 } = {}) {
  const { url, drop: dropDatabase } = await createDatabase('plenum_template')
  const sql = openDatabase(url, { pool })
  const drop = async () => {
    await sql.end()
    await dropDatabase()
  }
  return { sql, url, drop }
}

/** A database without anything in it. */
export function emptyDatabase() {
  return createDatabase('template0')
}

async function createDatabase(template: string) {
  const cluster = openDatabase(inject('clusterUrl'), { pool: 1 })
  const name = `test_${randomBytes(8).toString('hex')}`
  await cluster`create database ${cluster(name)} template ${cluster(template)}`
  const url = inject('clusterUrl').replace(/\/postgres$/, `/${name}`)
  const drop = async () => {
    await cluster`drop database ${cluster(name)} with (force)`
    await cluster.end()
  }
  return { url, drop }
}
