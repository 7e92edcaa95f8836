import type { CommandName } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../app-driver.ts'
import { startWorld, type World } from '../world.ts'
import { type Example, examples, type Scene } from './examples.ts'

let world: World
let app: AppDriver
let random = 0

beforeAll(async () => {
  world = await startWorld()
  app = await world.app({ edition: 'ultimate' })
  await world.unlimitedRates(app.sdkAppId)
  await app.importUsers(['ann', 'ben', 'cy', 'dan'])
})
afterAll(() => world.close())

const group = (command: string, body: object) => app.v4(`group_open_http_svc/${command}`, body)
const text = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }]
const say = (GroupId: string, body: object = {}) => group('send_group_msg', { GroupId, Random: ++random, MsgBody: text, ...body })
const members = (...userIds: string[]) => userIds.map((Member_Account) => ({ Member_Account }))
const infoOf = async (GroupId: string) => (await group('get_group_info', { GroupIdList: [GroupId] })).GroupInfo[0]

describe('a number that is sent as text', () => {
  /** Of messages on their way in, which the documentation numbers when they are no integers, and what has always been strict. */
  const messages = ['Random', 'MsgRandom', 'MsgTimeStamp', 'SendTime', 'MsgLifeTime', 'SyncOtherMachine', 'SyncFromOldSystem']
  const seconds = ['MuteTime', 'C2CmsgNospeakingTime', 'GroupmsgNospeakingTime', 'Duration', 'CreateTime', 'Timestamp']
  const strict = [...messages, ...seconds, 'SetMark', 'ClearMark', 'Marks']
  const strictOf: Record<string, string[]> = {
    'openim/sendmsg': ['MsgSeq'],
    'openim/batchsendmsg': ['MsgSeq'],
    'openim/importmsg': ['MsgSeq'],
    'openim/modify_group_msg': ['MsgSeq'],
    'group_open_http_svc/get_group_msg_receipt_detail': ['MsgSeq'],
    'group_open_http_svc/set_unread_msg_num': ['UnreadMsgNum'],
    'group_open_http_svc/get_appid_group_list': ['Limit'],
    'recentcontact/get_list': ['TimeStamp', 'StartIndex', 'TopTimeStamp', 'TopStartIndex'],
  }
  const free = ['GroupCounter', 'MsgBody', 'OfflinePushInfo', 'ProfileItem', 'UserAttrs']

  function asTexts(value: unknown, path: string, name = ''): unknown {
    if (free.includes(name)) return value
    if (typeof value === 'number') return strict.includes(name) || strictOf[path]?.includes(name) ? value : String(value)
    if (Array.isArray(value)) return value.map((item) => asTexts(item, path, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, asTexts(inner, path, member)]))
  }

  const ofServers = (Object.entries(examples) as [CommandName, Example][]).filter(([, { by }]) => by === 'server')
  test.each(ofServers)('is that number to %s', async (_, example) => {
    const { owner } = app
    const scene = { world, app: await world.app({ owner }), ours: { owner, apiKey: owner, email: '' } } as Scene
    const answer = await scene.app.v4(example.path!, asTexts(await example.input(scene), example.path!))
    expect(answer, answer.ErrorInfo).toMatchObject({ ErrorCode: 0 })
  })

  test('counts in lists of numbers to recall, in pages and in flags', async () => {
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: members('ben') })
    for (let count = 0; count < 5; count++) await say(GroupId)
    expect((await group('group_msg_recall', { GroupId, MsgSeqList: [{ MsgSeq: '5' }] })).RecallRetList).toEqual([{ MsgSeq: 5, RetCode: 0 }])
    const page = await group('group_msg_get_simple', { GroupId, ReqMsgNumber: '2', ReqMsgSeq: '4', WithRecalledMsg: '1' })
    expect(page.RspMsgList.map(({ MsgSeq }: { MsgSeq: number }) => MsgSeq)).toEqual([4, 3])
    expect((await group('get_group_member_info', { GroupId, Limit: '1', Offset: '1' })).MemberList).toMatchObject([
      { Member_Account: 'ben' },
    ])
    expect((await group('get_group_info', { GroupIdList: [GroupId] })).GroupInfo[0].MemberNum).toBe(2)
    expect(await group('delete_group_member', { GroupId, Silence: '1', MemberToDel_Account: ['ben'] })).toMatchObject({ ErrorCode: 0 })
  })

  test('is refused when it is no whole number, or too large', async () => {
    const GroupId = await app.createGroup()
    for (const MsgSeq of ['five', '5.5', '', ' 5', '0x5', '4294967296', '-1', ['5'], { 5: 5 }]) {
      expect((await group('group_msg_recall', { GroupId, MsgSeqList: [{ MsgSeq }] })).ErrorCode, String(MsgSeq)).toBe(10004)
    }
  })
})

test('black_list_get with MaxLimited 0, an empty text or nothing answers as many as it can', async () => {
  await app.ok('sns/black_list_add', { From_Account: 'dan', To_Account: ['ann', 'ben'] })
  for (const MaxLimited of [0, '0', '', undefined]) {
    const { BlackListItem } = await app.ok('sns/black_list_get', { From_Account: 'dan', StartIndex: 0, MaxLimited, LastSequence: 0 })
    expect(BlackListItem).toHaveLength(2)
  }
})

test('Limit and its relatives may be 0 or empty in every list: then they are the default', async () => {
  const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: members('ben') })
  const room = await app.createGroup({ Type: 'AVChatRoom' })
  for (const unset of [0, '0', '']) {
    expect((await group('get_group_member_info', { GroupId, Limit: unset })).MemberList).toHaveLength(2)
    expect((await group('get_joined_group_list', { Member_Account: 'ann', Limit: unset })).ErrorCode).toBe(0)
    expect((await group('get_group_ban_member', { GroupId: room, Limit: unset, Offset: 0 })).ErrorCode).toBe(0)
  }
})

test('MsgPriority is understood in any letter case, and a word that nobody knows is Normal', async () => {
  const GroupId = await app.createGroup()
  const words = ['High', 'high', 'HIGH', 'low', 'LOWEST', 'normal', 'Urgent', '', undefined]
  for (const MsgPriority of words) expect(await say(GroupId, { MsgPriority })).toMatchObject({ ErrorCode: 0 })
  const { RspMsgList } = await group('group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  expect(RspMsgList.map(({ MsgPriority }: { MsgPriority: number }) => MsgPriority).reverse()).toEqual([1, 1, 1, 3, 4, 2, 2, 2, 2])
})

describe('delete_group_member that names the owner', () => {
  test.each(['Private', 'Work'])('of a %s group among others takes them all: the group has no owner then', async (Type) => {
    const GroupId = await app.createGroup({ Type, Owner_Account: 'ann', MemberList: members('ben', 'cy') })
    expect(await group('delete_group_member', { GroupId, MemberToDel_Account: ['ben', 'ann', 'zed'] })).toMatchObject({ ErrorCode: 0 })
    expect(await infoOf(GroupId)).toMatchObject({ Owner_Account: '', MemberNum: 1, MemberList: [{ Member_Account: 'cy', Role: 'Member' }] })
    expect((await group('get_role_in_group', { GroupId, User_Account: ['ann'] })).UserIdList).toMatchObject([{ Role: 'NotMember' }])
    expect(await group('change_group_owner', { GroupId, NewOwner_Account: 'cy' })).toMatchObject({ ErrorCode: 0 })
    expect(await group('add_group_member', { GroupId, MemberList: members('ann') })).toMatchObject({ MemberList: [{ Result: 1 }] })
    expect(await infoOf(GroupId)).toMatchObject({ Owner_Account: 'cy', MemberNum: 2 })
  })

  test('leaves every counter what the rows say', async () => {
    expect(await world.operator.call('limits.recount', { sdkAppId: app.sdkAppId })).toMatchObject({ differences: [] })
  })
})

test('get_joined_group_list answers UnreadMsgNum where it is asked for, 0 where a type counts none', async () => {
  await app.importUsers(['eve'])
  const MemberList = members('eve')
  for (const Type of ['Public', 'ChatRoom']) {
    const GroupId = await app.createGroup({ Type, GroupId: `unread ${Type}`, Owner_Account: 'ann', MemberList })
    for (let count = 0; count < 3; count++) await say(GroupId)
  }
  const asked = async (SelfInfoFilter: string[]) =>
    (await app.ok('group_open_http_svc/get_joined_group_list', { Member_Account: 'eve', ResponseFilter: { SelfInfoFilter } })).GroupIdList
  expect(await asked(['UnreadMsgNum'])).toEqual([
    { GroupId: 'unread ChatRoom', SelfInfo: { UnreadMsgNum: 0 } },
    { GroupId: 'unread Public', SelfInfo: { UnreadMsgNum: 3 } },
  ])
  await app.ok('group_open_http_svc/set_unread_msg_num', { GroupId: 'unread Public', Member_Account: 'eve', UnreadMsgNum: 1 })
  expect((await asked(['Role', 'UnreadMsgNum']))[1].SelfInfo).toEqual({ Role: 'Member', UnreadMsgNum: 1 })
})
