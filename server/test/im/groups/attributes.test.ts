import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emission } from '../../../src/platform/hub.ts'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann'] })
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
const pairs = (record: Record<string, string>) => Object.entries(record).map(([key, value]) => ({ key, value }))
const write = (command: 'modify' | 'set', GroupId: string, record: Record<string, string>, of = app) =>
  call(`${command}_group_attr`, { GroupId, GroupAttr: pairs(record) }, of)
const attributesOf = async (GroupId: string, of = app) =>
  (await of.ok('group_open_attr_http_svc/get_group_attr', { GroupId })).GroupAttrAry as { key: string; value: string }[]
const many = (count: number, value = 'v', from = 0) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${from + index}`, value]))

test('modify_group_attr adds and overwrites, set_group_attr replaces, clear_group_attr empties', async () => {
  const GroupId = await app.createGroup()
  expect(await attributesOf(GroupId)).toEqual([])
  expect(await write('modify', GroupId, { colour: 'red', mood: '' })).toEqual(ok)
  expect(await write('modify', GroupId, { colour: 'blue', topic: '花 \u0001' })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ colour: 'blue', mood: '', topic: '花 \u0001' }))
  expect(await write('set', GroupId, { topic: 'roses' })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ topic: 'roses' }))
  expect(await call('clear_group_attr', { GroupId })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual([])
  await write('modify', GroupId, { topic: 'roses' })
  expect(await write('set', GroupId, {})).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual([])
})

test('get_group_attr answers under its own service and under the one where older SDKs look', async () => {
  const GroupId = await app.createGroup()
  await write('modify', GroupId, { colour: 'red' })
  const answer = { ...ok, GroupAttrAry: [{ key: 'colour', value: 'red' }] }
  expect(await app.v4('group_open_attr_http_svc/get_group_attr', { GroupId })).toEqual(answer)
  expect(await call('get_group_attr', { GroupId })).toEqual(answer)
})

test('key and value are understood in any letter case; of a key that is given twice the last value counts', async () => {
  const GroupId = await app.createGroup()
  const GroupAttr = [
    { Key: 'a', Value: '1' },
    { key: 'b', Value: '2' },
    { KEY: 'a', value: '3' },
  ]
  expect(await call('modify_group_attr', { GroupId, GroupAttr })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ a: '3', b: '2' }))
  expect(await call('delete_group_attr', { GroupId, GroupAttr: [{ Key: 'a' }] })).toEqual(ok)
})

test('keys that are no Unicode are kept with the sign for it, as one key when they look the same', async () => {
  const GroupId = await app.createGroup()
  const GroupAttr = [
    { key: '\ufffd', value: '1' },
    { key: '\ud800', value: '2' },
    { key: '\udc00', value: '3\ud800' },
  ]
  expect(await call('modify_group_attr', { GroupId, GroupAttr: GroupAttr.slice(0, 1) })).toEqual(ok)
  expect(await call('modify_group_attr', { GroupId, GroupAttr: GroupAttr.slice(1) })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ '\ufffd': '3\ufffd' }))
})

test('delete_group_attr removes the keys that are named; when one is missing (10050) it removes none', async () => {
  const GroupId = await app.createGroup()
  await write('modify', GroupId, { a: '1', b: '2', c: '3' })
  expect(await call('delete_group_attr', { GroupId, GroupAttr: [{ key: 'a' }, { key: 'zed' }] })).toMatchObject({ ErrorCode: 10050 })
  expect(await attributesOf(GroupId)).toHaveLength(3)
  expect(await call('delete_group_attr', { GroupId, GroupAttr: [{ key: 'a' }, { key: 'b' }, { key: 'a' }] })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ c: '3' }))
})

test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom'])('a group of type %s has attributes', async (Type) => {
  const GroupId = await app.createGroup({ Type })
  expect(await write('set', GroupId, { a: '1' })).toEqual(ok)
  expect(await attributesOf(GroupId)).toEqual(pairs({ a: '1' }))
})

test('a community has attributes as long as the plan has communities (11000), and has them again afterwards', async () => {
  const rich = await world.app({ edition: 'ultimate', name: 'Rich' })
  const GroupId = await rich.createGroup({ Type: 'Community' })
  expect(await write('set', GroupId, { a: '1' }, rich)).toEqual(ok)
  expect(await attributesOf(GroupId, rich)).toEqual(pairs({ a: '1' }))
  await rich.modify({ edition: 'pro' })
  for (const command of ['get_group_attr', 'set_group_attr', 'modify_group_attr', 'clear_group_attr', 'delete_group_attr']) {
    expect(await call(command, { GroupId, GroupAttr: pairs({ a: '2' }) }, rich)).toMatchObject({ ErrorCode: 11000 })
  }
  await world.moveTo('2022-12-01T06:00:00Z')
  await rich.modify({ edition: 'ultimate' })
  expect(await attributesOf(GroupId, rich)).toEqual(pairs({ a: '1' }))
})

describe('limits', () => {
  test('a key has up to 32 bytes (10045), a value up to 4000 (10046)', async () => {
    const GroupId = await app.createGroup()
    const [key, value] = ['é'.repeat(16), '花'.repeat(1333)]
    expect(await write('modify', GroupId, { [key]: value })).toEqual(ok)
    expect(await write('modify', GroupId, { fine: 'x', [`${key}e`]: 'v' })).toMatchObject({ ErrorCode: 10045 })
    expect(await write('modify', GroupId, { fine: 'x', b: `${value}xx` })).toMatchObject({ ErrorCode: 10046 })
    expect(await write('set', GroupId, { b: `${value}xx` })).toMatchObject({ ErrorCode: 10046 })
    expect(await attributesOf(GroupId)).toEqual([{ key, value }])
  })

  test('a group has up to 16 keys (10047)', async () => {
    const GroupId = await app.createGroup()
    expect(await write('set', GroupId, many(16))).toEqual(ok)
    expect(await write('modify', GroupId, { another: 'x' })).toMatchObject({ ErrorCode: 10047 })
    expect(await write('set', GroupId, many(17))).toMatchObject({ ErrorCode: 10047 })
    expect(await attributesOf(GroupId)).toHaveLength(16)
    expect(await write('modify', GroupId, many(16, 'other'))).toEqual(ok)
    expect((await attributesOf(GroupId)).every(({ value }) => value === 'other')).toBe(true)
  })

  test('all values of a group have up to 16000 bytes (10048)', async () => {
    const GroupId = await app.createGroup()
    expect(await write('modify', GroupId, many(4, 'x'.repeat(4000)))).toEqual(ok)
    expect(await write('modify', GroupId, { another: 'x' })).toMatchObject({ ErrorCode: 10048 })
    expect(await write('modify', GroupId, { another: '', 'key 0': 'short' })).toEqual(ok)
    expect(await write('set', GroupId, many(5, 'x'.repeat(3201)))).toMatchObject({ ErrorCode: 10048 })
    expect(await attributesOf(GroupId)).toHaveLength(5)
  })

  test('calls at the same time do not pass them together', async () => {
    const GroupId = await app.createGroup()
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => write('modify', GroupId, many(3, 'v', index * 3))))
    expect(answers.filter(({ ErrorCode }) => ErrorCode === 0)).toHaveLength(5)
    expect(answers.filter(({ ErrorCode }) => ErrorCode === 10047)).toHaveLength(7)
    expect(await attributesOf(GroupId)).toHaveLength(15)
  })

  test('a group is written to five times a second (10049), unless the operator sets another rate', async () => {
    const slow = await world.app({ name: 'Slow' })
    await world.operator.call('app.setRates', { sdkAppId: slow.sdkAppId, rates: { attributeWritesPerGroup: 1 } })
    const [one, other] = [await slow.createGroup(), await slow.createGroup()]
    const codes = (await Promise.all(Array.from({ length: 20 }, () => write('modify', one, { a: '1' }, slow)))).map((a) => a.ErrorCode)
    expect(codes.filter((code) => code !== 0 && code !== 10049)).toEqual([])
    expect(codes).toContain(10049)
    expect(await write('modify', other, { a: '1' }, slow)).toEqual(ok)
    await world.operator.call('app.setRates', { sdkAppId: slow.sdkAppId, rates: { attributeWritesPerGroup: null } })
    // This process remembers the app with the old rate, and finds the new one when it is about to refuse.
    const startedAt = performance.now()
    const answers = await Promise.all(Array.from({ length: 40 }, () => write('modify', other, { a: '1' }, slow)))
    const windows = 2 + Math.floor((performance.now() - startedAt) / 1000)
    expect(answers.filter(({ ErrorCode }) => ErrorCode === 0).length).toBeLessThanOrEqual(5 * windows)
    expect(answers.map(({ ErrorCode }) => ErrorCode)).toContain(10049)
  })
})

describe('refused', () => {
  test('an unknown group (10010), and missing or wrong fields (10004), which are named', async () => {
    const GroupId = await app.createGroup()
    expect(await app.v4('group_open_attr_http_svc/get_group_attr', { GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
    expect(await app.v4('group_open_attr_http_svc/get_group_attr', {})).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: 'GroupId is missing.',
    })
    for (const command of ['modify_group_attr', 'set_group_attr', 'delete_group_attr', 'clear_group_attr']) {
      expect(await call(command, { GroupId: 'nope', GroupAttr: pairs({ a: '1' }) })).toMatchObject({ ErrorCode: 10010 })
      expect(await call(command, { GroupAttr: pairs({ a: '1' }) })).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
    }
    for (const command of ['modify_group_attr', 'set_group_attr', 'delete_group_attr']) {
      expect(await call(command, { GroupId })).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupAttr is missing.' })
      for (const GroupAttr of ['a', {}, ['a'], [{}], [{ key: 7, value: 'x' }]]) {
        expect(await call(command, { GroupId, GroupAttr })).toMatchObject({ ErrorCode: 10004 })
      }
    }
    for (const GroupAttr of [[{ key: 'a' }], [{ key: 'a', value: 7 }], [{ key: '', value: 'x' }]]) {
      expect(await call('modify_group_attr', { GroupId, GroupAttr })).toMatchObject({ ErrorCode: 10004 })
    }
    expect(await attributesOf(GroupId)).toEqual([])
  })
})

test('a change is told once it is committed, and a refused one is not', async () => {
  const GroupId = await app.createGroup()
  const heard: Emission[] = []
  const stop = world.hub.listen((emission) => heard.push(emission))
  await write('modify', GroupId, { a: '1' })
  await write('modify', GroupId, { a: 'x'.repeat(4001) })
  stop()
  expect(heard).toEqual([{ sdkAppId: app.sdkAppId, name: 'group.attributesChanged', content: { groupId: GroupId } }])
})

test('attributes go with their group, and a group of another app keeps its own', async () => {
  const other = await world.app({ name: 'Another' })
  for (const of of [app, other]) {
    await of.createGroup({ GroupId: 'same' })
    await write('set', 'same', { of: of.name }, of)
  }
  expect(await call('clear_group_attr', { GroupId: 'same' })).toEqual(ok)
  expect(await attributesOf('same', other)).toEqual(pairs({ of: 'Another' }))
  await write('set', 'same', { of: 'ours' })
  await app.ok('group_open_http_svc/destroy_group', { GroupId: 'same' })
  await app.createGroup({ GroupId: 'same' })
  expect(await attributesOf('same')).toEqual([])
})
