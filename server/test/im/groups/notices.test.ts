import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { heardDuring } from '../../heard.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

let world: World
let app: AppDriver
const at = '2022-11-10T06:20:00.000Z'

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan'] })
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
let random = 0

describe('send_group_system_notification', () => {
  const notify = (body: object, of = app) => call('send_group_system_notification', { Content: 'Soon', ...body }, of)
  const notified = (content: object) => [{ sdkAppId: app.sdkAppId, name: 'group.notified', content: { content: 'Soon', at, ...content } }]

  test.each(['Private', 'Public', 'ChatRoom', 'AVChatRoom'])('tells everybody in a group of type %s and keeps nothing', async (Type) => {
    const GroupId = await app.createGroup({ Type, Owner_Account: 'ann' })
    const heard = await heardDuring(world, async () => {
      expect(await notify({ GroupId })).toEqual(ok)
      expect(await notify({ GroupId, ToMembers_Account: [] })).toEqual(ok)
    })
    const told = notified({ groupId: GroupId, receiverIds: null })
    expect(heard).toEqual([...told, ...told])
    expect((await call('get_group_info', { GroupIdList: [GroupId] })).GroupInfo[0]).toMatchObject({ NextMsgSeq: 1, LastMsgTime: 0 })
  })

  test('tells only those named who are members', async () => {
    const MemberList = [{ Member_Account: 'ben' }, { Member_Account: 'cy' }]
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList })
    const heard = await heardDuring(world, () => notify({ GroupId, ToMembers_Account: ['cy', 'dan', 'ann', 'zed'] }))
    expect(heard).toEqual(notified({ groupId: GroupId, receiverIds: ['ann', 'cy'] }))
  })

  test('tells of a topic of a community, and only of one that is there (10010)', async () => {
    const GroupId = await app.createGroup({ Type: 'Community', SupportTopic: 1 })
    const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses' })
    const heard = await heardDuring(world, () => notify({ GroupId, TopicId }))
    expect(heard).toEqual(notified({ groupId: GroupId, topicId: TopicId, receiverIds: null }))
    expect(await notify({ GroupId, TopicId: `${GroupId}@TOPIC#_nothing` })).toMatchObject({ ErrorCode: 10010 })
    expect(await notify({ GroupId: await app.createGroup(), TopicId })).toMatchObject({ ErrorCode: 10007 })
  })

  test('up to 500 receivers (10005), in an audio-video group only all (10007); a refused one is not told', async () => {
    const [GroupId, live] = [await app.createGroup({ Owner_Account: 'ann' }), await app.createGroup({ Type: 'AVChatRoom' })]
    const heard = await heardDuring(world, async () => {
      expect(await notify({ GroupId, ToMembers_Account: Array(501).fill('ann') })).toMatchObject({ ErrorCode: 10005 })
      expect(await notify({ GroupId: live, ToMembers_Account: ['ann'] })).toMatchObject({ ErrorCode: 10007 })
      expect(await notify({ GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
      expect(await notify({ GroupId, Content: null })).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'Content is missing.' })
      expect(await notify({ GroupId, Content: 7 })).toMatchObject({ ErrorCode: 10004 })
      expect(await notify({ GroupId, Content: 'é'.repeat(6145) })).toMatchObject({ ErrorCode: 80002 })
      expect(await notify({})).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
      expect(await notify({ GroupId, ToMembers_Account: 'ann' })).toMatchObject({ ErrorCode: 10004 })
    })
    expect(heard).toEqual([])
    expect(await notify({ GroupId, ToMembers_Account: Array(500).fill('ann'), Content: 'é'.repeat(6144) })).toEqual(ok)
  })
})

describe('send_broadcast_msg', () => {
  const send = (body: object = {}, of = app) => call('send_broadcast_msg', { Random: ++random, MsgBody: text('hi'), ...body }, of)

  test('goes to all audio-video groups of the app under consecutive numbers', async () => {
    const heard = await heardDuring(world, async () => {
      expect(await send({ Random: 7, CloudCustomData: 'cloud' })).toEqual({ ...ok, MsgSeq: 1 })
      expect(await send({ Random: 8, From_Account: 'ann' })).toEqual({ ...ok, MsgSeq: 2 })
    })
    const content = { senderId: 'administrator', random: 7, sequence: 1, at, body: text('hi'), cloudCustomData: 'cloud' }
    expect(heard).toEqual([
      { sdkAppId: app.sdkAppId, name: 'broadcast.sent', content },
      {
        sdkAppId: app.sdkAppId,
        name: 'broadcast.sent',
        content: { ...content, senderId: 'ann', random: 8, sequence: 2, cloudCustomData: '' },
      },
    ])
  })

  test('of many at the same time each has a number of its own, without a hole', async () => {
    const many = await world.busyApp({ edition: 'ultimate', name: 'Many' })
    const answers = await Promise.all(Array.from({ length: 30 }, () => send({}, many)))
    expect(answers.map(({ MsgSeq }) => MsgSeq).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  })

  test('has up to 12000 bytes (80002)', async () => {
    const CloudCustomData = 'x'.repeat(12_000 - JSON.stringify(text('hi')).length)
    expect(await send({ CloudCustomData })).toMatchObject({ ErrorCode: 0 })
    expect(await send({ CloudCustomData: `${CloudCustomData}x` })).toMatchObject({ ErrorCode: 80002 })
  })

  test('is sent once a second (10023), unless the operator sets another rate', async () => {
    const slow = await world.app({ edition: 'ultimate', name: 'Slow' })
    const codesOf = async (count: number) =>
      (await Promise.all(Array.from({ length: count }, () => send({}, slow)))).map((a) => a.ErrorCode)
    const codes = await codesOf(10)
    expect(codes).toContain(0)
    expect(codes).toContain(10023)
    const path = 'group_open_http_svc/send_broadcast_msg'
    await world.operator.call('app.setRates', { sdkAppId: slow.sdkAppId, rates: { [path]: 1000 } })
    expect(await codesOf(10)).toEqual(Array(10).fill(0))
  })

  test('only on Ultimate (10007), from an account that exists (10004), with every field (10004)', async () => {
    const pro = await world.app({ edition: 'pro', name: 'Pro' })
    const heard = await heardDuring(world, async () => {
      expect(await send({}, pro)).toMatchObject({ ErrorCode: 10007 })
      expect(await send({ From_Account: 'zed' })).toMatchObject({ ErrorCode: 10004 })
      for (const field of ['Random', 'MsgBody']) {
        expect(await send({ [field]: null })).toMatchObject({ ErrorCode: 10004, ErrorInfo: `${field} is missing.` })
      }
      for (const wrong of [{ Random: '7' }, { Random: -1 }, { Random: 2 ** 32 }, { MsgBody: {} }, { MsgBody: [] }, { MsgBody: [{}] }]) {
        expect(await send(wrong)).toMatchObject({ ErrorCode: 10004 })
      }
    })
    expect(heard).toEqual([])
  })
})
