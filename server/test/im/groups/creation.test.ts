import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
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
