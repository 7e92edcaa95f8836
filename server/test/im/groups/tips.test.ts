import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan'] })
})
afterAll(() => world.close())

const call = (command: string, body: unknown) => app.ok(`group_open_http_svc/${command}`, body)
const { say, trio } = driveGroups(() => app)
const nextOf = async (groupId: string) => (await call('get_group_info', { GroupIdList: [groupId] })).GroupInfo[0].NextMsgSeq

/** What the service told the group, oldest first, by number. */
async function tipsOf(GroupId: string) {
  const { RspMsgList } = await call('group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  return RspMsgList.filter(({ IsSystemMsg }: { IsSystemMsg: number }) => IsSystemMsg === 1)
    .toReversed()
    .map(({ From_Account, MsgSeq, MsgBody }: { From_Account: string; MsgSeq: number; MsgBody: { MsgContent: { Data: string } }[] }) => {
      expect(From_Account).toBe('@TIM#SYSTEM')
      return [MsgSeq, JSON.parse(MsgBody[0]!.MsgContent.Data)]
    })
}

/** What leaves for whoever is connected, and is kept nowhere. */
async function passedDuring(work: () => Promise<unknown>) {
  const passed: unknown[] = []
  const stop = world.hub.listen(({ name, content }) => {
    if (name === 'message.sent' && (content as { system?: boolean }).system) passed.push((content as { sequence: number | null }).sequence)
  })
  await work()
  stop()
  return passed
}

const everything = async (GroupId: string) => {
  await call('add_group_member', { GroupId, MemberList: members('dan', 'ann') })
  await call('delete_group_member', { GroupId, MemberToDel_Account: ['dan', 'zed'], Reason: 'too loud' })
  await call('modify_group_base_info', { GroupId, Name: 'Roses', Introduction: 'of old', MuteAllMember: 'Off' })
  await call('change_group_owner', { GroupId, NewOwner_Account: 'ben' })
}
const operatorId = 'administrator'
const told = [
  [1, { tip: 'membersJoined', operatorId, userIds: ['dan'] }],
  [2, { tip: 'membersRemoved', operatorId, userIds: ['dan'], reason: 'too loud' }],
  [3, { tip: 'groupChanged', operatorId, changes: { name: 'Roses', introduction: 'of old' } }],
  [4, { tip: 'groupChanged', operatorId, changes: { ownerId: 'ben' } }],
]

describe('a group is told', () => {
  test.each(['Public', 'Work', 'Community'])('in %s groups who joined, who was removed and what of the profile changed', async (Type) => {
    const GroupId = await trio({ Type })
    expect(await nextOf(GroupId)).toBe(1)
    await everything(GroupId)
    expect(await tipsOf(GroupId)).toEqual(told)
    expect(await say(GroupId)).toMatchObject({ MsgSeq: 5 })
  })

  test('in Meeting groups of the profile alone', async () => {
    const GroupId = await trio({ Type: 'Meeting' })
    await everything(GroupId)
    expect((await tipsOf(GroupId)).map(([, tip]: [number, { tip: string }]) => tip.tip)).toEqual(['groupChanged', 'groupChanged'])
    expect(await say(GroupId)).toMatchObject({ MsgSeq: 3 })
  })

  test('in audio-video groups of the profile, which is not kept', async () => {
    const GroupId = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    expect(await passedDuring(() => call('modify_group_base_info', { GroupId, Name: 'Roses' }))).toEqual([null])
    expect(await passedDuring(() => call('forbid_send_msg', { GroupId, Members_Account: ['ben'], MuteTime: 60 }))).toEqual([])
  })

  test('who was muted until when and who became an admin, but not in Meeting groups', async () => {
    for (const Type of ['Public', 'Community', 'Meeting']) {
      const GroupId = await trio({ Type })
      await call('forbid_send_msg', { GroupId, Members_Account: ['ben', 'cy'], MuteTime: 60 })
      await call('modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Admin', MuteTime: 0 })
      await call('modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Admin', NameCard: 'B', MsgFlag: 'Discard' })
      await call('forbid_send_msg', { GroupId, Members_Account: ['cy', 'dan', 'ben', 'cy'], MuteTime: 0 })
      const mutedUntil = new Date(world.now().getTime() + 60_000).toISOString()
      const tips = await tipsOf(GroupId)
      if (Type === 'Meeting') expect(tips).toEqual([])
      else
        expect(tips).toEqual([
          [1, { tip: 'membersChanged', operatorId, userIds: ['ben', 'cy'], changes: { mutedUntil } }],
          [2, { tip: 'membersChanged', operatorId, userIds: ['ben'], changes: { role: 'Admin', mutedUntil: null } }],
          [3, { tip: 'membersChanged', operatorId, userIds: ['cy'], changes: { mutedUntil: null } }],
        ])
    }
  })

  test('by the administrator who called', async () => {
    await app.owner.call('admin.add', { sdkAppId: app.sdkAppId, userId: 'ops' })
    const GroupId = await trio()
    const body = { GroupId, MemberList: members('dan') }
    expect((await app.v4('group_open_http_svc/add_group_member', body, { identifier: 'ops' })).ErrorCode).toBe(0)
    expect(await tipsOf(GroupId)).toEqual([[1, { tip: 'membersJoined', operatorId: 'ops', userIds: ['dan'] }]])
  })
})

describe('a group is told nothing', () => {
  test('of silent additions and removals, and of what did not change', async () => {
    const GroupId = await trio()
    await call('add_group_member', { GroupId, Silence: 1, MemberList: members('dan') })
    await call('add_group_member', { GroupId, MemberList: members('dan') })
    await call('delete_group_member', { GroupId, Silence: 1, MemberToDel_Account: ['dan'] })
    await call('delete_group_member', { GroupId, MemberToDel_Account: ['dan'] })
    await call('modify_group_base_info', { GroupId, Name: 'Gardeners', Introduction: '' })
    await call('modify_group_base_info', { GroupId, MuteAllMember: 'On', ApplyJoinOption: 'FreeAccess', MaxMemberNum: 100 })
    await call('change_group_owner', { GroupId, NewOwner_Account: 'ann' })
    await call('forbid_send_msg', { GroupId, Members_Account: ['ben', 'cy'], MuteTime: 0 })
    await call('modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Member', NameCard: 'B', MuteTime: 0 })
    expect(await tipsOf(GroupId)).toEqual([])
    expect(await nextOf(GroupId)).toBe(1)
  })

  test('of imports', async () => {
    const { GroupId } = await call('import_group', { Type: 'Public', Name: 'Moved', Owner_Account: 'ann' })
    await call('import_group_member', { GroupId, MemberList: members('ben', 'cy') })
    await call('set_unread_msg_num', { GroupId, Member_Account: 'ben', UnreadMsgNum: 0 })
    expect(await nextOf(GroupId)).toBe(1)
  })

  test('of a call that is refused', async () => {
    const GroupId = await trio()
    for (const [command, body] of [
      ['add_group_member', { MemberList: members('zed') }],
      ['delete_group_member', { MemberToDel_Account: ['ann', 'ben'] }],
      ['modify_group_base_info', { Name: 'Roses', MaxMemberNum: 1_000_000 }],
      ['forbid_send_msg', { Members_Account: ['ben', 'zed'], MuteTime: 60 }],
      ['change_group_owner', { NewOwner_Account: 'dan' }],
    ] as const) {
      expect((await app.v4(`group_open_http_svc/${command}`, { GroupId, ...body })).ErrorCode).not.toBe(0)
    }
    expect(await nextOf(GroupId)).toBe(1)
  })
})

test('whoever delivers hears who is a member from when on, also where the group is told nothing', async () => {
  const heard: unknown[] = []
  const stop = world.hub.listen(({ name, content }) => name.startsWith('group.members') && heard.push({ name, ...content }))
  const GroupId = await trio()
  await call('add_group_member', { GroupId, MemberList: members('dan', 'ann') })
  await call('delete_group_member', { GroupId, Silence: 1, MemberToDel_Account: ['dan', 'zed'], Reason: 'too loud' })
  await call('delete_group_member', { GroupId, MemberToDel_Account: ['dan'] })
  await call('import_group_member', { GroupId, MemberList: members('dan', 'ann') })
  const { GroupId: imported } = await call('import_group', { Type: 'Public', Name: 'Moved', Owner_Account: 'ann' })
  await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
  stop()
  const added = { name: 'group.membersAdded', groupId: GroupId, operatorId, silent: true }
  expect(heard).toEqual([
    { ...added, userIds: ['ann', 'ben', 'cy'] },
    { ...added, userIds: ['dan'], silent: false },
    { name: 'group.membersRemoved', groupId: GroupId, userIds: ['dan'], operatorId, reason: 'too loud', silent: true },
    { ...added, userIds: ['dan'] },
    { ...added, groupId: imported, userIds: ['ann'] },
  ])
})

test('what is told takes its number before the answer, so that 40 additions at once and messages leave no hole', async () => {
  const users = Array.from({ length: 40 }, (_, index) => `u${index}`)
  await app.importUsers(users)
  const GroupId = await app.createGroup()
  await Promise.all(users.flatMap((user) => [call('add_group_member', { GroupId, MemberList: members(user) }), say(GroupId)]))
  expect(await nextOf(GroupId)).toBe(81)
  const joined = (await call('get_group_member_info', { GroupId })).MemberList as { MsgSeq: number }[]
  expect(joined.every(({ MsgSeq }) => MsgSeq >= 0 && MsgSeq < 80)).toBe(true)
})

test('nothing that happened stays untold while the app is changed again and again', async () => {
  const users = Array.from({ length: 60 }, (_, index) => `w${index}`)
  await app.importUsers(users)
  const GroupId = await app.createGroup()
  let isAdding = true
  const changing = (async () => {
    for (let number = 0; isAdding; number++) {
      await app.owner.call('admin.add', { sdkAppId: app.sdkAppId, userId: `a${number % 5}` })
      await app.owner.call('admin.remove', { sdkAppId: app.sdkAppId, userId: `a${number % 5}` })
    }
  })()
  await Promise.all(users.map((user) => call('add_group_member', { GroupId, MemberList: members(user) })))
  isAdding = false
  await changing
  expect(await nextOf(GroupId)).toBe(61)
})

test('a Work group wakes up by a real message, not by what it is told', async () => {
  const GroupId = await app.createGroup({ Type: 'Work', Owner_Account: 'cy' })
  const joined = async () => {
    const { GroupIdList } = await call('get_joined_group_list', { Member_Account: 'cy' })
    return GroupIdList.some((group: { GroupId: string }) => group.GroupId === GroupId)
  }
  await call('add_group_member', { GroupId, MemberList: members('dan') })
  expect(await nextOf(GroupId)).toBe(2)
  expect(await joined()).toBe(false)
  await say(GroupId)
  expect(await joined()).toBe(true)
})
