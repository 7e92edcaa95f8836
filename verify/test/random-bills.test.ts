import { readFile } from 'node:fs/promises'
import { type BillFacts, billFigures, type Configuration, type LedgerEntry, type LedgerKind, type PriceBooks } from '@plenum/billing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { books } from '../../billing/test/price-lists.ts'
import { differencesOf } from '../verify.ts'

const months = ['2022-12', '2023-02', '2023-06', '2024-02', '2024-12'] as const

/** Any order of what can happen, also what no command would allow: the days it counts for ascend. */
const happening = fc.record({
  kind: fc.constantFrom<LedgerKind>(
    ...(['upgraded', 'modified', 'modified', 'modified', 'retentionSet', 'retentionSet', 'allowanceReset'] as const),
    ...(['disabled', 'enabled', 'enabled', 'suspended', 'restored', 'restored'] as const),
  ),
  /** How many days after the one before: often none. */
  days: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 21),
  wish: fc.nat(1_000_000),
})
const app = fc.record({
  /** Days before the month begins. */
  createdBefore: fc.constantFrom(-20, -5, 0, 1, 2, 30, 60),
  happenings: fc.array(happening, { maxLength: 9, size: 'max' }),
  ended: fc.constantFrom(null, null, null, 'deleted', 'purged'),
  usage: fc.nat(1_000_000),
})
const account = fc.record({
  month: fc.constantFrom(...months),
  apps: fc.array(app, { minLength: 1, maxLength: 4, size: 'max' }),
  /** On which day of the month another price list begins; 0: none but those of price-lists.ts. */
  changes: fc.constantFrom(0, 0, 2, 14, 15, 28),
  taxBasisPoints: fc.constantFrom(0, 600, 1, 2100, 9999),
  adjustments: fc.array(
    fc.record({ amountCents: fc.integer({ min: -50_000, max: 50_000 }), taxBasisPoints: fc.constantFrom(0, 700, 333) }),
    {
      maxLength: 2,
    },
  ),
})
type Account = typeof account extends fc.Arbitrary<infer A> ? A : never

const runs = 10_000

test(`${runs} bills of random histories: the second calculation finds them equal, by every line, day and cent`, () => {
  let histories = 0
  let lines = 0
  fc.assert(
    fc.property(account, (given) => {
      const facts = factsOf(given)
      const figures = billFigures(facts)
      histories += facts.apps.length
      lines += figures.apps.flatMap((one) => one.lines).length
      expect(differencesOf(facts, figures)).toEqual([])
    }),
    { numRuns: runs },
  )
  expect(histories).toBeGreaterThan(20_000)
  expect(lines).toBeGreaterThan(histories)
}, 120_000)

test('whatever is changed on a bill, its recomputation is not equal', () => {
  let changed = 0
  fc.assert(
    fc.property(account, fc.nat(), fc.constantFrom(...Object.keys(changes)), (given, place, how) => {
      const facts = factsOf(given)
      const figures = billFigures(facts)
      const billed = figures.apps[place % Math.max(1, figures.apps.length)]
      if (!billed) return
      const line = billed.lines[place % billed.lines.length]!
      changes[how]!(billed.lines, line)
      changed += 1
      expect(differencesOf(facts, figures)).not.toEqual([])
    }),
    { numRuns: 1000 },
  )
  expect(changed).toBeGreaterThan(500)
})

test('every amount below the lines is compared', () => {
  const facts = factsOf({
    month: '2023-02',
    apps: [],
    changes: 0,
    taxBasisPoints: 600,
    adjustments: [{ amountCents: 1000, taxBasisPoints: 700 }],
  })
  const figures = billFigures(facts)
  for (const field of ['linesCents', 'adjustmentsCents', 'subtotalCents', 'taxCents', 'totalCents'] as const)
    expect(differencesOf(facts, { ...figures, [field]: figures[field] + 1 })).toHaveLength(1)
  expect(differencesOf(facts, { ...figures, sum: { numerator: 1n, denominator: 28n } })).toMatchObject([{ what: 'sum of lines, cents' }])
  expect(differencesOf(facts, figures)).toEqual([])
})

test('facts that cannot be are named with app and day', () => {
  const given: Account = {
    month: '2023-06',
    apps: [{ createdBefore: 60, happenings: [{ kind: 'upgraded', days: 21, wish: 1 }], ended: null, usage: 1 }],
    changes: 0,
    taxBasisPoints: 0,
    adjustments: [],
  }
  const damaged = (damage: (facts: ReturnType<typeof factsOf>) => void) => {
    const facts = factsOf(given)
    const figures = billFigures(facts)
    damage(facts)
    return differencesOf(facts, figures)
  }
  const sdkAppId = 1_400_000_001
  expect(damaged(({ apps }) => void apps[0]!.usageDays.push(apps[0]!.usageDays[3]!))).toEqual([
    { sdkAppId, day: '2023-06-04', what: 'usage', said: 'twice', found: 'once' },
  ])
  expect(damaged(({ apps }) => void apps[0]!.ledger.push(apps[0]!.ledger[1]!))).toMatchObject([
    { sdkAppId, what: 'sequence of a ledger entry', said: '2', found: '3' },
  ])
  expect(damaged(({ apps }) => void Object.assign(apps[0]!.ledger[1]!, { day: '2022-01-01' }))).toContainEqual({
    sdkAppId,
    day: '2022-01-01',
    what: 'day of ledger entry 2',
    said: '2022-01-01',
    found: 'from 2023-04-02 on',
  })
  expect(damaged(({ apps }) => void apps.push(apps[0]!))).toContainEqual(
    expect.objectContaining({ what: 'apps with facts', said: '2', found: '1' }),
  )
  expect(damaged((facts) => void Object.assign(facts, { books: [books[2]!, books[2]!] }))).toMatchObject([
    { what: 'facts', found: 'cannot be: 2 price lists are valid on 2023-06-01' },
  ])
})

test('the one file imports nothing of ours and no library', async () => {
  const text = await readFile(new URL('../verify.ts', import.meta.url), 'utf8')
  const imported = [...text.matchAll(/\b(?:from|import|require)\s*\(?\s*'([^']+)'/g)].map(([, name]) => name)
  expect(imported).toEqual(['node:crypto', 'node:fs'])
})

type Lines = ReturnType<typeof billFigures>['apps'][number]['lines']
const changes: Record<string, (lines: Lines, line: Lines[number]) => void> = {
  'a price': (_, line) => Object.assign(line, { priceCents: line.priceCents + 1 }),
  'a number of days': (_, line) => Object.assign(line, { days: line.days + 1 }),
  'a first day': (_, line) => Object.assign(line, { fromDay: `${line.fromDay.slice(0, 8)}00` }),
  'a last day': (_, line) => Object.assign(line, { toDay: `${line.toDay.slice(0, 8)}99` }),
  'an empty stretch': (_, line) => Object.assign(line, { toDay: line.fromDay }),
  'the number of units': (_, line) => Object.assign(line, { units: line.units + 1 }),
  'spread or whole': (_, line) => Object.assign(line, { wholeMonth: !line.wholeMonth }),
  'a price list': (_, line) => Object.assign(line, { bookId: 'another' }),
  'a step': (_, line) => Object.assign(line, { step: (line.step ?? 0) + 1 }),
  'an edition': (_, line) => Object.assign(line, { edition: 'free' }),
  'an entry behind it': (_, line) => Object.assign(line, { sequence: line.sequence + 1 }),
  'a line that is left out': (lines, line) => void lines.splice(lines.indexOf(line), 1),
  'a line twice': (lines, line) => void lines.push({ ...line }),
}

const start = (month: string) => Date.parse(`${month}-01`)
const dayText = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const dayMs = 24 * 60 * 60 * 1000

function factsOf({ month, apps, changes, adjustments, taxBasisPoints }: Account) {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const end = dayText(Date.UTC(year, number, 1))
  return {
    month,
    apps: apps.map((one, index) => ({
      sdkAppId: 1_400_000_001 + index,
      ledger: ledgerOf(one, month).filter(({ day }) => day < end),
      usageDays: usageOf(one.usage, month, end),
    })),
    books: changes === 0 ? books : changing(`${month}-${String(changes).padStart(2, '0')}`),
    taxBasisPoints,
    adjustments: adjustments.map((one, index) => ({ ...one, correctsNumber: index + 1, reason: 'A reason', day: `${month}-03` })),
  } satisfies BillFacts as unknown as Omit<BillFacts, 'apps' | 'books'> & {
    apps: { sdkAppId: number; ledger: LedgerEntry[]; usageDays: { day: string; dau: number; peakGroups: number }[] }[]
    books: PriceBooks
  }
}

function changing(day: string): PriceBooks {
  return [
    { ...books[1]!, fromDay: '2000-01-01', toDay: day },
    { ...books[0]!, fromDay: day, toDay: null },
  ]
}

function ledgerOf({ createdBefore, happenings, ended }: Account['apps'][number], month: string): LedgerEntry[] {
  let at = start(month) - createdBefore * dayMs
  const configuration: Configuration = { edition: 'free', unlimitedAvGroups: false, groupsPerUser: 50, membersPerGroup: 20, historyDays: 7 }
  const entry = (kind: LedgerKind, configuration: Configuration, sequence: number) =>
    ({ sequence, kind, at: new Date(at), day: dayText(at), configuration, bookId: 'any' }) as LedgerEntry
  const ledger = [entry('created', configuration, 1)]
  const steps = ended ? [...happenings, { kind: ended, days: 3, wish: 0 } as const] : happenings
  for (const { kind, days, wish } of steps) {
    at += days * dayMs
    const before = ledger.at(-1)!.configuration
    const after =
      kind === 'upgraded' || kind === 'modified'
        ? { ...configurationOf(wish), historyDays: before.historyDays }
        : kind === 'retentionSet' && before.edition !== 'free'
          ? { ...before, historyDays: [7, 30, 90, 180, 360][wish % 5]! }
          : before
    ledger.push(entry(kind, after, ledger.length + 1))
  }
  return ledger
}

function configurationOf(wish: number): Configuration {
  const pick = <T>(choices: readonly T[], divisor: number) => choices[Math.floor(wish / divisor) % choices.length]!
  const isPro = wish % 2 === 0
  return {
    edition: isPro ? 'pro' : 'ultimate',
    unlimitedAvGroups: !isPro || pick([true, false], 2),
    groupsPerUser: pick(isPro ? [500, 501, 700, 701, 1000] : [1000, 1001, 1500, 1501, 3000], 7),
    membersPerGroup: pick(isPro ? [200, 201, 2000] : [2000, 2001, 4000, 4001, 6000], 53),
    historyDays: 7,
  }
}

function usageOf(seed: number, month: string, end: string) {
  const rows = []
  for (let at = start(month), mixed = seed; dayText(at) < end; at += dayMs) {
    mixed = (mixed * 1_103_515_245 + 12_345) % 2_147_483_648
    const isQuiet = seed % 3 > 0
    rows.push({
      day: dayText(at),
      dau: isQuiet ? mixed % 10_001 : 9_990 + (mixed % 30) * 1000,
      peakGroups: isQuiet ? mixed % 100_001 : 99_999 + (mixed % 7) * 50_000,
    })
  }
  return rows
}
