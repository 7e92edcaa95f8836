import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createLanes } from './lanes.ts'
import type { Outgoing, Written } from './write-batch.ts'

const at = new Date('2022-11-10T06:20:00Z')

let random = 0

function outgoing(said: string, groupId = 'g'): Outgoing {
  return {
    sdkAppId: 1400000001,
    revision: 1,
    to: { kind: 'group', groupId },
    at,
    day: '2022-11-10',
    message: {
      senderId: 'ann',
      random: ++random,
      priority: 'Normal',
      body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: said } }],
      cloudCustomData: '',
    },
    onlineOnly: false,
    forMembers: false,
    byAdministrator: true,
  }
}
const saidBy = ({ message }: Outgoing) => message.body[0]!.MsgContent.Text as string
const sent = (sequence: number): Written => ({ outcome: 'sent', sequence, at })

/** Lanes over a database that is played: it notes the batches, and each waits until it is let go. */
function play({ breaksAt = (_: string[]): unknown => null, queueMax = 100, lanes = 1 } = {}) {
  const batches: string[][] = []
  const committed: string[] = []
  let parts = 0
  let release = () => {}
  let gate: Promise<void> = Promise.resolve()
  const made = createLanes({
    async write(batch) {
      const texts = batch.map(saidBy)
      batches.push(texts)
      await gate
      const error = breaksAt(texts)
      if (error) throw error
      return texts.map((_, index) => sent(index + 1))
    },
    onCommitted: (message) => committed.push(saidBy(message)),
    makeParts: async () => void parts++,
    isAway: (error) => (error as { code?: string }).code === 'CONNECTION_CLOSED',
    lanes,
    queueMax,
  })
  return {
    batches,
    committed,
    parts: () => parts,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      release = resolve
    },
    letGo: () => release(),
    send: (said: string, groupId?: string) => made.send(outgoing(said, groupId), 100),
    flush: made.flush,
  }
}

test('what comes while a batch is written goes into the next one, in order, and is told in order', async () => {
  const lane = play()
  lane.hold()
  const first = lane.send('a')
  await nextTurn()
  const others = ['b', 'c', 'd'].map((said) => lane.send(said))
  lane.letGo()
  await Promise.all([first, ...others])
  expect(lane.batches).toEqual([['a'], ['b', 'c', 'd']])
  expect(lane.committed).toEqual(['a', 'b', 'c', 'd'])
})

test('a batch has at most 1,000 messages', async () => {
  const lane = play({ queueMax: 3000 })
  await Promise.all(Array.from({ length: 2500 }, (_, index) => lane.send(String(index))))
  expect(lane.batches.map(({ length }) => length)).toEqual([1000, 1000, 500])
  expect(lane.batches.flat()).toEqual(Array.from({ length: 2500 }, (_, index) => String(index)))
})

test('a message that breaks the statement fails alone; its neighbours are written in order', async () => {
  const lane = play({ breaksAt: (texts) => (texts.includes('bad') ? new Error('broken') : null) })
  const answers = await Promise.allSettled(['a', 'b', 'bad', 'c', 'd'].map((said) => lane.send(said)))
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(lane.committed).toEqual(['a', 'b', 'c', 'd'])
})

test('when the connection is lost every sender of the batch is told, nothing is written again, and the lane goes on', async () => {
  const lost = Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
  const lane = play({ breaksAt: (texts) => (texts.includes('a') ? lost : null) })
  const answers = await Promise.allSettled(['a', 'b'].map((said) => lane.send(said)))
  expect(answers).toEqual([
    { status: 'rejected', reason: lost },
    { status: 'rejected', reason: lost },
  ])
  expect(lane.batches).toEqual([['a', 'b']])
  expect(await lane.send('c')).toEqual(sent(1))
})

test('a deadlock is tried again, and a month without a part gets one', async () => {
  const errors: unknown[] = [{ code: '40P01' }, { code: '23514', routine: 'ExecFindPartition' }]
  const lane = play({ breaksAt: () => errors.shift() ?? null })
  expect(await lane.send('a')).toEqual(sent(1))
  expect(lane.parts()).toBe(1)
})

test('a full lane refuses, and takes messages again when it has written', async () => {
  const lane = play({ queueMax: 2 })
  lane.hold()
  const first = lane.send('a')
  await nextTurn()
  const waiting = [lane.send('b'), lane.send('c')]
  expect(() => lane.send('d')).toThrow('Too much is happening')
  lane.letGo()
  await Promise.all([first, ...waiting])
  await expect(lane.send('e')).resolves.toEqual(sent(1))
})

test('flushing waits for everything handed over', async () => {
  const lane = play({ lanes: 2 })
  for (const groupId of ['g', 'h', 'i', 'j']) void lane.send(groupId, groupId)
  await lane.flush()
  expect(lane.committed.toSorted()).toEqual(['g', 'h', 'i', 'j'])
})
