import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan'] })
  await allow(true)
})
afterAll(() => world.close())

const { call, infoOf, memberOf, say } = driveGroups(() => app)
const allow = (typeChanges: boolean) => world.operator.call('groupRule.set', { sdkAppId: app.sdkAppId, rules: { typeChanges } })
const become = (GroupId: string, Type: string, more: object = {}) => call('modify_group_base_info', { GroupId, Type, ...more })

test('the type of a group stays until the operator allows the app to change it, from the next request on', async () => {
  const GroupId = await app.createGroup({ Type: 'Public', Owner_Account: 'ann' })
  await allow(false)
  expect((await become(GroupId, 'Work')).ErrorCode).toBe(10007)
  expect((await become(GroupId, 'Public', { Name: 'Roses' })).ErrorCode).toBe(0)
  expect(await infoOf(GroupId)).toMatchObject({ Type: 'Public', Name: 'Roses' })
  await allow(true)
  expect((await become(GroupId, 'Work')).ErrorCode).toBe(0)
  expect(await infoOf(GroupId)).toMatchObject({ Type: 'Private', Name: 'Roses', MaxMemberNum: 2000, MemberNum: 1 })
})

test('the ways of joining and the members are those of the new type, and who is connected hears of it', async () => {
  const GroupId = await app.createGroup({ Type: 'Work', Owner_Account: 'ann', MemberList: members('ben', 'cy') })
  const [ben, cy, dan] = await Promise.all(['ben', 'cy', 'dan'].map((userId) => LiveClient.signIn(app, userId)))
  expect(await infoOf(GroupId)).toMatchObject({ ApplyJoinOption: 'DisableApply', InviteJoinOption: 'FreeAccess' })
  await become(GroupId, 'Public')
  expect(await infoOf(GroupId)).toMatchObject({ ApplyJoinOption: 'NeedPermission', InviteJoinOption: 'DisableInvite' })
  expect(await ben!.hears('group.changed', ({ changes }) => changes.type === 'Public')).toMatchObject({
    changes: { type: 'Public', applyJoinOption: 'NeedPermission', inviteJoinOption: 'DisableInvite' },
    operatorId: 'administrator',
  })
  expect(await dan!.call('group.join', { groupId: GroupId, message: 'me' })).toEqual({ status: 'waiting' })
  await call('modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Admin' })
  await call('forbid_send_msg', { GroupId, Members_Account: ['cy'], MuteTime: 3600 })

  await become(GroupId, 'Private')
  expect(await infoOf(GroupId)).toMatchObject({ Type: 'Private', ApplyJoinOption: 'DisableApply' })
  expect(await memberOf(GroupId, 'ben')).toMatchObject({ Role: 'Member' })
  expect(await memberOf(GroupId, 'ann')).toMatchObject({ Role: 'Owner' })
  expect(await ben!.hears('user.noticed', ({ event, content }) => event === 'group.roleChanged' && content.role === 'Member')).toBeTruthy()
  expect(
    (await cy!.call('message.send', { groupId: GroupId, random: 1, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] }))
      .sequence,
  ).not.toBeNull()
  expect(await dan!.refused('group.join', { groupId: GroupId, message: '' })).toMatchObject({ code: 'group_not_supported' })

  // Given with the change they hold, and a user may not.
  await become(GroupId, 'Meeting', { ApplyJoinOption: 'NeedPermission' })
  expect(await infoOf(GroupId)).toMatchObject({ Type: 'ChatRoom', ApplyJoinOption: 'NeedPermission' })
  expect((await ben!.refused('group.update', { groupId: GroupId, type: 'Public' })).code).toBe('group_type_fixed')
  await Promise.all([ben, cy, dan].map((client) => client!.close()))
  expect(await world.differencesIn(app)).toEqual([])
})

test('what nobody counted in a Meeting group is not unread when it becomes another, and what follows is', async () => {
  const GroupId = await app.createGroup({ Type: 'Meeting', Owner_Account: 'ann', MemberList: members('ben') })
  for (let count = 0; count < 3; count++) await say(GroupId, { From_Account: 'ann' })
  await become(GroupId, 'Public')
  const unread = async () => {
    const { GroupIdList } = await app.ok('group_open_http_svc/get_joined_group_list', {
      Member_Account: 'ben',
      ResponseFilter: { SelfInfoFilter: ['UnreadMsgNum'] },
    })
    return GroupIdList.find((group: { GroupId: string }) => group.GroupId === GroupId).SelfInfo.UnreadMsgNum
  }
  expect(await unread()).toBe(0)
  await say(GroupId, { From_Account: 'ann' })
  expect(await unread()).toBe(1)
})

test('audio-video groups and communities stay what they are', async () => {
  const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
  const community = await app.createGroup({ Type: 'Community', Owner_Account: 'ann' })
  const ordinary = await app.createGroup({ Type: 'Public', Owner_Account: 'ann' })
  const codes = await Promise.all([
    become(av, 'Public'),
    become(community, 'Public'),
    become(ordinary, 'AVChatRoom'),
    become(ordinary, 'Community'),
  ])
  expect(codes.map(({ ErrorCode }) => ErrorCode)).toEqual([10007, 10007, 10007, 10007])
  expect((await become(ordinary, 'Nonsense')).ErrorCode).toBe(10004)
})

test('a change of type and those who join at the same moment do not undo each other', async () => {
  const GroupId = await app.createGroup({ Type: 'Meeting', Owner_Account: 'ann' })
  const clients = await Promise.all(['ben', 'cy', 'dan'].map((userId) => LiveClient.signIn(app, userId)))
  const [changed, ...joined] = await Promise.all([
    become(GroupId, 'Work'),
    ...clients.map((client) =>
      client.call('group.join', { groupId: GroupId, message: '' }).then(
        () => true,
        () => false,
      ),
    ),
  ])
  expect(changed.ErrorCode).toBe(0)
  expect(await infoOf(GroupId)).toMatchObject({ Type: 'Private', MemberNum: 1 + joined.filter(Boolean).length })
  await Promise.all(clients.map((client) => client.close()))
  expect(await world.differencesIn(app)).toEqual([])
})
