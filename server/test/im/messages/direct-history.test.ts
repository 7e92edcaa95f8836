import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok, type V4Answer } from '../../app-driver.ts'
import { text, textsOf } from '../../message-bodies.ts'
import { app, day, importOne, page, pair, say, start, unreadOf, world } from './direct-world.ts'

describe('admin_getroammsg', () => {
  test('shows the newest that fit in the order of time, and where to continue', async () => {
    const [ann, ben] = await pair()
    for (const number of [1, 2, 3, 4, 5])
      await importOne(ann, ben, start - 10 + number, { MsgBody: text(`${number}`), MsgSeq: number, MsgRandom: number })
    const first = await page(ann, ben, { MaxCnt: 3 })
    expect(first).toMatchObject({ ...ok, Complete: 0, MsgCnt: 3, LastMsgTime: start - 7, LastMsgKey: `3_3_${start - 7}` })
    expect(textsOf(first.MsgList)).toEqual(['3', '4', '5'])
    const second = await page(ann, ben, { MaxCnt: 3, MaxTime: first.LastMsgTime, LastMsgKey: first.LastMsgKey })
    expect(second).toMatchObject({ Complete: 1, MsgCnt: 2, LastMsgTime: start - 9, LastMsgKey: `1_1_${start - 9}` })
    expect(textsOf(second.MsgList)).toEqual(['1', '2'])
    const beyond = await page(ann, ben, { MaxTime: second.LastMsgTime, LastMsgKey: second.LastMsgKey })
    expect(beyond).toEqual({ ...ok, Complete: 1, MsgCnt: 0, LastMsgTime: 0, LastMsgKey: '', MsgList: [] })
  })

  test('both ends of the time asked for belong to it; none stands in a time turned round', async () => {
    const [ann, ben] = await pair()
    for (const number of [1, 2, 3, 4]) await importOne(ann, ben, start - 10 + number, { MsgBody: text(`${number}`) })
    expect(textsOf((await page(ann, ben, { MinTime: start - 8, MaxTime: start - 7 })).MsgList)).toEqual(['2', '3'])
    expect(await page(ann, ben, { MinTime: start - 7, MaxTime: start - 8 })).toMatchObject({ Complete: 1, MsgCnt: 0 })
  })

  test('takes the older names of the two users', async () => {
    const [ann, ben] = await pair()
    await say(ann, ben)
    const asked = { MaxCnt: 5, MinTime: 0, MaxTime: 4_000_000_000 }
    expect(await app.v4('openim/admin_getroammsg', { From_Account: ben, To_Account: ann, ...asked })).toMatchObject({ MsgCnt: 1 })
    expect(await app.v4('openim/admin_getroammsg', { Operator_Account: ben, To_Account: ann, ...asked })).toMatchObject({ MsgCnt: 1 })
  })

  test('an answer holds about 13 KB, and one message at least', async () => {
    const [ann, ben] = await pair()
    for (const size of [12_000, 5_000, 5_000, 12_000]) await say(ann, ben, { MsgBody: text('x'.repeat(size)) })
    const sizes: number[][] = []
    for (let at = {}; ; ) {
      const answer = await page(ben, ann, at)
      sizes.push(textsOf(answer.MsgList).map((said) => said.length))
      if (answer.Complete) break
      at = { MaxTime: answer.LastMsgTime, LastMsgKey: answer.LastMsgKey }
    }
    expect(sizes).toEqual([[12_000], [5_000, 5_000], [12_000]])
  })

  test('a client that continues at the last message ends, and has seen every message once, whatever share of them is of one second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            mine: fc.boolean(),
            second: fc.integer({ min: 0, max: 3 }),
            sequence: fc.integer({ min: 0, max: 3 }),
            size: fc.constantFrom(1, 4_000),
          }),
          {
            minLength: 1,
            maxLength: 25,
          },
        ),
        fc.integer({ min: 1, max: 6 }),
        async (said, MaxCnt) => {
          const [ann, ben] = await pair()
          await Promise.all(
            said.map(({ mine, second, sequence, size }, index) =>
              importOne(mine ? ann : ben, mine ? ben : ann, start - 100 + second, {
                ...{ MsgSeq: sequence, MsgRandom: 1_000 + index, MsgBody: text('x'.repeat(size)) },
              }),
            ),
          )
          // Both may use the same numbers in the same second when they say it live.
          const cross = { MsgSeq: 1, MsgRandom: 1 }
          await say(ann, ben, cross)
          await say(ben, ann, cross)
          const seen: V4Answer[] = []
          for (let at = {}; ; ) {
            const answer = await page(ann, ben, { MaxCnt, ...at })
            seen.unshift(...answer.MsgList)
            if (answer.Complete) break
            expect(answer.MsgCnt).toBeGreaterThan(0)
            at = { MaxTime: answer.LastMsgTime, LastMsgKey: answer.LastMsgKey }
          }
          expect(seen.map(({ MsgRandom }) => MsgRandom).sort()).toEqual([1, 1, ...said.map((_, index) => 1_000 + index)].sort())
          const places = seen.map(({ MsgTimeStamp, MsgSeq }) => MsgTimeStamp * 10 + MsgSeq)
          expect(places).toEqual(places.toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 15 },
    )
  })

  test('shows nothing past the storage period', async () => {
    const [ann, ben] = await pair()
    await importOne(ann, ben, world.unix() - 7 * day + 1, { MsgBody: text('old') })
    await say(ann, ben)
    expect(textsOf((await page(ann, ben)).MsgList)).toEqual(['old', 'hi'])
    await world.moveBy(1)
    expect(textsOf((await page(ann, ben)).MsgList)).toEqual(['hi'])
    expect(await page(ann, ben)).toMatchObject({ Complete: 1 })
  })

  test('what one of them has cleared is gone for this one only', async () => {
    const [ann, ben] = await pair()
    await say(ann, ben, { MsgBody: text('old') })
    await app.ok('recentcontact/delete', { From_Account: ann, Type: 1, To_Account: ben, ClearRamble: 1 })
    await say(ben, ann, { MsgBody: text('new') })
    expect(textsOf((await page(ann, ben)).MsgList)).toEqual(['new'])
    expect(textsOf((await page(ben, ann)).MsgList)).toEqual(['old', 'new'])
  })

  test('a note to oneself stands there once and is not unread', async () => {
    const [ann] = await pair()
    await say(ann, ann)
    expect(textsOf((await page(ann, ann)).MsgList)).toEqual(['hi'])
    expect(await unreadOf(ann)).toBe(0)
  })

  test('is empty for two who have never spoken', async () => {
    const [ann, ben] = await pair()
    expect(await page(ann, ben)).toMatchObject({ ...ok, Complete: 1, MsgCnt: 0, MsgList: [] })
  })

  test.each([
    ['an operator who does not exist', { Operator_Account: 'nobody' }, 90008],
    ['no operator', { Operator_Account: undefined }, 90008],
    ['an operator who is a number', { Operator_Account: 7 }, 90008],
    ['a peer who does not exist', { Peer_Account: 'nobody' }, 90003],
    ['no peer', { Peer_Account: undefined }, 90003],
    ['no MaxCnt', { MaxCnt: undefined }, 90001],
    ['a MaxCnt of 0', { MaxCnt: 0 }, 90001],
    ['no MinTime', { MinTime: undefined }, 90001],
    ['a MaxTime that is text', { MaxTime: 'now' }, 90001],
    ['a LastMsgKey that is none', { LastMsgKey: 'x' }, 90001],
  ])('refuses %s', async (_, change, code) => {
    const [ann, ben] = await pair()
    expect(await page(ann, ben, change as Record<string, unknown>)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
  })
})
