import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
  await app.ok('im_open_login_svc/account_import', { UserID: 'ann', Nick: 'Ann', FaceUrl: 'https://example.com/ann.png' })
  await app.importUsers(['ben', 'cy', 'dan'])
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
const members = (body: unknown, of = app) => of.v4('group_open_avchatroom_http_svc/get_members', { Timestamp: 0, ...(body as object) })
const modify = (body: unknown, of = app) => of.v4('group_open_avchatroom_http_svc/modify_user_info', body)
const avGroup = (of = app) => of.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
const countOf = async (GroupId: string, of = app) => (await call('get_online_member_num', { GroupId }, of)).OnlineMemberNum
const namesOf = ({ MemberList }: V4Answer) => MemberList.map(({ Member_Account }: V4Answer) => Member_Account)
const numbered = (count: number, prefix = 'u') => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`)

function join(GroupId: string, userId: string, of = app) {
  const connection = world.presence.connect(of.sdkAppId, userId, 'Web')
  connection.joinAvGroup(GroupId, world.now())
  return connection
}

const mark = (GroupId: string, marks: number[], userIds: string[], CommandType = 1) =>
  modify({ GroupId, CommandType, MemberList: userIds.map((userId) => ({ Member_Account: userId, Marks: marks })) })

describe('get_online_member_num', () => {
  test('counts the users who are in the group at the moment, each once', async () => {
    const [GroupId, other] = [await avGroup(), await avGroup()]
    expect(await call('get_online_member_num', { GroupId })).toEqual({ ...ok, OnlineMemberNum: 0 })
    const [ann, sameAnn, ben] = [join(GroupId, 'ann'), join(GroupId, 'ann'), join(GroupId, 'ben')]
    ben.joinAvGroup(other, world.now())
    expect([await countOf(GroupId), await countOf(other)]).toEqual([2, 1])
    ann.close()
    expect(await countOf(GroupId)).toBe(2)
    sameAnn.leaveAvGroup(GroupId)
    sameAnn.leaveAvGroup(GroupId)
    expect(await countOf(GroupId)).toBe(1)
    ben.close()
    ben.joinAvGroup(GroupId, world.now())
    expect([await countOf(GroupId), await countOf(other)]).toEqual([0, 0])
  })

  test('on every plan, of audio-video groups only (10007) that exist (10010)', async () => {
    const free = await world.app({ name: 'Free' })
    const GroupId = await free.createGroup({ Type: 'AVChatRoom' })
    expect(await call('get_online_member_num', { GroupId }, free)).toEqual({ ...ok, OnlineMemberNum: 0 })
    expect(await call('get_online_member_num', { GroupId: await app.createGroup() })).toMatchObject({ ErrorCode: 10007 })
    expect(await call('get_online_member_num', { GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
    expect(await call('get_online_member_num', {})).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
  })
})

test('get_joined_group_list shows the audio-video groups a user owns or is in at the moment, when they are asked for', async () => {
  const visited = await avGroup()
  const connection = join(visited, 'dan')
  const joined = async (WithHugeGroups: number) => await call('get_joined_group_list', { Member_Account: 'dan', WithHugeGroups })
  expect(await joined(1)).toMatchObject({ ErrorCode: 0, TotalCount: 1, GroupIdList: [{ GroupId: visited }] })
  expect(await joined(0)).toMatchObject({ ErrorCode: 0, TotalCount: 0, GroupIdList: [] })
  connection.close()
  expect(await joined(1)).toMatchObject({ TotalCount: 0 })
})

test('nobody is in a group that was disbanded, nor in a later one of the same id', async () => {
  const GroupId = 'live'
  await app.createGroup({ GroupId, Type: 'AVChatRoom' })
  const connection = join(GroupId, 'ann')
  await app.ok('group_open_http_svc/destroy_group', { GroupId })
  await app.createGroup({ GroupId, Type: 'AVChatRoom' })
  expect(await countOf(GroupId)).toBe(0)
  connection.joinAvGroup(GroupId, world.now())
  expect(await countOf(GroupId)).toBe(1)
  connection.close()
})

describe('get_members', () => {
  test('lists who is in the group, newest first, with names', async () => {
    const GroupId = await avGroup()
    const connections = ['ann', 'ben', 'cy'].map((userId) => join(GroupId, userId))
    connections[1]!.close()
    const again = join(GroupId, 'ann')
    expect(await members({ GroupId })).toEqual({
      ...ok,
      MemberList: [
        { Member_Account: 'cy', JoinTime: at, NickName: '', Avatar: '' },
        { Member_Account: 'ann', JoinTime: at, NickName: 'Ann', Avatar: 'https://example.com/ann.png' },
      ],
      NextTimestamp: 0,
    })
    expect((await members({ GroupId, Mark: 0 })).MemberList).toHaveLength(2)
    for (const connection of [...connections, again]) connection.close()
    expect((await members({ GroupId })).MemberList).toEqual([])
  })

  test('on Ultimate the newest 1000 in pages of 500 that end, whoever comes and goes meanwhile', async () => {
    const GroupId = await avGroup()
    const userIds = numbered(1100)
    await app.importUsers(userIds)
    const connections = userIds.map((userId) => join(GroupId, userId))
    const first = await members({ GroupId })
    expect(namesOf(first)).toEqual(userIds.slice(-500).reverse())
    connections[1099]!.close()
    const second = await members({ GroupId, Timestamp: first.NextTimestamp })
    expect(namesOf(second)).toEqual(userIds.slice(99, 600).reverse().slice(0, 500))
    for (const { NextTimestamp } of [first, second]) {
      // SDKs in Java hold it in 32 bits.
      expect(NextTimestamp).toBeGreaterThan(0)
      expect(NextTimestamp).toBeLessThan(2 ** 31)
    }
    const third = await members({ GroupId, Timestamp: second.NextTimestamp })
    expect([namesOf(third), third.NextTimestamp]).toEqual([userIds.slice(99, 100), 0])
    for (const connection of connections) connection.close()
  })

  test('below Ultimate the newest 30 in one page', async () => {
    const pro = await world.busyApp({ edition: 'pro', name: 'Pro' })
    const userIds = numbered(40)
    await pro.importUsers(userIds)
    const GroupId = await pro.createGroup({ Type: 'AVChatRoom' })
    const connections = userIds.map((userId) => join(GroupId, userId, pro))
    const answer = await members({ GroupId }, pro)
    expect([namesOf(answer), answer.NextTimestamp]).toEqual([userIds.slice(-30).reverse(), 0])
    for (const connection of connections) connection.close()
  })

  test('of audio-video groups only (10007) that exist (10010), with fields of the right type (10004)', async () => {
    expect(await members({ GroupId: await app.createGroup() })).toMatchObject({ ErrorCode: 10007 })
    expect(await members({ GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
    expect(await members({})).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
    const GroupId = await avGroup()
    for (const wrong of [{ Timestamp: '0' }, { Timestamp: -1 }, { Mark: 'x' }, { Mark: 1.5 }]) {
      expect(await members({ GroupId, ...wrong })).toMatchObject({ ErrorCode: 10004 })
    }
  })
})

describe('modify_user_info', () => {
  test('sets and removes marks, answers who was marked, and get_members shows those with a mark', async () => {
    const GroupId = await avGroup()
    const connections = ['ann', 'ben', 'cy'].map((userId) => join(GroupId, userId))
    expect(
      await modify({
        GroupId,
        CommandType: 1,
        MemberList: [
          { Member_Account: 'ann', Marks: [1000, 1001] },
          { Member_Account: 'zed', Marks: [1000] },
          { Member_Account: 'cy', Marks: [1001, 1001] },
        ],
      }),
    ).toEqual({
      ...ok,
      CommandType: 1,
      MemberList: [
        { Member_Account: 'ann', Marks: [1000, 1001] },
        { Member_Account: 'cy', Marks: [1001, 1001] },
      ],
    })
    const marked = async (Mark: number) => namesOf(await members({ GroupId, Mark }))
    expect([await marked(1000), await marked(1001), await marked(1002)]).toEqual([['ann'], ['cy', 'ann'], []])
    expect(await mark(GroupId, [1001], ['ann', 'ben'], 2)).toMatchObject({ ErrorCode: 0, CommandType: 2 })
    expect([await marked(1000), await marked(1001)]).toEqual([['ann'], ['cy']])
    connections[2]!.close()
    expect(await marked(1001)).toEqual([])
    for (const connection of connections) connection.close()
  })

  test('mark 500 counts as online for three days without a connection, mark 600 does not show in lists but counts', async () => {
    const GroupId = await avGroup()
    await mark(GroupId, [500], ['ben', 'cy'])
    await mark(GroupId, [600], ['ann'])
    await mark(GroupId, [1000], ['ben'])
    const connections = [join(GroupId, 'ann'), join(GroupId, 'cy')]
    expect(await countOf(GroupId)).toBe(3)
    expect(namesOf(await members({ GroupId })).sort()).toEqual(['ben', 'cy'])
    expect(namesOf(await members({ GroupId, Mark: 1000 }))).toEqual(['ben'])
    await world.moveTo('2022-11-13T06:19:59Z')
    expect(await countOf(GroupId)).toBe(3)
    await world.moveTo('2022-11-13T06:20:00Z')
    expect(await countOf(GroupId)).toBe(2)
    expect(namesOf(await members({ GroupId }))).toEqual(['cy'])
    await mark(GroupId, [500], ['ben'])
    expect(await countOf(GroupId)).toBe(3)
    for (const connection of connections) connection.close()
  })

  test('those who only count as online stand after those connected, in the same pages', async () => {
    const GroupId = await avGroup()
    const userIds = numbered(700, 'robot')
    await app.importUsers(userIds)
    for (const from of [0, 350]) expect(await mark(GroupId, [500], userIds.slice(from, from + 350))).toMatchObject(ok)
    const connection = join(GroupId, 'ann')
    expect(await countOf(GroupId)).toBe(701)
    const first = await members({ GroupId })
    const second = await members({ GroupId, Timestamp: first.NextTimestamp })
    expect([namesOf(first)[0], ...[first, second].map(({ MemberList }) => MemberList.length)]).toEqual(['ann', 500, 201])
    expect(second.NextTimestamp).toBe(0)
    expect(new Set([...namesOf(first), ...namesOf(second)]).size).toBe(701)
    connection.close()
  })

  test('takes marks from 1000 on, 500 and 600 (10004), up to 10 different of them and 500 users (10005)', async () => {
    const GroupId = await avGroup()
    for (const strange of [0, 1, 499, 999]) expect(await mark(GroupId, [1000, strange], ['ann'])).toMatchObject({ ErrorCode: 10004 })
    for (const wrong of ['1000', 1000.5, -1000, 2 ** 32]) {
      const MemberList = [{ Member_Account: 'ann', Marks: [wrong] }]
      expect(await modify({ GroupId, CommandType: 1, MemberList })).toMatchObject({ ErrorCode: 10004 })
    }
    const ten = Array.from({ length: 10 }, (_, index) => 1000 + index)
    expect(await mark(GroupId, [...ten, 500, 600], ['ann', 'ben'])).toMatchObject(ok)
    expect(await mark(GroupId, [5000], ['cy'])).toMatchObject({ ErrorCode: 10004 })
    await mark(GroupId, [1009], ['ann', 'ben'], 2)
    expect(await mark(GroupId, [5000], ['cy'])).toMatchObject(ok)
    expect(await mark(GroupId, [1000], numbered(501))).toMatchObject({ ErrorCode: 10005 })
  })

  test('gives one mark to up to 1000 users, also when they come at the same time; a refused call marks nobody', async () => {
    const GroupId = await avGroup()
    const userIds = numbered(1100)
    await app.importUsers(userIds)
    const answers = await Promise.all([0, 300, 600, 800].map((from) => mark(GroupId, [1000], userIds.slice(from, from + 300))))
    const refused = answers.filter(({ ErrorCode }) => ErrorCode === 10004)
    expect(refused).toHaveLength(1)
    const [row] = await world.sql`select count(*) from av_group_marks where app_id = ${app.sdkAppId} and group_id = ${GroupId}`
    expect(row!.count).toBeLessThanOrEqual(1000)
    expect(row!.count).toBeGreaterThanOrEqual(800)
  })

  test('only on Ultimate (10007), of audio-video groups (10007) that exist (10010), with every field (10004)', async () => {
    const pro = await world.app({ edition: 'pro', name: 'Pro' })
    const body = { CommandType: 1, MemberList: [{ Member_Account: 'ann', Marks: [1000] }] }
    expect(await modify({ GroupId: await pro.createGroup({ Type: 'AVChatRoom' }), ...body }, pro)).toMatchObject({ ErrorCode: 10007 })
    expect(await modify({ GroupId: await app.createGroup(), ...body })).toMatchObject({ ErrorCode: 10007 })
    expect(await modify({ GroupId: 'nope', ...body })).toMatchObject({ ErrorCode: 10010 })
    const GroupId = await avGroup()
    for (const field of ['CommandType', 'MemberList']) {
      expect(await modify({ GroupId, ...body, [field]: null })).toMatchObject({ ErrorCode: 10004, ErrorInfo: `${field} is missing.` })
    }
    expect(await modify({ GroupId, ...body, CommandType: 3 })).toMatchObject({ ErrorCode: 10004 })
    expect(await modify({ GroupId, ...body, MemberList: [{ Marks: [1000] }] })).toMatchObject({ ErrorCode: 10004 })
  })
})

test('marks go with their group; another app’s stay', async () => {
  const [one, other] = [await world.app({ edition: 'ultimate', name: 'One' }), await world.app({ edition: 'ultimate', name: 'Other' })]
  for (const of of [one, other]) {
    await of.importUsers(['ann'])
    await of.createGroup({ GroupId: 'same', Type: 'AVChatRoom' })
    await modify({ GroupId: 'same', CommandType: 1, MemberList: [{ Member_Account: 'ann', Marks: [500] }] }, of)
    expect(await countOf('same', of)).toBe(1)
  }
  await one.ok('group_open_http_svc/destroy_group', { GroupId: 'same' })
  await one.createGroup({ GroupId: 'same', Type: 'AVChatRoom' })
  expect([await countOf('same', one), await countOf('same', other)]).toEqual([0, 1])
})
