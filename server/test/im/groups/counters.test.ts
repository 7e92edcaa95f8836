import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Emission } from '../../../src/platform/hub.ts'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
const counters = (record: Record<string, number>) => Object.entries(record).map(([Key, Value]) => ({ Key, Value }))
const update = (GroupId: string, Mode: string, record: Record<string, number>, of = app) =>
  call('update_group_counter', { GroupId, Mode, GroupCounter: counters(record) }, of)
const countersOf = async (GroupId: string, GroupCounterKeys?: string[]) =>
  (await app.ok('group_open_http_svc/get_group_counter', { GroupId, ...(GroupCounterKeys && { GroupCounterKeys }) })).GroupCounter
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key ${index + 10}`, index]))

test('counters are set, raised and lowered; one that is not there begins at 0, and the answer says the new values', async () => {
  const GroupId = await app.createGroup()
  expect(await countersOf(GroupId)).toEqual([])
  expect(await update(GroupId, 'Increase', { likes: 7, gifts: -2 })).toEqual({ ...ok, GroupCounter: counters({ likes: 7, gifts: -2 }) })
  expect(await update(GroupId, 'Decrease', { likes: 10 })).toEqual({ ...ok, GroupCounter: counters({ likes: -3 }) })
  expect(await update(GroupId, 'Set', { gifts: 5, views: 0 })).toEqual({ ...ok, GroupCounter: counters({ gifts: 5, views: 0 }) })
  expect(await countersOf(GroupId)).toEqual(counters({ gifts: 5, likes: -3, views: 0 }))
  expect(await countersOf(GroupId, ['views', 'nothing', 'likes'])).toEqual(counters({ likes: -3, views: 0 }))
  expect(await countersOf(GroupId, [])).toHaveLength(3)
})

test('a counter that is given twice is raised twice, and names are understood in any letter case', async () => {
  const GroupId = await app.createGroup()
  const GroupCounter = [
    { key: 'likes', value: 2 },
    { Key: 'likes', Value: 3 },
  ]
  expect(await call('update_group_counter', { GroupId, Mode: 'Increase', GroupCounter })).toMatchObject({
    GroupCounter: counters({ likes: 5 }),
  })
})

test('keys that are no Unicode are kept with the sign for it, as one key when they look the same', async () => {
  const GroupId = await app.createGroup()
  expect(await update(GroupId, 'Increase', { '\ud800': 2, '\udc00': 3 })).toMatchObject({ GroupCounter: counters({ '\ufffd': 5 }) })
  expect(await update(GroupId, 'Increase', { '\ud801': 1 })).toMatchObject({ GroupCounter: counters({ '\ufffd': 6 }) })
})

test('delete_group_counter removes those that are named, or all', async () => {
  const GroupId = await app.createGroup()
  await update(GroupId, 'Set', { a: 1, b: 2, c: 3 })
  expect(await call('delete_group_counter', { GroupId, GroupCounterKeys: ['a', 'nothing'] })).toEqual(ok)
  expect(await countersOf(GroupId)).toEqual(counters({ b: 2, c: 3 }))
  expect(await call('delete_group_counter', { GroupId })).toEqual(ok)
  expect(await countersOf(GroupId)).toEqual([])
})

test('every integer of 64 bits is exact, in requests and in answers; one that leaves them is refused (10004) and changes nothing', async () => {
  const GroupId = await app.createGroup()
  const [least, greatest] = ['-9223372036854775808', '9223372036854775807']
  const said = (Mode: string, ...values: string[]) =>
    raw('update_group_counter', `{"GroupId":"${GroupId}","Mode":"${Mode}","GroupCounter":[${values.map(item)}]}`)
  const item = (value: string, index: number) => `{"Key":"k${index}","Value":${value}}`
  expect(await said('Set', greatest, least)).toContain(`{"Key":"k0","Value":${greatest}},{"Key":"k1","Value":${least}}`)
  expect(await raw('get_group_counter', JSON.stringify({ GroupId }))).toContain(`"Value":${greatest}},{"Key":"k1","Value":${least}}`)
  expect(await said('Decrease', '1')).toContain('"Value":9223372036854775806')
  expect(await said('Increase', '1')).toContain(`"Value":${greatest}`)
  for (const values of [['1'], ['9223372036854775808'], ['-1', '-1', '1e300'], ['18446744073709551616'], ['0.5'], ['"1"'], ['true']]) {
    expect(await said('Increase', ...values)).toContain('"ErrorCode":10004')
  }
  expect(await said('Decrease', '0', '1')).toContain('"ErrorCode":10004')
  expect(await raw('get_group_counter', JSON.stringify({ GroupId }))).toContain(`"Value":${greatest}},{"Key":"k1","Value":${least}}`)

  /** The text of the answer: JSON.parse would round it. */
  async function raw(command: string, body: string) {
    const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&contenttype=json`
    return (await fetch(`${world.url}/v4/group_open_http_svc/${command}?${query}`, { method: 'POST', body })).text()
  }
})

test('a group has up to 20 counters (10063) with keys of up to 128 bytes (10004)', async () => {
  const GroupId = await app.createGroup()
  expect(await update(GroupId, 'Set', many(20))).toMatchObject({ ErrorCode: 0 })
  expect(await update(GroupId, 'Increase', { another: 1 })).toMatchObject({ ErrorCode: 10063 })
  expect(await update(await app.createGroup(), 'Set', many(21))).toMatchObject({ ErrorCode: 10063 })
  expect(await update(GroupId, 'Increase', many(20))).toMatchObject({ ErrorCode: 0 })
  expect(await countersOf(GroupId, ['key 29'])).toEqual(counters({ 'key 29': 38 }))
  expect(await countersOf(GroupId)).toHaveLength(20)
  const long = await app.createGroup()
  expect(await update(long, 'Set', { ['é'.repeat(64)]: 1 })).toMatchObject({ ErrorCode: 0 })
  expect(await update(long, 'Set', { [`${'é'.repeat(64)}e`]: 1 })).toMatchObject({ ErrorCode: 10004 })
  expect(await update(long, 'Set', { '': 1 })).toMatchObject({ ErrorCode: 10004 })
})

test('raised by many at the same time, no raise is lost and the limit holds', async () => {
  const GroupId = await app.createGroup()
  const answers = await Promise.all(Array.from({ length: 60 }, () => update(GroupId, 'Increase', { likes: 1, views: 3 })))
  expect(answers.map(({ GroupCounter }) => GroupCounter[0].Value).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 60 }, (_, index) => index + 1),
  )
  expect(await countersOf(GroupId)).toEqual(counters({ likes: 60, views: 180 }))
  await Promise.all(Array.from({ length: 30 }, (_, index) => update(GroupId, 'Set', { [`new ${index}`]: 1 })))
  expect(await countersOf(GroupId)).toHaveLength(20)
})

test('refused: unknown groups (10010), communities (10007), missing and wrong fields (10004), which are named', async () => {
  const GroupId = await app.createGroup()
  for (const command of ['get_group_counter', 'delete_group_counter', 'update_group_counter']) {
    const more = { Mode: 'Set', GroupCounter: counters({ a: 1 }) }
    expect(await call(command, { ...more, GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
    expect(await call(command, more)).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
  }
  const community = await app.createGroup({ Type: 'Community' })
  for (const command of ['get_group_counter', 'delete_group_counter', 'update_group_counter']) {
    const of = { GroupId: community, Mode: 'Set', GroupCounter: counters({ a: 1 }) }
    expect(await call(command, of)).toMatchObject({ ErrorCode: 10007 })
  }
  const body = { GroupId, Mode: 'Set', GroupCounter: counters({ a: 1 }) }
  for (const field of ['Mode', 'GroupCounter']) {
    expect(await call('update_group_counter', { ...body, [field]: null })).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: `${field} is missing.`,
    })
  }
  for (const wrong of [{ Mode: 'set' }, { GroupCounter: {} }, { GroupCounter: [{ Key: 'a' }] }, { GroupCounter: [{ Value: 1 }] }]) {
    expect(await call('update_group_counter', { ...body, ...wrong })).toMatchObject({ ErrorCode: 10004 })
  }
  for (const command of ['get_group_counter', 'delete_group_counter']) {
    expect(await call(command, { GroupId, GroupCounterKeys: [7] })).toMatchObject({ ErrorCode: 10004 })
  }
  expect(await countersOf(GroupId)).toEqual([])
})

test('only on Ultimate (10059): what was counted is kept and hidden on Pro, and there again on Ultimate', async () => {
  const other = await world.app({ edition: 'ultimate', name: 'Lantern' })
  const GroupId = await other.createGroup()
  await update(GroupId, 'Set', { likes: 3 }, other)
  await other.modify({ edition: 'pro' })
  for (const command of ['get_group_counter', 'delete_group_counter', 'update_group_counter']) {
    const body = { GroupId, Mode: 'Increase', GroupCounter: counters({ likes: 1 }) }
    expect(await call(command, body, other)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 10059 })
    expect(await call(command, { ...body, GroupId: 'nope' }, other)).toMatchObject({ ErrorCode: 10059 })
  }
  await world.moveTo('2022-12-01T06:00:00Z')
  await other.modify({ edition: 'ultimate' })
  expect(await call('get_group_counter', { GroupId }, other)).toMatchObject({ GroupCounter: counters({ likes: 3 }) })
})

test('a change is told once it is committed; counters go with their group, and another app’s stay', async () => {
  const other = await world.app({ edition: 'ultimate', name: 'Another' })
  for (const of of [app, other]) {
    await of.createGroup({ GroupId: 'same' })
    await update('same', 'Set', { likes: 9 }, of)
  }
  const heard: Emission[] = []
  const stop = world.hub.listen((emission) => heard.push(emission))
  await update('same', 'Set', { likes: 1 })
  await update('same', 'Set', { '': 1 })
  stop()
  expect(heard).toEqual([{ sdkAppId: app.sdkAppId, name: 'group.countersChanged', content: { groupId: 'same' } }])
  expect(await call('get_group_counter', { GroupId: 'same' }, other)).toMatchObject({ GroupCounter: counters({ likes: 9 }) })
  await app.ok('group_open_http_svc/destroy_group', { GroupId: 'same' })
  await app.createGroup({ GroupId: 'same' })
  expect(await countersOf('same')).toEqual([])
})
