import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, answering, type CallbackWorld, commandsOf, eventually, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const list = (...userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))

test('a group that a user makes is asked about before and told after; the app may refuse it in its own words', async () => {
  const { receiver, signIn } = await world.appWith(['Group.CallbackBeforeCreateGroup', 'Group.CallbackAfterCreateGroup'])
  const [ann] = await signIn('ann')
  const wanted = { type: 'Work' as const, name: 'Roses', members: [{ userId: 'ben' }] }
  receiver.replies(() => answering({ ErrorCode: 1 }))
  expect((await ann.refused('group.create', wanted)).number).toBe(10016)
  receiver.replies(() => answering({ ErrorCode: 10_123, ErrorInfo: 'enough' }))
  expect(await ann.refused('group.create', wanted)).toMatchObject({ number: 10_123, message: expect.stringContaining('enough') })
  receiver.replies(() => allow)
  const { groupId } = await ann.call('group.create', wanted)
  await receiver.have(4)
  const made = { Operator_Account: 'ann', Owner_Account: 'ann', Type: 'Private', Name: 'Roses', MemberList: list('ben') }
  expect(receiver.received[2]!.body).toMatchObject({ ...made, CreateGroupNum: 0 })
  expect(receiver.received[3]).toMatchObject({ body: { ...made, GroupId: groupId }, query: { OptPlatform: 'Web' } })
})

test('who applies is asked about, wherever it leads; nobody is asked about a group that is closed or not there', async () => {
  const { app, receiver, bodies, signIn } = await world.appWith(['Group.CallbackBeforeApplyJoinGroup', 'Group.CallbackAfterNewMemberJoin'])
  const [ben] = await signIn('ben')
  const open = await app.createGroup({ Owner_Account: 'ann', ApplyJoinOption: 'FreeAccess' })
  const guarded = await app.createGroup({ Owner_Account: 'ann', ApplyJoinOption: 'NeedPermission' })
  const closed = await app.createGroup({ Owner_Account: 'ann', ApplyJoinOption: 'DisableApply' })
  const room = await app.createGroup({ Type: 'AVChatRoom' })
  receiver.replies(({ body }) => (body.Requestor_Account ? answering({ ErrorCode: 10_111, ErrorInfo: 'not you' }) : allow))
  const no = { number: 10_111, message: expect.stringContaining('not you') }
  expect(await ben.refused('group.join', { groupId: open })).toMatchObject(no)
  expect(await ben.refused('group.join', { groupId: guarded })).toMatchObject(no)
  expect(await ben.refused('avGroup.join', { groupId: room })).toMatchObject(no)
  expect((await ben.refused('group.join', { groupId: closed })).code).toBe('join_not_allowed')
  expect((await ben.refused('group.join', { groupId: 'nope' })).code).toBe('group_unknown')
  expect((await ben.refused('avGroup.join', { groupId: 'nope' })).code).toBe('group_unknown')
  expect(receiver.received.map(({ body }) => [body.GroupId, body.Requestor_Account])).toEqual([
    [open, 'ben'],
    [guarded, 'ben'],
    [room, 'ben'],
  ])
  receiver.replies(() => allow)
  expect(await ben.call('group.join', { groupId: open })).toEqual({ status: 'joined' })
  expect(await ben.call('group.join', { groupId: guarded })).toEqual({ status: 'waiting' })
  expect(await ben.call('avGroup.join', { groupId: room })).toMatchObject({ memberCount: 1 })
  await eventually(() => bodies('Group.CallbackAfterNewMemberJoin')).toMatchObject([
    { GroupId: open, Type: 'Public', JoinType: 'Apply', Operator_Account: 'ben', NewMemberList: list('ben') },
  ])
})

test('an application that is granted is told as a joining, one that is not is not told; of whoever is in already nothing is', async () => {
  const { app, receiver, signIn } = await world.appWith(['Group.CallbackAfterNewMemberJoin', 'Group.CallbackAfterGroupFull'])
  await app.importUsers(['dan', 'eve'])
  const [ann, ben, cy, dan] = await signIn('ann', 'ben', 'cy', 'dan')
  const options = { ApplyJoinOption: 'NeedPermission', InviteJoinOption: 'NeedPermission' }
  const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: list('cy'), MaxMemberCount: 4, ...options })
  const applications = async () => (await ann.call('application.list', {})).applications.filter(({ answer }) => answer === null)
  const answer = async (userId: string, agree: boolean) => {
    const { applicationId } = (await applications()).find((one) => one.userId === userId)!
    return ann.call('application.answer', { applicationId, agree })
  }

  await ben.call('group.join', { groupId })
  expect(await answer('ben', false)).toEqual({ entered: false })
  await ben.call('group.join', { groupId })
  expect(await answer('ben', true)).toEqual({ entered: true })
  await receiver.have(1)

  expect(await cy.call('group.addMembers', { groupId, userIds: ['dan'] })).toMatchObject({ waiting: ['dan'] })
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: list('dan') })
  expect(await answer('dan', true)).toEqual({ entered: false })
  await receiver.have(3)
  await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: ['dan'] })
  expect(await cy.call('group.addMembers', { groupId, userIds: ['dan'] })).toMatchObject({ waiting: ['dan'] })
  expect(await answer('dan', true)).toEqual({ entered: true })
  await receiver.have(5)

  await cy.call('group.addMembers', { groupId, userIds: ['eve'] })
  const { applicationId } = (await applications())[0]!
  expect((await ann.refused('application.answer', { applicationId, agree: true })).code).toBe('group_full')
  await receiver.have(6)
  const joined = (JoinType: string, Operator_Account: string, userId: string) => ({
    CallbackCommand: 'Group.CallbackAfterNewMemberJoin',
    GroupId: groupId,
    Type: 'Public',
    JoinType,
    Operator_Account,
    NewMemberList: list(userId),
  })
  const full = { CallbackCommand: 'Group.CallbackAfterGroupFull', GroupId: groupId }
  expect(receiver.received.map(({ body }) => body)).toMatchObject([
    joined('Apply', 'ann', 'ben'),
    joined('Invited', 'administrator', 'dan'),
    full,
    joined('Invited', 'ann', 'dan'),
    full,
    full,
  ])
  expect(receiver.received[0]!.query.OptPlatform).toBe('Web')
  await dan.settle()
})

test('of those a user invites the app refuses single ones, and the user reads whom; strangers are not asked about', async () => {
  const { app, receiver, bodies, signIn } = await world.appWith([
    'Group.CallbackBeforeInviteJoinGroup',
    'Group.CallbackAfterNewMemberJoin',
    'Group.CallbackAfterMemberExit',
  ])
  await app.importUsers(['dan'])
  const [ann, ben, dan] = await signIn('ann', 'ben', 'dan')
  const groupId = await app.createGroup({ Owner_Account: 'ann', Type: 'Work' })
  expect((await dan.refused('group.addMembers', { groupId, userIds: ['ben'] })).code).toBe('group_unknown')
  const closed = await app.createGroup({ Owner_Account: 'ann', InviteJoinOption: 'DisableInvite' })
  expect((await ann.refused('group.addMembers', { groupId: closed, userIds: ['ben'] })).code).toBe('group_not_allowed')
  expect((await dan.refused('group.addMembers', { groupId: closed, userIds: ['ben'] })).code).toBe('not_a_member')
  expect(receiver.received).toEqual([])
  receiver.replies(({ body }) => (body.DestinationMembers ? answering({ RefusedMembers_Account: ['cy'] }) : allow))
  const refused = [{ userId: 'cy', code: 'refused_by_app', allowed: null }]
  expect(await ann.call('group.addMembers', { groupId, userIds: ['ben', 'cy'] })).toEqual({
    added: ['ben'],
    already: [],
    waiting: [],
    refused,
  })
  expect(await ann.call('group.addMembers', { groupId, userIds: ['cy'] })).toEqual({ added: [], already: [], waiting: [], refused })
  receiver.replies(({ body }) => (body.DestinationMembers ? answering({ ErrorCode: 10_199, ErrorInfo: 'no' }) : allow))
  expect((await ann.refused('group.addMembers', { groupId, userIds: ['dan'] })).number).toBe(10_199)

  await ben.call('group.leave', { groupId })
  receiver.replies(() => allow)
  await ann.call('group.addMembers', { groupId, userIds: ['dan'] })
  await ann.call('group.removeMembers', { groupId, userIds: ['dan'] })
  await eventually(() => bodies('Group.CallbackAfterMemberExit').length).toBe(2)
  const about = { GroupId: groupId, Type: 'Private' }
  expect(bodies('Group.CallbackBeforeInviteJoinGroup')[0]).toMatchObject({
    ...about,
    Operator_Account: 'ann',
    DestinationMembers: list('ben', 'cy'),
  })
  expect(bodies('Group.CallbackAfterNewMemberJoin')).toMatchObject([
    { ...about, JoinType: 'Invited', Operator_Account: 'ann', NewMemberList: list('ben') },
    { ...about, JoinType: 'Invited', Operator_Account: 'ann', NewMemberList: list('dan') },
  ])
  expect(bodies('Group.CallbackAfterMemberExit')).toMatchObject([
    { ...about, ExitType: 'Quit', Operator_Account: 'ben', ExitMemberList: list('ben') },
    { ...about, ExitType: 'Kicked', Operator_Account: 'ann', ExitMemberList: list('dan') },
  ])
})

test('a call of a user that is run again because its app was changed meanwhile asks nobody twice', async () => {
  const { app, receiver, signIn, sdkAppId } = await world.appWith([
    'Group.CallbackBeforeCreateGroup',
    'Group.CallbackBeforeApplyJoinGroup',
    'Group.CallbackBeforeInviteJoinGroup',
  ])
  const [ann, ben] = await signIn('ann', 'ben')
  const open = await app.createGroup({ Owner_Account: 'ann', ApplyJoinOption: 'FreeAccess', InviteJoinOption: 'FreeAccess' })
  receiver.received.splice(0)
  receiver.replies(async () => {
    await world.operator.call('app.setRates', { sdkAppId, rates: { default: 900_000 + receiver.received.length } })
    return allow
  })
  await ann.call('group.create', { type: 'Work', name: 'Roses', members: [] })
  await ben.call('group.join', { groupId: open })
  expect(await ann.call('group.addMembers', { groupId: open, userIds: ['cy'] })).toMatchObject({ added: ['cy'] })
  expect(commandsOf(receiver)).toEqual([
    'Group.CallbackBeforeCreateGroup',
    'Group.CallbackBeforeApplyJoinGroup',
    'Group.CallbackBeforeInviteJoinGroup',
  ])
})

test('what users change of a group and its topics, and its end, are told', async () => {
  const { bodies, receiver, signIn } = await world.appWith(
    [
      'Group.CallbackAfterGroupInfoChanged',
      'Group.CallbackAfterGroupDestroyed',
      'Group.CallbackBeforeCreateTopic',
      'Group.CallbackAfterCreateTopic',
      'Group.CallbackAfterTopicInfoChanged',
      'Group.CallbackAfterTopicDestroyed',
    ],
    { plan: { edition: 'ultimate' } },
  )
  const [ann] = await signIn('ann')
  const { groupId } = await ann.call('group.create', { type: 'Public', name: 'Roses', members: [{ userId: 'ben' }] })
  await ann.call('group.update', { groupId, name: 'Tulips' })
  await ann.call('group.destroy', { groupId })
  await receiver.have(2)
  const about = { GroupId: groupId, Type: 'Public' }
  expect(bodies('Group.CallbackAfterGroupInfoChanged')).toMatchObject([{ ...about, Operator_Account: 'ann', Name: 'Tulips' }])
  expect(bodies('Group.CallbackAfterGroupDestroyed')[0]).toMatchObject({ ...about, Owner_Account: 'ann', Name: 'Tulips' })

  const community = (await ann.call('group.create', { type: 'Community', name: 'All', supportsTopics: true })).groupId
  const [ben] = await signIn('ben')
  const name = 'News'
  const count = receiver.received.length
  expect((await ben.refused('topic.create', { groupId: community, name })).code).toBe('not_a_member')
  expect(receiver.received).toHaveLength(count)
  receiver.replies(({ body }) =>
    body.CallbackCommand.includes('Before') ? answering({ ErrorCode: 10_170, ErrorInfo: 'no topics' }) : allow,
  )
  expect((await ann.refused('topic.create', { groupId: community, name })).number).toBe(10_170)
  receiver.replies(() => allow)
  const { topicId } = await ann.call('topic.create', { groupId: community, name })
  await ann.call('topic.update', { groupId: community, topicId, name: 'Old news' })
  await ann.call('topic.destroy', { groupId: community, topicIds: [topicId] })
  await eventually(() => bodies('Group.CallbackAfterTopicDestroyed').length).toBe(1)
  await eventually(() => bodies('Group.CallbackAfterCreateTopic')).toMatchObject([
    { TopicId: topicId, Operator_Account: 'ann', Name: 'News' },
  ])
  await eventually(() => bodies('Group.CallbackAfterTopicInfoChanged')).toMatchObject([
    { TopicId: topicId, Operator_Account: 'ann', Name: 'Old news' },
  ])
})
