import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { isDatabaseAway } from './database.ts'

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
  await expect(transaction).rejects.toSatisfy(isDatabaseAway)
  goOn()
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
})
