import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let groupId: string
let random = 0
const MsgBody = text('hi')

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())

beforeEach(async () => {
  groupId = await app.createGroup({ Owner_Account: 'ann' })
})

type Address = Record<string, unknown>

async function inGroup(body: Record<string, unknown> = {}, of = app): Promise<Address> {
  const said = { GroupId: groupId, Random: ++random, MsgBody, SupportMessageExtension: 1, ...body }
  const { MsgSeq } = await of.ok('group_open_http_svc/send_group_msg', said)
  return { GroupId: said.GroupId, MsgSeq, ...(body.TopicId ? { TopicId: body.TopicId } : {}) }
}

async function direct(body: Record<string, unknown> = {}, of = app): Promise<Address> {
  const parties = { From_Account: 'ann', To_Account: 'ben' }
  const { MsgKey } = await of.ok('openim/sendmsg', { ...parties, MsgRandom: ++random, MsgBody, SupportMessageExtension: 1, ...body })
  return { ...parties, MsgKey }
}

const call = (verb: 'set' | 'get', address: Address, body: object, of = app) =>
  of.v4(`openim_msg_ext_http_svc/${'MsgKey' in address ? '' : 'group_'}${verb}_key_values`, { ...address, ...body })
const set = (address: Address, values: Record<string, string>) =>
  call('set', address, { OperateType: 1, ExtensionList: Object.entries(values).map(([Key, Value]) => ({ Key, Value, Seq: 0 })) })
const remove = (address: Address, ...keys: string[]) =>
  call('set', address, { OperateType: 2, ExtensionList: keys.map((Key) => ({ Key })) })
const clear = (address: Address) => call('set', address, { OperateType: 3 })
const get = (address: Address, StartSeq?: number, of = app) => call('get', address, { StartSeq }, of)
const pairs = ({ ExtensionList }: V4Answer) =>
  Object.fromEntries(ExtensionList.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]))
const many = (from: number, count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${from + index}`, 'v']))
const set300 = async (address: Address) => {
  for (let from = 0; from < 300; from += 20) expect((await set(address, many(from, 20))).ErrorCode).toBe(0)
}

describe.each([
  ['of a group', inGroup],
  ['between two users', direct],
])('extensions of a message %s', (_, newMessage) => {
  test('are set, changed, deleted and cleared under rising numbers', async () => {
    const message = await newMessage()
    expect(await get(message)).toEqual({ ...ok, CompleteFlag: 1, LatestSeq: 0, ClearSeq: 0, ExtensionList: [] })
    expect(await set(message, { colour: 'red', size: 'é' })).toEqual({
      ...ok,
      ExtensionList: [
        { ErrorCode: 0, Extension: { Key: 'colour', Value: 'red', Seq: 1 } },
        { ErrorCode: 0, Extension: { Key: 'size', Value: 'é', Seq: 2 } },
      ],
    })
    expect((await set(message, { colour: 'blue' })).ExtensionList).toEqual([
      { ErrorCode: 0, Extension: { Key: 'colour', Value: 'blue', Seq: 3 } },
    ])
    expect(await get(message)).toEqual({
      ...ok,
      CompleteFlag: 1,
      LatestSeq: 3,
      ClearSeq: 0,
      ExtensionList: [
        { Key: 'size', Value: 'é', Seq: 2 },
        { Key: 'colour', Value: 'blue', Seq: 3 },
      ],
    })
    expect(await remove(message, 'size', 'shape')).toEqual({
      ...ok,
      ExtensionList: [
        { ErrorCode: 0, Extension: { Key: 'size', Value: '', Seq: 4 } },
        { ErrorCode: 23004, Extension: { Key: 'shape', Value: '', Seq: 0 } },
      ],
    })
    expect(await get(message)).toMatchObject({ LatestSeq: 4, ExtensionList: [{ Key: 'colour' }] })
    expect(await clear(message)).toEqual({ ...ok, ExtensionList: [] })
    expect(await get(message)).toEqual({ ...ok, CompleteFlag: 1, LatestSeq: 5, ClearSeq: 5, ExtensionList: [] })
    expect((await set(message, { colour: 'green' })).ExtensionList[0].Extension.Seq).toBe(6)
  })

  test('are told after the commit, and nothing is told of a refused change', async () => {
    const message = await newMessage()
    const heard: unknown[] = []
    const stop = world.hub.listen(({ name, content }) => heard.push({ name, content }))
    await set(message, { colour: 'red' })
    await set(message, { '': 'red' })
    await remove(message, 'colour')
    await remove(message, 'colour')
    stop()
    expect(heard).toHaveLength(2)
    expect(heard).toMatchObject([
      { name: 'message.extensionsChanged', content: { sequence: expect.any(Number), set: [{ key: 'colour', value: 'red', change: 1 }] } },
      { name: 'message.extensionsChanged', content: { deleted: ['colour'], cleared: false } },
    ])
  })

  test('300 pairs are read in pages of 200 that end; the 301st is refused (10004) and changes nothing', async () => {
    const message = await newMessage()
    await set300(message)
    const first = await get(message)
    expect(first).toMatchObject({ CompleteFlag: 0, LatestSeq: 200, ExtensionList: expect.objectContaining({ length: 200 }) })
    const second = await get(message, first.LatestSeq)
    expect(second).toMatchObject({ CompleteFlag: 1, LatestSeq: 300 })
    expect({ ...pairs(first), ...pairs(second) }).toEqual(many(0, 300))
    expect(await set(message, { k0: 'other', one: 'more' })).toMatchObject({ ErrorCode: 10004, ErrorInfo: expect.stringContaining('300') })
    expect(await get(message, 300)).toMatchObject({ LatestSeq: 300 })
    expect((await set(message, { k0: 'other' })).ErrorCode).toBe(0)
    await remove(message, 'k1')
    expect((await set(message, { one: 'more' })).ErrorCode).toBe(0)
  })

  test('of those who set the 300th pair at once one gets it, and no number is given twice', async () => {
    const message = await newMessage()
    await set300(message)
    await remove(message, 'k0')
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => set(message, { [`new${index}`]: 'v' })))
    expect(answers.map(({ ErrorCode }) => ErrorCode).sort()).toEqual([0, ...Array(7).fill(10004)])
    expect((await get(message, 302)).ExtensionList).toHaveLength(1)
  })

  test('refuses what is missing or too large (10004), and changes nothing', async () => {
    const message = await newMessage()
    const list = (extension: object) => ({ OperateType: 1, ExtensionList: [extension] })
    for (const body of [
      { OperateType: 1 },
      { OperateType: 2, ExtensionList: [] },
      { OperateType: 4, ExtensionList: [{ Key: 'a', Value: 'b' }] },
      { ExtensionList: [{ Key: 'a', Value: 'b' }] },
      list({ Key: 'a' }),
      list({ Key: '', Value: 'b' }),
      list({ Key: 7, Value: 'b' }),
      list({ Key: `${'é'.repeat(50)}x`, Value: 'b' }),
      list({ Key: 'a', Value: `${'é'.repeat(500)}x` }),
      { OperateType: 1, ExtensionList: Array.from({ length: 21 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) },
      {
        OperateType: 1,
        ExtensionList: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
      // Halves of characters are kept as the same sign.
      {
        OperateType: 1,
        ExtensionList: [
          { Key: '\ud800', Value: '1' },
          { Key: '\ud801', Value: '2' },
        ],
      },
    ]) {
      expect((await call('set', message, body)).ErrorCode, JSON.stringify(body).slice(0, 80)).toBe(10004)
    }
    expect((await get(message, -1)).ErrorCode).toBe(10004)
    expect(await get(message)).toMatchObject({ LatestSeq: 0, ExtensionList: [] })
    expect((await set(message, { ['é'.repeat(50)]: 'é'.repeat(500) })).ErrorCode).toBe(0)
  })

  test('are only of messages sent with support of them (23002)', async () => {
    const message = await newMessage({ SupportMessageExtension: 0 })
    expect((await set(message, { a: 'b' })).ErrorCode).toBe(23002)
    expect((await get(message)).ErrorCode).toBe(23002)
  })

  test('are changed at most 200 times a minute (23003)', async () => {
    const message = await newMessage()
    const answers = await Promise.all(Array.from({ length: 201 }, () => set(message, { a: 'b' })))
    expect(answers.filter(({ ErrorCode }) => ErrorCode !== 0)).toMatchObject([{ ErrorCode: 23003 }])
    expect((await get(message)).LatestSeq).toBe(200)
  })

  test('end with a fall to Pro (10008), and come back with Ultimate', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann', 'ben'])
    const message = await newMessage({ GroupId: await of.createGroup() }, of)
    await call('set', message, { OperateType: 1, ExtensionList: [{ Key: 'a', Value: 'b' }] }, of)
    await of.modify({ edition: 'pro' })
    expect((await get(message, 0, of)).ErrorCode).toBe(10008)
    expect((await call('set', message, { OperateType: 3 }, of)).ErrorCode).toBe(10008)
    await world.operator.call('plan.resetAllowance', { sdkAppId: of.sdkAppId })
    await of.modify({ edition: 'ultimate' })
    expect(pairs(await get(message, 0, of))).toEqual({ a: 'b' })
  })
})

test('a message that is not there has none (23004), nor one that was recalled, nor one between others', async () => {
  expect((await get({ GroupId: groupId, MsgSeq: 1 })).ErrorCode).toBe(23004)
  expect((await get({ GroupId: 'nobody', MsgSeq: 1 })).ErrorCode).toBe(23004)
  const message = await inGroup()
  await set(message, { a: 'b' })
  await app.ok('group_open_http_svc/group_msg_recall', { GroupId: groupId, MsgSeqList: [{ MsgSeq: message.MsgSeq }] })
  expect((await get(message)).ErrorCode).toBe(23004)
  expect((await set(message, { a: 'b' })).ErrorCode).toBe(23004)

  const words = await direct()
  expect((await get({ ...words, To_Account: 'cy' })).ErrorCode).toBe(23004)
  expect((await get({ ...words, From_Account: 'ben', To_Account: 'ann' })).ErrorCode).toBe(23004)
  expect((await get({ ...words, MsgKey: '1_2_3' })).ErrorCode).toBe(23004)
  expect((await get({ ...words, MsgKey: 'x' })).ErrorCode).toBe(10004)
})

test('a message without From_Account is the administrator’s, as it is when it is sent', async () => {
  const { From_Account: _, ...address } = await direct({ From_Account: undefined })
  for (const From_Account of [undefined, '', null]) expect((await set({ ...address, From_Account }, { a: 'b' })).ErrorCode).toBe(0)
  expect(pairs(await get(address))).toEqual({ a: 'b' })
  expect(pairs(await get({ ...address, From_Account: 'administrator' }))).toEqual({ a: 'b' })
  expect((await get({ ...address, From_Account: 'ann' })).ErrorCode).toBe(23004)
})

test('messages of topics have extensions of their own', async () => {
  const GroupId = await app.createGroup({ Type: 'Community', SupportTopic: 1 })
  const create = async () => (await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'x' })).TopicId
  const [roses, tulips] = [await create(), await create()]
  const ofRoses = await inGroup({ GroupId, TopicId: roses })
  const ofTulips = await inGroup({ GroupId, TopicId: tulips })
  await set(ofRoses, { a: 'roses' })
  await set(ofTulips, { a: 'tulips' })
  expect([pairs(await get(ofRoses)), pairs(await get(ofTulips))]).toEqual([{ a: 'roses' }, { a: 'tulips' }])
})

test('another app’s message of the same address is another message', async () => {
  const other = await world.app({ edition: 'ultimate' })
  const here = await inGroup({ GroupId: await app.createGroup({ GroupId: 'same' }) })
  const there = await inGroup({ GroupId: await other.createGroup({ GroupId: 'same' }) }, other)
  expect(here).toEqual(there)
  await set(here, { a: 'b' })
  expect(await get(there, 0, other)).toMatchObject({ LatestSeq: 0, ExtensionList: [] })
})

test('extensions go with what was said: with its days, and with its group', async () => {
  const left = async () => (await world.sql`select 1 from message_extensions union all select 1 from message_extension_changes`).length
  await set(await inGroup(), { a: 'b' })
  await set(await direct(), { a: 'b' })
  const message = await inGroup()
  await world.moveTo(new Date(world.now().getTime() + 30 * 86_400_000))
  expect((await get(message)).ErrorCode).toBe(23004)
  await world.moveTo(new Date(world.now().getTime() + 2 * 86_400_000))
  expect(await left()).toBe(0)

  await set(await inGroup(), { a: 'b' })
  await app.ok('group_open_http_svc/destroy_group', { GroupId: groupId })
  await world.moveTo(new Date(world.now().getTime() + 1000))
  expect(await left()).toBe(0)
})
