import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
})
afterAll(() => world.close())

const { call, infoOf } = driveGroups(() => app)

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
