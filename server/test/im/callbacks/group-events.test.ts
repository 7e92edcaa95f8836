import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, answering, type CallbackWorld, commandsOf, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const group = 'group_open_http_svc'
const list = (...userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))

test('a group is asked about before it begins, and told when it has begun', async () => {
  const { app, receiver } = await world.appWith(['Group.CallbackBeforeCreateGroup', 'Group.CallbackAfterCreateGroup'])
  const body = { Owner_Account: 'ann', Type: 'Work', Name: 'Roses', MemberList: list('ben') }
  receiver.replies(() => answering({ ErrorCode: 1 }))
  expect((await app.v4(`${group}/create_group`, body)).ErrorCode).toBe(10016)
  receiver.replies(() => answering({ ErrorCode: 10_123, ErrorInfo: 'enough' }))
  expect(await app.v4(`${group}/create_group`, body)).toMatchObject({ ErrorCode: 10_123, ErrorInfo: 'enough' })
  receiver.replies(() => allow)
  const { GroupId } = await app.ok(`${group}/create_group`, body)
  await receiver.have(4)
  const made = { Operator_Account: 'administrator', Owner_Account: 'ann', Type: 'Private', Name: 'Roses', MemberList: list('ben') }
  const EventTime = world.now().getTime()
  expect(receiver.received[2]!.body).toEqual({ CallbackCommand: 'Group.CallbackBeforeCreateGroup', ...made, CreateGroupNum: 0, EventTime })
  expect(receiver.received[3]!.body).toEqual({
    CallbackCommand: 'Group.CallbackAfterCreateGroup',
    GroupId,
    ...made,
    UserDefinedDataList: [],
    EventTime,
  })
  await app.ok(`${group}/create_group`, body)
  expect(receiver.received[4]!.body).toMatchObject({ CallbackCommand: 'Group.CallbackBeforeCreateGroup', CreateGroupNum: 1 })
})

test('single members of an invitation are refused; who joins and who goes is told', async () => {
  const { app, receiver } = await world.appWith([
    'Group.CallbackBeforeInviteJoinGroup',
    'Group.CallbackAfterNewMemberJoin',
    'Group.CallbackAfterMemberExit',
  ])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  receiver.replies(({ body }) => (body.DestinationMembers ? answering({ RefusedMembers_Account: ['cy'] }) : allow))
  const added = await app.ok(`${group}/add_group_member`, { GroupId, MemberList: list('ben', 'cy') })
  expect(added.MemberList).toEqual(expect.arrayContaining([{ Member_Account: 'ben', Result: 1 }]))
  expect(added.MemberList).not.toContainEqual({ Member_Account: 'cy', Result: 1 })
  await app.ok(`${group}/delete_group_member`, { GroupId, MemberToDel_Account: ['ben', 'nobody'] })
  await receiver.have(3)
  const about = { GroupId, Type: 'Public', Operator_Account: 'administrator' }
  expect(receiver.received.map(({ body }) => body)).toMatchObject([
    { ...about, DestinationMembers: list('ben', 'cy') },
    { ...about, JoinType: 'Invited', NewMemberList: list('ben') },
    { ...about, ExitType: 'Kicked', ExitMemberList: list('ben') },
  ])
  receiver.replies(() => answering({ ErrorCode: 1 }))
  expect((await app.v4(`${group}/add_group_member`, { GroupId, MemberList: list('ben') })).ErrorCode).toBe(10016)
  receiver.replies(() => answering({ RefusedMembers_Account: ['ben'] }))
  expect((await app.v4(`${group}/add_group_member`, { GroupId, MemberList: list('ben') })).ErrorCode).toBe(0)
  expect((await app.ok(`${group}/get_group_info`, { GroupIdList: [GroupId] })).GroupInfo[0].MemberNum).toBe(1)
})

test('a group that becomes full is told, and so is who does not get in any more', async () => {
  const { app, receiver } = await world.appWith(['Group.CallbackAfterGroupFull'])
  const GroupId = await app.createGroup({ Owner_Account: 'ann', MaxMemberCount: 2 })
  await app.ok(`${group}/add_group_member`, { GroupId, MemberList: list('ben') })
  await app.v4(`${group}/add_group_member`, { GroupId, MemberList: list('cy') })
  await receiver.have(2)
  const body = { CallbackCommand: 'Group.CallbackAfterGroupFull', GroupId, EventTime: world.now().getTime() }
  expect(receiver.received.map((one) => one.body)).toEqual([body, body])
})

test('what is changed of a group, recalled in it, and its end are told', async () => {
  const { app, receiver, sayIn } = await world.appWith([
    'Group.CallbackAfterGroupInfoChanged',
    'Group.CallbackAfterRecallMsg',
    'Group.CallbackAfterGroupDestroyed',
  ])
  const GroupId = await app.createGroup({ Owner_Account: 'ann', Name: 'Roses', MemberList: list('ben') })
  await app.ok(`${group}/modify_group_base_info`, { GroupId, Name: 'Tulips', Notification: 'Water them', Introduction: '' })
  await app.ok(`${group}/modify_group_base_info`, { GroupId, MaxMemberCount: 50 })
  const { MsgSeq } = await sayIn(GroupId)
  await app.ok(`${group}/group_msg_recall`, { GroupId, MsgSeqList: [{ MsgSeq }] })
  await app.ok(`${group}/destroy_group`, { GroupId })
  await receiver.have(3)
  const about = { GroupId, Type: 'Public', EventTime: world.now().getTime() }
  expect(receiver.received.map(({ body }) => body)).toEqual([
    {
      CallbackCommand: 'Group.CallbackAfterGroupInfoChanged',
      ...about,
      Operator_Account: 'administrator',
      Name: 'Tulips',
      Notification: 'Water them',
    },
    { CallbackCommand: 'Group.CallbackAfterRecallMsg', ...about, Operator_Account: 'administrator', MsgSeqList: [{ MsgSeq }] },
    {
      CallbackCommand: 'Group.CallbackAfterGroupDestroyed',
      ...about,
      Owner_Account: 'ann',
      Name: 'Tulips',
      MemberList: expect.arrayContaining(list('ann', 'ben')),
    },
  ])
})

test('topics are asked about and told', async () => {
  const { app, receiver } = await world.appWith(
    [
      'Group.CallbackBeforeCreateTopic',
      'Group.CallbackAfterCreateTopic',
      'Group.CallbackAfterTopicInfoChanged',
      'Group.CallbackAfterTopicDestroyed',
    ],
    { plan: { edition: 'ultimate' } },
  )
  const svc = 'million_group_open_http_svc'
  const GroupId = await app.createGroup({ Type: 'Community', Owner_Account: 'ann', SupportTopic: 1 })
  receiver.replies(() => answering({ ErrorCode: 1 }))
  expect((await app.v4(`${svc}/create_topic`, { GroupId, TopicName: 'Bees' })).ErrorCode).toBe(10016)
  receiver.replies(() => allow)
  const { TopicId } = await app.ok(`${svc}/create_topic`, { GroupId, TopicName: 'Bees' })
  await app.ok(`${svc}/modify_topic`, { GroupId, TopicId, TopicName: 'Wasps' })
  await app.ok(`${svc}/destroy_topic`, { GroupId, TopicIdList: [TopicId] })
  await receiver.have(5)
  expect(commandsOf(receiver)).toEqual([
    'Group.CallbackBeforeCreateTopic',
    'Group.CallbackBeforeCreateTopic',
    ...expectedOrder(receiver.received.slice(2).map(({ body }) => body.CallbackCommand)),
  ])
  const of = (command: string) => receiver.received.find(({ body }) => body.CallbackCommand === command)!.body
  expect(of('Group.CallbackAfterCreateTopic')).toMatchObject({ GroupId, TopicId, Owner_Account: 'ann', Type: 'Community', Name: 'Bees' })
  expect(of('Group.CallbackAfterTopicInfoChanged')).toMatchObject({ GroupId, TopicId, Name: 'Wasps' })
  expect(of('Group.CallbackAfterTopicDestroyed')).toMatchObject({ GroupId, Type: 'Community', TopicIdList: [TopicId] })
})

/** Creation before change; the end has the key of the community. */
function expectedOrder(told: string[]) {
  expect(told.indexOf('Group.CallbackAfterCreateTopic')).toBeLessThan(told.indexOf('Group.CallbackAfterTopicInfoChanged'))
  return told
}

test('what is imported triggers nothing', async () => {
  const { app, receiver, deliveries } = await world.appWith([
    'Group.CallbackBeforeCreateGroup',
    'Group.CallbackAfterCreateGroup',
    'Group.CallbackAfterNewMemberJoin',
    'Group.CallbackBeforeSendMsg',
    'Group.CallbackAfterSendMsg',
    'C2C.CallbackAfterSendMsg',
    'Sns.CallbackFriendAdd',
  ])
  const { GroupId } = await app.ok(`${group}/import_group`, { Owner_Account: 'ann', Type: 'Public', Name: 'Old' })
  await app.ok(`${group}/import_group_member`, { GroupId, MemberList: list('ben') })
  const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'old' } }]
  await app.ok(`${group}/import_group_msg`, { GroupId, MsgList: [{ From_Account: 'ann', SendTime: world.unix(), MsgBody }] })
  await app.ok('openim/importmsg', {
    SyncFromOldSystem: 2,
    From_Account: 'ann',
    To_Account: 'ben',
    MsgRandom: 1,
    MsgTimeStamp: world.unix(),
    MsgBody,
  })
  await app.ok('openim/batchsendmsg', { From_Account: 'ann', To_Account: ['ben'], MsgRandom: 2, MsgBody })
  await app.ok('sns/friend_import', { From_Account: 'ann', AddFriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web' }] })
  expect(await deliveries()).toEqual([])
  expect(receiver.received).toEqual([])
})
