import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { text } from '../../message-bodies.ts'
import { type Plan, startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
let free: AppDriver
let random = 0
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await openApp({ edition: 'pro' })
  free = await openApp()
})
afterAll(() => world.close())
afterEach(async () => {
  for (const of of [app, free]) {
    expect(await world.differencesIn(of)).toEqual([])
  }
})

async function openApp(plan: Plan = {}) {
  const opened = await world.busyApp({ ...plan, users: ['ann', 'ben', 'cy', 'dan'] })
  return opened
}

const { call, infoOf } = driveGroups(() => app)
const importGroup = (body: object = {}, of = app) => call('import_group', { Type: 'Public', Name: 'Moved', ...body }, of)
const importMembers = (GroupId: string, MemberList: unknown, of = app) => call('import_group_member', { GroupId, MemberList }, of)
const MsgBody = text('hi')
const send = (GroupId: string) => app.ok('group_open_http_svc/send_group_msg', { GroupId, Random: ++random, MsgBody })
const readBy = async (GroupId: string) =>
  Object.fromEntries((await infoOf(GroupId)).MemberList.map((member: Record<string, unknown>) => [member.Member_Account, member.MsgSeq]))
const tally = (codes: number[]) => Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, list]) => [code, list.length]))

describe('import_group', () => {
  test('creates a group as it was elsewhere, with the time of its creation', async () => {
    const said = {
      Introduction: 'Hello',
      Notification: 'Soon',
      FaceUrl: 'https://example.com/g.png',
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
    }
    const body = { GroupId: 'moved 1', Owner_Account: 'ann', MaxMemberCount: 50, CreateTime: at - 1000, ...said }
    expect(await importGroup(body)).toEqual({ ...ok, GroupId: 'moved 1' })
    expect(await infoOf('moved 1')).toMatchObject({
      ...said,
      Type: 'Public',
      Name: 'Moved',
      Owner_Account: 'ann',
      CreateTime: at - 1000,
      NextMsgSeq: 1,
      MemberNum: 1,
      MaxMemberNum: 50,
      MemberList: [{ Member_Account: 'ann', Role: 'Owner', JoinTime: at - 1000 }],
    })
  })

  test('takes now for no CreateTime or 0, and refuses one in the future (10004)', async () => {
    for (const CreateTime of [undefined, 0, at]) {
      const { GroupId } = await importGroup({ Type: 'Private', CreateTime })
      expect(await infoOf(GroupId)).toMatchObject({ Type: 'Private', CreateTime: at, MaxMemberNum: 200 })
    }
    for (const CreateTime of [at + 1, -1, '1600000000', 1.5]) {
      expect((await importGroup({ GroupId: 'late', CreateTime })).ErrorCode).toBe(10004)
    }
    expect((await infoOf('late')).ErrorCode).toBe(10010)
  })

  test.each([
    ['an audio-video group', { Type: 'AVChatRoom' }, 10007],
    ['a community without the plan', { Type: 'Community' }, 11000],
    ['a retired type', { Type: 'BChatRoom' }, 10007],
    ['no name', { Name: undefined }, 10004],
    ['a name of 31 bytes', { Name: 'x'.repeat(31) }, 10004],
    ['an owner who does not exist', { Owner_Account: 'zed' }, 10019],
    ['more members than the plan allows', { MaxMemberCount: 201 }, 10038],
    ['an id that Plenum assigns', { GroupId: '@TGS#2J4SZEAEL' }, 10015],
    ['a field that was not declared', { AppDefinedData: [{ Key: 'colour', Value: 'red' }] }, 10004],
  ])('refuses %s', async (_, body, code) => {
    expect(await importGroup(body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
  })

  test('refuses an id that is taken: 10021, by the same owner 10025', async () => {
    await importGroup({ GroupId: 'taken', Owner_Account: 'ann' })
    expect((await importGroup({ GroupId: 'taken', Owner_Account: 'ben' })).ErrorCode).toBe(10021)
    expect((await importGroup({ GroupId: 'taken', Owner_Account: 'ann' })).ErrorCode).toBe(10025)
  })

  test('has the limits of creation: exactly 100 groups on Free when 130 come at once, and 10058 for the others', async () => {
    free = await openApp()
    const answers = await Promise.all(names('g', 130).map(() => importGroup({}, free)))
    expect(tally(answers.map(({ ErrorCode }) => ErrorCode))).toEqual({ 0: 100, 10058: 30 })
    expect((await call('create_group', { Type: 'Public', Name: 'x' }, free)).ErrorCode).toBe(10058)
  })

  test('has the limit of groups of a user: 50 on Free (10037)', async () => {
    free = await openApp()
    const answers = await Promise.all(names('g', 60).map(() => importGroup({ Owner_Account: 'ann' }, free)))
    expect(tally(answers.map(({ ErrorCode }) => ErrorCode))).toEqual({ 0: 50, 10037: 10 })
  })

  test('takes nothing of the groups a day may bring, and comes in when none of them is left', async () => {
    const growing = await openApp({ edition: 'pro' })
    for (const GroupId of names('imported ', 3)) await importGroup({ GroupId }, growing)
    const [day] = await world.sql`select groups_created, groups_imported, peak_groups from app_days where app_id = ${growing.sdkAppId}`
    expect(day).toEqual({ groupsCreated: 3, groupsImported: 3, peakGroups: 3 })
    await world.sql`
      update app_days set groups_created = 10002, groups_disbanded = 0 where app_id = ${growing.sdkAppId}`
    expect((await call('create_group', { Type: 'Public', Name: 'last' }, growing)).ErrorCode).toBe(0)
    expect((await call('create_group', { Type: 'Public', Name: 'more' }, growing)).ErrorCode).toBe(10006)
    expect((await importGroup({}, growing)).ErrorCode).toBe(0)
    expect((await call('create_group', { Type: 'Public', Name: 'more' }, growing)).ErrorCode).toBe(10006)
  })
})

describe('import_group_member', () => {
  test('adds members with role, time of joining and unread messages, and says of each what became of it', async () => {
    const { GroupId } = await importGroup({ Owner_Account: 'ann', CreateTime: at - 1000 })
    for (let count = 0; count < 4; count++) await send(GroupId)
    const MemberList = [
      { Member_Account: 'ben', Role: 'Admin', JoinTime: at - 500, UnreadMsgNum: 3 },
      { Member_Account: 'cy', UnreadMsgNum: 9, JoinTime: at - 1000 },
      { Member_Account: 'ann' },
      { Member_Account: 'zed' },
      { Member_Account: 'dan', Role: '', JoinTime: 0 },
      { Member_Account: 'dan', Role: 'Admin' },
    ]
    expect(await importMembers(GroupId, MemberList)).toEqual({
      ...ok,
      MemberList: [
        { Member_Account: 'ben', Result: 1 },
        { Member_Account: 'cy', Result: 1 },
        { Member_Account: 'ann', Result: 2 },
        { Member_Account: 'zed', Result: 0, ErrorCode: 10019 },
        { Member_Account: 'dan', Result: 1 },
        { Member_Account: 'dan', Result: 1 },
      ],
    })
    const info = await infoOf(GroupId)
    expect(info).toMatchObject({ MemberNum: 4, NextMsgSeq: 5 })
    expect(info.MemberList).toMatchObject([
      { Member_Account: 'ann', Role: 'Owner', JoinTime: at - 1000 },
      { Member_Account: 'cy', Role: 'Member', JoinTime: at - 1000, MsgSeq: 0 },
      { Member_Account: 'ben', Role: 'Admin', JoinTime: at - 500, MsgSeq: 1 },
      { Member_Account: 'dan', Role: 'Member', JoinTime: at, MsgSeq: 4 },
    ])
  })

  test('passes over who joined before the group was there or in the future', async () => {
    const { GroupId } = await importGroup({ CreateTime: at - 1000 })
    const MemberList = [
      { Member_Account: 'ann', JoinTime: at - 1001 },
      { Member_Account: 'ben', JoinTime: at + 1 },
      { Member_Account: 'cy', JoinTime: at },
    ]
    expect((await importMembers(GroupId, MemberList)).MemberList).toEqual([
      { Member_Account: 'ann', Result: 0, ErrorCode: 10004 },
      { Member_Account: 'ben', Result: 0, ErrorCode: 10004 },
      { Member_Account: 'cy', Result: 1 },
    ])
  })

  test.each([
    ['301 members', members(...names('n', 301)), 10005],
    ['nobody', [], 10004],
    ['another owner', [{ Member_Account: 'ben', Role: 'Owner' }], 10004],
    ['unread messages below 0', [{ Member_Account: 'ben', UnreadMsgNum: -1 }], 10004],
    ['an account that is a number', [{ Member_Account: 7 }], 60015],
    ['a time that is text', [{ Member_Account: 'ben', JoinTime: 'yesterday' }], 10004],
  ])('refuses %s, and nobody gets in', async (_, MemberList, code) => {
    const { GroupId } = await importGroup()
    expect((await importMembers(GroupId, MemberList)).ErrorCode).toBe(code)
    expect((await infoOf(GroupId)).MemberNum).toBe(0)
  })

  test('is not for audio-video groups (10007), or missing groups (10010)', async () => {
    expect((await importMembers(await app.createGroup({ Type: 'AVChatRoom' }), members('ann'))).ErrorCode).toBe(10007)
    expect((await importMembers('nope', members('ann'))).ErrorCode).toBe(10010)
  })

  test('has an Admin of a Work group, which has none, join as Member beside the others', async () => {
    const GroupId = await app.createGroup({ Type: 'Private' })
    const MemberList = [{ Member_Account: 'ann', Role: 'Admin', JoinTime: 0, UnreadMsgNum: 0 }, { Member_Account: 'ben' }]
    expect((await importMembers(GroupId, MemberList)).MemberList).toEqual([
      { Member_Account: 'ann', Result: 1 },
      { Member_Account: 'ben', Result: 1 },
    ])
    expect((await infoOf(GroupId)).MemberList.map(({ Role }: { Role: string }) => Role)).toEqual(['Member', 'Member'])
  })

  test('fills a group exactly when imports and joins come at once', async () => {
    free = await openApp()
    const users = names('u', 60)
    await free.importUsers(users)
    const GroupId = await free.createGroup()
    const answers = await Promise.all(
      users.map((user, index) =>
        call(index % 2 ? 'import_group_member' : 'add_group_member', { GroupId, Silence: 1, MemberList: members(user) }, free),
      ),
    )
    const results = answers.map(({ ErrorCode, MemberList }) => (ErrorCode === 0 ? MemberList[0].Result : ErrorCode))
    expect(results.filter((result) => result === 1)).toHaveLength(20)
    expect((await infoOf(GroupId, free)).MemberNum).toBe(20)
    expect((await importMembers(GroupId, members('ann'), free)).MemberList).toEqual([
      { Member_Account: 'ann', Result: 0, ErrorCode: 10014 },
    ])
  })

  test('holds the groups of a user when 80 groups import the same one at once', async () => {
    free = await openApp()
    const groups = names('g', 80)
    await Promise.all(groups.map((GroupId) => free.createGroup({ GroupId })))
    const answers = await Promise.all(groups.map((GroupId) => importMembers(GroupId, members('ann'), free)))
    expect(tally(answers.map(({ MemberList }) => MemberList[0].ErrorCode ?? 0))).toEqual({ 0: 50, 10037: 30 })
  })
})

describe('set_unread_msg_num', () => {
  const set = (GroupId: string, UnreadMsgNum: unknown, Member_Account: unknown = 'ben') =>
    call('set_unread_msg_num', { GroupId, Member_Account, UnreadMsgNum })

  test('sets what a member has not read, cut to the number of messages', async () => {
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: members('ben') })
    for (let count = 0; count < 5; count++) await send(GroupId)
    expect(await set(GroupId, 2)).toEqual(ok)
    expect(await readBy(GroupId)).toEqual({ ann: 0, ben: 3 })
    await set(GroupId, 99)
    expect(await readBy(GroupId)).toEqual({ ann: 0, ben: 0 })
    await set(GroupId, 0)
    expect(await readBy(GroupId)).toEqual({ ann: 0, ben: 5 })
  })

  test('counts down from an import of messages, which marks everything as read, until the next import', async () => {
    const { GroupId } = await importGroup({ Owner_Account: 'ann', CreateTime: at - 1000 })
    const say = (SendTime: number) =>
      app.ok('group_open_http_svc/import_group_msg', {
        GroupId,
        RecentContactFlag: 1,
        MsgList: [{ From_Account: 'ann', SendTime, Random: ++random, MsgBody }],
      })
    await say(at - 900)
    await say(at - 800)
    await importMembers(GroupId, [{ Member_Account: 'ben', JoinTime: at - 950, UnreadMsgNum: 1 }, { Member_Account: 'cy' }])
    expect(await readBy(GroupId)).toEqual({ ann: 2, ben: 1, cy: 2 })
    await set(GroupId, 2, 'cy')
    expect(await readBy(GroupId)).toEqual({ ann: 2, ben: 1, cy: 0 })
    const { SessionItem } = await app.v4('recentcontact/get_list', {
      From_Account: 'cy',
      TimeStamp: 0,
      StartIndex: 0,
      TopTimeStamp: 0,
      TopStartIndex: 0,
      AssistFlags: 7,
    })
    expect(SessionItem).toContainEqual(expect.objectContaining({ GroupId, UnreadMsgCount: 2 }))
    await say(at - 700)
    expect(await readBy(GroupId)).toEqual({ ann: 3, ben: 3, cy: 3 })
  })

  test('has no effect and no error in Meeting and audio-video groups', async () => {
    const meeting = await app.createGroup({ Type: 'Meeting', MemberList: members('ben') })
    await send(meeting)
    expect(await set(meeting, 1)).toEqual(ok)
    expect(await readBy(meeting)).toEqual({ ben: 0 })
    expect(await set(await app.createGroup({ Type: 'AVChatRoom' }), 1)).toEqual(ok)
  })

  test('refuses who is no member (10007), missing groups (10010) and wrong numbers (10004)', async () => {
    const GroupId = await app.createGroup({ MemberList: members('ben') })
    expect((await set(GroupId, 1, 'ann')).ErrorCode).toBe(10007)
    expect((await set('nope', 1)).ErrorCode).toBe(10010)
    expect((await set(GroupId, 1, 7)).ErrorCode).toBe(60015)
    for (const wrong of [undefined, -1, '1', 1.5]) expect((await set(GroupId, wrong)).ErrorCode).toBe(10004)
    expect(await readBy(GroupId)).toEqual({ ben: 0 })
  })
})
