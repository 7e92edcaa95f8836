import { Refusal } from '@plenum/contract'
import { expect, test } from 'vitest'
import { createAttempts, guessKeys } from './attempts.ts'

const start = new Date('2022-11-10T08:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)
const email = 'ana@example.com'
const home = '192.0.2.1'
const ana = guessKeys(email, home)

function secondsOf(work: () => void): number {
  try {
    work()
    return 0
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_attempts') return error.details.seconds as number
    throw error
  }
}

test('the first failures are free, then each one doubles the wait up to five minutes', () => {
  const attempts = createAttempts()
  let now = start
  const waits = Array.from({ length: 12 }, () => {
    const wait = secondsOf(() => attempts.refuseIfTooMany(ana, now))
    now = new Date(now.getTime() + wait * 1000)
    attempts.begin(ana, now)
    return wait
  })
  expect(waits).toEqual([0, 0, 0, 0, 0, 10, 20, 40, 80, 160, 300, 300])
})

test('a refused try does not make the wait longer', () => {
  const attempts = createAttempts()
  for (let i = 0; i < 8; i++) attempts.fail(ana, start)
  expect(secondsOf(() => attempts.begin(ana, start))).toBe(80)
  expect(secondsOf(() => attempts.begin(ana, later(50)))).toBe(30)
  expect(secondsOf(() => attempts.begin(ana, later(80)))).toBe(0)
})

test('tries under way count, so that many at once get no further than one after the other', () => {
  const attempts = createAttempts()
  const admitted = Array.from({ length: 100 }, () => secondsOf(() => attempts.begin(ana, start))).filter((seconds) => seconds === 0)
  expect(admitted).toHaveLength(5)
})

test('whoever guesses from one address holds nobody up at another', () => {
  const attempts = createAttempts()
  for (let i = 0; i < 60; i++) attempts.fail(guessKeys(email, '203.0.113.9'), start)
  expect(secondsOf(() => attempts.begin(ana, start))).toBe(0)
})

test('guesses from all addresses together are bounded, and the wait they cause is a minute at most', () => {
  const attempts = createAttempts()
  const guess = (i: number, now: Date) => secondsOf(() => attempts.begin(guessKeys(email, `203.0.${i >> 8}.${i & 255}`), now))
  const admitted = Array.from({ length: 5000 }, (_, i) => guess(i, start)).filter((seconds) => seconds === 0)
  expect(admitted).toHaveLength(100)
  for (let i = 0; i < 50; i++) guess(5000 + i, later(60 * i))
  expect(secondsOf(() => attempts.refuseIfTooMany(ana, later(60 * 49)))).toBe(60)
  const device = { device: 'of ana' }
  expect(secondsOf(() => attempts.begin(device, later(60 * 49)))).toBe(0)
})

test('the right password clears what failed here, but neither the place nor what others tried elsewhere', () => {
  const attempts = createAttempts()
  for (let i = 0; i < 50; i++) attempts.fail(guessKeys(`${i}@example.com`, home), start)
  for (let i = 0; i < 100; i++) attempts.fail(guessKeys(email, `203.0.113.${i}`), start)
  for (let i = 0; i < 6; i++) attempts.fail({ pair: ana.pair! }, start)
  attempts.succeed({ pair: ana.pair! })
  expect(secondsOf(() => attempts.refuseIfTooMany({ pair: ana.pair! }, start))).toBe(0)
  expect(secondsOf(() => attempts.refuseIfTooMany({ person: email }, start))).toBe(10)
  expect(secondsOf(() => attempts.refuseIfTooMany({ address: home }, start))).toBe(10)
})

test('all addresses of one IPv6 network count as one place', () => {
  const attempts = createAttempts()
  for (let i = 0; i < 50; i++) attempts.fail(guessKeys(`${i}@example.com`, `2001:db8:1:2::${i.toString(16)}`), start)
  expect(secondsOf(() => attempts.begin(guessKeys(email, '2001:db8:1:2:ffff::1'), start))).toBe(10)
  expect(secondsOf(() => attempts.begin(guessKeys(email, '2001:db8:1:3::1'), start))).toBe(0)
})

test('failures are forgotten after a day without one, and their number is bounded', () => {
  const attempts = createAttempts()
  for (let i = 0; i < 20; i++) attempts.fail(ana, start)
  expect(secondsOf(() => attempts.refuseIfTooMany(ana, later(24 * 60 * 60 + 1)))).toBe(0)
  for (let i = 0; i < 30_000; i++) attempts.fail({ person: `${i}@example.com` }, start)
  expect(attempts.size()).toBeLessThanOrEqual(20_000)
})
