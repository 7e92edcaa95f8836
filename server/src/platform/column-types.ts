import pg from 'pg'

type Read = (text: string) => unknown

const number: Read = Number
const moment: Read = (text) => new Date(text)
const truth: Read = (text) => text === 't'
const json: Read = (text) => JSON.parse(text)
const bytes: Read = (text) => Buffer.from(text.slice(2), 'hex')
const asIs: Read = (text) => text
/** Its published type says otherwise. */
const arrayParser = pg.types.arrayParser as unknown as { create(text: string, read: Read): { parse(): unknown[] } }
const listOf =
  (read: Read): Read =>
  (text) =>
    arrayParser.create(text, read).parse()

/** A number that JavaScript cannot hold is an error rather than another number. */
function count(text: string): number {
  const read = Number(text)
  if (!Number.isSafeInteger(read)) throw new RangeError(`${text} is too large for a number`)
  return read
}

/** By the number PostgreSQL gives a type (pg_type.dat). What is not here stays text: days, for one, and exact decimals. */
const reads = new Map<number, Read>([
  [16, truth],
  [17, bytes],
  [20, count],
  [21, number],
  [23, number],
  [26, number],
  [114, json],
  [199, listOf(json)],
  [700, number],
  [701, number],
  [1000, listOf(truth)],
  [1005, listOf(number)],
  [1007, listOf(number)],
  [1009, listOf(asIs)],
  [1015, listOf(asIs)],
  [1016, listOf(count)],
  [1022, listOf(number)],
  [1114, moment],
  [1182, listOf(asIs)],
  [1184, moment],
  [1185, listOf(moment)],
  [3802, json],
  [3807, listOf(json)],
])

export const columnTypes = { getTypeParser: (type: number) => reads.get(type) ?? asIs }
