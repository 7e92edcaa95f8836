import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbered } from '../src/numbered.ts'

test('notices that come early, twice or never are heard once and in order, and numbers that are not kept any more are not waited for', async () => {
  const history = fc.record({
    count: fc.integer({ min: 1, max: 300 }),
    known: fc.nat({ max: 60 }),
    gone: fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { maxLength: 200 }),
    arrivals: fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 60 }),
    pageMax: fc.integer({ min: 1, max: 100 }),
  })
  await fc.assert(
    fc.asyncProperty(history, async ({ count, known, gone, arrivals, pageMax }) => {
      const delivered: number[] = []
      const kept = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !gone.includes(number))
      const notices = numbered<number>(Math.min(known, count), {
        numberOf: (number) => number,
        async load(after) {
          const items = kept.filter((number) => number > after).slice(0, pageMax)
          return { items, reached: items.length < pageMax ? count : items.at(-1)! }
        },
        deliver: (number) => delivered.push(number),
      })
      for (const number of arrivals) if (number <= count && kept.includes(number)) notices.take(number)
      await notices.complete(count)
      expect(delivered).toEqual(kept.filter((number) => number > known))
      expect(notices.known).toBe(count)
    }),
  )
})
