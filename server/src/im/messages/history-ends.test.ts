import { expect, test } from 'vitest'
import { rememberHistoryEnds } from './history-ends.ts'

test('who has been given the first message is at the end once, for ten seconds, and nobody else is', () => {
  let nowMs = 0
  const ends = rememberHistoryEnds(() => nowMs)
  expect(ends.isBelow('ann')).toBe(false)
  ends.reached('ann')
  expect(ends.isBelow('ben')).toBe(false)
  nowMs = 9_999
  expect([ends.isBelow('ann'), ends.isBelow('ann')]).toEqual([true, false])
  ends.reached('ann')
  nowMs += 10_000
  expect(ends.isBelow('ann')).toBe(false)
})
