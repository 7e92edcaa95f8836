import { expect, test } from 'vitest'
import { countRates } from './rates.ts'

/** Calls at a moment that the test sets. */
function counting() {
  const present = { atMs: 0 }
  const count = countRates(() => present.atMs)
  return { present, mayCall: (allowed: number, more = {}) => count('app command', allowed, more) }
}

test('a call that is judged anew in the same second takes the place that it had', () => {
  const { mayCall } = counting()
  expect(mayCall(9)).toBe(true)
  expect(mayCall(1, { passedAtMs: 0 })).toBe(true)
  expect(mayCall(1)).toBe(false)
})

test('calls that passed in the second before and are judged anew in this one take places of this one', () => {
  const { mayCall, present } = counting()
  for (let count = 0; count < 40; count++) expect(mayCall(1000)).toBe(true)
  present.atMs = 1_500
  const passed = Array.from({ length: 40 }, () => mayCall(2, { passedAtMs: 0 }))
  expect(passed.filter(Boolean)).toHaveLength(2)
})
