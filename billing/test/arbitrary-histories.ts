import fc from 'fast-check'
import type { Step, Wish, Zone } from './oracle.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface Told {
  step: Step
  /** How the clock moves before the step. */
  move: (atMs: number) => number
  /** The present day is closed already. */
  closed: boolean
}

const upgrade = fc.record({ do: fc.constant('upgrade' as const), wish: wishes() })

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: upgrade },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('modify' as const), wish: wishes() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('retention' as const), days: fc.constantFrom(7, 30, 30, 90, 90, 180, 360, 31) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'disable' as const }) },
  { weight: 4, arbitrary: fc.constant({ do: 'enable' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'suspend' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'restore' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'giveBack' as const }) },
)

/** Milliseconds to weeks, the edge of a UTC hour (midnight somewhere) or a millisecond before, the end of 90 days, or a little back. */
const move = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 90_000 }).map((ms) => (at: number) => at + ms) },
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 20 * dayMs }).map((ms) => (at: number) => at + ms) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 400 }).map((hours) => (at: number) => Math.ceil(at / hourMs + hours) * hourMs) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 400 }).map((hours) => (at: number) => Math.ceil(at / hourMs + hours) * hourMs - 1) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 1 }).map((ms) => (at: number) => at + 90 * dayMs + ms) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 * dayMs }).map((ms) => (at: number) => at - ms) },
)

const closed = fc.integer({ min: 0, max: 9 }).map((number) => number === 0)

const ends: Told[] = [
  { step: { do: 'disable' }, move: (at) => at + hourMs, closed: false },
  { step: { do: 'delete' }, move: (at) => at + hourMs, closed: false },
  { step: { do: 'enable' }, move: (at) => at + hourMs, closed: false },
]

/** Most begin with an upgrade, since only a paid plan has something to compute; some end with deletion. */
export const histories = fc
  .record({
    zone: fc.constantFrom<Zone>('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
    createdMs: fc.integer({ min: Date.UTC(2022, 9, 1), max: Date.UTC(2024, 1, 25) }),
    opening: fc.option(fc.record({ step: upgrade, move, closed }), { freq: 9 }),
    middle: fc.array(fc.record({ step, move, closed }), { minLength: 1, maxLength: 12, size: 'max' }),
    deleted: closed,
    usageSeed: fc.integer({ min: 0, max: 1_000_000 }),
  })
  .map(({ opening, middle, deleted, ...rest }) => ({
    ...rest,
    told: [...(opening ? [opening] : []), ...middle, ...(deleted ? ends : [])] as Told[],
  }))

function wishes(): fc.Arbitrary<Wish> {
  return fc.oneof(
    { weight: 8, arbitrary: wish('pro', [500, 501, 700, 701, 1000], [200, 201, 2000]) },
    { weight: 8, arbitrary: wish('ultimate', [1000, 1001, 1500, 1501, 3000], [2000, 2001, 4000, 4001, 6000]) },
    { weight: 1, arbitrary: wish('pro', [499, 500, 1000, 1001], [199, 200, 2000, 2001]) },
    { weight: 1, arbitrary: wish('ultimate', [999, 1000, 3000, 3001], [1999, 2000, 6000, 6001]) },
    { weight: 1, arbitrary: wish('free', [50], [20]) },
  )
}

function wish(edition: Wish['edition'], groups: number[], members: number[]): fc.Arbitrary<Wish> {
  return fc.record({
    edition: fc.constant(edition),
    av: fc.boolean(),
    groups: fc.constantFrom(...groups),
    members: fc.constantFrom(...members),
  })
}
