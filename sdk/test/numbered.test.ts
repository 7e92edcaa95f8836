import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbered } from '../src/numbered.ts'

test('notices that come early, twice or never are heard once and in order, and those that are not kept any more are not waited for', async () => {
  const history = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    known: fc.nat({ max: 60 }),
    keptFrom: fc.integer({ min: 1, max: 300 }),
    arrivals: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 60 }),
  })
  await fc.assert(
    fc.asyncProperty(history, async ({ count, known, keptFrom, arrivals }) => {
      const delivered: number[] = []
      const notices = numbered<number>(Math.min(known, count), {
        numberOf: (number) => number,
        async load(after) {
          const first = Math.max(after + 1, keptFrom)
          return {
            items: Array.from({ length: Math.min(100, Math.max(0, count - first + 1)) }, (_, index) => first + index),
            newest: count,
          }
        },
        deliver: (number) => delivered.push(number),
      })
      for (const number of arrivals) if (number <= count) notices.take(number)
      await notices.complete(count)
      expect(delivered).toEqual([...new Set(delivered)].sort((one, other) => one - other))
      const kept = Array.from({ length: count }, (_, index) => index + 1).filter((number) => number > known && number >= keptFrom)
      expect(delivered).toEqual(expect.arrayContaining(kept))
      expect(notices.known).toBe(count)
    }),
  )
})
