import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { emptyDatabase } from '../database.ts'
import { beginPlenum, dataFolder, freePort, runPlenum, startPlenum } from '../plenum-process.ts'

let database: Awaited<ReturnType<typeof emptyDatabase>>
let plenum: Awaited<ReturnType<typeof startPlenum>> | undefined
beforeAll(async () => {
  database = await emptyDatabase()
})
afterEach(async () => {
  await plenum?.stop('SIGKILL')
  plenum = undefined
})
afterAll(() => database.drop())

const settings = (more: Record<string, string> = {}) => ({ DATABASE_URL: database.url, ...more })

async function say(port: string, beginning: string) {
  const socket = connect(Number(port), '127.0.0.1').on('error', () => {})
  await once(socket, 'connect')
  await new Promise((resolve) => socket.write(beginning, resolve))
  return socket
}

test('requests that never end are cut off at a stop, and the stop ends in order', async () => {
  plenum = await startPlenum(settings({ PLENUM_STOP_PATIENCE: '1' }))
  await Promise.all([
    say(plenum.port, 'POST /api/app.list HTTP/1.1\r\nHost: x\r\n'),
    say(plenum.port, 'POST /api/app.list HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"a'),
  ])
  const created = await plenum.operator.call('app.create', { name: 'Gardeners' })
  const end = await plenum.stop()
  expect(end).toMatchObject({ code: 0, errors: expect.stringContaining('Some requests did not end in time and are cut off') })
  const sql = openDatabase(database.url, { pool: 1 })
  expect(await sql`select id from apps where id = ${created.sdkAppId}`).toHaveLength(1)
  await sql.end()
})

test('a start that waits for somebody else’s lock stops when it is told to', async () => {
  const other = openDatabase(database.url, { pool: 2 })
  const waits = async () =>
    (await other`select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`)
      .length
  await other.begin(async (sql) => {
    await sql`create table if not exists migrations (number integer primary key, name text not null, checksum text not null)`
    await sql`lock table migrations in access exclusive mode`
    plenum = await beginPlenum(settings())
    await expect.poll(waits, { timeout: 60_000 }).toBeGreaterThan(0)
    expect(await plenum.stop()).toMatchObject({ code: 0, output: '', errors: '' })
  })
  await other.end()
})

test('a start that is told to stop at any moment leaves no PostgreSQL behind', async () => {
  const data = await dataFolder()
  for (const sign of ['postgres.new-', 'postgres']) {
    const starting = await beginPlenum({ PLENUM_DATA: data.folder })
    await expect
      .poll(async () => (await readdir(data.folder)).some((name) => name.startsWith(sign)), { timeout: 60_000, interval: 5 })
      .toBe(true)
    expect(await starting.stop()).toMatchObject({ code: 0, output: '', errors: '' })
    expect(await data.postmaster()).toBeNull()
  }
  expect((await (await startPlenum({ PLENUM_DATA: data.folder })).stop()).code).toBe(0)
  await data.remove()
})

test('an IPv6 address in brackets is listened on, and an unknown name is refused in one sentence', async () => {
  plenum = await beginPlenum(settings({ PLENUM_HOST: '[::1]' }))
  await expect.poll(() => plenum!.text.output, { timeout: 60_000 }).toContain(`http://[::1]:${plenum.port}`)
  expect((await fetch(`http://[::1]:${plenum.port}/readyz`)).status).toBe(200)
  expect(await plenum.stop()).toMatchObject({ code: 0, errors: '' })

  for (const host of ['nobody.invalid', '[::1', 'http://127.0.0.1', '203.0.113.77']) {
    expect(await runPlenum(settings({ PLENUM_HOST: host, PLENUM_PORT: String(await freePort()) }))).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^[^\n]+ PLENUM_HOST[^\n]*\.\n$/),
    })
  }
})
