import pg from 'pg'
import { fromStored, parseStored } from './stored-text.ts'

type Read = (text: string) => unknown

const number: Read = Number
const moment: Read = (text) => new Date(text)
const truth: Read = (text) => text === 't'
const bytes: Read = (text) => Buffer.from(text.slice(2), 'hex')
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
  [114, parseStored],
  [199, listOf(parseStored)],
  [700, number],
  [701, number],
  [1000, listOf(truth)],
  [1005, listOf(number)],
  [1007, listOf(number)],
  [1009, listOf(fromStored)],
  [1015, listOf(fromStored)],
  [1016, listOf(count)],
  [1022, listOf(number)],
  [1114, moment],
  [1182, listOf(fromStored)],
  [1184, moment],
  [1185, listOf(moment)],
  [3802, parseStored],
  [3807, listOf(parseStored)],
])

export const columnTypes = { getTypeParser: (type: number) => reads.get(type) ?? fromStored }
