import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LiveClient } from '../../live-client.ts'
import { text } from '../../message-bodies.ts'
import { startReceiver } from '../../receiver.ts'
import { textOf, words } from '../messages/live-world.ts'
import { allow, answering, type CallbackWorld, commandsOf, eventually, startCallbackWorld, textsOf } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const C2C = 'C2C.CallbackBeforeSendMsg' as const
const Group = 'Group.CallbackBeforeSendMsg' as const
const saidTo = ({ heard }: LiveClient) =>
  heard.flatMap(({ event, content }) => (event === 'message.sent' && !content.system ? [textOf(content)] : []))

/** An app with a group of ann's, and ann and ben connected. */
async function pair(commands: Parameters<CallbackWorld['appWith']>[0], more: Parameters<CallbackWorld['appWith']>[1] = {}) {
  const of = await world.appWith(commands, more)
  const groupId = await of.app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const [ann, ben] = await of.signIn('ann', 'ben')
  return { ...of, groupId, ann, ben }
}

test('what a user says is asked about with who, from where and on what; the app’s answer decides, and the sender reads its words', async () => {
  const { receiver, groupId, ann, ben } = await pair([C2C, Group])
  const inGroup = (said = words()) => ({ groupId, ...said })
  const toBen = (said = words()) => ({ receiverId: 'ben', ...said })
  await ann.call('message.send', inGroup())
  await ann.call('direct.send', toBen())
  const [asked, between] = receiver.received
  expect(asked).toMatchObject({
    query: { CallbackCommand: Group, ClientIP: expect.stringContaining('127.0.0.1'), OptPlatform: 'Web' },
    body: { GroupId: groupId, Type: 'Public', From_Account: 'ann', Operator_Account: 'ann', MsgBody: text('hi') },
  })
  expect(between).toMatchObject({ query: { OptPlatform: 'Web' }, body: { From_Account: 'ann', To_Account: 'ben', MsgTime: world.unix() } })

  receiver.replies(() => answering({ ErrorCode: 1 }))
  expect((await ann.refused('message.send', inGroup())).number).toBe(10016)
  expect((await ann.refused('direct.send', toBen())).number).toBe(20006)
  receiver.replies(({ body }) => answering({ ErrorCode: body.GroupId ? 10_150 : 120_005, ErrorInfo: 'mind your words' }))
  expect(await ann.refused('message.send', inGroup())).toMatchObject({
    number: 10_150,
    message: expect.stringContaining('mind your words'),
  })
  expect(await ann.refused('direct.send', toBen())).toMatchObject({ number: 120_005, message: expect.stringContaining('mind your words') })
  receiver.replies(() => answering({ ErrorCode: 2 }))
  expect(await ann.call('message.send', inGroup())).toMatchObject({ sequence: null, dropped: false })
  expect(await ann.call('direct.send', toBen())).toMatchObject({ sequence: null, messageKey: expect.any(String) })
  receiver.replies(() => answering({ MsgBody: text('***'), CloudCustomData: 'seen' }))
  await ann.call('message.send', inGroup())
  await ann.call('direct.send', toBen())
  await ben.hears('message.sent', ({ receiverId, cloudCustomData }) => receiverId === 'ben' && cloudCustomData === 'seen')
  await ben.hears('message.sent', (message) => message.groupId === groupId && message.cloudCustomData === 'seen')
  expect(saidTo(ben)).toEqual(['hi', 'hi', '***', '***'])
})

test('a user cannot leave callbacks out of a message', async () => {
  const { receiver, groupId, ann } = await pair([C2C, Group, 'Group.CallbackAfterSendMsg'])
  await ann.call('message.send', { groupId, ...words(), withoutCallbacks: ['before', 'after'] })
  await ann.call('direct.send', { receiverId: 'ben', ...words(), withoutCallbacks: ['before'] })
  await receiver.have(3)
  expect(commandsOf(receiver).toSorted()).toEqual([C2C, 'Group.CallbackAfterSendMsg', Group])
})

test('what a user says in one conversation keeps its order while the first answer is slow; others overtake it', async () => {
  const { receiver, groupId, ann, ben } = await pair([Group])
  const first = Promise.withResolvers<void>()
  receiver.replies(async ({ body }) => {
    if (body.MsgBody[0].MsgContent.Text === 'one') await first.promise
    return allow
  })
  const sent = [ann.call('message.send', { groupId, ...words('one') })]
  await receiver.have(1)
  for (const said of ['two', 'three']) sent.push(ann.call('message.send', { groupId, ...words(said) }))
  await ben.call('message.send', { groupId, ...words('of ben') })
  await ann.call('direct.send', { receiverId: 'ben', ...words('elsewhere') })
  first.resolve()
  expect((await Promise.all(sent)).map(({ sequence }) => sequence)).toEqual([2, 3, 4])
  await ann.hears('message.sent', (message) => textOf(message) === 'three')
  expect(textsOf(receiver)).toEqual(['one', 'of ben', 'two', 'three'])
})

test('two devices of a user take turns, too', async () => {
  const { app, receiver, groupId, ann, signIn } = await pair([Group], { plan: { edition: 'ultimate' } })
  await app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { webInstancesMax: 2 } })
  const [second] = await signIn('ann')
  const first = Promise.withResolvers<void>()
  receiver.replies(async (_, count) => {
    if (count === 1) await first.promise
    return allow
  })
  const one = ann.call('message.send', { groupId, ...words('one') })
  await receiver.have(1)
  const two = second.call('message.send', { groupId, ...words('two') })
  await second.settle()
  expect(receiver.received).toHaveLength(1)
  first.resolve()
  expect([(await one).sequence, (await two).sequence]).toEqual([1, 2])
})

test('nobody is asked about users who are muted, blocked, no friends, no members or not in the room', async () => {
  const { app, receiver, groupId, ann, ben, signIn } = await pair([C2C, Group])
  const [cy] = await signIn('cy')
  const avGroupId = await app.createGroup({ Type: 'AVChatRoom' })
  expect((await cy.refused('message.send', { groupId, ...words() })).number).toBe(10007)
  expect((await cy.refused('message.send', { groupId: avGroupId, ...words() })).number).toBe(10007)
  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId: groupId, Members_Account: ['ben'], MuteTime: 1000 })
  expect((await ben.refused('message.send', { groupId, ...words() })).number).toBe(10017)
  await app.ok('openconfigsvr/setnospeaking', { Set_Account: 'ann', C2CmsgNospeakingTime: 1000, GroupmsgNospeakingTime: 1000 })
  expect((await ann.refused('message.send', { groupId, ...words() })).number).toBe(10017)
  expect((await ann.refused('direct.send', { receiverId: 'ben', ...words() })).number).toBe(20012)
  await ben.call('block.add', { userId: 'ben', userIds: ['cy'] })
  expect(await cy.call('direct.send', { receiverId: 'ben', ...words() })).toMatchObject({ sequence: null })
  await app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { blockedSendsSucceed: false, friendsOnly: true } })
  expect((await cy.refused('direct.send', { receiverId: 'ben', ...words() })).number).toBe(20007)
  expect((await ben.refused('direct.send', { receiverId: 'cy', ...words() })).number).toBe(20009)
  expect(receiver.received).toEqual([])

  await cy.call('avGroup.join', { groupId: avGroupId })
  await cy.call('message.send', { groupId: avGroupId, ...words(), onlineOnly: true })
  expect(receiver.received.map(({ body }) => [body.From_Account, body.OnlineOnlyFlag])).toEqual([['cy', 0]])
})

test('an administrator at the live door is an ordinary user: one who is no member is not asked about', async () => {
  const { receiver, groupId, signIn } = await pair([Group])
  const [administrator] = await signIn('administrator')
  expect((await administrator.refused('message.send', { groupId, ...words() })).number).toBe(10007)
  expect(receiver.received).toEqual([])
})

test('a message that is run again because its app was changed meanwhile is asked about once', async () => {
  const { receiver, groupId, ann, sdkAppId } = await pair([C2C, Group])
  receiver.replies(async () => {
    await world.operator.call('app.setRates', { sdkAppId, rates: { default: 900_000 + receiver.received.length } })
    return answering({ MsgBody: text('said by the app') })
  })
  for (let count = 0; count < 2; count++) {
    await ann.call('message.send', { groupId, ...words() })
    await ann.call('direct.send', { receiverId: 'ben', ...words() })
  }
  expect(receiver.received).toHaveLength(4)
  await ann.hears('message.sent', (message) => message.groupId === groupId && textOf(message) === 'said by the app')
})

test('without an answer the message of a user goes on, or is refused with 80003 where that was chosen', async () => {
  const silent = await startReceiver(() => 'hang')
  const lenient = await pair([C2C], { receiver: silent })
  const strict = await pair([C2C], { receiver: silent, unanswered: 'refuse' })
  const [sent, refused] = await Promise.all([
    lenient.ann.call('direct.send', { receiverId: 'ben', ...words() }),
    strict.ann.refused('direct.send', { receiverId: 'ben', ...words() }),
  ])
  expect([sent.sequence, refused.number]).toEqual([1, 80003])
  await silent.close()
})

test('what users said, read and took back is told, and why a message did not go', async () => {
  const { app, groupId, ann, ben, bodies, sdkAppId } = await pair([
    'C2C.CallbackAfterSendMsg',
    'C2C.CallbackAfterMsgReport',
    'C2C.CallbackAfterMsgWithDraw',
    'Group.CallbackAfterSendMsg',
    'Group.CallbackSendMsgException',
    'Group.CallbackAfterRecallMsg',
  ])
  const { messageKey } = await ann.call('direct.send', { receiverId: 'ben', ...words() })
  await ann.call('direct.recall', { senderId: 'ann', receiverId: 'ben', messageKey })
  await ann.call('direct.send', { receiverId: 'ben', ...words() })
  await ben.call('direct.markRead', { userId: 'ben', peerId: 'ann' })
  await ann.call('direct.send', { receiverId: 'ben', ...words() })
  await ben.call('conversation.markAllRead', { userId: 'ben', of: 'all' })
  await ben.call('conversation.markAllRead', { userId: 'ben', of: 'all' })
  await eventually(() => bodies('C2C.CallbackAfterMsgReport').length).toBe(2)
  expect(bodies('C2C.CallbackAfterSendMsg').map(({ SendMsgResult, UnreadMsgNum }) => [SendMsgResult, UnreadMsgNum])).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ])
  expect(bodies('C2C.CallbackAfterMsgWithDraw')).toMatchObject([
    { From_Account: 'ann', To_Account: 'ben', MsgKey: messageKey, UnreadMsgNum: 0 },
  ])
  for (const body of bodies('C2C.CallbackAfterMsgReport')) {
    expect(body).toMatchObject({ Report_Account: 'ben', Peer_Account: 'ann', LastReadTime: world.unix(), UnreadMsgNum: 0 })
  }

  const { sequence } = await ben.call('message.send', { groupId, ...words() })
  await ben.call('message.recall', { groupId, sequences: [sequence!] })
  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId: groupId, Members_Account: ['ben'], MuteTime: 1000 })
  await ben.refused('message.send', { groupId, ...words('muted') })
  await app.owner.call('settings.set', { sdkAppId, settings: { blockedSendsSucceed: false } })
  await ben.call('block.add', { userId: 'ben', userIds: ['ann'] })
  await ann.refused('direct.send', { receiverId: 'ben', ...words() })
  await eventually(() => bodies('Group.CallbackSendMsgException').length).toBe(1)
  await eventually(() => bodies('C2C.CallbackAfterSendMsg').length).toBe(4)
  expect(bodies('Group.CallbackAfterSendMsg')).toMatchObject([{ From_Account: 'ben', Operator_Account: 'ben', MsgSeq: sequence }])
  expect(bodies('Group.CallbackAfterRecallMsg')).toMatchObject([{ Operator_Account: 'ben', MsgSeqList: [{ MsgSeq: sequence }] }])
  expect(bodies('Group.CallbackSendMsgException')).toMatchObject([{ ErrorCode: 10017, MsgBody: text('muted') }])
  expect(bodies('C2C.CallbackAfterSendMsg')[3]).toMatchObject({ SendMsgResult: 20007, UnreadMsgNum: -1 })
})
