import { expect, test } from 'vitest'
import {
  addDays,
  billingDay,
  boundsOfHour,
  civilTime,
  dataLostAt,
  daysInMonth,
  daysOf,
  enabledFacts,
  formatExact,
  isTimeZone,
  nextMonth,
  roundToCents,
  startOfDay,
  statusOf,
  sumExact,
} from '../src/index.ts'

test('a billing day begins at midnight of the installation, not of UTC', () => {
  expect(billingDay(new Date('2022-11-09T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2022-11-09')
  expect(billingDay(new Date('2022-11-09T16:00:00.000Z'), 'Asia/Shanghai')).toBe('2022-11-10')
  expect(startOfDay('2022-11-10', 'Asia/Shanghai')).toEqual(new Date('2022-11-09T16:00:00.000Z'))
})

test('days of 23 and 25 hours are days', () => {
  const hours = (day: string) =>
    (startOfDay(addDays(day, 1), 'Europe/Berlin').getTime() - startOfDay(day, 'Europe/Berlin').getTime()) / 3_600_000
  expect([hours('2023-03-26'), hours('2023-10-29'), hours('2023-10-30')]).toEqual([23, 25, 24])
})

test('a civil hour has its bounds; one that clocks go through twice is both, one they leave out is empty', () => {
  const minutes = ({ from, until }: { from: Date; until: Date }) => (until.getTime() - from.getTime()) / 60_000
  expect(boundsOfHour('2022-11-10T14', 'Asia/Shanghai')).toEqual({
    from: new Date('2022-11-10T06:00:00Z'),
    until: new Date('2022-11-10T07:00:00Z'),
  })
  expect(['2023-03-26T01', '2023-03-26T02', '2023-03-26T03'].map((hour) => minutes(boundsOfHour(hour, 'Europe/Berlin')))).toEqual([
    60, 0, 60,
  ])
  expect(['2023-10-29T01', '2023-10-29T02', '2023-10-29T03'].map((hour) => minutes(boundsOfHour(hour, 'Europe/Berlin')))).toEqual([
    60, 120, 60,
  ])
})

test('civil time is what clocks show there', () => {
  expect(civilTime(new Date('2022-11-09T16:00:05.900Z'), 'Asia/Shanghai')).toBe('2022-11-10 00:00:05')
})

test('months have their real lengths', () => {
  expect(['2023-02', '2024-02', '2022-11', '2022-12'].map(daysInMonth)).toEqual([28, 29, 30, 31])
  expect([nextMonth('2022-12'), addDays('2024-02-28', 1), addDays('2024-02-28', 2)]).toEqual(['2023-01', '2024-02-29', '2024-03-01'])
  expect(daysOf('2023-02')).toHaveLength(28)
  expect(daysOf('2023-02').at(8)).toBe('2023-02-09')
})

test('a time zone that does not exist is told apart', () => {
  expect([isTimeZone('Asia/Shanghai'), isTimeZone('Asia/Atlantis')]).toEqual([true, false])
})

test('thirds of a month add up to the list price without an error', () => {
  const third = { priceCents: 44999, days: 10, daysInMonth: 30 }
  expect(roundToCents(sumExact([third, third, third]))).toBe(44999)
  expect(formatExact(sumExact([third]))).toBe('149.99666667')
})

test('half a cent is rounded up, once, on the sum', () => {
  const half = { priceCents: 1, days: 15, daysInMonth: 30 }
  expect(roundToCents(sumExact([half]))).toBe(1)
  expect(roundToCents(sumExact([half, half]))).toBe(1)
  expect(roundToCents(sumExact([half, half, half]))).toBe(2)
  expect(roundToCents(sumExact([{ ...half, priceCents: -1 }]))).toBe(-1)
})

test('lines of different months can be summed', () => {
  const lines = [
    { priceCents: 30, days: 1, daysInMonth: 30 },
    { priceCents: 31, days: 1, daysInMonth: 31 },
    { priceCents: 28, days: 14, daysInMonth: 28 },
  ]
  expect(roundToCents(sumExact(lines))).toBe(16)
  expect(roundToCents(sumExact([]))).toBe(0)
})

test('purged stands above deleted, suspended, disabled and enabled', () => {
  const at = new Date('2022-11-15T00:00:00Z')
  const facts = { ...enabledFacts }
  const seen = [statusOf(facts)]
  for (const fact of ['disabledAt', 'suspendedAt', 'deletedAt', 'purgedAt'] as const)
    seen.push(statusOf(Object.assign(facts, { [fact]: at })))
  expect(seen).toEqual(['enabled', 'disabled', 'suspended', 'deleted', 'purged'])
})

test('data are lost at the earlier of both ends, counted from separate moments', () => {
  const disabledAt = new Date('2022-12-01T02:00:00Z')
  const suspendedAt = new Date('2022-12-03T02:00:00Z')
  const lost = (facts: object) => dataLostAt({ ...enabledFacts, ...facts }, 'Asia/Shanghai')?.toISOString() ?? null
  expect(lost({})).toBe(null)
  expect(lost({ disabledAt })).toBe('2023-03-01T02:00:00.000Z')
  expect(lost({ suspendedAt })).toBe('2023-03-02T16:00:00.000Z')
  expect(lost({ disabledAt, suspendedAt })).toBe('2023-03-01T02:00:00.000Z')
})
