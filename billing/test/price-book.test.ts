import { expect, test } from 'vitest'
import { bookOf, builtInPriceBookFiles, builtInPriceBooks, parsePriceBooks } from '../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: books are spoilt in ways that no type allows
type Json = any

const builtIn = builtInPriceBookFiles[0]!
function changed(file: string, change: (book: Json) => void) {
  const json = structuredClone(builtIn.json) as Json
  json.id = file
  change(json)
  return { file, json }
}
const from = (day: string, toDay?: string) => changed(`${day}.json`, (book) => Object.assign(book, { fromDay: day, toDay }))

test('a later book takes over on its first day', () => {
  const books = parsePriceBooks([from('2030-01-01'), builtIn])
  expect(bookOf(books, '2029-12-31').id).toBe('2022-10-18')
  expect(bookOf(books, '2030-01-01').id).toBe('2030-01-01.json')
  expect(books.map((book) => [book.fromDay, book.toDay])).toEqual([
    ['2000-01-01', '2030-01-01'],
    ['2030-01-01', null],
  ])
})

test('the built-in book has prices for long ago and without end', () => {
  expect(bookOf(builtInPriceBooks, '2000-01-01').id).toBe('2022-10-18')
  expect(bookOf(builtInPriceBooks, '2099-12-31').id).toBe('2022-10-18')
  expect(() => bookOf(builtInPriceBooks, '1999-12-31')).toThrow(
    'There is no price book for 1999-12-31: prices are known from 2000-01-01 on.',
  )
})

test.each<[string, (book: Json) => void, string]>([
  [
    'a step that does not ascend',
    (b) => b.editions.pro.groupsPerUser.steps.push({ upTo: 1000, priceCents: 50000 }),
    'editions.pro.groupsPerUser.steps[1].upTo must be above 1000: steps ascend.',
  ],
  [
    'a step below what is included',
    (b) => (b.editions.pro.membersPerGroup.included = 2000),
    'editions.pro.membersPerGroup.steps[0].upTo must be above 2000: steps ascend.',
  ],
  [
    'a larger step that costs less',
    (b) => (b.editions.pro.historyDays.steps[1].priceCents = 1),
    'editions.pro.historyDays.steps[1].priceCents must be at least 9999: a larger step never costs less.',
  ],
  [
    'a step meant as "without limit"',
    (b) => (b.editions.pro.groupsPerUser.steps[0].upTo = 9_999_999_999),
    'editions.pro.groupsPerUser.steps[0].upTo too big: expected number to be <=2147483647.',
  ],
  ['a missing field', (b) => delete b.editions.pro.priceCents, 'editions.pro.priceCents is missing.'],
  [
    'a fraction of a cent',
    (b) => (b.editions.pro.priceCents = 449.99),
    'editions.pro.priceCents invalid input: expected int, received number.',
  ],
  ['a misspelt field', (b) => (b.editions.pro.pricecents = 1), 'editions.pro unrecognized key: "pricecents".'],
  ['a day that does not exist', (b) => (b.fromDay = '2023-02-29'), 'fromDay invalid ISO date.'],
  ['a fee on Free', (b) => (b.editions.free.priceCents = 1), 'editions.free.priceCents must be 0: Free costs nothing.'],
  [
    'a price for what is included',
    (b) => (b.editions.ultimate.avGroups.unlimitedPriceCents = 44999),
    'editions.ultimate.avGroups.unlimitedPriceCents must be null: unlimited is included.',
  ],
  [
    'a limit on audio-video groups of Ultimate',
    (b) => (b.editions.ultimate.avGroups.included = 50),
    'editions.ultimate.avGroups.included must be null: Ultimate has no limit.',
  ],
])('%s is refused in one sentence that names file and field', (_, change, sentence) => {
  expect(() => parsePriceBooks([changed('mine.json', change)])).toThrow(`Price book mine.json: ${sentence}`)
})

test('something that is no book at all is refused by name', () => {
  expect(() => parsePriceBooks([{ file: 'mine.json', json: [] }])).toThrow(
    'Price book mine.json: invalid input: expected object, received array.',
  )
  expect(() => parsePriceBooks([])).toThrow('There is no price book.')
})

test('books that overlap, leave a gap or an end are refused', () => {
  const books =
    (...files: ReturnType<typeof from>[]) =>
    () =>
      parsePriceBooks(files)
  expect(books(from('2030-01-01'), from('2030-01-01'))).toThrow('overlap')
  expect(books(from('2029-01-01', '2030-02-01'), from('2030-01-01'))).toThrow(
    'Price book 2029-01-01.json: toDay 2030-02-01 overlaps 2030-01-01.json',
  )
  expect(books(from('2029-01-01', '2029-12-31'), from('2030-01-01'))).toThrow(
    'toDay 2029-12-31 leaves a gap: 2030-01-01.json begins on 2030-01-01.',
  )
  expect(books(from('2029-01-01', '2030-01-01'))).toThrow('the last book has no end')
  expect(books(from('2029-01-01', '2028-01-01'), from('2030-01-01'))).toThrow('must be after fromDay')
  expect(books(from('2029-01-01', '2030-01-01'), from('2030-01-01'))).not.toThrow()
})
