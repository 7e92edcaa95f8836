import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
})
afterAll(() => world.close())

const call = (command: string, body: unknown, of = app) => of.v4(`group_open_http_svc/${command}`, body)
const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }
const members = (...userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))
const infoOf = async (groupId: string, of = app) => (await call('get_group_info', { GroupIdList: [groupId] }, of)).GroupInfo[0]

describe('create_group', () => {
  test.each([
    ['Private', 'Private', /^@TGS#1[0-9A-Z]{8}$/, 'DisableApply', 'FreeAccess'],
    ['Work', 'Private', /^@TGS#1[0-9A-Z]{8}$/, 'DisableApply', 'FreeAccess'],
    ['Public', 'Public', /^@TGS#2[0-9A-Z]{8}$/, 'NeedPermission', 'DisableInvite'],
    ['ChatRoom', 'ChatRoom', /^@TGS#3[0-9A-Z]{8}$/, 'FreeAccess', 'DisableInvite'],
    ['Meeting', 'ChatRoom', /^@TGS#3[0-9A-Z]{8}$/, 'FreeAccess', 'DisableInvite'],
  ])('creates %s with owner and members; answers show the older name', async (Type, shown, id, apply, invite) => {
    const answer = await call('create_group', { Type, Name: 'Gardeners', Owner_Account: 'ann', MemberList: members('ben', 'ann', 'ben') })
    expect(answer).toEqual({ ...ok, GroupId: expect.stringMatching(id) })
    expect(await infoOf(answer.GroupId)).toEqual({
      GroupId: answer.GroupId,
      ErrorCode: 0,
      ErrorInfo: '',
      Type: shown,
      Name: 'Gardeners',
      Appid: app.sdkAppId,
      Introduction: '',
      Notification: '',
      FaceUrl: '',
      Owner_Account: 'ann',
      CreateTime: at,
      InfoSeq: 0,
      LastInfoTime: at,
      LastMsgTime: 0,
      NextMsgSeq: 1,
      MemberNum: 2,
      MaxMemberNum: 200,
      ApplyJoinOption: apply,
      InviteJoinOption: invite,
      MuteAllMember: 'Off',
      ShutUpAllMember: 'Off',
      AppDefinedData: [],
      MemberList: [member('ann', 'Owner', shown), member('ben', 'Member', shown)],
    })
  })

  function member(userId: string, role: string, type: string) {
    return {
      Member_Account: userId,
      Role: role,
      JoinTime: at,
      MsgSeq: 0,
      MsgFlag: type === 'ChatRoom' ? 'AcceptNotNotify' : 'AcceptAndNotify',
      LastSendMsgTime: 0,
      MuteUntil: 0,
      ShutUpUntil: 0,
      NameCard: '',
      AppMemberDefinedData: [],
    }
  }

  test('creates an audio-video group, which stores no members and has no maximum', async () => {
    const { GroupId } = await call('create_group', { Type: 'AVChatRoom', Name: 'Live', Owner_Account: 'ann', MaxMemberCount: 5 })
    expect(GroupId).toMatch(/^@TGS#a[0-9A-Z]{8}$/)
    const info = await infoOf(GroupId)
    expect(info).toMatchObject({ Type: 'AVChatRoom', Owner_Account: 'ann', MemberNum: 0, MaxMemberNum: 0, ApplyJoinOption: 'FreeAccess' })
    expect(info).not.toHaveProperty('MemberList')
    expect((await call('create_group', { Type: 'AVChatRoom', Name: 'Live', MemberList: members('ben') })).ErrorCode).toBe(10007)
  })

  test('keeps everything that is said about the group', async () => {
    const said = {
      Introduction: 'Hello',
      Notification: 'Soon',
      FaceUrl: 'https://example.com/g.png',
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'NeedPermission',
    }
    const { GroupId } = await call('create_group', { Type: 'Public', Name: 'Said', GroupId: 'my group 1', MaxMemberCount: 50, ...said })
    expect(GroupId).toBe('my group 1')
    expect(await infoOf(GroupId)).toMatchObject({ ...said, MaxMemberNum: 50, Owner_Account: '', MemberNum: 0, MemberList: [] })
  })

  test('takes an empty text or 0, which some SDKs send for what they do not set, for nothing', async () => {
    const unset = { Owner_Account: '', GroupId: '', MaxMemberCount: 0, ApplyJoinOption: '', InviteJoinOption: '' }
    const MemberList = [{ Member_Account: 'ben', Role: '', JoinTime: 0, ShutUpUntil: 0 }]
    const { GroupId } = await call('create_group', { Type: 'Public', Name: 'Unset', ...unset, MemberList })
    expect(await infoOf(GroupId)).toMatchObject({ Owner_Account: '', MaxMemberNum: 200, ApplyJoinOption: 'NeedPermission', MemberNum: 1 })
    expect((await call('create_group', { Type: 'AVChatRoom', Name: 'Unset', MaxMemberCount: 0 })).ErrorCode).toBe(0)
    const everybody = { Limit: 0, Offset: 0, MemberInfoFilter: null, MemberRoleFilter: null, AppDefinedDataFilter_GroupMember: null }
    expect((await call('get_group_member_info', { GroupId, ...everybody })).MemberList).toHaveLength(1)
  })

  test('makes administrators of the group, but not in a Work group', async () => {
    const MemberList = [{ Member_Account: 'ben', Role: 'Admin', JoinTime: 1, NameCard: 'ignored' }]
    const { GroupId } = await call('create_group', { Type: 'Public', Name: 'Led', MemberList })
    expect((await infoOf(GroupId)).MemberList).toMatchObject([{ Member_Account: 'ben', Role: 'Admin', JoinTime: at, NameCard: '' }])
    expect((await call('create_group', { Type: 'Work', Name: 'Led', MemberList })).ErrorCode).toBe(10007)
    expect(
      (await call('create_group', { Type: 'Public', Name: 'x', MemberList: [{ Member_Account: 'ben', Role: 'Owner' }] })).ErrorCode,
    ).toBe(10004)
  })

  test('refuses types nobody has: Community 11000, BChatRoom 10007, others 10004', async () => {
    for (const [Type, code] of [
      ['Community', 11000],
      ['BChatRoom', 10007],
      ['public', 10004],
    ] as const) {
      expect((await call('create_group', { Type, Name: 'x' })).ErrorCode).toBe(code)
    }
    const community = { Type: 'Community', Name: 'x', GroupId: '@TGS#_mine', MemberList: members('zed'), MaxMemberCount: 90_000 }
    expect((await call('create_group', community)).ErrorCode).toBe(11000)
  })

  test('refuses accounts that do not exist (10019) and more than 100 members (10005)', async () => {
    expect(await call('create_group', { Type: 'Public', Name: 'x', Owner_Account: 'zed' })).toMatchObject({
      ErrorCode: 10019,
      ErrorInfo: 'The account zed does not exist.',
    })
    expect((await call('create_group', { Type: 'Public', Name: 'x', MemberList: members('ann', 'zed') })).ErrorCode).toBe(10019)
    const many = members(...Array.from({ length: 101 }, (_, index) => `u${index}`))
    expect((await call('create_group', { Type: 'Public', Name: 'x', MemberList: many })).ErrorCode).toBe(10005)
  })

  test.each([
    ['Name', 30],
    ['Introduction', 240],
    ['Notification', 300],
    ['FaceUrl', 100],
  ])('takes a %s of up to %i bytes', async (field, bytesMax) => {
    const body = { Type: 'Public', Name: 'x', [field]: '字'.repeat(Math.floor(bytesMax / 3)) }
    expect((await call('create_group', body)).ErrorCode).toBe(0)
    expect(await call('create_group', { ...body, [field]: 'x'.repeat(bytesMax + 1) })).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: `${field}: has more than ${bytesMax} bytes.`,
    })
  })

  test('refuses custom fields that nobody declared', async () => {
    const custom = [{ Key: 'colour', Value: 'red' }]
    expect((await call('create_group', { Type: 'Public', Name: 'x', AppDefinedData: custom })).ErrorCode).toBe(10004)
    expect(
      (await call('create_group', { Type: 'Public', Name: 'x', MemberList: [{ Member_Account: 'ann', AppMemberDefinedData: custom }] }))
        .ErrorCode,
    ).toBe(10004)
    expect((await call('create_group', { Type: 'Public', Name: 'x', AppDefinedData: [] })).ErrorCode).toBe(0)
  })

  test('checks ids of the app: 10015 where not allowed, 10021 where taken, 10025 where taken by the same owner', async () => {
    const create = (GroupId: string, Owner_Account = 'ann') => call('create_group', { Type: 'Public', Name: 'x', GroupId, Owner_Account })
    for (const id of ['@TGS#mine', 'x'.repeat(49), 'ä', 'tab\t']) expect((await create(id)).ErrorCode).toBe(10015)
    expect((await create('x'.repeat(48))).ErrorCode).toBe(0)
    expect((await create('taken')).ErrorCode).toBe(0)
    expect((await create('taken')).ErrorCode).toBe(10025)
    expect((await create('taken', 'ben')).ErrorCode).toBe(10021)
    await call('destroy_group', { GroupId: 'taken' })
    expect((await create('taken', 'ben')).ErrorCode).toBe(0)
  })

  test.each([201, 2 ** 31, 2 ** 32 - 1])(
    'refuses %i as a maximum of members, which is above the plan (10038), here and in a change',
    async (max) => {
      expect((await call('create_group', { Type: 'Public', Name: 'x', MaxMemberCount: max })).ErrorCode).toBe(10038)
      const GroupId = await app.createGroup({ MaxMemberCount: 30 })
      expect((await call('modify_group_base_info', { GroupId, Name: 'y', MaxMemberNum: max })).ErrorCode).toBe(10038)
      expect(await infoOf(GroupId)).toMatchObject({ Name: 'Gardeners', MaxMemberNum: 30, InfoSeq: 0 })
      expect((await call('create_group', { Type: 'AVChatRoom', Name: 'x', MaxMemberCount: max })).ErrorCode).toBe(0)
    },
  )
})

describe('get_group_info', () => {
  test('answers in the order asked, with a code for each group, and only what filters name', async () => {
    const GroupId = await app.createGroup({ Owner_Account: 'ann' })
    const filtered = async (ResponseFilter: unknown) =>
      (await call('get_group_info', { GroupIdList: ['nope', GroupId], ResponseFilter })).GroupInfo
    const own = { GroupId, ErrorCode: 0, ErrorInfo: '' }
    const [missing, found] = await filtered({ GroupBaseInfoFilter: ['Type', 'Name', 'MaxMemberNum', 'Colour'] })
    expect(missing).toMatchObject({ GroupId: 'nope', ErrorCode: 10010 })
    expect(found).toEqual({ ...own, Type: 'Public', Name: 'Gardeners', MaxMemberNum: 200 })
    expect((await filtered({ MemberInfoFilter: ['Account', 'Role'] }))[1]).toEqual({
      ...own,
      MemberList: [{ Member_Account: 'ann', Role: 'Owner' }],
    })
    expect((await filtered({ GroupBaseInfoFilter: ['ShutUpAllMember'], AppDefinedDataFilter_Group: ['colour'] }))[1]).toEqual({
      ...own,
      ShutUpAllMember: 'Off',
      AppDefinedData: [],
    })
    expect((await filtered({}))[1]).toEqual(own)
  })

  test('takes up to 50 groups (10004) and shows none of another app', async () => {
    expect((await call('get_group_info', { GroupIdList: Array.from({ length: 51 }, (_, index) => `g${index}`) })).ErrorCode).toBe(10004)
    const other = await world.app({ name: 'Another' })
    const GroupId = await other.createGroup()
    expect(await infoOf(GroupId)).toMatchObject({ ErrorCode: 10010 })
    expect((await call('destroy_group', { GroupId })).ErrorCode).toBe(10010)
  })

  test('answers 10018 instead of more than 1 MB', async () => {
    const large = await world.app({ edition: 'ultimate', membersPerGroup: 6000, name: 'Large' })
    const GroupId = await large.createGroup()
    await world.sql`
      insert into im_users (app_id, user_id, created_at, created_day, group_count)
      select ${large.sdkAppId}, 'user' || number, ${world.now()}, '2022-11-10', 1 from generate_series(1, 6000) as number`
    await world.sql`
      insert into group_members (app_id, group_id, user_id, joined_at)
      select ${large.sdkAppId}, ${GroupId}, 'user' || number, ${world.now()} from generate_series(1, 6000) as number`
    expect((await call('get_group_info', { GroupIdList: [GroupId] }, large)).ErrorCode).toBe(10018)
    const short = await call('get_group_member_info', { GroupId, MemberInfoFilter: ['Role'] }, large)
    expect(short.MemberList).toHaveLength(6000)
  })
})

describe('get_group_member_info', () => {
  test('pages, filters by role and field, and counts the whole group', async () => {
    const GroupId = await app.createGroup({
      Owner_Account: 'ann',
      MemberList: [{ Member_Account: 'ben', Role: 'Admin' }, ...members('cy', 'dan')],
    })
    const ask = (body: object) => call('get_group_member_info', { GroupId, ...body })
    const ids = ({ MemberList }: V4Answer) => MemberList.map(({ Member_Account }: { Member_Account: string }) => Member_Account)
    expect(ids(await ask({}))).toEqual(['ann', 'ben', 'cy', 'dan'])
    expect(ids(await ask({ Limit: 2, Offset: 1 }))).toEqual(['ben', 'cy'])
    expect(ids(await ask({ MemberRoleFilter: ['Owner', 'Admin'] }))).toEqual(['ann', 'ben'])
    expect(await ask({ MemberRoleFilter: ['Admin'], MemberInfoFilter: ['Role', 'JoinTime'] })).toEqual({
      ...ok,
      MemberNum: 4,
      MemberList: [{ Member_Account: 'ben', Role: 'Admin', JoinTime: at }],
    })
    const empty = { MemberInfoFilter: [], MemberRoleFilter: [], AppDefinedDataFilter_GroupMember: [] }
    expect(await ask(empty)).toEqual(await ask({}))
    expect((await call('get_group_member_info', { GroupId: 'nope' })).ErrorCode).toBe(10010)
    const av = await app.createGroup({ Type: 'AVChatRoom' })
    expect((await call('get_group_member_info', { GroupId: av })).ErrorCode).toBe(10007)
  })
})

describe('add_group_member and delete_group_member', () => {
  test('answer for each whether it was added (1), was in already (2) or failed (0)', async () => {
    const GroupId = await app.createGroup({ Owner_Account: 'ann' })
    expect(await call('add_group_member', { GroupId, Silence: 1, MemberList: members('ben', 'ann', 'zed', 'ben') })).toEqual({
      ...ok,
      MemberList: [
        { Member_Account: 'ben', Result: 1 },
        { Member_Account: 'ann', Result: 2 },
        { Member_Account: 'zed', Result: 0 },
        { Member_Account: 'ben', Result: 1 },
      ],
    })
    expect((await call('add_group_member', { GroupId, MemberList: members('ben') })).MemberList).toEqual([
      { Member_Account: 'ben', Result: 2 },
    ])
    expect(await call('delete_group_member', { GroupId, MemberToDel_Account: ['ben', 'zed'], Silence: 1, Reason: 'over' })).toEqual(ok)
    expect((await infoOf(GroupId)).MemberNum).toBe(1)
  })

  test('refuse as a whole when nobody gets in, and a missing group', async () => {
    const GroupId = await app.createGroup()
    expect((await call('add_group_member', { GroupId, MemberList: members('zed', 'yan') })).ErrorCode).toBe(10019)
    expect((await call('add_group_member', { GroupId: 'nope', MemberList: members('ann') })).ErrorCode).toBe(10010)
    expect((await call('delete_group_member', { GroupId: 'nope', MemberToDel_Account: ['ann'] })).ErrorCode).toBe(10010)
  })

  test('take up to 300 and 500 a call (10005), at least one, and the owner stays (10007)', async () => {
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: members('ben') })
    const many = Array.from({ length: 501 }, (_, index) => `n${index}`)
    expect((await call('add_group_member', { GroupId, MemberList: members('cy', ...many.slice(0, 299)) })).ErrorCode).toBe(0)
    expect((await call('add_group_member', { GroupId, MemberList: members(...many.slice(0, 301)) })).ErrorCode).toBe(10005)
    expect((await call('delete_group_member', { GroupId, MemberToDel_Account: many.slice(0, 500) })).ErrorCode).toBe(0)
    expect((await call('delete_group_member', { GroupId, MemberToDel_Account: many })).ErrorCode).toBe(10005)
    expect((await call('add_group_member', { GroupId, MemberList: [] })).ErrorCode).toBe(10004)
    expect((await call('delete_group_member', { GroupId, MemberToDel_Account: ['ben', 'ann'] })).ErrorCode).toBe(10007)
    expect((await infoOf(GroupId)).MemberNum).toBe(3)
  })

  test('are not for audio-video groups: 10007 and 10004', async () => {
    const GroupId = await app.createGroup({ Type: 'AVChatRoom' })
    expect((await call('add_group_member', { GroupId, MemberList: members('ann') })).ErrorCode).toBe(10007)
    expect((await call('delete_group_member', { GroupId, MemberToDel_Account: ['ann'] })).ErrorCode).toBe(10004)
  })
})

describe('modify_group_base_info', () => {
  test('changes what is given, by either name of the mute, and counts the changes', async () => {
    const GroupId = await app.createGroup({ Introduction: 'stays' })
    await world.moveTo('2022-11-10T07:00:00Z')
    expect(
      await call('modify_group_base_info', { GroupId, Name: 'New', Notification: '', MaxMemberNum: 30, ShutUpAllMember: 'On' }),
    ).toEqual(ok)
    expect(await infoOf(GroupId)).toMatchObject({
      Name: 'New',
      Introduction: 'stays',
      MaxMemberNum: 30,
      MuteAllMember: 'On',
      CreateTime: at,
      InfoSeq: 1,
      LastInfoTime: at + 2400,
    })
    await call('modify_group_base_info', { GroupId, MuteAllMember: 'Off', ApplyJoinOption: 'DisableApply', FaceUrl: 'f' })
    const changed = { MuteAllMember: 'Off', ApplyJoinOption: 'DisableApply', FaceUrl: 'f', InfoSeq: 2 }
    expect(await infoOf(GroupId)).toMatchObject(changed)
    const unset = { MuteAllMember: '', ApplyJoinOption: '', InviteJoinOption: '', AppDefinedData: [] }
    expect(await call('modify_group_base_info', { GroupId, ...unset })).toEqual(ok)
    expect(await infoOf(GroupId)).toMatchObject(changed)
  })

  test('refuses what cannot be', async () => {
    const GroupId = await app.createGroup()
    for (const wrong of [
      { Name: '' },
      { Name: 'x'.repeat(31) },
      { MuteAllMember: 'on' },
      { MaxMemberNum: 0 },
      { AppDefinedData: [{ Key: 'k', Value: '' }] },
    ]) {
      expect((await call('modify_group_base_info', { GroupId, ...wrong })).ErrorCode).toBe(10004)
    }
    expect((await call('modify_group_base_info', { GroupId: 'nope', Name: 'x' })).ErrorCode).toBe(10010)
    const av = await app.createGroup({ Type: 'AVChatRoom' })
    expect((await call('modify_group_base_info', { GroupId: av, MaxMemberNum: 10 })).ErrorCode).toBe(10007)
    expect((await call('modify_group_base_info', { GroupId: av, Name: 'Fine' })).ErrorCode).toBe(0)
    expect((await infoOf(GroupId)).InfoSeq).toBe(0)
  })
})

test('destroy_group takes the group and all memberships, and everyone has a place more', async () => {
  const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: members('ben', 'cy') })
  expect(await call('destroy_group', { GroupId })).toEqual(ok)
  expect((await infoOf(GroupId)).ErrorCode).toBe(10010)
  expect((await call('destroy_group', { GroupId })).ErrorCode).toBe(10010)
  expect(await world.differencesIn(app)).toEqual([])
})
