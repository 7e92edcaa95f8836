import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { isLoss, openDatabase } from './database.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test('column names arrive in camelCase and keys inside jsonb as they are', async () => {
  const [row] = await database.sql`select '{"a_b": {"c_d": 1}}'::jsonb as some_thing`
  expect(row).toEqual({ someThing: { a_b: { c_d: 1 } } })
})

test('a day stays text, a moment is a Date, a big count is a number', async () => {
  const [row] =
    await database.sql`select '2022-11-10'::date as day, '2022-11-10T00:00:00+08'::timestamptz as at, 9007199254740991::int8 as count`
  expect(row).toEqual({ day: '2022-11-10', at: new Date('2022-11-09T16:00:00Z'), count: 9007199254740991 })
})

test('arrays of days and counts go in and come back', async () => {
  const days = ['2022-11-10', '2022-11-11']
  const [row] = await database.sql`select ${days}::date[] as days, ${[1, 2]}::int8[] as counts, ${'2022-11-10'}::date as day`
  expect(row).toEqual({ days, counts: [1, 2], day: '2022-11-10' })
})

test('a count that a number cannot hold is an error rather than another number', async () => {
  await expect(database.sql`select 9007199254740993::int8 as count`).rejects.toThrow('too large')
})

test('a transaction whose connection is lost fails, and so does what is asked of it afterwards', async () => {
  let goOn = () => {}
  const gone = new Promise<void>((resolve) => (goOn = resolve))
  const transaction = database.sql.begin(async (sql) => {
    const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
    await database.sql`select pg_terminate_backend(${row!.pid})`
    await gone
    await sql`select 1`
  })
  await expect(transaction).rejects.toSatisfy(isLoss)
  goOn()
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
})

test('a statement that failed half-way leaves nothing in the result of the next', async () => {
  await database.sql.reserve().then(async (sql) => {
    await expect(sql`select 1 / (100 - i) from generate_series(1, 200) as i`).rejects.toThrow('division by zero')
    expect([...(await sql`select 1 as one`)]).toEqual([{ one: 1 }])
    sql.release()
  })
})

test('connections that are cut off all the time cost calls, but no call hangs and no transaction is torn', async () => {
  const { sql } = database
  const bystander = openDatabase(database.url, { pool: 1 })
  await sql`create table torn (transaction text, part int)`
  const large = 'x'.repeat(100_000)
  const acknowledged = new Set<string>()
  let cutting = true

  const untilCalm = async (attempt: (round: number) => Promise<unknown>) => {
    for (let round = 0; cutting; round++) {
      await attempt(round).catch((error) => {
        if (!isLoss(error)) throw error
      })
      await nextTurn()
    }
  }
  const write = (writer: number) => async (round: number) => {
    const transaction = `${writer}-${round}`
    await sql.begin(async (sql) => {
      await sql`insert into torn values (${transaction}, 1)`
      await sql`select ${large} as large`
      await Promise.all([2, 3, 4].map((part) => sql`insert into torn values (${transaction}, ${part})`))
    })
    acknowledged.add(transaction)
  }
  const read = async () => expect([...(await sql`select ${large} as large, 7 as seven`)]).toEqual([{ large, seven: 7 }])
  const hold = async () => {
    const held = await sql.reserve()
    try {
      expect([...(await held`select 7 as seven`)]).toEqual([{ seven: 7 }])
    } finally {
      held.release()
    }
  }
  const cut = async () => {
    for (let round = 0; round < 60; round++) {
      await bystander`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and (pid + ${round}) % 2 = 0`
      await read().catch(() => {})
    }
    cutting = false
  }
  const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index))
  await Promise.all([
    ...many(40, (index) => untilCalm(write(index))),
    ...many(20, () => untilCalm(read)),
    ...many(10, () => untilCalm(hold)),
    cut(),
  ])

  const found = await sql<{ transaction: string; parts: number }[]>`select transaction, count(*) as parts from torn group by transaction`
  expect(found.filter(({ parts }) => parts !== 4)).toEqual([])
  expect([...acknowledged].filter((one) => !found.some(({ transaction }) => transaction === one))).toEqual([])
  expect(acknowledged.size).toBeGreaterThan(0)
  await bystander.end()
})
