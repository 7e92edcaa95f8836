import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { emptyDatabase, freshDatabase } from '../database.ts'
import { beginPlenum, runPlenum, runTool } from '../plenum-process.ts'

const endings: (() => unknown)[] = []
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

/** The far side of a database that is not there, or not yet. */
async function startFarSide(answer: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    answer(socket)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  endings.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { name: `plenum at 127.0.0.1:${port}`, url: `postgres://plenum:secret@127.0.0.1:${port}/plenum` }
}

const closesAtOnce = (socket: Socket) => socket.destroy()
const saysNothing = (socket: Socket) => socket.resume()
const isStartingUp = (socket: Socket) =>
  socket.once('data', () => {
    const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up']
    const body = Buffer.from(`${fields.join('\0')}\0\0`)
    const head = Buffer.alloc(5)
    head.write('E')
    head.writeInt32BE(body.length + 4, 1)
    socket.end(Buffer.concat([head, body]))
  })

describe.each([
  ['closes the connection at once', closesAtOnce, '2'],
  ['says nothing', saysNothing, '6'],
  ['is starting up', isStartingUp, '2'],
])('a database that %s', (_, answer, patience) => {
  test('is waited for, each try is said, and the end is one sentence without its password', async () => {
    const { name, url } = await startFarSide(answer)
    const { code, output, errors } = await runPlenum({ DATABASE_URL: url, PLENUM_DATABASE_PATIENCE: patience })
    expect([code, output]).toEqual([1, ''])
    const lines = errors.trimEnd().split('\n')
    const last = lines.pop()
    expect(lines.length).toBeGreaterThan(0)
    for (const line of lines) {
      expect(line).toMatch(/^The database plenum at \S+ does not answer yet \(.+\): Plenum asks again in \d s, and gives up in \d s\.$/)
    }
    expect(last).toMatch(new RegExp(`^The database ${name} cannot be reached: .+\\. Check DATABASE_URL and that PostgreSQL runs there\\.$`))
    expect(errors).not.toContain('secret')
  })

  test('does not keep a start from stopping when it is told to', async () => {
    const { url } = await startFarSide(answer)
    const starting = await beginPlenum({ DATABASE_URL: url, PLENUM_DATABASE_PATIENCE: '3600' })
    await expect.poll(() => starting.text.errors, { timeout: 30_000 }).toContain('does not answer yet')
    expect(await starting.stop()).toMatchObject({ code: 0, output: '' })
  })
})

test('without patience a database that does not answer is refused at once, by the tools too', async () => {
  const { name, url } = await startFarSide(closesAtOnce)
  const settings = { DATABASE_URL: url, PLENUM_DATABASE_PATIENCE: '0' }
  const sentence = expect.stringMatching(new RegExp(`^The database ${name} cannot be reached: .+\n$`))
  expect(await runPlenum(settings)).toMatchObject({ code: 1, output: '', errors: sentence })
  expect(await runTool('backup', '/proc/backup', settings)).toMatchObject({ code: 1, output: '', errors: sentence })
})

test('a database that answers after a while is used', async () => {
  const database = await emptyDatabase()
  const { hostname, port } = new URL(database.url)
  let tries = 0
  const { url } = await startFarSide((socket) => {
    if (++tries < 3) return socket.destroy()
    socket.pipe(connect(Number(port), hostname).on('error', () => {})).pipe(socket)
  })
  const viaFarSide = new URL(database.url)
  viaFarSide.port = new URL(url).port
  const plenum = await beginPlenum({ DATABASE_URL: viaFarSide.href })
  await expect.poll(() => plenum.text.output, { timeout: 60_000 }).toContain('Plenum is ready')
  expect(await plenum.stop()).toMatchObject({ code: 0 })
  await database.drop()
})

describe('a database in which the user may not do what Plenum needs', () => {
  /** Without rights, but with a password, and gone at the end. */
  async function stranger(url: string) {
    const sql = openDatabase(url, { pool: 1 })
    const name = `stranger_${new URL(url).pathname.slice(1)}`
    await sql`create role ${sql(name)} login password 'his password'`
    endings.push(async () => {
      await sql`drop role ${sql(name)}`
      await sql.end()
    })
    const own = new URL(url)
    own.username = name
    own.password = 'his password'
    return { sql, name, url: own.href }
  }

  const refusal = (url: string) => runPlenum({ DATABASE_URL: url })
  const sentence = (words: string) => ({
    code: 1,
    output: '',
    errors: expect.stringMatching(new RegExp(`^The database [^\n]+${words}[^\n]*\\.\n$`)),
  })

  test('no tables made, none of somebody else’s used, no connection, the wrong password, no database: one sentence each', async () => {
    const empty = await emptyDatabase()
    const { sql, name, url } = await stranger(empty.url)
    expect(await refusal(url)).toMatchObject(sentence('permission denied for schema public.* owner'))

    await sql`grant create on schema public to ${sql(name)}`
    expect(await refusal(url)).toMatchObject(sentence('permission denied for database .* owner'))
    await sql`revoke create on schema public from ${sql(name)}`

    const wrong = new URL(url)
    wrong.password = 'another'
    const answer = await refusal(wrong.href)
    expect(answer).toMatchObject(sentence('password authentication failed'))
    expect(answer.errors).not.toContain('another')

    expect(await refusal(`${url}_not_there`)).toMatchObject(sentence('does not exist'))

    const [database] = await sql<{ name: string }[]>`select current_database() as name`
    await sql`revoke connect on database ${sql(database!.name)} from public`
    expect(await refusal(url)).toMatchObject(sentence('permission denied for database'))
    for (const end of endings.splice(0)) await end()
    await empty.drop()
  })

  test('the tables of somebody else are not used, and an empty database holds nothing for a tool', async () => {
    const full = await freshDatabase()
    const { url } = await stranger(full.url)
    expect(await refusal(url)).toMatchObject(sentence('permission denied .* owner'))
    expect(await runTool('backup', '/proc/backup', { DATABASE_URL: url })).toMatchObject({ code: 1, output: '' })
    for (const end of endings.splice(0)) await end()
    await full.drop()
  })
})
