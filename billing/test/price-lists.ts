import { builtInPriceBookFiles, type PriceBook, parsePriceBooks } from '../src/index.ts'
import type { OraclePrices } from './oracle.ts'

/**
 * Prices as plain data, written out a second time: the oracle reads them as they stand, `books` are made from them.
 * The last list has steps and editions of equal price: their lines must not run together.
 */
export const priceLists: OraclePrices[] = [
  {
    name: '2022-10-18',
    from: '2000-01-01',
    pro: {
      base: 44999,
      av: 44999,
      groups: { 1000: 44999 },
      members: { 2000: 23999 },
      history: { 30: 9999, 90: 17999, 180: 26999, 360: 39999 },
    },
    ultimate: { base: 89999, groups: { 3000: 44999 }, members: { 6000: 23999 }, history: { 90: 9999, 180: 17999, 360: 31999 } },
    dau: 44999,
    groupCount: 44999,
  },
  {
    name: 'more-steps',
    from: '2023-02-17',
    pro: {
      base: 50001,
      av: 44999,
      groups: { 700: 20011, 1000: 44999 },
      members: { 2000: 0 },
      history: { 30: 12003, 90: 17999, 180: 20000, 360: 39999 },
    },
    ultimate: { base: 80003, groups: { 3000: 44999 }, members: { 4000: 10007, 6000: 23999 }, history: { 90: 1, 180: 17999, 360: 50021 } },
    dau: 30011,
    groupCount: 60013,
  },
  {
    name: 'cheaper',
    from: '2023-06-01',
    pro: { base: 101, av: 0, groups: { 1000: 44999 }, members: { 2000: 23999 }, history: { 30: 0, 90: 17, 180: 26999, 360: 26999 } },
    ultimate: { base: 101, groups: { 1500: 3, 3000: 3 }, members: { 6000: 23999 }, history: { 90: 9999, 180: 17999, 360: 31999 } },
    dau: 7,
    groupCount: 0,
  },
]

export const books = parsePriceBooks(priceLists.map((list) => ({ file: list.name, json: asBook(list) })))

function asBook(list: OraclePrices): unknown {
  const steps = (prices: Record<number, number>) => Object.entries(prices).map(([upTo, priceCents]) => ({ upTo: Number(upTo), priceCents }))
  const json = structuredClone(builtInPriceBookFiles[0]!.json) as PriceBook
  for (const edition of ['pro', 'ultimate'] as const) {
    const terms = json.editions[edition]
    terms.priceCents = list[edition].base
    terms.groupsPerUser.steps = steps(list[edition].groups)
    terms.membersPerGroup.steps = steps(list[edition].members)
    terms.historyDays.steps = steps(list[edition].history)
  }
  json.editions.pro.avGroups.unlimitedPriceCents = list.pro.av
  json.overage.dailyActiveUsers.priceCents = list.dau
  json.overage.groups.priceCents = list.groupCount
  return { ...json, id: list.name, fromDay: list.from }
}
