import { afterEach, expect, test } from 'vitest'
import { Refused } from '../client.ts'
import { ownPostgres, plenumOn, proxyTo, smallDisk, walFolderOn } from './ill-treated-database.ts'

const endings: (() => Promise<unknown>)[] = []
const ending = <T extends { end(): Promise<unknown> }>(thing: T): T => {
  endings.push(thing.end)
  return thing
}
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end()
})

const patience = { timeout: 60_000, interval: 50 }
type Plenum = Awaited<ReturnType<typeof plenumOn>>

/** `ok`, or the code of the refusal with what it says of the outcome. Anything else fails the test. */
async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: unknown) => {
      if (!(error instanceof Refused)) throw error
      return error.code === 'database_away' ? `${error.code} ${error.details.outcome}` : error.code
    },
  )
}

/** Rows in several tables, so that soon one of them needs another page. */
const write = (plenum: Plenum, name = 'Lumen Live') =>
  outcomeOf(plenum.operator.call('app.create', { name, introduction: 'x'.repeat(200) }))
const works = (plenum: Plenum) => outcomeOf(plenum.operator.call('app.list', {}))
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

test('an address that accepts and closes at once is not stormed, every call is refused, and all goes on when it is a database again', async () => {
  const postgres = ending(await ownPostgres())
  const proxy = ending(await proxyTo(postgres.port))
  const plenum = ending(await plenumOn(postgres.url.replace(`:${postgres.port}/`, `:${proxy.port}/`)))
  expect(await works(plenum)).toBe('ok')

  proxy.behave('close')
  const outcomes = await Promise.all(times(80, () => works(plenum)))
  expect(new Set(outcomes)).toEqual(new Set(['database_away nothing']))
  expect(await plenum.ready()).toMatchObject({ http: 503, status: 'database_away' })
  // Five connections that try again with longer and longer pauses: postgres.js came back some 2,700 times a second here.
  expect(proxy.came()).toBeLessThan(200)
  expect(plenum.logged('The database does not work').length).toBe(1)

  proxy.behave('pass')
  await expect.poll(() => works(plenum), patience).toBe('ok')
  await expect.poll(() => plenum.ready(), patience).toMatchObject({ http: 200 })
})

test('a PostgreSQL that hangs costs calls and no memory, and afterwards nothing was done that was answered as not done', async () => {
  const postgres = ending(await ownPostgres())
  const plenum = ending(await plenumOn(postgres.url, { PLENUM_DATABASE_CONNECT_SECONDS: '5' }))
  expect(await write(plenum, 'before')).toBe('ok')

  await postgres.signal('SIGSTOP')
  const outcomes: { name: string; outcome: string }[] = []
  const names = times(3_000, (index) => `frozen ${index}`)
  const caller = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) outcomes.push({ name, outcome: await write(plenum, name) })
  }
  const frozen = Promise.all(times(300, caller))
  await expect.poll(() => plenum.ready(), patience).toMatchObject({ http: 503 })
  await frozen
  await postgres.signal('SIGCONT')

  expect(outcomes.map(({ outcome }) => outcome).filter((outcome) => !/^(busy|database_away (nothing|unknown))$/.test(outcome))).toEqual([])
  expect(outcomes.some(({ outcome }) => outcome === 'busy')).toBe(true)
  await expect.poll(() => plenum.ready(), patience).toMatchObject({ http: 200 })
  await expect.poll(() => works(plenum), patience).toBe('ok')
  const rows = await plenum.sql<{ name: string }[]>`select name from apps`
  const notDone = new Set(outcomes.filter(({ outcome }) => outcome !== 'database_away unknown').map(({ name }) => name))
  expect(rows.filter(({ name }) => notDone.has(name))).toEqual([])
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
})

test('a full disk of the data is told as such, once, and writes go on by themselves when there is room', async () => {
  const disk = ending(await smallDisk(120))
  const logDisk = ending(await smallDisk(160))
  const postgres = ending(await ownPostgres({ folder: disk.folder, walFolder: await walFolderOn(logDisk) }))
  const plenum = ending(await plenumOn(postgres.url))

  await disk.fill()
  await expect.poll(() => write(plenum), patience).toBe('database_unable')
  expect(await Promise.all(times(20, () => write(plenum)))).toEqual(times(20, () => 'database_unable'))
  expect(await plenum.ready()).toMatchObject({ http: 503, status: 'database_unable', reason: 'its disk is full' })
  expect(plenum.logged('its disk is full').length).toBe(1)
  expect((await plenum.metric('plenum_database_troubles_total')).join()).toContain('its disk is full')
  expect(await works(plenum)).toBe('ok')

  await disk.makeRoom()
  await expect.poll(() => write(plenum), patience).toBe('ok')
  await expect.poll(() => plenum.ready(), patience).toMatchObject({ http: 200 })
})

test('a full disk of the log stops PostgreSQL itself: calls are refused, and all goes on when it runs again', async () => {
  const disk = ending(await smallDisk(64))
  const postgres = ending(await ownPostgres({ walFolder: await walFolderOn(disk) }))
  const plenum = ending(await plenumOn(postgres.url))
  const kept: string[] = []
  const writeAnother = async () => {
    const name = `app ${kept.length}`
    const outcome = await write(plenum, name)
    if (outcome === 'ok') kept.push(name)
    return outcome
  }
  expect(await writeAnother()).toBe('ok')
  await plenum.sql`create table filler (text text)`
  const writeMuch = () => plenum.sql`insert into filler select repeat('x', 1000) from generate_series(1, 2000)`

  await disk.fill()
  const stopped = async () => {
    await writeMuch().catch(() => writeAnother())
    return !(await postgres.isRunning())
  }
  await expect.poll(stopped, patience).toBe(true)
  expect(await works(plenum)).toBe('database_away nothing')
  expect(await plenum.ready()).toMatchObject({ http: 503 })

  await disk.makeRoom()
  await postgres.startAgain()
  await expect.poll(writeAnother, patience).toBe('ok')
  const names = (await plenum.sql<{ name: string }[]>`select name from apps`).map(({ name }) => name)
  expect(kept.filter((name) => !names.includes(name))).toEqual([])
})

test('a database that is read-only after a failover is told as such, and the next one that writes is used by itself', async () => {
  const postgres = ending(await ownPostgres())
  const plenum = ending(await plenumOn(postgres.url))
  await plenum.sql.unsafe('alter system set default_transaction_read_only = on')
  await plenum.sql`select pg_reload_conf()`
  await expect.poll(() => write(plenum), patience).toBe('database_unable')
  expect(await plenum.ready()).toMatchObject({ http: 503, reason: 'it is read-only, as after a failover' })

  const promoter = await plenum.sql.reserve()
  await promoter`set default_transaction_read_only = off`
  await promoter`alter system reset default_transaction_read_only`
  await promoter`select pg_reload_conf()`
  promoter.release()
  await expect.poll(() => write(plenum), patience).toBe('ok')
})
