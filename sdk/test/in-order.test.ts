import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../src/in-order.ts'

interface Message {
  number: number
}

/** What the server would answer: only every so many numbers have a message for this user; some pages are cut short. */
function server(count: number, isMeant: (number: number) => boolean, pageMax: number) {
  return async (through: number) => {
    const messages: Message[] = []
    let from = Math.min(through, count) + 1
    while (from > 1 && messages.length < pageMax) {
      from--
      if (isMeant(from)) messages.push({ number: from })
    }
    return { messages, coveredFrom: from, coveredTo: through }
  }
}

const history = fc.record({
  count: fc.integer({ min: 1, max: 400 }),
  heard: fc.nat({ max: 50 }),
  hidden: fc.integer({ min: 2, max: 9 }),
  pageMax: fc.integer({ min: 1, max: 100 }),
  arrivals: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 80 }),
})

test('however messages come — early, twice, or never — each one that is meant is heard once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ count, heard, hidden, pageMax, arrivals }) => {
      const first = Math.min(heard, count)
      const isMeant = (number: number) => number % hidden !== 0
      const delivered: number[] = []
      const order = inOrder<Message>({
        heard: first,
        numberOf: ({ number }) => number,
        load: server(count, isMeant, pageMax),
        deliver: ({ number }) => delivered.push(number),
        waitingMax: 10,
      })
      for (const number of arrivals) {
        if (number > count || !isMeant(number)) continue
        order.take({ number })
        if (number % 3 === 0) void order.complete()
        if (number % 5 === 0) await order.complete()
      }
      order.knows(count)
      await order.complete()
      const expected = Array.from({ length: count }, (_, index) => index + 1).filter((number) => number > first && isMeant(number))
      expect(delivered).toEqual(expected)
    }),
  )
})

test('when asking fails, nothing is lost: asking again hears the rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 250 }), fc.array(fc.boolean(), { maxLength: 6 }), async (count, failures) => {
      const answer = server(count, () => true, 100)
      const delivered: number[] = []
      const order = inOrder<Message>({
        heard: 0,
        numberOf: ({ number }) => number,
        load: (through) => (failures.pop() ? Promise.reject(new Error('lost')) : answer(through)),
        deliver: ({ number }) => delivered.push(number),
      })
      order.take({ number: count })
      while (order.hasHole) await order.complete().catch(() => {})
      expect(delivered).toEqual(Array.from({ length: count }, (_, index) => index + 1))
    }),
  )
})

test('what waited, or was asked for, when the user left is not heard after coming back; what is said from then on is', async () => {
  const delivered: number[] = []
  const asked: ((from: number) => void)[] = []
  const order = inOrder<Message>({
    heard: 0,
    numberOf: ({ number }) => number,
    load: (through) =>
      new Promise((resolve) => {
        asked.push((from) => {
          const messages = Array.from({ length: Math.max(0, through - from + 1) }, (_, index) => ({ number: through - index }))
          resolve({ messages, coveredFrom: 1, coveredTo: through })
        })
      }),
    deliver: ({ number }) => delivered.push(number),
  })
  order.take({ number: 4 })
  const completed = order.complete()
  order.forget()
  // The answer of before comes late; from then on the history begins with the fifth.
  asked[0]!(1)
  order.take({ number: 6 })
  while (asked.length < 2) await new Promise(setImmediate)
  asked[1]!(5)
  while (asked.length < 3) await new Promise(setImmediate)
  asked[2]!(5)
  await completed
  expect(delivered).toEqual([5, 6])
})
