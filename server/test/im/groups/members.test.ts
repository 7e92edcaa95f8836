import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
const start = '2022-11-10T06:20:00Z'
const at = Date.parse(start) / 1000

beforeAll(async () => {
  world = await startWorld({ now: start })
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { call, infoOf, memberOf, say, trio } = driveGroups(() => app)
const modify = (GroupId: string, Member_Account: string, body: object) =>
  call('modify_group_member_info', { GroupId, Member_Account, ...body })
const ids = ({ MemberList }: V4Answer) => MemberList.map(({ Member_Account }: { Member_Account: string }) => Member_Account)
const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`)

describe('get_specified_group_member_info', () => {
  test('answers those asked for who are members, with every field or only those of a filter', async () => {
    const GroupId = await trio()
    const ask = (body: object) => call('get_specified_group_member_info', { GroupId, Member_List_Account: ['cy', 'ann', 'zed'], ...body })
    expect(await ask({})).toEqual({
      ...ok,
      MemberList: [
        {
          Member_Account: 'ann',
          Role: 'Owner',
          JoinTime: at,
          MsgSeq: 0,
          MsgFlag: 'AcceptAndNotify',
          LastSendMsgTime: 0,
          MuteUntil: 0,
          ShutUpUntil: 0,
          NameCard: '',
          AppMemberDefinedData: [],
        },
        expect.objectContaining({ Member_Account: 'cy', Role: 'Member' }),
      ],
    })
    expect(await ask({ MemberInfoFilter: ['Role'], MemberRoleFilter: ['Member'] })).toEqual({
      ...ok,
      MemberList: [{ Member_Account: 'cy', Role: 'Member' }],
    })
    expect((await ask({ Member_List_Account: [] })).MemberList).toEqual([])
    expect(ids(await ask({ MemberRoleFilter: [] }))).toEqual(['ann', 'cy'])
  })

  test('says who is connected, when that is asked for', async () => {
    const GroupId = await trio()
    const connection = world.presence.connect(app.sdkAppId, 'ben', 'Web')
    const ask = async () =>
      (await call('get_specified_group_member_info', { GroupId, Member_List_Account: ['ben', 'cy'], MemberInfoFilter: ['OnlineStatus'] }))
        .MemberList
    expect(await ask()).toEqual([
      { Member_Account: 'ben', OnlineStatus: 'Online' },
      { Member_Account: 'cy', OnlineStatus: 'Offline' },
    ])
    connection.close()
    expect((await ask())[0]).toEqual({ Member_Account: 'ben', OnlineStatus: 'Offline' })
    expect(await memberOf(GroupId, 'ben')).not.toHaveProperty('OnlineStatus')
  })

  test('takes up to 50 (10005), and knows no audio-video group (10007) and none that is not there (10010)', async () => {
    const GroupId = await trio()
    const ask = (Member_List_Account: unknown, groupId = GroupId) =>
      call('get_specified_group_member_info', { GroupId: groupId, Member_List_Account })
    expect((await ask(many(50))).ErrorCode).toBe(0)
    expect((await ask(many(51))).ErrorCode).toBe(10005)
    expect((await ask('ann')).ErrorCode).toBe(10004)
    expect((await ask([7])).ErrorCode).toBe(60015)
    expect((await ask(['ann'], 'nope')).ErrorCode).toBe(10010)
    expect((await ask(['ann'], await app.createGroup({ Type: 'AVChatRoom' }))).ErrorCode).toBe(10007)
  })
})

describe('get_role_in_group', () => {
  test('answers the role of each in the order asked, also of who is no member', async () => {
    const GroupId = await app.createGroup({
      Owner_Account: 'ann',
      MemberList: [{ Member_Account: 'ben', Role: 'Admin' }, ...members('cy')],
    })
    expect(await call('get_role_in_group', { GroupId, User_Account: ['cy', 'zed', 'ann', 'ben', 'dan'] })).toEqual({
      ...ok,
      UserIdList: [
        { Member_Account: 'cy', Role: 'Member' },
        { Member_Account: 'zed', Role: 'NotMember' },
        { Member_Account: 'ann', Role: 'Owner' },
        { Member_Account: 'ben', Role: 'Admin' },
        { Member_Account: 'dan', Role: 'NotMember' },
      ],
    })
  })

  test('takes up to 500 (10005), and refuses audio-video groups (10007) and missing ones (10010)', async () => {
    const GroupId = await trio()
    expect((await call('get_role_in_group', { GroupId, User_Account: many(500) })).UserIdList).toHaveLength(500)
    expect((await call('get_role_in_group', { GroupId, User_Account: many(501) })).ErrorCode).toBe(10005)
    expect((await call('get_role_in_group', { GroupId })).ErrorCode).toBe(10004)
    expect((await call('get_role_in_group', { GroupId: 'nope', User_Account: ['ann'] })).ErrorCode).toBe(10010)
    const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    expect((await call('get_role_in_group', { GroupId: av, User_Account: ['ann'] })).ErrorCode).toBe(10007)
  })
})

describe('modify_group_member_info', () => {
  test('changes what is given and leaves the rest', async () => {
    const GroupId = await trio()
    expect(await modify(GroupId, 'ben', { Role: 'Admin', MsgFlag: 'Discard', NameCard: 'Ben of the garden' })).toEqual(ok)
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ Role: 'Admin', MsgFlag: 'Discard', NameCard: 'Ben of the garden' })
    await modify(GroupId, 'ben', { Role: '', MsgFlag: '', NameCard: '' })
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ Role: 'Admin', MsgFlag: 'Discard', NameCard: '' })
    await modify(GroupId, 'ben', { Role: 'Member', MsgFlag: 'AcceptNotNotify' })
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ Role: 'Member', MsgFlag: 'AcceptNotNotify', MuteUntil: 0 })
    expect(await memberOf(GroupId, 'cy')).toMatchObject({ Role: 'Member', MsgFlag: 'AcceptAndNotify', NameCard: '' })
    expect((await infoOf(GroupId)).InfoSeq).toBe(0)
  })

  test('takes a name card of up to 50 bytes', async () => {
    const GroupId = await trio()
    expect((await modify(GroupId, 'ben', { NameCard: '字'.repeat(16) })).ErrorCode).toBe(0)
    expect((await modify(GroupId, 'ben', { NameCard: '字'.repeat(17) })).ErrorCode).toBe(10004)
    expect((await memberOf(GroupId, 'ben')).NameCard).toBe('字'.repeat(16))
  })

  test.each([
    ['the role of the owner', 'ann', { Role: 'Member', NameCard: 'x' }, 10007],
    ['the role Owner', 'ben', { Role: 'Owner', NameCard: 'x' }, 10004],
    ['a role in small letters', 'ben', { Role: 'admin', NameCard: 'x' }, 10004],
    ['an unknown receiving option', 'ben', { MsgFlag: 'Loud', NameCard: 'x' }, 10004],
    ['a mute below 0', 'ben', { MuteTime: -1, NameCard: 'x' }, 10004],
    ['a mute that is text', 'ben', { MuteTime: '60', NameCard: 'x' }, 10004],
    ['a mute of more seconds than there are', 'ben', { MuteTime: 4_294_967_296, NameCard: 'x' }, 10004],
    ['a field that was not declared', 'ben', { AppMemberDefinedData: [{ Key: 'shoe', Value: '42' }], NameCard: 'x' }, 10004],
    ['one who is no member', 'dan', { NameCard: 'x' }, 10007],
    ['an account that does not exist', 'zed', { NameCard: 'x' }, 10007],
    ['a UserID that is a number', 7, { NameCard: 'x' }, 60015],
  ])('refuses %s, and nothing is changed', async (_, userId, body, code) => {
    const GroupId = await trio()
    const before = await infoOf(GroupId)
    expect(await modify(GroupId, userId as string, body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(await infoOf(GroupId)).toEqual(before)
  })

  test('keeps to what the type of the group has: no admins and no mutes in Work groups, no members in audio-video groups', async () => {
    const work = await trio({ Type: 'Work' })
    expect((await modify(work, 'ben', { Role: 'Admin' })).ErrorCode).toBe(10007)
    expect((await modify(work, 'ben', { MuteTime: 60 })).ErrorCode).toBe(10007)
    expect((await modify(work, 'ben', { ShutUpTime: 60 })).ErrorCode).toBe(10007)
    expect((await modify(work, 'ben', { Role: 'Member', NameCard: 'B', MuteTime: 0 })).ErrorCode).toBe(0)
    for (const Type of ['Public', 'Meeting', 'Community']) {
      expect((await modify(await trio({ Type }), 'ben', { Role: 'Admin', MuteTime: 60 })).ErrorCode).toBe(0)
    }
    const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    expect((await modify(av, 'ann', { NameCard: 'A' })).ErrorCode).toBe(10007)
    expect((await modify('nope', 'ann', { NameCard: 'A' })).ErrorCode).toBe(10010)
  })
})

describe('what is told of members', () => {
  test('MsgSeq: who joins has nothing unread of before, and each keeps a place', async () => {
    const GroupId = await trio()
    for (let count = 0; count < 3; count++) await say(GroupId, { From_Account: 'ann' })
    await call('add_group_member', { GroupId, Silence: 1, MemberList: members('dan') })
    await say(GroupId, { From_Account: 'ann' })
    const [ann, , , dan] = (await infoOf(GroupId)).MemberList
    expect(ann).toMatchObject({ Member_Account: 'ann', MsgSeq: 0 })
    expect(dan).toMatchObject({ Member_Account: 'dan', MsgSeq: 3 })
    const joined = await call('get_joined_group_list', {
      Member_Account: 'dan',
      ResponseFilter: { GroupBaseInfoFilter: ['NextMsgSeq'], SelfInfoFilter: ['MsgSeq', 'MsgFlag'] },
    })
    expect(joined.GroupIdList).toContainEqual({ GroupId, NextMsgSeq: 5, SelfInfo: { MsgSeq: 3, MsgFlag: 'AcceptAndNotify' } })
  })

  test('LastSendMsgTime: of the newest message of each, in all three answers that have it', async () => {
    const GroupId = await trio()
    const other = await trio()
    await say(GroupId, { From_Account: 'ann' })
    await world.moveTo('2022-11-10T06:30:00Z')
    await say(GroupId, { From_Account: 'ben' })
    await say(other, { From_Account: 'cy' })
    await world.moveTo('2022-11-10T06:40:00Z')
    await say(GroupId, { From_Account: 'ann' })
    const times = (list: V4Answer[]) => list.map(({ LastSendMsgTime }) => LastSendMsgTime)
    const expected = [at + 1200, at + 600, 0]
    expect(times((await infoOf(GroupId)).MemberList)).toEqual(expected)
    expect(times((await call('get_group_member_info', { GroupId })).MemberList)).toEqual(expected)
    const asked = { GroupId, Member_List_Account: ['ann', 'ben', 'cy'], MemberInfoFilter: ['LastSendMsgTime'] }
    expect(times((await call('get_specified_group_member_info', asked)).MemberList)).toEqual(expected)
    const [ben] = (await call('get_specified_group_member_info', { ...asked, MemberInfoFilter: ['Role'] })).MemberList
    expect(ben).not.toHaveProperty('LastSendMsgTime')
  })

  test('LastSendMsgTime: in the last 1,000 messages of a group, or in the last 100 when 50 groups are asked for', async () => {
    const GroupId = await trio()
    await say(GroupId, { From_Account: 'ann' })
    const since = Math.floor(world.now().getTime() / 1000)
    await say(GroupId, { From_Account: 'ben' })
    await Promise.all(Array.from({ length: 99 }, () => say(GroupId, { From_Account: 'cy' })))
    const others = await Promise.all(many(49).map(() => trio()))
    const times = async (groups: number) => {
      const { GroupInfo } = await call('get_group_info', { GroupIdList: [GroupId, ...others.slice(0, groups - 1)] })
      return GroupInfo[0].MemberList.map(({ LastSendMsgTime }: { LastSendMsgTime: number }) => LastSendMsgTime)
    }
    expect(await times(1)).toEqual([since, since, since])
    expect(await times(49)).toEqual([since, since, since])
    expect(await times(50)).toEqual([0, since, since])
  })

  test('MsgFlag: members of a Meeting are not pushed to while away, unless they choose it', async () => {
    const GroupId = await trio({ Type: 'Meeting' })
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MsgFlag: 'AcceptNotNotify' })
    await modify(GroupId, 'ben', { MsgFlag: 'AcceptAndNotify' })
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MsgFlag: 'AcceptAndNotify' })
  })
})

describe('members of a community', () => {
  test('come in pages of at most 100 that continue with Next and end with an empty one', async () => {
    const userIds = Array.from({ length: 250 }, (_, index) => `p${String(index).padStart(3, '0')}`)
    await app.importUsers(userIds)
    const GroupId = await app.createGroup({ Type: 'Community', Owner_Account: 'ann' })
    await call('add_group_member', { GroupId, MemberList: members(...userIds) })
    const seen: string[] = []
    const sizes: number[] = []
    for (let Next = ''; ; ) {
      const page = await call('get_group_member_info', { GroupId, Next, Limit: 5000, Offset: 7, MemberInfoFilter: ['Role'] })
      expect(page).toMatchObject({ ErrorCode: 0, MemberNum: 251 })
      seen.push(...ids(page))
      sizes.push(page.MemberList.length)
      Next = page.Next
      if (Next === '') break
    }
    expect(sizes).toEqual([100, 100, 51])
    expect(seen.toSorted()).toEqual(['ann', ...userIds])
    const owners = await call('get_group_member_info', { GroupId, Next: '', MemberRoleFilter: ['Owner'], Limit: 1 })
    expect(owners).toMatchObject({ MemberNum: 251, MemberList: [{ Member_Account: 'ann' }] })
    expect(await call('get_group_member_info', { GroupId, Next: owners.Next, MemberRoleFilter: ['Owner'] })).toMatchObject({
      MemberList: [],
      Next: '',
    })
    expect(await call('get_group_member_info', { GroupId: await trio() })).not.toHaveProperty('Next')
  })
})

test('a deleted account and a disbanded group take their rows along, and another app’s are not touched', async () => {
  const free = await world.app({ name: 'Free' })
  const other = await world.app({ name: 'Other' })
  for (const of of [free, other]) {
    await of.importUsers(['ann', 'ben'])
    await of.createGroup({ GroupId: 'same', Owner_Account: 'ann', MemberList: members('ben') })
    await call('forbid_send_msg', { GroupId: 'same', Members_Account: ['ben'], MuteTime: 600 }, of)
  }
  const rows = async (table: string, of: AppDriver) =>
    (await world.sql`select 1 from ${world.sql(table)} where app_id = ${of.sdkAppId}`).length
  await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
  expect([await rows('group_members', free), await rows('group_mutes', free)]).toEqual([1, 0])
  await free.importUsers(['ben'])
  await call('forbid_send_msg', { GroupId: 'same', Members_Account: ['ben'], MuteTime: 600 }, free)
  await call('destroy_group', { GroupId: 'same' }, free)
  expect([await rows('group_members', free), await rows('group_mutes', free)]).toEqual([0, 0])
  expect([await rows('group_members', other), await rows('group_mutes', other)]).toEqual([2, 1])
  expect(await world.differencesIn(free)).toEqual([])
})
