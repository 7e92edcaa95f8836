import { expect, test } from 'vitest'
import { checkDelivery } from '../../bench/src/delivery/check.ts'
import { judge, nothingWrong, type Witness } from '../../bench/src/delivery/heard.ts'
import { startWorld } from '../../server/test/world.ts'

test('while connections break, users come and go and messages are taken back, everybody hears everything meant for them, once and in order', async () => {
  const world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '10000' } })
  const app = await world.busyApp({ edition: 'ultimate' })
  const { verdict, messages, heard, recalls } = await checkDelivery({ app, users: 12, groups: 3, seconds: 4 })
  expect(verdict).toEqual(nothingWrong())
  expect(messages).toBeGreaterThan(50)
  expect(heard).toBeGreaterThan(messages)
  expect(recalls).toBeGreaterThan(0)
  await world.close()
})

test('the checker sees what is lost, doubled, out of order, and not meant', () => {
  const stored = [1, 2, 3, 4].map((sequence) => ({ sequence, senderId: 'ann', ...(sequence === 2 && { receiverIds: ['cy'] }) }) as never)
  const said = (heard: number[], more: Partial<Witness> = {}) => {
    const verdict = nothingWrong()
    const witness = {
      userId: 'ben',
      from: 0,
      before: 0,
      leftAt: null,
      heard: heard.map((sequence) => ({ sequence }) as never),
      toldRecalled: new Set<number>(),
      ...more,
    }
    judge('group', witness, stored, verdict)
    return Object.fromEntries(Object.entries(verdict).map(([kind, found]) => [kind, (found as string[]).length]))
  }
  expect(said([1, 3, 4])).toEqual({ lost: 0, doubled: 0, disordered: 0, strange: 0 })
  expect(said([1, 3])).toMatchObject({ lost: 1 })
  expect(said([1, 3, 3, 4])).toMatchObject({ doubled: 1 })
  expect(said([3, 1, 4])).toMatchObject({ disordered: 1 })
  expect(said([1, 2, 3, 4])).toMatchObject({ strange: 1 })
  expect(said([3, 4], { from: 2 })).toMatchObject({ lost: 0, strange: 0 })
  expect(said([1, 3], { leftAt: 3 })).toMatchObject({ lost: 0, strange: 0 })
  expect(said([1, 3, 4], { leftAt: 3 })).toMatchObject({ strange: 1 })

  const takenBack = (heard: number[], toldRecalled: number[]) => {
    const verdict = nothingWrong()
    const [witness, message] = [
      { userId: 'ben', from: 0, before: 0, leftAt: null },
      { sequence: 1, senderId: 'ann', recalledAt: 'then' },
    ]
    judge(
      'group',
      { ...witness, heard: heard.map((sequence) => ({ sequence }) as never), toldRecalled: new Set(toldRecalled) },
      [message as never],
      verdict,
    )
    return verdict.lost.length
  }
  expect(takenBack([], [])).toBe(0)
  expect(takenBack([1], [1])).toBe(0)
  expect(takenBack([1], [])).toBe(1)
})
