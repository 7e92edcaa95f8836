import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isReached } from '../../../src/im/push/rules.ts'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
beforeEach(async () => {
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
  await call('im_set_attr_name', { AttrNames: { 0: 'sex', 1: 'city' } })
})
afterAll(() => world.close())

const call = (command: string, body: object, of = app) => of.v4(`all_member_push/${command}`, body)
const code = async (command: string, body: object) => (await call(command, body)).ErrorCode
const names = async () => (await call('im_get_attr_name', {})).AttrNames
const attributesOf = async (...To_Account: string[]) => (await call('im_get_attr', { To_Account })).UserAttrs
const tagsOf = async (...To_Account: string[]) => (await call('im_get_tag', { To_Account })).UserTags
const setAttributes = (To_Account: string, Attrs: object) => code('im_set_attr', { UserAttrs: [{ To_Account, Attrs }] })
const addTags = (To_Account: string, Tags: string[]) => code('im_add_tag', { UserTags: [{ To_Account, Tags }] })
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `t${String(from + index).padStart(3, '0')}`)

describe('names of attributes', () => {
  test('are set by number and read back; those not mentioned stay', async () => {
    expect(await call('im_set_attr_name', { AttrNames: { 2: 'country', 0: 'gender' } })).toEqual(ok)
    expect(await call('im_get_attr_name', {})).toEqual({ ...ok, AttrNames: { 0: 'gender', 1: 'city', 2: 'country' } })
    expect(await code('im_set_attr_name', { AttrNames: { 0: 'city', 1: 'gender' } })).toBe(0)
    expect(await names()).toEqual({ 0: 'city', 1: 'gender', 2: 'country' })
  })

  test('come as a list from one SDK', async () => {
    expect(await code('im_set_attr_name', { AttrNames: ['one', 'two'] })).toBe(0)
    expect(await names()).toEqual({ 0: 'one', 1: 'two' })
  })

  test('keep the values of users under another name', async () => {
    await setAttributes('ann', { sex: 'f', city: 'Oslo' })
    await call('im_set_attr_name', { AttrNames: { 1: 'town' } })
    expect(await attributesOf('ann')).toEqual([{ To_Account: 'ann', Attrs: { sex: 'f', town: 'Oslo' } }])
    expect(await setAttributes('ann', { city: 'Rome' })).toBe(90033)
  })

  test('have 1 to 50 bytes (90030), numbers 0 to 9, and each its own (90033)', async () => {
    const all = Object.fromEntries(Array.from({ length: 10 }, (_, slot) => [slot, `${slot}`.repeat(50)]))
    expect(await code('im_set_attr_name', { AttrNames: all })).toBe(0)
    for (const [AttrNames, expected] of [
      [{ 0: '' }, 90030],
      [{ 0: 'x'.repeat(51) }, 90030],
      [{ 10: 'ten' }, 90033],
      [{ first: 'x' }, 90033],
      [{ '01': 'x' }, 90033],
      [{ 0: 'x', 1: 'x' }, 90033],
      [{ 0: '1'.repeat(50) }, 90033],
      [Array(11).fill('x'), 90033],
      [{ 0: 7 }, 90001],
      ['x', 90001],
    ] as const) {
      expect([AttrNames, await code('im_set_attr_name', { AttrNames })]).toEqual([AttrNames, expected])
    }
    expect(await code('im_set_attr_name', {})).toBe(90001)
    expect(await names()).toEqual(all)
  })

  test('and what users have under them hold no characters that are none: those are replaced', async () => {
    const before = await names()
    expect(await code('im_set_attr_name', { AttrNames: { 8: 'a\ud800', 9: 'a\ufffd' } })).toBe(90033)
    expect(await code('im_set_attr_name', { AttrNames: { 9: 'a\ud800' } })).toBe(0)
    expect(await setAttributes('ann', { 'a\udc00': 'b\ud800' })).toBe(0)
    expect(await addTags('ann', ['c\ud800'])).toBe(0)
    expect((await attributesOf('ann'))[0].Attrs).toMatchObject({ 'a\ufffd': 'b\ufffd' })
    expect((await tagsOf('ann'))[0].Tags).toEqual(['c\ufffd'])
    expect(await code('im_remove_tag', { UserTags: [{ To_Account: 'ann', Tags: ['c\udc00'] }] })).toBe(0)
    expect((await tagsOf('ann'))[0].Tags).toEqual([])
    expect(await names()).toEqual({ ...before, 9: 'a\ufffd' })
  })

  test('set at once by many never break', async () => {
    const answers = await Promise.all(numbered(12).map((name) => code('im_set_attr_name', { AttrNames: { 0: name, 1: `${name}!` } })))
    expect(answers).toEqual(Array(12).fill(0))
    const { 0: first, 1: second } = await names()
    expect(second).toBe(`${first}!`)
  })
})

describe('attributes of users', () => {
  test('are set, changed one by one and removed', async () => {
    expect(
      await call('im_set_attr', {
        UserAttrs: [
          { To_Account: 'ann', Attrs: { sex: 'f' } },
          { To_Account: 'ben', Attrs: { city: 'Rome' } },
        ],
      }),
    ).toEqual(ok)
    expect(await setAttributes('ann', { city: 'Oslo' })).toBe(0)
    const users = [
      { To_Account: 'ben', Attrs: { city: 'Rome' } },
      { To_Account: 'ann', Attrs: { sex: 'f', city: 'Oslo' } },
      { To_Account: 'administrator', Attrs: {} },
    ]
    const asked = { To_Account: ['ben', 'ann', 'administrator'] }
    expect(await call('im_get_attr', asked)).toEqual({ ...ok, UserAttrs: users, Attrs: users })
    const twice = [
      { To_Account: 'ann', Attrs: { sex: '1' } },
      { To_Account: 'ann', Attrs: { sex: '2' } },
    ]
    expect(await code('im_set_attr', { UserAttrs: twice })).toBe(0)
    expect(
      await call('im_remove_attr', {
        UserAttrs: [
          { To_Account: 'ann', Attrs: ['city'] },
          { To_Account: 'ben', Attrs: ['sex'] },
        ],
      }),
    ).toEqual(ok)
    expect(await attributesOf('ann', 'ben')).toEqual([
      { To_Account: 'ann', Attrs: { sex: '2' } },
      { To_Account: 'ben', Attrs: { city: 'Rome' } },
    ])
  })

  test('need a name that is set (90033), 1 to 50 bytes (90030), and at most 100 accounts that exist (90018, 90048)', async () => {
    expect(await setAttributes('ann', { city: 'x'.repeat(50) })).toBe(0)
    expect(await setAttributes('ann', { city: 'x'.repeat(51) })).toBe(90030)
    expect(await setAttributes('ann', { city: '' })).toBe(90030)
    expect(await setAttributes('ann', { colour: 'red' })).toBe(90033)
    expect(await setAttributes('zed', { city: 'Oslo' })).toBe(90048)
    expect(
      await code('im_set_attr', {
        UserAttrs: [
          { To_Account: 'ben', Attrs: { city: 'Oslo' } },
          { To_Account: 'zed', Attrs: {} },
        ],
      }),
    ).toBe(90048)
    expect(await code('im_remove_attr', { UserAttrs: [{ To_Account: 'ann', Attrs: ['colour'] }] })).toBe(90033)
    expect(await code('im_get_attr', { To_Account: ['zed'] })).toBe(90048)
    const many = Array(101).fill('ann')
    expect(await code('im_get_attr', { To_Account: many })).toBe(90018)
    expect(await code('im_set_attr', { UserAttrs: many.map((To_Account) => ({ To_Account, Attrs: {} })) })).toBe(90018)
    expect(await code('im_remove_attr', { UserAttrs: many.map((To_Account) => ({ To_Account, Attrs: [] })) })).toBe(90018)
    for (const body of [{}, { UserAttrs: [] }, { UserAttrs: 'ann' }, { UserAttrs: [{ To_Account: 'ann' }] }]) {
      expect(await code('im_set_attr', body)).toBe(90001)
    }
    expect(await code('im_set_attr', { UserAttrs: [{ To_Account: 7, Attrs: {} }] })).toBe(60015)
    expect(await attributesOf('ann', 'ben')).toEqual([
      { To_Account: 'ann', Attrs: { city: 'x'.repeat(50) } },
      { To_Account: 'ben', Attrs: {} },
    ])
  })
})

describe('what SDKs call users with what they have', () => {
  const user = { To_Account: 'ann' }

  test.each([
    ['a list under the older name', (field: string, has: unknown) => ({ [field]: [{ ...user, [field]: has }] })],
    ['one user instead of a list', (field: string, has: unknown) => ({ [`User${field}`]: { ...user, [field]: has } })],
    ['one user under the older name', (field: string, has: unknown) => ({ [field]: { ...user, [field]: has } })],
    ['flat', (field: string, has: unknown) => ({ ...user, [field]: has })],
    ['flat, for several users', (field: string, has: unknown) => ({ To_Account: ['ann'], [field]: has })],
  ])('%s', async (_, body) => {
    expect(await code('im_set_attr', body('Attrs', { sex: 'f', city: 7 }))).toBe(0)
    expect((await attributesOf('ann'))[0].Attrs).toEqual({ sex: 'f', city: '7' })
    expect(await code('im_remove_attr', body('Attrs', { city: '7' }))).toBe(0)
    expect(await code('im_remove_attr', body('Attrs', ['sex']))).toBe(0)
    expect((await attributesOf('ann'))[0].Attrs).toEqual({})
    expect(await code('im_add_tag', body('Tags', ['a', 7]))).toBe(0)
    expect((await tagsOf('ann'))[0].Tags.toSorted()).toEqual(['7', 'a'])
    expect(await code('im_remove_tag', body('Tags', [7]))).toBe(0)
    expect((await tagsOf('ann'))[0].Tags).toEqual(['a'])
  })
})

describe('tags of users', () => {
  test('are added, removed and taken all, as often as one likes', async () => {
    const both = [
      { To_Account: 'ann', Tags: ['b', 'a', 'b'] },
      { To_Account: 'ben', Tags: ['a'] },
    ]
    expect(await call('im_add_tag', { UserTags: both })).toEqual(ok)
    expect(await call('im_add_tag', { UserTags: both })).toEqual(ok)
    const users = [
      { To_Account: 'ben', Tags: ['a'] },
      { To_Account: 'ann', Tags: ['a', 'b'] },
      { To_Account: 'administrator', Tags: [] },
    ]
    const asked = { To_Account: ['ben', 'ann', 'administrator'] }
    expect(await call('im_get_tag', asked)).toEqual({ ...ok, UserTags: users, Tags: users })
    expect(await call('im_remove_tag', { UserTags: [{ To_Account: 'ann', Tags: ['a', 'never'] }] })).toEqual(ok)
    expect(await tagsOf('ann', 'ben')).toEqual([
      { To_Account: 'ann', Tags: ['b'] },
      { To_Account: 'ben', Tags: ['a'] },
    ])
    expect(await call('im_remove_all_tags', { To_Account: ['ann', 'ben'] })).toEqual(ok)
    expect(await tagsOf('ann', 'ben')).toEqual([
      { To_Account: 'ann', Tags: [] },
      { To_Account: 'ben', Tags: [] },
    ])
  })

  test('are 10 a call (90032), of 1 to 50 bytes (90034, 90040), of at most 100 accounts that exist (90018, 90048)', async () => {
    expect(await addTags('ann', numbered(10))).toBe(0)
    expect(await addTags('ann', numbered(11))).toBe(90032)
    expect(await addTags('ben', ['字'.repeat(16)])).toBe(0)
    expect(await addTags('ben', ['字'.repeat(17)])).toBe(90034)
    expect(await addTags('ben', ['x', ''])).toBe(90040)
    expect(await addTags('zed', ['x'])).toBe(90048)
    expect(await code('im_remove_tag', { UserTags: [{ To_Account: 'zed', Tags: ['x'] }] })).toBe(90048)
    expect(await code('im_remove_tag', { UserTags: [{ To_Account: 'ann', Tags: numbered(11) }] })).toBe(90032)
    expect(await code('im_remove_all_tags', { To_Account: ['zed'] })).toBe(90048)
    expect(await code('im_get_tag', { To_Account: ['zed'] })).toBe(90048)
    const many = Array(101).fill('ann')
    for (const command of ['im_add_tag', 'im_remove_tag']) {
      expect(await code(command, { UserTags: many.map((To_Account) => ({ To_Account, Tags: ['a'] })) })).toBe(90018)
      for (const body of [{}, { UserTags: [] }, { UserTags: [{ To_Account: 'ann', Tags: 'a' }] }])
        expect(await code(command, body)).toBe(90001)
    }
    for (const command of ['im_get_tag', 'im_remove_all_tags']) {
      expect(await code(command, { To_Account: many })).toBe(90018)
      expect(await code(command, { To_Account: [] })).toBe(90001)
      expect(await code(command, { To_Account: 'ann' })).toBe(90001)
    }
    expect((await tagsOf('ben'))[0].Tags).toHaveLength(1)
  })

  test('are at most 100 of a user, exactly, also when they are added at once; a call adds all or nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, page) => addTags('ann', numbered(10, page * 10))))
    expect(answers.toSorted((a, b) => a - b)).toEqual([...Array(10).fill(0), 90032, 90032])
    expect((await tagsOf('ann'))[0].Tags).toHaveLength(100)
    const over = [
      { To_Account: 'ben', Tags: ['new'] },
      { To_Account: 'ann', Tags: ['new'] },
    ]
    expect(await code('im_add_tag', { UserTags: over })).toBe(90032)
    expect((await tagsOf('ben'))[0].Tags).toEqual([])
    const [{ Tags: has }] = await tagsOf('ann')
    expect(await addTags('ann', has.slice(0, 10))).toBe(0)
  })
})

test('attributes and tags are kept while the plan has no pushes, and are back on return', async () => {
  await setAttributes('ann', { sex: 'f' })
  await addTags('ann', ['a'])
  await app.modify({ edition: 'pro' })
  expect(await code('im_get_attr', { To_Account: ['ann'] })).toBe(90045)
  await world.operator.call('plan.resetAllowance', { sdkAppId: app.sdkAppId })
  await app.modify({ edition: 'ultimate' })
  expect(await attributesOf('ann')).toEqual([{ To_Account: 'ann', Attrs: { sex: 'f' } }])
  expect(await tagsOf('ann')).toEqual([{ To_Account: 'ann', Tags: ['a'] }])
})

test('another app has names, attributes and tags of its own', async () => {
  const other = await world.app({ edition: 'ultimate' })
  await other.importUsers(['ann'])
  await setAttributes('ann', { sex: 'f' })
  await addTags('ann', ['a'])
  expect((await call('im_get_attr_name', {}, other)).AttrNames).toEqual({})
  expect((await call('im_get_attr', { To_Account: ['ann'] }, other)).UserAttrs).toEqual([{ To_Account: 'ann', Attrs: {} }])
  expect((await call('im_get_tag', { To_Account: ['ann'] }, other)).UserTags).toEqual([{ To_Account: 'ann', Tags: [] }])
  await call('im_remove_all_tags', { To_Account: ['ann'] }, other)
  expect((await tagsOf('ann'))[0].Tags).toEqual(['a'])
})

test('whom a condition reaches is what And and Or of plain sets say', () => {
  const slot = fc.constantFrom('0', '1', '2')
  const value = fc.constantFrom('x', 'y')
  const values = fc.dictionary(slot, value, { minKeys: 1 })
  const tag = fc.constantFrom('a', 'b', 'c')
  const tags = fc.uniqueArray(tag, { minLength: 1 })
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
  const condition = fc.oneof(
    fc.constant(null),
    fc.record({ attributesAny: optional(values), attributesAll: optional(values) }),
    fc.record({ tagsAny: optional(tags), tagsAll: optional(tags) }),
  )
  const user = fc.record({ attributes: fc.dictionary(slot, value), tags: fc.uniqueArray(tag) })
  fc.assert(
    fc.property(condition, user, (wanted, traits) => {
      const has = new Set([...Object.entries(traits.attributes).map((pair) => pair.join('=')), ...traits.tags])
      const words = (list: string[] | Record<string, string> | undefined) =>
        list && (Array.isArray(list) ? list : Object.entries(list).map((pair) => pair.join('=')))
      const { attributesAny, attributesAll, tagsAny, tagsAll } = {
        attributesAny: undefined,
        attributesAll: undefined,
        tagsAny: undefined,
        tagsAll: undefined,
        ...wanted,
      }
      let expected = true
      for (const any of [words(attributesAny), words(tagsAny)]) if (any) expected &&= any.filter((word) => has.has(word)).length > 0
      for (const all of [words(attributesAll), words(tagsAll)]) if (all) expected &&= all.filter((word) => !has.has(word)).length === 0
      expect(isReached(wanted, traits)).toBe(expected)
    }),
    { numRuns: 1000 },
  )
})
