import type { Input } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const list = (app: AppDriver, page: Omit<Input<'appGroup.list'>, 'sdkAppId'> = {}) =>
  app.owner.call('appGroup.list', { sdkAppId: app.sdkAppId, ...page })
const create = (app: AppDriver, more: Partial<Input<'appGroup.create'>> = {}) =>
  app.owner.call('appGroup.create', { sdkAppId: app.sdkAppId, name: 'Gardeners', type: 'Public', ...more })
const audited = async (app: AppDriver) => {
  const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
  return entries.map(({ action, changes }) => [action, changes])
}

test('groups are found by the beginning of their id or their name, page by page', async () => {
  const app = await world.app()
  for (const [id, name] of [
    ['g1', 'Bakers'],
    ['g2', 'gardeners'],
    ['g3', 'Gardeners'],
    ['h1', 'Garden party'],
  ] as const) {
    await app.createGroup({ GroupId: id, Name: name })
  }
  const names = async (page: Omit<Input<'appGroup.list'>, 'sdkAppId'>) => (await list(app, page)).groups.map(({ groupId }) => groupId)
  expect(await names({})).toEqual(['g1', 'g2', 'g3', 'h1'])
  expect(await names({ search: 'g' })).toEqual(['g1', 'g2', 'g3'])
  expect(await names({ by: 'name', search: 'GARDEN' })).toEqual(['h1', 'g2', 'g3'])
  const first = await list(app, { by: 'name', search: 'gardeners', limit: 1 })
  const second = await list(app, { by: 'name', search: 'gardeners', limit: 1, after: first.next! })
  expect([...first.groups, ...second.groups].map(({ groupId }) => groupId)).toEqual(['g2', 'g3'])
  expect(second.next).toBeNull()
})

test('a group is created with its owner, under the limits that REST has', async () => {
  const app = await world.app()
  await app.importUsers(['ann'])
  const { groupId } = await create(app, { ownerId: 'ann' })
  const read = await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [groupId] })
  expect(read.GroupInfo[0]).toMatchObject({ Name: 'Gardeners', Type: 'Public', Owner_Account: 'ann', MemberNum: 1 })
  expect((await app.owner.refused('appGroup.create', { sdkAppId: app.sdkAppId, name: 'A', type: 'Work', ownerId: 'bo' })).number).toBe(
    10019,
  )
  for (let number = 0; number < 10; number++) await create(app, { type: 'AVChatRoom' })
  expect((await app.owner.refused('appGroup.create', { sdkAppId: app.sdkAppId, name: 'A', type: 'AVChatRoom' })).number).toBe(10036)
  expect((await audited(app)).at(-1)).toEqual(['appGroup.created', [{ field: 'Group', before: null, after: `Gardeners, ${groupId}` }]])
})

test('an edit is in force for REST at once, is told the group, and stays within the plan', async () => {
  const app = await world.app()
  await app.importUsers(['ann'])
  const { groupId } = await create(app, { ownerId: 'ann' })
  const named = { sdkAppId: app.sdkAppId, groupId }
  await app.owner.call('appGroup.update', { ...named, name: 'Growers', notification: 'Rain', applyJoinOption: 'FreeAccess', muteAll: true })

  const group = await app.owner.call('appGroup.get', named)
  expect(group).toMatchObject({ name: 'Growers', notification: 'Rain', applyJoinOption: 'FreeAccess', muteAll: true, membersAllowed: 20 })
  expect(group.nextSequence).toBe(2)
  expect((await audited(app))[0]).toEqual([
    'appGroup.updated',
    [
      { field: `Group Name of ${groupId}`, before: 'Gardeners', after: 'Growers' },
      { field: `Announcement of ${groupId}`, before: null, after: 'Rain' },
      { field: `Way of joining of ${groupId}`, before: 'NeedPermission', after: 'FreeAccess' },
      { field: `Mute all of ${groupId}`, before: 'off', after: 'on' },
    ],
  ])
  expect((await app.owner.refused('appGroup.update', { ...named, memberMax: 21 })).number).toBe(10038)
  expect((await app.owner.refused('appGroup.get', { ...named, groupId: 'none' })).code).toBe('group_unknown')
})

test('the type is changed where the operator allows it, and recorded', async () => {
  const app = await world.app()
  const { groupId } = await create(app)
  const named = { sdkAppId: app.sdkAppId, groupId }
  expect((await app.owner.call('appGroup.get', named)).typesAllowed).toEqual([])
  expect((await app.owner.refused('appGroup.update', { ...named, type: 'Work' })).code).toBe('group_type_fixed')
  await world.operator.call('groupRule.set', { sdkAppId: app.sdkAppId, rules: { typeChanges: true } })
  expect((await app.owner.call('appGroup.get', named)).typesAllowed).toEqual(['Work', 'Public', 'Meeting'])
  await app.owner.call('appGroup.update', { ...named, type: 'Meeting' })
  expect(await app.owner.call('appGroup.get', named)).toMatchObject({ type: 'Meeting', applyJoinOption: 'FreeAccess' })
  expect((await audited(app))[0]).toEqual(['appGroup.updated', [{ field: `Group Type of ${groupId}`, before: 'Public', after: 'Meeting' }]])
})

test('members are added as far as places go, listed with role and last words, and deleted', async () => {
  const app = await world.app()
  const users = Array.from({ length: 25 }, (_, number) => `user_${String(number).padStart(2, '0')}`)
  await app.importUsers(users)
  const { groupId } = await create(app, { ownerId: 'user_00' })
  const named = { sdkAppId: app.sdkAppId, groupId }
  const added = await app.owner.call('appGroup.addMembers', { ...named, userIds: [...users, 'nobody'] })
  expect([added.added.length, added.already]).toEqual([19, ['user_00']])
  expect(added.refused.map(({ code }) => code)).toEqual([...Array(5).fill('group_full'), 'group_user_unknown'])

  await app.ok('group_open_http_svc/send_group_msg', {
    GroupId: groupId,
    From_Account: 'user_03',
    Random: 1,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
  })
  const first = await app.owner.call('appGroup.members', { ...named, limit: 15 })
  const second = await app.owner.call('appGroup.members', { ...named, limit: 15, after: first.next! })
  expect([...first.members, ...second.members].map(({ userId }) => userId)).toEqual(users.slice(0, 20))
  expect([first.memberCount, second.next]).toEqual([20, null])
  expect(first.members.filter(({ lastSpokeAt }) => lastSpokeAt).map(({ userId }) => userId)).toEqual(['user_03'])
  expect(first.members[0]!.role).toBe('Owner')

  expect(await app.owner.call('appGroup.removeMembers', { ...named, userIds: ['user_03', 'user_24'] })).toEqual({ removed: ['user_03'] })
  expect((await app.owner.refused('appGroup.removeMembers', { ...named, userIds: ['user_00'] })).code).toBe('group_not_supported')
  expect((await audited(app))[0]).toEqual(['appGroup.membersRemoved', [{ field: `Member of ${groupId}`, before: 'user_03', after: null }]])
})

test('of an audio-video group those who are connected are its members', async () => {
  const app = await world.app()
  await app.importUsers(['ann'])
  const { groupId } = await create(app, { type: 'AVChatRoom' })
  world.presence.connect(app.sdkAppId, 'ann', 'Web').joinAvGroup(groupId, world.now())
  const { memberCount, members } = await app.owner.call('appGroup.members', { sdkAppId: app.sdkAppId, groupId })
  expect([memberCount, members.map(({ userId }) => userId)]).toEqual([1, ['ann']])
})

test('a text is sent once in the name of the administrator, and is no longer than 300 characters', async () => {
  const app = await world.app()
  const { groupId } = await create(app)
  const said = { sdkAppId: app.sdkAppId, groupId, text: '🌧'.repeat(300), random: 7 }
  const answer = await app.owner.call('appGroup.send', said)
  expect(answer).toEqual({ senderId: 'administrator', sequence: 1 })
  expect(await app.owner.call('appGroup.send', said)).toEqual(answer)
  const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId: groupId, ReqMsgNumber: 5 })
  expect(RspMsgList).toMatchObject([{ From_Account: 'administrator', MsgBody: [{ MsgContent: { Text: said.text } }] }])
  for (const text of ['', ' ', 'x'.repeat(301)]) {
    expect((await app.owner.refused('appGroup.send', { ...said, text })).code).toBe('bad_input')
  }
  expect((await app.owner.refused('appGroup.send', { ...said, groupId: 'none' })).code).toBe('group_unknown')
})

test('a disbanded group is gone, with its place in the plan', async () => {
  const app = await world.app()
  await app.importUsers(['ann'])
  const { groupId } = await create(app, { ownerId: 'ann' })
  const named = { sdkAppId: app.sdkAppId, groupId }
  await app.owner.call('appGroup.destroy', named)
  expect((await list(app)).groups).toEqual([])
  expect((await app.get()).groupCount).toBe(0)
  expect((await app.owner.refused('appGroup.destroy', named)).code).toBe('group_unknown')
  expect(await audited(app)).toMatchObject([
    ['appGroup.destroyed', [{ before: `Gardeners, ${groupId}` }]],
    ['appGroup.created', [{}]],
  ])
})
