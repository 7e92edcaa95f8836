import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applied, isMarked, type Marked, nameOf, unmarked, withMarks } from '../../../src/im/contacts/marks.ts'
import { ben, cy, ok, withUser } from './contacts-driver.ts'
import { app, openContacts, world } from './contacts-world.ts'

const { call, newUser, mark, all, find } = openContacts({ edition: 'ultimate', users: ['ben', 'cy'] })

describe('marks', () => {
  test('set and clear bits of 64 and a mark of the app’s own', async () => {
    const ann = await newUser()
    expect(await mark(ann, { OptType: 3, ContactItem: ben, SetMark: [1, 2, 3], CustomMark: 'abcd' })).toEqual({
      ...ok,
      ResultItem: [{ OptType: 3, ContactItem: ben, ResultCode: 0, ResultInfo: '' }],
    })
    const shown = async () => (await find(ann, [ben])).ContactResultItem[0]
    expect(await shown()).toEqual({ ...ben, StandardMark: '1110', CustomMark: 'abcd', ContactGroupId: [], Timestamp: world.unix() })
    await mark(ann, { OptType: 1, ContactItem: ben, SetMark: [32, 63], ClearMark: [1, 3], CustomMark: 'not looked at' })
    expect(await shown()).toMatchObject({ StandardMark: ((1n << 63n) | (1n << 32n) | 4n).toString(2), CustomMark: 'abcd' })
    await mark(ann, { OptType: 2, ContactItem: ben, SetMark: [1], CustomMark: '' })
    expect(await shown()).toMatchObject({ StandardMark: ((1n << 63n) | (1n << 32n) | 4n).toString(2), CustomMark: '' })
    await mark(ann, { OptType: 1, ContactItem: ben, ClearMark: [2, 32, 63] })
    expect(await shown()).toEqual({ ...ben, StandardMark: '0', CustomMark: '', ContactGroupId: [], Timestamp: 0 })
    expect((await all(ann)).ContactItem).toEqual([])
  })

  test('refuse reserved bits, custom marks above 256 bytes and missing fields (50002), none and more than 100 (51006)', async () => {
    const ann = await newUser()
    for (const bit of [0, 5, 31, 64, -1, 1.5, '1']) {
      expect((await mark(ann, { OptType: 1, ContactItem: ben, SetMark: [bit] })).ErrorCode).toBe(50002)
      expect((await mark(ann, { OptType: 1, ContactItem: ben, ClearMark: [bit] })).ErrorCode).toBe(50002)
    }
    expect((await mark(ann, { OptType: 2, ContactItem: ben, CustomMark: 'x'.repeat(257) })).ErrorCode).toBe(50002)
    expect((await mark(ann, { OptType: 2, ContactItem: ben, CustomMark: 'x'.repeat(256) })).ErrorCode).toBe(0)
    expect((await mark(ann, { OptType: 2, ContactItem: ben })).ErrorCode).toBe(50002)
    expect((await mark(ann, { OptType: 4, ContactItem: ben })).ErrorCode).toBe(50002)
    expect((await mark(ann, { OptType: 1 })).ErrorCode).toBe(50002)
    expect((await mark('zed', { OptType: 1, ContactItem: ben, SetMark: [1] })).ErrorCode).toBe(50001)
    const item = { OptType: 1, ContactItem: cy, SetMark: [1] }
    expect((await call('mark_contact', { From_Account: ann, MarkItem: [] })).ErrorCode).toBe(51006)
    expect((await call('mark_contact', { From_Account: ann, MarkItem: Array(101).fill(item) })).ErrorCode).toBe(51006)
    expect((await call('mark_contact', { From_Account: ann, MarkItem: Array(100).fill(item) })).ErrorCode).toBe(0)
  })

  test('are on at most 1,000 conversations, exactly, also when they are set at once; taking away is always possible', async () => {
    const ann = await newUser()
    const peers = Array.from({ length: 1_050 }, (_, index) => `peer${index}`)
    await app.importUsers(peers)
    const pages = Array.from({ length: 11 }, (_, page) => peers.slice(page * 100, page * 100 + 100))
    const answers = await Promise.all(
      pages.map((page) =>
        call('mark_contact', {
          From_Account: ann,
          MarkItem: page.map((userId) => ({ OptType: 2, ContactItem: withUser(userId), CustomMark: 'x' })),
        }),
      ),
    )
    const codes = answers.flatMap(({ ErrorCode, ResultItem }, page) =>
      ErrorCode === 0 ? ResultItem.map(({ ResultCode }: { ResultCode: number }) => ResultCode) : pages[page]!.map(() => ErrorCode),
    )
    expect(codes.filter((code) => code === 0)).toHaveLength(1_000)
    expect(codes.filter((code) => code === 51008)).toHaveLength(50)
    const [left] = await world.sql<{ count: number }[]>`
      select count(*) as count from marked_contacts where app_id = ${app.sdkAppId} and user_id = ${ann}`
    expect(left!.count).toBe(1_000)

    const marked = (await all(ann)).ContactItem[0].To_Account as string
    const unmarked = peers.find((_, index) => codes[index] === 51008)!
    expect((await mark(ann, { OptType: 2, ContactItem: withUser(unmarked), CustomMark: 'x' })).ErrorCode).toBe(51008)
    expect((await mark(ann, { OptType: 2, ContactItem: withUser(marked), CustomMark: 'y' })).ErrorCode).toBe(0)
    const swap = [
      { OptType: 2, ContactItem: withUser(marked), CustomMark: '' },
      { OptType: 2, ContactItem: withUser(unmarked), CustomMark: 'x' },
    ]
    expect((await call('mark_contact', { From_Account: ann, MarkItem: swap })).ResultItem).toMatchObject([
      { ResultCode: 0 },
      { ResultCode: 0 },
    ])
  })

  test('steps on any conversations keep the limit and do what a plain list of sets does', () => {
    const contacts = ['a', 'b', 'c', 'd'].map((peerId) => ({ peerId }))
    const step = fc.record({ contact: fc.constantFrom(...contacts), set: fc.subarray([1, 2, 33]), clear: fc.subarray([1, 2, 33]) })
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 0, max: 4 }), (steps, countMax) => {
        const model = new Map<string, Set<number>>()
        const count = () => [...model.values()].filter(({ size }) => size > 0).length
        const expected = steps.map(({ contact, set, clear }) => {
          const before = model.get(contact.peerId) ?? new Set()
          const after = new Set([...[...before].filter((bit) => !clear.includes(bit)), ...set])
          if (before.size === 0 && after.size > 0 && count() >= countMax) return 'contact_mark_limit'
          model.set(contact.peerId, after)
          return 'done'
        })
        const { results, changed } = applied(
          steps.map(({ contact, ...standard }) => ({ contact, change: (marked: Marked) => withMarks(marked, { standard }) })),
          { known: [], counts: isMarked, count: 0, countMax, missing: () => null },
        )
        expect(results.map(({ code }) => code)).toEqual(expected)
        expect(changed.filter(isMarked)).toHaveLength(count())
        for (const { contact, standardMarks } of changed)
          expect(standardMarks).toEqual([...model.get((contact as { peerId: string }).peerId)!].toSorted((a, b) => a - b))
      }),
    )
    expect(nameOf(unmarked({ peerId: 'x' }).contact)).not.toBe(nameOf({ groupId: 'x' }))
  })
})
