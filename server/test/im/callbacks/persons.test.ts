import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../message-bodies.ts'
import { allow, answering, type CallbackWorld, commandsOf, eventually, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const list = (...userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))
const refusing = () => answering({ ErrorCode: 1 })

test('what a person changes of groups and accounts in the console is told as a change of the administrator', async () => {
  const { receiver, owner, sdkAppId, deliveries } = await world.appWith([
    'Group.CallbackAfterCreateGroup',
    'Group.CallbackAfterGroupInfoChanged',
    'Group.CallbackAfterNewMemberJoin',
    'Group.CallbackAfterMemberExit',
    'Group.CallbackAfterSendMsg',
    'Group.CallbackAfterGroupDestroyed',
    'Profile.CallbackPortraitSet',
  ])
  const { groupId } = await owner.call('appGroup.create', { sdkAppId, name: 'Roses', type: 'Public', ownerId: 'ann' })
  await owner.call('appGroup.update', { sdkAppId, groupId, name: 'Tulips', muteAll: true })
  // Only name, texts and picture are told of.
  await owner.call('appGroup.update', { sdkAppId, groupId, muteAll: false })
  await owner.call('appGroup.addMembers', { sdkAppId, groupId, userIds: ['ben', 'cy'] })
  await owner.call('appGroup.removeMembers', { sdkAppId, groupId, userIds: ['cy'] })
  await owner.call('appGroup.send', { sdkAppId, groupId, text: 'Water them', random: 7 })
  await owner.call('appGroup.destroy', { sdkAppId, groupId })
  await owner.call('appUser.update', { sdkAppId, userId: 'ben', changes: { nick: 'Ben' } })
  // Imports trigger nothing.
  await owner.call('appUser.create', { sdkAppId, userId: 'dee' })
  await owner.call('appUser.import', { sdkAppId, users: [{ userId: 'eve', nick: 'Eve' }] })
  await receiver.have(7)

  const by = { GroupId: groupId, Type: 'Public', Operator_Account: 'administrator' }
  const EventTime = world.now().getTime()
  const told = Object.fromEntries(receiver.received.map(({ body: { CallbackCommand, ...body } }) => [CallbackCommand, body]))
  expect(told).toEqual({
    'Group.CallbackAfterCreateGroup': {
      ...{ ...by, Owner_Account: 'ann', Name: 'Roses', MemberList: [], UserDefinedDataList: [], EventTime },
    },
    'Group.CallbackAfterGroupInfoChanged': { ...by, Name: 'Tulips', EventTime },
    'Group.CallbackAfterNewMemberJoin': { ...by, JoinType: 'Invited', NewMemberList: list('ben', 'cy'), EventTime },
    'Group.CallbackAfterMemberExit': { ...by, ExitType: 'Kicked', ExitMemberList: list('cy'), EventTime },
    'Group.CallbackAfterSendMsg': expect.objectContaining({ ...by, From_Account: 'administrator', Random: 7, MsgBody: text('Water them') }),
    'Group.CallbackAfterGroupDestroyed': {
      ...{ GroupId: groupId, Type: 'Public', Owner_Account: 'ann', Name: 'Tulips', MemberList: list('ann', 'ben'), EventTime },
    },
    'Profile.CallbackPortraitSet': {
      Operator_Account: 'administrator',
      From_Account: 'ben',
      ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ben' }],
      EventTime,
    },
  })
  for (const { query } of receiver.received) expect(query).toMatchObject({ OptPlatform: 'RESTAPI', ClientIP: '127.0.0.1' })
  expect(new Set((await deliveries()).map(({ type }) => type))).toEqual(new Set(Object.keys(told)))
  expect(receiver.received).toHaveLength(7)
})

test('the app is asked about what a person does, and what it refuses does not happen', async () => {
  const { receiver, owner, sdkAppId, app, deliveries } = await world.appWith([
    'Group.CallbackBeforeCreateGroup',
    'Group.CallbackBeforeInviteJoinGroup',
    'Group.CallbackBeforeSendMsg',
  ])
  const wanted = { sdkAppId, name: 'Roses', type: 'Public', ownerId: 'ann' } as const
  receiver.replies(refusing)
  expect((await owner.refused('appGroup.create', wanted)).code).toBe('group_callback_refused')
  receiver.replies(() => allow)
  const { groupId } = await owner.call('appGroup.create', wanted)
  expect((await owner.call('appGroup.list', { sdkAppId })).groups).toHaveLength(1)

  receiver.replies(() => answering({ ErrorCode: 10_123, ErrorInfo: 'enough' }))
  expect(await owner.refused('appGroup.addMembers', { sdkAppId, groupId, userIds: ['ben'] })).toMatchObject({
    details: { number: 10_123, text: 'enough' },
  })
  receiver.replies(() => answering({ RefusedMembers_Account: ['cy'] }))
  expect(await owner.call('appGroup.addMembers', { sdkAppId, groupId, userIds: ['ben', 'cy'] })).toMatchObject({
    added: ['ben'],
    refused: [{ userId: 'cy', code: 'refused_by_app' }],
  })
  expect((await owner.call('appGroup.get', { sdkAppId, groupId })).memberCount).toBe(2)

  const say = (said: string, random: number) => owner.call('appGroup.send', { sdkAppId, groupId, text: said, random })
  receiver.replies(() => answering({ ErrorCode: 2 }))
  expect(await say('dropped', 1)).toEqual({ senderId: 'administrator', sequence: null })
  receiver.replies(() => answering({ MsgBody: text('Water them'), CloudCustomData: 'checked' }))
  const { sequence } = await say('Burn them', 2)
  receiver.replies(refusing)
  expect((await owner.refused('appGroup.send', { sdkAppId, groupId, text: 'Again', random: 3 })).code).toBe('group_callback_refused')
  const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId: groupId, ReqMsgNumber: 10 })
  const said = RspMsgList.filter(({ From_Account }: { From_Account: string }) => From_Account === 'administrator')
  expect(said).toMatchObject([{ MsgSeq: sequence, MsgBody: text('Water them'), CloudCustomData: 'checked' }])

  await eventually(async () => (await deliveries()).length).toBe(commandsOf(receiver).length)
  expect((await deliveries()).map(({ type, verdict }) => [type, verdict])).toEqual(
    expect.arrayContaining([
      ['Group.CallbackBeforeCreateGroup', 'refused'],
      ['Group.CallbackBeforeInviteJoinGroup', 'changed'],
      ['Group.CallbackBeforeSendMsg', 'dropped'],
      ['Group.CallbackBeforeSendMsg', 'changed'],
    ]),
  )
})

test('a change under another revision of the app is made anew, and the app is asked once', async () => {
  const { receiver, owner, sdkAppId } = await world.appWith(['Group.CallbackBeforeCreateGroup', 'Group.CallbackAfterCreateGroup'])
  const isAsked = Promise.withResolvers<void>()
  const mayAnswer = Promise.withResolvers<void>()
  receiver.replies(({ body }) => {
    if (body.CallbackCommand !== 'Group.CallbackBeforeCreateGroup') return allow
    isAsked.resolve()
    return mayAnswer.promise.then(() => allow)
  })
  const created = owner.call('appGroup.create', { sdkAppId, name: 'Roses', type: 'Public' })
  await isAsked.promise
  await owner.call('callback.set', { sdkAppId, url: receiver.url, commands: ['Group.CallbackBeforeCreateGroup'] })
  mayAnswer.resolve()
  await created
  await owner.call('callback.set', { sdkAppId, url: receiver.url, commands: ['Group.CallbackAfterCreateGroup'] })
  const { groupId } = await owner.call('appGroup.create', { sdkAppId, name: 'Tulips', type: 'Public' })
  await receiver.have(2)
  // What is switched off meanwhile is not told.
  expect(receiver.received.map(({ body }) => [body.CallbackCommand, body.GroupId ?? body.Name])).toEqual([
    ['Group.CallbackBeforeCreateGroup', 'Roses'],
    ['Group.CallbackAfterCreateGroup', groupId],
  ])
})
