import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { connectionString } from './connection-string.ts'
import { isLoss } from './database.ts'
import { compile, makeSql, type Sql } from './sql.ts'

const nowhere = makeSql({
  run: () => Promise.reject(new Error('not to be run')),
  read: () => Promise.reject(new Error('not to be run')) as never,
})

let database: Awaited<ReturnType<typeof freshDatabase>>
let sql: Sql

beforeAll(async () => {
  database = await freshDatabase()
  sql = database.sql
})
afterAll(() => database.drop())

test('values are parameters, numbered through all fragments in the order in which they stand', () => {
  const condition = nowhere`a = ${'first'} and ${nowhere`b in (${'second'}, ${nowhere`lower(${'third'})`})`}`
  const { text, values } = compile(nowhere`select ${1} where ${condition} limit ${10}`)
  expect(text).toBe('select $1 where a = $2 and b in ($3, lower($4)) limit $5')
  expect(values).toEqual(['1', 'first', 'second', 'third', '10'])
})

test('a fragment may stand in several statements, and one without text is nothing', () => {
  const nothing = nowhere``
  const condition = nowhere`id = ${7}`
  expect(compile(nowhere`select ${nothing} from a where ${condition}`).text).toBe('select  from a where id = $1')
  expect(compile(nowhere`select ${1} from b where ${condition}`).text).toBe('select $1 from b where id = $2')
})

test('the same text has the same name, which is short whatever the text, and another text has another', () => {
  const named = (parts: number) =>
    compile(nowhere`select ${nowhere`${'x'} || `} ${parts} ${nowhere(Array.from({ length: parts }, (_, index) => `c${index}`))}`).name
  expect(named(3)).toBe(named(3))
  expect(named(3)).not.toBe(named(4))
  expect(named(500)!.length).toBeLessThan(64)
})

test('names of tables and columns are quoted and written as the database writes them', async () => {
  expect(compile(nowhere`${nowhere('senderId')} ${nowhere(['a', 'bC'])} ${nowhere('x"; drop table apps; --')}`).text).toBe(
    '"sender_id" "a", "b_c" "x""; drop table apps; --"',
  )
  await sql`create table ${sql('odd"name')} (id int, given_name text)`
  await sql`insert into ${sql('odd"name')} ${sql.values({ id: 1, givenName: `it's "odd" \\ $1` })}`
  await sql`update ${sql('odd"name')} set ${sql.set({ id: 2 })} where ${sql('givenName')} like ${'%odd%'}`
  expect(await sql`select * from ${sql('odd"name')}`).toEqual([{ id: 2, givenName: `it's "odd" \\ $1` }])
})

test('what would be SQL in a value is only a value', async () => {
  const text = `'; drop table apps; -- $1 \\ " {a,NULL}`
  expect(await sql`select ${text} as text, ${[text, 'NULL', '', '{}', ',']}::text[] as texts`).toEqual([
    { text, texts: [text, 'NULL', '', '{}', ','] },
  ])
})

test('arrays keep their nulls, their days, moments, truth values and bytes', async () => {
  const at = new Date('2022-11-10T06:20:00.123Z')
  const [row] = await sql`
    select ${[null, 'a', null]}::text[] as texts, ${[1, null]}::int8[] as counts, ${[at, null]}::timestamptz[] as moments,
      ${[true, null, false]}::boolean[] as truths, ${[]}::text[] as none, ${[[1, 2], [3, 4]]}::int4[] as nested,
      ${[Buffer.from([0, 255]), null]}::bytea[] = array['\\x00ff'::bytea, null] as bytes`
  expect(row).toEqual({
    texts: [null, 'a', null],
    counts: [1, null],
    moments: [at, null],
    truths: [true, null, false],
    none: [],
    nested: [
      [1, 2],
      [3, 4],
    ],
    bytes: true,
  })
})

test('null of JSON is another thing than null of SQL', async () => {
  const [row] = await sql`
    select ${sql.json(null)}::jsonb as json, ${null}::jsonb as none, ${sql.json(null)}::jsonb is null as is_none, ${sql.json({ a: [1, null] })}::jsonb as whole`
  expect(row).toEqual({ json: null, none: null, isNone: false, whole: { a: [1, null] } })
})

test('a moment and a truth value are understood where an operator could take them for something else', async () => {
  const at = new Date('2022-11-10T00:00:00Z')
  expect(await sql`select ${at} - interval '1 day' as before, not ${false} as truth, ${Buffer.from('ab')} as bytes`).toEqual([
    { before: new Date('2022-11-09T00:00:00Z'), truth: true, bytes: Buffer.from('ab') },
  ])
})

test('a value that is undefined, and an object that says not what it is, are refused before anything is sent', async () => {
  await expect(sql`select ${undefined}`).rejects.toThrow('A value is undefined in: select …')
  await expect(sql`select ${[undefined]}::text[]`).rejects.toThrow('An element of an array is undefined')
  await expect(sql`select ${{ a: 1 }}`).rejects.toThrow('sql.json')
})

test('a statement runs once, however often it is awaited, and not at all when nobody does', async () => {
  await sql`create table runs (id int)`
  void sql`insert into runs values (1)`
  const query = sql`insert into runs values (2)`
  expect((await query).count).toBe(1)
  await query
  expect(await sql`select id from runs`).toEqual([{ id: 2 }])
})

test('an error inside a transaction takes all of it back, also when nobody minded the error', async () => {
  await sql`create table kept (id int primary key)`
  await expect(
    database.sql.begin(async (tx) => {
      await tx`insert into kept values (1)`
      await tx`insert into kept values (1)`
    }),
  ).rejects.toMatchObject({ code: '23505' })
  await expect(
    database.sql.begin(async (tx) => {
      await tx`insert into kept values (2)`
      await tx`insert into kept values (2)`.catch(() => {})
      return 'done'
    }),
  ).rejects.toMatchObject({ code: '23505' })
  await expect(
    database.sql.begin(async (tx) => {
      await Promise.all([tx`insert into kept values (3)`, tx`select 1 / 0`, tx`insert into kept values (4)`])
    }),
  ).rejects.toMatchObject({ code: '22012' })
  expect(await sql`select id from kept`).toEqual([])
})

test('what fails behind a savepoint is taken back, and the transaction goes on', async () => {
  await sql`create table saved (id int primary key)`
  const answer = await database.sql.begin(async (tx) => {
    await tx`insert into saved values (1)`
    await tx
      .savepoint(async () => {
        await tx`insert into saved values (2)`
        await tx`insert into saved values (1)`
      })
      .catch(() => {})
    await tx.savepoint(() => tx`insert into saved values (3)`)
    return 'done'
  })
  expect(answer).toBe('done')
  expect(await sql`select id from saved order by id`).toEqual([{ id: 1 }, { id: 3 }])
})

test('nothing can be asked of a transaction that is over', async () => {
  let left: Sql | undefined
  await database.sql.begin(async (tx) => {
    left = tx
    await tx`select 1`
  })
  await expect(left!`select 1`).rejects.toSatisfy(isLoss)
})

test('a connection lost in the middle takes the transaction back, and says that nothing was done', async () => {
  await sql`create table torn_off (id int)`
  const lost = database.sql.begin(async (tx) => {
    await tx`insert into torn_off values (1)`
    await tx`select pg_terminate_backend(pg_backend_pid())`
  })
  await expect(lost).rejects.toMatchObject({ outcome: 'nothing' })
  expect(await sql`select * from torn_off`).toEqual([])
})

test('a cursor brings all rows, a portion at a time, and a reader may stop half-way', async () => {
  const portions: number[] = []
  for await (const rows of sql`select i from generate_series(1, ${250}) as i`.cursor(100)) portions.push(rows.length)
  expect(portions).toEqual([100, 100, 50])
  for await (const rows of sql`select i from generate_series(1, ${250}) as i`.cursor(100)) {
    expect(rows.length).toBe(100)
    break
  }
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }])
})

test('sslmode in an address means what it means to PostgreSQL’s own programs', () => {
  const address = 'postgres://plenum:se%20cret@db.example.com:5432/plenum'
  expect(connectionString(address)).toBe(address)
  expect(connectionString(`${address}?sslmode=require`)).toBe(`${address}?sslmode=require&uselibpqcompat=true`)
})
