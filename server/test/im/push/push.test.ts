import type { Push } from '@plenum/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listKeptPushesOf } from '../../../src/im/push/reached.ts'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
const heard: { sdkAppId: number; push: Push }[] = []
let random = 0

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
  await app.ok('all_member_push/im_set_attr_name', { AttrNames: { 0: 'sex', 1: 'city' } })
  await app.ok('all_member_push/im_set_attr', { UserAttrs: [{ To_Account: 'ann', Attrs: { sex: 'f', city: 'Oslo' } }] })
  await app.ok('all_member_push/im_add_tag', { UserTags: [{ To_Account: 'ben', Tags: ['a', 'b'] }] })
  world.hub.listen(({ sdkAppId, name, content }) => {
    if (name === 'push.sent') heard.push({ sdkAppId, push: content as Push })
  })
})
beforeEach(() => {
  heard.length = 0
})
afterAll(() => world.close())

const MsgBody = text('hi')
const push = (body: object = {}, of = app) => of.v4('all_member_push/im_push', { MsgRandom: ++random, MsgBody, ...body })
const keptFor = async (userId: string, of = app) =>
  (await listKeptPushesOf(world.sql, [{ sdkAppId: of.sdkAppId, userId }], world.now()))[0]!
const pushesToday = async (of: AppDriver) => {
  const [row] = await world.sql<{ pushes: number }[]>`
    select pushes from push_days where app_id = ${of.sdkAppId} and day = ${world.now().toISOString().slice(0, 10)}`
  return row?.pushes ?? 0
}

describe('im_push', () => {
  test('is told after the commit with everything that was said, and answers its TaskId', async () => {
    const OfflinePushInfo = { PushFlag: 0, Title: 'Sale', Desc: 'Today', Ext: '{}' }
    const answer = await push({
      From_Account: 'ann',
      MsgLifeTime: 120,
      Condition: { AttrsAnd: { city: 'Oslo', sex: 'f' } },
      OfflinePushInfo,
    })
    expect(answer).toEqual({ ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, TaskId: expect.stringMatching(/^push_[0-9a-z]{24}$/) })
    expect(heard).toEqual([
      {
        sdkAppId: app.sdkAppId,
        push: {
          taskId: answer.TaskId,
          senderId: 'ann',
          random,
          at: world.now().toISOString(),
          body: MsgBody,
          condition: { attributesAll: { 0: 'f', 1: 'Oslo' } },
          expiresAt: new Date(world.now().getTime() + 120_000).toISOString(),
          offlinePushInfo: OfflinePushInfo,
        },
      },
    ])
  })

  test('comes from the administrator who calls, reaches all and only those who are connected, unless told otherwise', async () => {
    expect((await push()).ErrorCode).toBe(0)
    expect((await push({ From_Account: '', Condition: {}, MsgLifeTime: 0, OfflinePushInfo: null })).ErrorCode).toBe(0)
    const plain = { senderId: 'administrator', condition: null, expiresAt: null, offlinePushInfo: null }
    expect(heard.map((event) => event.push)).toMatchObject([plain, plain])
  })

  test('is kept for those who are not connected until its life is over, for whom its condition names', async () => {
    await world.moveBy(3600)
    const toAnn = (await push({ MsgLifeTime: 600, Condition: { AttrsOr: { city: 'Oslo', sex: 'm' } } })).TaskId
    const toBen = (await push({ MsgLifeTime: 604_800, Condition: { TagsAnd: ['a', 'b'] } })).TaskId
    const toAll = (await push({ MsgLifeTime: 1200 })).TaskId
    await push({ MsgLifeTime: 0 })
    const idsFor = async (userId: string) => (await keptFor(userId)).map(({ taskId }) => taskId).toSorted()
    expect(await idsFor('ann')).toEqual([toAll, toAnn].toSorted())
    expect(await idsFor('ben')).toEqual([toAll, toBen].toSorted())
    expect(await idsFor('cy')).toEqual([toAll])
    expect(await keptFor('cy')).toEqual(heard.filter((event) => event.push.taskId === toAll).map((event) => event.push))

    await world.moveBy(1)
    await app.importUsers(['newcomer'])
    expect(await idsFor('newcomer')).toEqual([])
    await world.moveBy(599)
    expect(await idsFor('ann')).toEqual([toAll])
    await world.moveBy(600)
    expect(await idsFor('cy')).toEqual([])
    expect(await idsFor('ben')).toEqual([toBen])
  })

  test('is kept word by word for who comes later, half a character included', async () => {
    const body = [{ MsgType: 'TIMCustomElem', MsgContent: { Data: 'x\ud800' } }]
    const { TaskId } = await push({ MsgBody: body, MsgLifeTime: 60, OfflinePushInfo: { Title: 'x\ud800', Desc: 'hi' } })
    const kept = (await keptFor('ann')).find(({ taskId }) => taskId === TaskId)
    expect(kept?.body).toEqual(body)
    expect(kept?.offlinePushInfo).toEqual({ Title: 'x\ud800', Desc: 'hi' })
  })

  test('with the same MsgRandom of the same sender within five minutes is one push', async () => {
    await world.moveBy(3600)
    const before = await pushesToday(app)
    const first = await push({ MsgRandom: 77, From_Account: 'ben' })
    const again = await Promise.all(Array.from({ length: 5 }, () => push({ MsgRandom: 77, From_Account: 'ben' })))
    expect(again).toEqual(Array(5).fill(first))
    expect(heard).toHaveLength(1)
    expect(await pushesToday(app)).toBe(before + 1)

    const atOnce = await Promise.all(Array.from({ length: 5 }, () => push({ MsgRandom: 78, From_Account: 'ben' })))
    expect(new Set(atOnce.map(({ TaskId }) => TaskId)).size).toBe(1)
    expect((await push({ MsgRandom: 77, From_Account: 'ann' })).TaskId).not.toBe(first.TaskId)
    await world.moveBy(300)
    expect((await push({ MsgRandom: 77, From_Account: 'ben' })).TaskId).not.toBe(first.TaskId)
    expect(await pushesToday(app)).toBe(before + 4)
  })

  test('takes a MsgRandom of nanoseconds, as one SDK sends it', async () => {
    expect((await push({ MsgRandom: 1_668_061_200 * 1e9 })).ErrorCode).toBe(0)
    expect(heard[0]!.push.random).toBeLessThan(2 ** 32)
  })

  test('is there 100 times a billing day, exactly, also at once (90047); the next day begins anew', async () => {
    const busy = await world.busyApp({ edition: 'ultimate', name: 'Busy' })
    const answers = await Promise.all(Array.from({ length: 110 }, () => push({}, busy)))
    expect(answers.map(({ ErrorCode }) => ErrorCode).toSorted((a, b) => a - b)).toEqual([...Array(100).fill(0), ...Array(10).fill(90047)])
    expect(await pushesToday(busy)).toBe(100)
    expect(heard).toHaveLength(100)
    expect((await push({ Condition: { TagsOr: [''] } }, busy)).ErrorCode).toBe(90040)
    await world.moveBy(86_400)
    expect((await push({}, busy)).ErrorCode).toBe(0)
  })

  test('needs a second between two (90024)', async () => {
    const hasty = await world.app({ edition: 'ultimate', name: 'Hasty' })
    expect((await push({}, hasty)).ErrorCode).toBe(0)
    expect((await push({}, hasty)).ErrorCode).toBe(90024)
  })

  test.each(['free', 'pro'] as const)('is not there on %s (90045)', async (edition) => {
    const small = await world.busyApp({ edition })
    expect((await push({}, small)).ErrorCode).toBe(90045)
    for (const [command, body] of [
      ['im_set_attr_name', { AttrNames: { 0: 'sex' } }],
      ['im_get_attr_name', {}],
      ['im_set_attr', { UserAttrs: [{ To_Account: 'administrator', Attrs: { sex: 'f' } }] }],
      ['im_get_attr', { To_Account: ['administrator'] }],
      ['im_remove_attr', { UserAttrs: [{ To_Account: 'administrator', Attrs: ['sex'] }] }],
      ['im_add_tag', { UserTags: [{ To_Account: 'administrator', Tags: ['a'] }] }],
      ['im_remove_tag', { UserTags: [{ To_Account: 'administrator', Tags: ['a'] }] }],
      ['im_get_tag', { To_Account: ['administrator'] }],
      ['im_remove_all_tags', { To_Account: ['administrator'] }],
    ] as const) {
      expect((await small.v4(`all_member_push/${command}`, body)).ErrorCode).toBe(90045)
    }
  })

  test('refuses each wrong field with its own code, and counts none of them', async () => {
    const before = await pushesToday(app)
    const long = 'x'.repeat(51)
    const cases: [object, number][] = [
      [{ MsgRandom: undefined }, 90005],
      [{ MsgRandom: '7' }, 90005],
      [{ MsgRandom: 1.5 }, 90005],
      [{ MsgBody: undefined }, 90002],
      [{ MsgBody: 'hi' }, 90007],
      [{ MsgBody: [] }, 90002],
      [{ MsgBody: [{ MsgType: 'TIMOtherElem', MsgContent: {} }] }, 90010],
      [{ MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'x'.repeat(12_288) } }] }, 93000],
      [{ From_Account: 'zed' }, 90048],
      [{ From_Account: 7 }, 60015],
      [{ MsgLifeTime: '7' }, 90044],
      [{ MsgLifeTime: 1.5 }, 90044],
      [{ MsgLifeTime: 604_801 }, 90026],
      [{ MsgLifeTime: -1 }, 90026],
      [{ OfflinePushInfo: 'x' }, 90043],
      [{ OfflinePushInfo: { PushFlag: 'yes' } }, 90043],
      [{ Condition: [] }, 90001],
      [{ Condition: { TagsOr: 'a' } }, 90001],
      [{ Condition: { TagsOr: ['a'], AttrsOr: { city: 'Oslo' } } }, 90039],
      [{ Condition: { TagsOr: [] } }, 90040],
      [{ Condition: { TagsOr: ['a', ''] } }, 90040],
      [{ Condition: { TagsOr: Array.from({ length: 11 }, (_, index) => `t${index}`) } }, 90032],
      [{ Condition: { TagsOr: [long] } }, 90020],
      [{ Condition: { TagsOr: ['字'.repeat(17)] } }, 90020],
      [{ Condition: { TagsOr: ['a', 'a'] } }, 90022],
      [{ Condition: { TagsOr: ['a'], TagsAnd: ['a'] } }, 90022],
      [{ Condition: { AttrsOr: { colour: 'red' } } }, 90033],
      [{ Condition: { AttrsAnd: {} } }, 90033],
      [{ Condition: { AttrsAnd: { city: '' } } }, 90033],
      [{ Condition: { AttrsAnd: { city: long } } }, 90033],
    ]
    for (const [body, code] of cases) expect([body, (await push(body)).ErrorCode]).toEqual([body, code])
    expect(heard).toEqual([])
    expect(await pushesToday(app)).toBe(before)

    expect((await push({ Condition: { TagsOr: Array.from({ length: 10 }, (_, index) => `t${index}`.padEnd(50, '_')) } })).ErrorCode).toBe(0)
    const [some, others] = ['a', 'b'].map((letter) => Array.from({ length: 10 }, (_, index) => `${letter}${index}`))
    expect((await push({ Condition: { TagsOr: some, TagsAnd: others } })).ErrorCode).toBe(0)
    expect((await push({ Condition: { AttrsOr: { city: 'x'.repeat(50) }, AttrsAnd: { sex: 'f' } } })).ErrorCode).toBe(0)
  })

  test('is forgotten when nobody gets it any more, and not before a retry is', async () => {
    const brief = await world.busyApp({ edition: 'ultimate', name: 'Brief' })
    const kept = async () => (await world.sql`select from pushes where app_id = ${brief.sdkAppId}`).length
    await push({ MsgLifeTime: 0 }, brief)
    await push({ MsgLifeTime: 600 }, brief)
    await world.moveBy(299)
    expect(await kept()).toBe(2)
    await world.moveBy(1)
    expect(await kept()).toBe(1)
    await world.moveBy(300)
    expect(await kept()).toBe(0)
  })
})

test('of a deleted app nothing is left: neither pushes nor what they choose users by, neither marks nor groups of conversations', async () => {
  const ending = await world.busyApp({ edition: 'ultimate', name: 'Ending', users: ['ann', 'ben'] })
  await ending.ok('all_member_push/im_set_attr_name', { AttrNames: { 0: 'sex' } })
  await ending.ok('all_member_push/im_set_attr', { UserAttrs: [{ To_Account: 'ann', Attrs: { sex: 'f' } }] })
  await ending.ok('all_member_push/im_add_tag', { UserTags: [{ To_Account: 'ann', Tags: ['a'] }] })
  await push({ MsgLifeTime: 604_800 }, ending)
  const GroupContactItem = [{ GroupName: 'Garden', ContactItem: [{ Type: 1, To_Account: 'ben' }] }]
  await ending.ok('recentcontact/create_contact_group', { From_Account: 'ann', GroupContactItem })
  const left = async () => {
    const tables = ['push_attribute_names', 'push_attributes', 'push_tags', 'push_days', 'pushes', 'contact_groups', 'marked_contacts']
    const rows = await Promise.all(tables.map((table) => world.sql`select from ${world.sql(table)} where app_id = ${ending.sdkAppId}`))
    return rows.map(({ length }) => length)
  }
  expect(await left()).toEqual([1, 1, 1, 1, 1, 1, 1])
  await ending.disable()
  await ending.delete()
  await world.moveBy(1)
  expect(await left()).toEqual([0, 0, 0, 0, 0, 0, 0])
})
