import { expect, test } from 'vitest'
import { gather } from './gather.ts'

function watched(countMax?: number) {
  const runs: number[][] = []
  const gates: (() => void)[] = []
  const ask = gather<number, number>(async (items) => {
    runs.push(items)
    await new Promise<void>((resolve) => gates.push(resolve))
    if (items.includes(13)) throw new Error('thirteen')
    return items.map((item) => item * 2)
  }, countMax)
  const begun = async (count: number) => {
    while (gates.length < count) await new Promise(setImmediate)
  }
  return { ask, runs, gates, begun }
}

test('what comes in one turn, or while a run is under way, goes together, and each hears its own result', async () => {
  const { ask, runs, gates, begun } = watched()
  const first = Promise.all([ask(1), ask(2)])
  await begun(1)
  const second = Promise.all([ask(3), ask(4), ask(5)])
  gates[0]!()
  expect(await first).toEqual([2, 4])
  await begun(2)
  gates[1]!()
  expect(await second).toEqual([6, 8, 10])
  expect(runs).toEqual([
    [1, 2],
    [3, 4, 5],
  ])
})

test('a run that fails fails for its own calls only, and the next ones go on', async () => {
  const { ask, gates, begun } = watched(2)
  const failing = Promise.allSettled([ask(1), ask(13)])
  const fine = ask(2)
  await begun(1)
  gates[0]!()
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await begun(2)
  gates[1]!()
  expect(await fine).toBe(4)
})
