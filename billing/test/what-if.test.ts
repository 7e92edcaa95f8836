import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  builtInPriceBooks as books,
  type LedgerEntry,
  type Line,
  monthLines,
  supposeChanges,
  type WantedConfiguration,
} from '../src/index.ts'
import { appStory } from './app-story.ts'

const plan: fc.Arbitrary<WantedConfiguration> = fc.oneof(
  fc.record({
    edition: fc.constant('pro' as const),
    unlimitedAvGroups: fc.boolean(),
    groupsPerUser: fc.integer({ min: 500, max: 1000 }),
    membersPerGroup: fc.integer({ min: 200, max: 2000 }),
  }),
  fc.record({
    edition: fc.constant('ultimate' as const),
    unlimitedAvGroups: fc.constant(true),
    groupsPerUser: fc.integer({ min: 1000, max: 3000 }),
    membersPerGroup: fc.integer({ min: 2000, max: 6000 }),
  }),
)
const days = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 3 }).map((days) => days.toSorted((a, b) => a - b))
const dayOf = (number: number) => `2022-11-${String(number).padStart(2, '0')}`

function supposed(ledger: readonly LedgerEntry[], changes: Parameters<typeof supposeChanges>[1]): LedgerEntry[] {
  const decision = supposeChanges(ledger, changes, books)
  if (!decision.allowed) throw new Error(decision.reason)
  return decision.change
}

const lines = (ledger: readonly LedgerEntry[]) => monthLines(ledger, [], '2022-11', books).map(({ sequence: _, ...line }: Line) => line)

/** An app upgraded in October or November, perhaps with a longer history, disabled and enabled again around the middle day. */
const stories = fc.record({ days, first: plan, second: plan, late: fc.boolean(), long: fc.boolean(), rests: fc.boolean() })
function told({
  days,
  first,
  late,
  long,
  rests,
}: {
  days: number[]
  first: WantedConfiguration
  late: boolean
  long: boolean
  rests: boolean
}) {
  const story = appStory('2022-09-30')
  const upgradedOn = late ? dayOf(days[0]!) : '2022-10-10'
  story.upgrade(upgradedOn, first)
  if (long) story.retention(upgradedOn, 90)
  if (rests) story.disable(dayOf(days[1]!))
  return story
}

test('supposing nothing changes nothing, in any history', () => {
  fc.assert(
    fc.property(stories, (given) => {
      const { ledger } = told(given)
      expect(lines(supposed(ledger, []))).toEqual(lines(ledger))
    }),
    { numRuns: 500 },
  )
})

test('a change that is supposed costs what the same change costs when it is made', () => {
  let compared = 0
  fc.assert(
    fc.property(stories, (given) => {
      const { ledger, tryModify } = told({ ...given, rests: false })
      const day = dayOf(given.days[2]!)
      const decision = tryModify(day, given.second)
      if (!decision.allowed) return
      compared++
      const made = [...ledger, { ...decision.change.entry, sequence: ledger.length + 1 }]
      expect(lines(supposed(ledger, [{ day, configuration: given.second }]))).toEqual(lines(made))
      // Supposing it where it was made changes nothing any more.
      const { historyDays } = decision.change.entry.configuration
      const again = supposed(made, [{ day, configuration: { ...given.second, historyDays } }])
      expect(lines(again)).toEqual(lines(made))
    }),
    { numRuns: 500 },
  )
  expect(compared).toBeGreaterThan(250)
})

test('days without service stay without it, whatever plan is supposed', () => {
  fc.assert(
    fc.property(stories, (given) => {
      const { ledger } = told({ ...given, rests: true, late: false })
      const base = lines(supposed(ledger, [{ day: dayOf(given.days[0]!), configuration: given.second }])).filter(
        ({ kind }) => kind === 'base',
      )
      expect(base.reduce((sum, line) => sum + line.days, 0)).toBe(given.days[1])
    }),
    { numRuns: 300 },
  )
})
