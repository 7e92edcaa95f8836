import type { Input } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../app-driver.ts'
import { names } from '../counted.ts'
import { type CallbackWorld, startCallbackWorld } from '../im/callbacks/callback-world.ts'
import { members } from '../im/groups/groups-driver.ts'
import { LiveClient } from '../live-client.ts'
import { text } from '../message-bodies.ts'

let world: CallbackWorld
beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const daySeconds = 24 * 60 * 60
const afterDays = (days: number) => world.moveBy(days * daySeconds)
const set = ({ sdkAppId }: AppDriver, rules: Input<'groupRule.set'>['rules']) => world.operator.call('groupRule.set', { sdkAppId, rules })
const group = 'group_open_http_svc'
let random = 0
const say = (app: AppDriver, GroupId: string) =>
  app.v4(`${group}/send_group_msg`, { GroupId, From_Account: 'ann', Random: ++random, MsgBody: text('hi') })
const infoOf = async (app: AppDriver, GroupId: string) => (await app.v4(`${group}/get_group_info`, { GroupIdList: [GroupId] })).GroupInfo[0]
const idsIn = async (app: AppDriver, GroupId: string) => {
  const { MemberList } = await app.ok(`${group}/get_group_member_info`, { GroupId })
  return MemberList.map(({ Member_Account }: { Member_Account: string }) => Member_Account).sort()
}
const exists = async (app: AppDriver, GroupId: string) => (await infoOf(app, GroupId)).ErrorCode === 0
async function logIn(app: AppDriver, ...userIds: string[]) {
  for (const userId of userIds) await (await LiveClient.signIn(app, userId)).close()
}

test('members who were not online for so many days are removed, told like any removal; the owner and admins stay', async () => {
  const { app, receiver, bodies } = await world.appWith(['Group.CallbackAfterMemberExit'])
  await app.importUsers(['dan', 'eve'])
  const list = members('ben', 'cy', 'dan', 'eve')
  const GroupId = await app.createGroup({ Type: 'Meeting', Owner_Account: 'ann', MemberList: list })
  const other = await app.createGroup({ Type: 'Public', Owner_Account: 'ann', MemberList: list })
  await app.ok(`${group}/modify_group_member_info`, { GroupId, Member_Account: 'eve', Role: 'Admin' })
  await set(app, { offlineMembers: { types: ['Meeting'], days: 10 } })
  await afterDays(6)
  await logIn(app, 'ben')
  const dan = await LiveClient.signIn(app, 'dan')
  await afterDays(4)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'ben', 'cy', 'dan', 'eve'])
  await afterDays(1)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'ben', 'dan', 'eve'])
  await receiver.have(1)
  expect(receiver.received[0]!.query).toMatchObject({ OptPlatform: 'Unknown' })
  expect(bodies('Group.CallbackAfterMemberExit')).toMatchObject([
    { GroupId, Type: 'ChatRoom', ExitType: 'Kicked', Operator_Account: '@TIM#SYSTEM', ExitMemberList: members('cy') },
  ])
  // Dan was connected all the time: the days count from the last pass that found it so.
  await afterDays(10)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'dan', 'eve'])
  await dan.close()
  await afterDays(10)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'dan', 'eve'])
  await afterDays(1)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'eve'])
  expect((await infoOf(app, GroupId)).MemberNum).toBe(2)
  expect(await idsIn(app, other)).toEqual(['ann', 'ben', 'cy', 'dan', 'eve'])
  expect(await world.differencesIn(app)).toEqual([])
})

test('who came lately stays, also one who was imported with an old time of joining; a removed member is told so', async () => {
  const { app } = await world.appWith([])
  const GroupId = await app.createGroup({ Type: 'Public', Owner_Account: 'ann', MemberList: members('ben') })
  await afterDays(30)
  await app.importUsers(['new', 'old'])
  await app.ok(`${group}/add_group_member`, { GroupId, MemberList: members('cy') })
  const JoinTime = world.unix() - 20 * daySeconds
  await app.ok(`${group}/import_group_member`, { GroupId, MemberList: [{ Member_Account: 'new', JoinTime, Role: 'Member' }] })
  await set(app, { offlineMembers: { types: ['Public'], days: 5 } })
  await world.moveBy(1)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'cy', 'new'])
  const ben = await LiveClient.signIn(app, 'ben')
  const { notices } = await ben.call('userNotice.list', { userId: 'ben', after: 0 })
  expect(notices.at(-1)).toMatchObject({ event: 'group.left', content: { groupId: GroupId, way: 'removed', operatorId: '@TIM#SYSTEM' } })
  await ben.close()
  await set(app, { offlineMembers: null })
  await afterDays(30)
  expect(await idsIn(app, GroupId)).toEqual(['ann', 'cy', 'new'])
})

test('groups in which nothing was said and nobody came or went are disbanded, by type', async () => {
  const { app, receiver, bodies } = await world.appWith(['Group.CallbackAfterGroupDestroyed'])
  const make = (Type: string) => app.createGroup({ Type, Owner_Account: 'ann', MemberList: members('ben') })
  const [idle, spoken, joined, left, work] = [
    await make('Public'),
    await make('Public'),
    await make('Public'),
    await make('Public'),
    await make('Work'),
  ]
  const CreateTime = world.unix() - 300 * daySeconds
  const { GroupId: imported } = await app.ok(`${group}/import_group`, { Type: 'Public', Name: 'Old', Owner_Account: 'ann', CreateTime })
  const ben = await LiveClient.signIn(app, 'ben')
  await set(app, { idleGroups: { types: ['Public', 'Meeting'], days: 7 } })
  await afterDays(4)
  await say(app, spoken)
  await app.ok(`${group}/add_group_member`, { GroupId: joined, MemberList: members('cy') })
  await app.ok(`${group}/delete_group_member`, { GroupId: left, MemberToDel_Account: ['ben'] })
  await afterDays(3)
  expect(await exists(app, idle)).toBe(true)
  await afterDays(1)
  expect(await Promise.all([idle, spoken, joined, left, work, imported].map((id) => exists(app, id)))).toEqual([
    false,
    true,
    true,
    true,
    true,
    false,
  ])
  expect(await ben.hears('user.noticed', ({ event, content }) => event === 'group.ended' && content.groupId === idle)).toBeTruthy()
  await receiver.have(2)
  expect(bodies('Group.CallbackAfterGroupDestroyed')).toContainEqual(
    expect.objectContaining({ GroupId: idle, Type: 'Public', Owner_Account: 'ann', Name: 'Gardeners', MemberList: members('ann', 'ben') }),
  )
  await ben.close()
  await afterDays(5)
  expect(await Promise.all([spoken, joined, left, work].map((id) => exists(app, id)))).toEqual([false, false, false, true])
  expect(await world.differencesIn(app)).toEqual([])
})

test('who speaks or joins while groups are reclaimed either finds the group gone or keeps it', async () => {
  const { app } = await world.appWith([])
  const GroupIds = await Promise.all(names('g', 60).map((id) => app.createGroup({ GroupId: id, Type: 'Meeting', Owner_Account: 'ann' })))
  await afterDays(20)
  await set(app, { idleGroups: { types: ['Meeting'], days: 7 } })
  const [, ...outcomes] = await Promise.all([
    world.moveBy(1),
    ...GroupIds.map(async (GroupId, index) => {
      const add = { GroupId, MemberList: members('ben') }
      const answer = index % 2 ? await say(app, GroupId) : await app.v4(`${group}/add_group_member`, add)
      return { GroupId, ErrorCode: answer.ErrorCode }
    }),
  ])
  const present = await Promise.all(outcomes.map(({ GroupId }) => exists(app, GroupId)))
  expect(outcomes.map(({ ErrorCode }) => ErrorCode === 0)).toEqual(present)
  expect(outcomes.every(({ ErrorCode }) => ErrorCode === 0 || ErrorCode === 10010)).toBe(true)
  expect(await world.differencesIn(app)).toEqual([])
})

test('who logs in or joins while offline members are removed leaves all counts right, and who was online before stays', async () => {
  const { app } = await world.appWith([])
  const users = names('u', 40)
  await app.importUsers(users)
  const GroupId = await app.createGroup({ Type: 'Meeting', Owner_Account: 'ann', MemberList: members(...users.slice(0, 30)) })
  await afterDays(20)
  await logIn(app, 'u0', 'u1')
  await set(app, { offlineMembers: { types: ['Meeting'], days: 7 } })
  const racing = users.slice(2, 12)
  const [, clients] = await Promise.all([
    world.moveBy(1),
    Promise.all(racing.map((userId) => LiveClient.signIn(app, userId))),
    ...users.slice(30).map((userId) => app.ok(`${group}/add_group_member`, { GroupId, MemberList: members(userId) })),
  ])
  const left = await idsIn(app, GroupId)
  expect(left).toEqual(expect.arrayContaining(['ann', 'u0', 'u1', ...users.slice(30)]))
  expect(left.filter((userId: string) => users.slice(12, 30).includes(userId))).toEqual([])
  expect((await infoOf(app, GroupId)).MemberNum).toBe(left.length)
  // Who was removed was told so, and nobody else.
  for (const [index, client] of clients.entries()) {
    const { notices } = await client.call('userNotice.list', { userId: racing[index]!, after: 0 })
    expect(notices.some(({ event }) => event === 'group.left')).toBe(!left.includes(racing[index]!))
  }
  await Promise.all(clients.map((client) => client.close()))
  expect(await world.differencesIn(app)).toEqual([])
})

test('a pass that breaks off goes on where it was; an app out of service is left alone', async () => {
  const { app } = await world.appWith([])
  const ids = names('p', 5)
  for (const GroupId of ids) await app.createGroup({ GroupId, Type: 'Meeting', Owner_Account: 'ann' })
  await afterDays(20)
  await world.sql`
    create function break_off() returns trigger language plpgsql as $$ begin
      if old.id = 'p3' then raise exception 'broken off'; end if;
      return old;
    end $$`
  await world.sql`create trigger break_off before delete on groups for each row execute function break_off()`
  await set(app, { idleGroups: { types: ['Meeting'], days: 7 } })
  expect((await world.operator.refused('clock.set', { now: new Date(world.now().getTime() + 1000).toISOString() })).code).toBe('internal')
  const there = () => Promise.all(ids.map((GroupId) => exists(app, GroupId)))
  expect(await there()).toEqual([false, false, false, true, true])
  expect(await world.differencesIn(app)).toEqual([])
  await world.sql`drop trigger break_off on groups`
  await world.moveBy(1)
  expect(await there()).toEqual([false, false, false, false, false])
  expect(await world.differencesIn(app)).toEqual([])

  const GroupId = await app.createGroup({ Type: 'Meeting', Owner_Account: 'ann' })
  await app.disable()
  await afterDays(20)
  await app.enable()
  expect(await exists(app, GroupId)).toBe(true)
  await afterDays(1)
  expect(await exists(app, GroupId)).toBe(false)
})
