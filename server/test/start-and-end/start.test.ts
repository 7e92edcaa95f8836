import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { Client } from '../client.ts'
import { emptyDatabase } from '../database.ts'
import { beginPlenum, dataFolder, freePort, runPlenum, startPlenum } from '../plenum-process.ts'

let data: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
})
afterEach(() => data.remove())

describe('the PostgreSQL inside', () => {
  test('the first start says where the console is and how to sign in, the second does not show the password again', async () => {
    const first = await startPlenum({ PLENUM_DATA: data.folder })
    await expect.poll(() => first.text.output).toContain('password')
    const [, email, password] = /as (\S+) with the password (\S+)/.exec(first.text.output)!
    expect(first.text.output).toContain(first.url)
    expect(first.text.output.trim().split('\n').length).toBeLessThanOrEqual(4)
    expect(await new Client(first.url).call('session.signIn', { email: email!, password: password! })).toBeDefined()
    expect(await first.stop()).toMatchObject({ code: 0, errors: '' })
    expect(await data.postmaster()).toBeNull()

    const second = await startPlenum({ PLENUM_DATA: data.folder })
    expect(await new Client(second.url).call('session.signIn', { email: email!, password: password! })).toBeDefined()
    expect(await second.stop('SIGINT')).toMatchObject({ code: 0, errors: '' })
    expect(second.text.output).toContain(email)
    expect(second.text.output).not.toContain(password)
    expect(await data.postmaster()).toBeNull()
  })

  test('of two that start at once on a new data folder one runs, and the other says why it does not', async () => {
    const both = await Promise.all([beginPlenum({ PLENUM_DATA: data.folder }), beginPlenum({ PLENUM_DATA: data.folder })])
    const refused = await Promise.race(both.map(({ end }) => end))
    expect(refused).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^Another Plenum is running with the data folder .+\n$/),
    })
    const running = both.find(({ ended }) => !ended())!
    await expect.poll(() => running.text.output, { timeout: 30_000 }).toContain('Plenum is ready')
    expect(await running.stop()).toMatchObject({ code: 0, errors: '' })
  })

  test('a data folder that another Plenum uses is refused in one sentence, and the other goes on', async () => {
    const running = await startPlenum({ PLENUM_DATA: data.folder })
    expect(await runPlenum({ PLENUM_DATA: data.folder, PLENUM_PORT: String(await freePort()) })).toMatchObject({
      code: 1,
      output: '',
      errors: `Another Plenum is running with the data folder ${data.folder}. Stop it first, or set PLENUM_DATA to another folder.\n`,
    })
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    expect(await running.stop()).toMatchObject({ code: 0 })
  })

  test('a port that is taken is refused in one sentence, and no PostgreSQL is left behind', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as { port: number }
    expect(await runPlenum({ PLENUM_DATA: data.folder, PLENUM_PORT: String(port) })).toMatchObject({
      code: 1,
      errors: `Port ${port} is taken by another program. Set PLENUM_PORT to a free one.\n`,
    })
    expect(await data.postmaster()).toBeNull()
    taken.close()
  })

  test('a first start that is told to stop before it is ready leaves nothing running, and the next one starts', async () => {
    const starting = await beginPlenum({ PLENUM_DATA: data.folder })
    await expect.poll(() => data.postmaster(), { timeout: 30_000 }).not.toBeNull()
    expect(await starting.stop()).toMatchObject({ code: 0, errors: '' })
    expect(await data.postmaster()).toBeNull()
    const next = await startPlenum({ PLENUM_DATA: data.folder })
    expect(await next.stop()).toMatchObject({ code: 0 })
  })

  test('the number of its dead predecessor may belong to another program by now', async () => {
    const first = await startPlenum({ PLENUM_DATA: data.folder })
    const file = join(data.folder, 'postgres', 'postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    await Promise.all([data.killPostgres(), first.stop('SIGKILL')])
    await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
    const second = await startPlenum({ PLENUM_DATA: data.folder })
    expect(await second.stop()).toMatchObject({ code: 0 })
  })
})

describe('an external PostgreSQL', () => {
  test('the same start, and a second Plenum on the same database is refused in one sentence', async () => {
    const database = await emptyDatabase()
    const settings = { DATABASE_URL: database.url, PLENUM_DATA: data.folder }
    const running = await startPlenum(settings)
    expect(await running.operator.call('app.create', { name: 'Gardeners' })).toMatchObject({ sdkAppId: 1400000001 })
    const second = await runPlenum({ ...settings, PLENUM_PORT: String(await freePort()) })
    expect(second).toMatchObject({ code: 1, output: '' })
    expect(second.errors).toMatch(
      /^Another Plenum is running with the database \S+ at 127\.0\.0\.1:\d+\. Stop it first, or set DATABASE_URL to another database\.\n$/,
    )
    expect(await running.stop()).toMatchObject({ code: 0, errors: '' })
    expect(await data.postmaster()).toBeNull()
    await database.drop()
  })

  test('Plenum keeps the database for itself after all its connections were cut', async () => {
    const database = await emptyDatabase()
    const settings = { DATABASE_URL: database.url, PLENUM_DATA: data.folder }
    const running = await startPlenum(settings)
    const bystander = openDatabase(database.url, { pool: 1 })
    await bystander`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    await expect.poll(() => running.text.errors).toContain('The connection to the database is back')
    expect(await runPlenum({ ...settings, PLENUM_PORT: String(await freePort()) })).toMatchObject({ code: 1 })
    expect(await running.operator.call('app.list', {})).toBeDefined()
    expect(await running.stop()).toMatchObject({ code: 0 })
    await bystander.end()
    await database.drop()
  })

  test('a database that cannot be reached is refused in one sentence without its password', async () => {
    const port = await freePort()
    const refused = await runPlenum({ DATABASE_URL: `postgres://plenum:secret@127.0.0.1:${port}/plenum`, PLENUM_DATA: data.folder })
    expect(refused).toMatchObject({ code: 1, output: '' })
    expect(refused.errors).toBe(
      `The database plenum at 127.0.0.1:${port} cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}. Check DATABASE_URL and that PostgreSQL runs there.\n`,
    )
  })
})

test('a wrong setting is refused in one sentence before anything is started', async () => {
  expect(await runPlenum({ PLENUM_DATA: data.folder, PLENUM_PORT: '80a' })).toMatchObject({
    code: 1,
    output: '',
    errors: 'PLENUM_PORT must be a port between 0 and 65535.\n',
  })
  expect(await data.postmaster()).toBeNull()
})
