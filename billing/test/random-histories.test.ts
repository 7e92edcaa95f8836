import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AppFacts,
  type Circumstances,
  createdEntry,
  decideDelete,
  decideDisable,
  decideEnable,
  decideModify,
  decideResetAllowance,
  decideRetention,
  decideUpgrade,
  type LedgerEntry,
  type Line,
  type MonthPreview,
  monthLines,
  type NewLedgerEntry,
  nextEntry,
  type PricePreview,
  statusFactsOf,
  sumExact,
  type UsageDay,
} from '../src/index.ts'
import { histories } from './arbitrary-histories.ts'
import { civilDay, dateOf, Oracle, type OracleUsage, type Step, type Wish } from './oracle.ts'
import { books, priceLists } from './price-lists.ts'

test('decisions, previews and months of random histories equal an independent day-by-day calculation', () => {
  let changes = 0
  fc.assert(
    fc.property(histories, ({ zone, createdMs, told, usageSeed }) => {
      const usage = usageOf(usageSeed)
      const oracle = new Oracle(zone, priceLists, createdMs)
      const ledger: LedgerEntry[] = [{ ...createdEntry({ now: new Date(createdMs), timeZone: zone, books }), sequence: 1 }]
      let at = createdMs

      for (const { step, move, closed } of told) {
        at = move(at)
        const closedThrough = closed ? dateOf(civilDay(at, zone)) : null
        const when: Circumstances = { now: new Date(at), timeZone: zone, books, closedThrough }
        const usageDays = usageRows(usage, oracle.now.dayNumber - 31, civilDay(at, zone))
        const usageNow = known(usageDays)
        const facts: AppFacts = { ledger, statusFacts: statusFactsOf(ledger), accountOverdue: false, usageDays }

        const outcome = tell(step, facts, when)
        const month = outcome?.entry.day.slice(0, 7)
        const unchanged = month && oracle.month(month, usageNow)
        expect(oracle.tell(step, at, closed), `${step.do} is allowed`).toBe(outcome !== null)
        if (!outcome || !month || !unchanged) continue

        changes++
        expect(outcome.entry.day).toBe(dateOf(oracle.now.dayNumber))
        expect(outcome.entry.configuration).toEqual(configurationOf(oracle))
        if (outcome.thisMonth) expectMonth(outcome.thisMonth, oracle, month, usageNow, unchanged)
        if (outcome.price) expectListPrices(outcome.price, oracle, month)
        ledger.push({ ...outcome.entry, sequence: ledger.length + 1 })
        if (outcome.thisMonth) expect(monthLines(ledger, usageDays, month, books)).toEqual(outcome.thisMonth.lines)
      }

      const rows = usageRows(usage, civilDay(createdMs, zone) - 31, oracle.now.dayNumber + 62)
      for (const month of monthsOf(ledger)) {
        const expected = oracle.month(month, known(rows))
        const lines = monthLines(ledger, rows, month, books)
        expect(lines.map(comparable)).toEqual(expected.lines)
        expect(sumExact(lines)).toEqual(fraction(expected.sum, expected.daysInMonth, lines))
        expectHalves(ledger, rows, month, lines, 1 + (usageSeed % 27))
      }
    }),
    { numRuns: 3000 },
  )
  expect(changes).toBeGreaterThan(6000)
}, 300_000)

interface Outcome {
  entry: NewLedgerEntry
  thisMonth: MonthPreview | null
  price: PricePreview | null
}

function tell(step: Step, facts: AppFacts, when: Circumstances): Outcome | null {
  const status = facts.statusFacts
  switch (step.do) {
    case 'upgrade':
    case 'modify':
    case 'retention': {
      const decision =
        step.do === 'retention'
          ? decideRetention(facts, step.days, when)
          : (step.do === 'upgrade' ? decideUpgrade : decideModify)(facts, wantedOf(step.wish), when)
      return decision.allowed
        ? { entry: decision.change.entry, thisMonth: decision.change.price.thisMonth, price: decision.change.price }
        : null
    }
    case 'disable':
    case 'enable':
    case 'delete': {
      const decision = { disable: decideDisable, enable: decideEnable, delete: decideDelete }[step.do](facts, when)
      return decision.allowed ? { entry: decision.change.entry, thisMonth: decision.change.thisMonth, price: null } : null
    }
    case 'giveBack': {
      const decision = decideResetAllowance(facts, when)
      return decision.allowed ? { entry: decision.change.entry, thisMonth: null, price: null } : null
    }
    case 'suspend':
      return status.suspendedAt || status.deletedAt
        ? null
        : { entry: nextEntry('suspended', facts.ledger, when), thisMonth: null, price: null }
    case 'restore':
      return !status.suspendedAt || status.deletedAt
        ? null
        : { entry: nextEntry('restored', facts.ledger, when), thisMonth: null, price: null }
  }
}

type OracleMonth = ReturnType<Oracle['month']>

function expectMonth(
  preview: MonthPreview,
  oracle: Oracle,
  month: string,
  usage: (date: string) => OracleUsage | undefined,
  unchanged: OracleMonth,
) {
  const changed = oracle.month(month, usage)
  expect(preview.month).toBe(month)
  expect(preview.lines.map(comparable)).toEqual(changed.lines)
  expect(preview.cents).toBe(halfUp(changed))
  expect(preview.unchangedCents).toBe(halfUp(unchanged))
}

function expectListPrices(price: PricePreview, oracle: Oracle, month: string) {
  const first = oracle.month(price.firstFullMonth.month, () => undefined)
  expect(price.firstFullMonth.month).toBe(following(month))
  expect(price.firstFullMonth.cents).toBe(halfUp(first))
  const bookEnds = priceLists.some((list) => list.from > price.thisMonth.fromDay && list.from < `${price.firstFullMonth.month}-32`)
  if (!bookEnds) expect(price.monthCentsAfter).toBe(halfUp(first))
}

/** By-day lines add up; what is charged whole is the dearer of both halves. */
function expectHalves(ledger: LedgerEntry[], rows: UsageDay[], month: string, lines: Line[], days: number) {
  const day = (number: number) => `${month}-${String(number).padStart(2, '0')}`
  const halves = [
    ...monthLines(ledger, rows, month, books, { through: day(days) }),
    ...monthLines(ledger, rows, month, books, { from: day(days + 1) }),
  ]
  const byDay = (some: Line[]) => sumExact(some.filter((line) => !line.wholeMonth))
  expect(byDay(halves)).toEqual(byDay(lines))
  for (const kind of ['history', 'dauOverage', 'groupOverage']) {
    const dearest = (some: Line[]) => Math.max(0, ...some.filter((line) => line.kind === kind).map((line) => line.priceCents))
    expect(dearest(halves)).toBe(dearest(lines))
  }
}

function comparable({ bookId: _, decidedOn: __, peak: ___, ...line }: Line) {
  return line
}

function fraction(sum: bigint, daysInMonth: number, lines: Line[]) {
  return lines.length === 0 ? { numerator: 0n, denominator: 1n } : { numerator: sum, denominator: BigInt(daysInMonth) }
}

function halfUp({ sum, daysInMonth }: OracleMonth): number {
  let cents = sum / BigInt(daysInMonth)
  if ((sum % BigInt(daysInMonth)) * 2n >= BigInt(daysInMonth)) cents++
  return Number(cents)
}

function configurationOf(oracle: Oracle) {
  const { edition, av, groups, members, history } = oracle.now
  return { edition, unlimitedAvGroups: av, groupsPerUser: groups, membersPerGroup: members, historyDays: history }
}

function wantedOf({ edition, av, groups, members }: Wish) {
  return { edition, unlimitedAvGroups: av, groupsPerUser: groups, membersPerGroup: members }
}

/** From the month of the first entry to the month after the last. */
function monthsOf(ledger: LedgerEntry[]): string[] {
  const months = [ledger[0]!.day.slice(0, 7)]
  while (months.at(-1)! <= ledger.at(-1)!.day.slice(0, 7)) months.push(following(months.at(-1)!))
  return months
}

function following(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

/** Usage that depends on the date only; about half of the days are below every quota. */
function usageOf(seed: number) {
  return (date: string): OracleUsage => {
    let mixed = seed
    for (const digit of date.replaceAll('-', '')) mixed = (mixed * 31 + Number(digit) * 7919 + 17) % 1_000_003
    const quiet = mixed % 2 === 0
    return {
      dau: quiet ? mixed % 10_001 : 9_990 + (mixed % 30) * 1000,
      groups: quiet ? mixed % 100_001 : 99_999 + (mixed % 5) * 50_000 + (mixed % 3),
    }
  }
}

function usageRows(usage: (date: string) => OracleUsage, fromDayNumber: number, throughDayNumber: number): UsageDay[] {
  const rows = []
  for (let day = fromDayNumber; day <= throughDayNumber; day++) {
    const { dau, groups } = usage(dateOf(day))
    rows.push({ day: dateOf(day), dau, peakGroups: groups })
  }
  return rows
}

function known(rows: UsageDay[]): (date: string) => OracleUsage | undefined {
  const used = new Map(rows.map(({ day, dau, peakGroups }) => [day, { dau, groups: peakGroups }]))
  return (date) => used.get(date)
}
