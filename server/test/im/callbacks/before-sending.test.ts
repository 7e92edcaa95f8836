import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../message-bodies.ts'
import { startReceiver, verified } from '../../receiver.ts'
import { allow, answering, type CallbackWorld, commandsOf, startCallbackWorld, textsOf } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const C2C = 'C2C.CallbackBeforeSendMsg' as const
const Group = 'Group.CallbackBeforeSendMsg' as const
const history = async (app: Awaited<ReturnType<CallbackWorld['appWith']>>['app'], GroupId: string) =>
  (await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })).RspMsgList.toReversed().map(
    // biome-ignore lint/suspicious/noExplicitAny: the answer of an endpoint
    (message: any) => message.MsgBody[0].MsgContent.Text,
  )

test('a message to a user is asked about with all documented fields, and the key in them recalls it', async () => {
  const { app, receiver, say } = await world.appWith([C2C])
  const sent = await say({ CloudCustomData: 'own', MsgSeq: 7 })
  expect(sent.ErrorCode).toBe(0)
  const [asked] = receiver.received
  expect(asked!.query).toEqual({
    SdkAppid: String(app.sdkAppId),
    CallbackCommand: C2C,
    contenttype: 'json',
    ClientIP: expect.stringContaining('127.0.0.1'),
    OptPlatform: 'RESTAPI',
  })
  expect(asked!.body).toEqual({
    CallbackCommand: C2C,
    From_Account: 'ann',
    To_Account: 'ben',
    MsgSeq: 7,
    MsgRandom: expect.any(Number),
    MsgTime: world.unix(),
    MsgKey: sent.MsgKey,
    MsgId: sent.MsgId,
    OnlineOnlyFlag: 0,
    MsgBody: text('hi'),
    CloudCustomData: 'own',
    EventTime: world.now().getTime(),
  })
  const unnumbered = await say()
  expect(receiver.received[1]!.body.MsgKey).toBe(unnumbered.MsgKey)
  await app.ok('openim/admin_msgwithdraw', { From_Account: 'ann', To_Account: 'ben', MsgKey: unnumbered.MsgKey })
})

test('the app allows, refuses, refuses in its own words, or drops so that the sender sees success', async () => {
  const { app, receiver, say, sayIn } = await world.appWith([C2C, Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  const told = async (body: object, direct: object, group: object) => {
    receiver.replies(() => answering(body))
    expect(await say()).toMatchObject(direct)
    expect(await sayIn(GroupId)).toMatchObject(group)
  }
  await told({ ErrorCode: 1 }, { ErrorCode: 20006 }, { ErrorCode: 10016 })
  await told(
    { ErrorCode: 120_005, ErrorInfo: 'mind your words' },
    { ErrorCode: 120_005, ErrorInfo: 'mind your words' },
    { ErrorCode: 10016 },
  )
  await told({ ErrorCode: 10_150, ErrorInfo: 'not here' }, { ErrorCode: 20006 }, { ErrorCode: 10_150, ErrorInfo: 'not here' })
  await told({ ErrorCode: 2 }, { ErrorCode: 0, MsgKey: expect.any(String) }, { ErrorCode: 0, MsgSeq: 0, MsgDropReason: '' })
  expect(await history(app, GroupId)).toEqual([])
  await told({}, { ErrorCode: 0 }, { ErrorCode: 0, MsgSeq: 1 })
})

test('the app says something else instead, which is checked like any body', async () => {
  const { app, receiver, sayIn, say } = await world.appWith([C2C, Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  receiver.replies(() => answering({ MsgBody: text('***'), CloudCustomData: 'seen' }))
  await sayIn(GroupId)
  expect(await history(app, GroupId)).toEqual(['***'])
  receiver.replies(() => answering({ MsgBody: [{ MsgType: 'Nonsense' }] }))
  expect((await sayIn(GroupId)).ErrorCode).toBe(10004)
  expect((await say()).ErrorCode).toBe(90010)
  receiver.replies(() => answering({ MsgBody: text('x'.repeat(13_000)) }))
  expect((await sayIn(GroupId)).ErrorCode).toBe(80002)
  expect(await history(app, GroupId)).toEqual(['***'])
})

test('who is muted is not asked about; who speaks too fast is', async () => {
  const { app, receiver, sayIn } = await world.appWith([Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ben', MemberList: [{ Member_Account: 'ann' }] })
  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId, Members_Account: ['ann'], MuteTime: 1000 })
  expect((await sayIn(GroupId)).ErrorCode).toBe(10017)
  expect((await sayIn('@TGS#2NOBODY')).ErrorCode).toBe(10010)
  expect(receiver.received).toEqual([])

  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId, Members_Account: ['ann'], MuteTime: 0 })
  await world.operator.call('app.setRates', { sdkAppId: app.sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1 } })
  await sayIn(GroupId)
  const answers = await Promise.all(Array.from({ length: 5 }, (_, number) => sayIn(GroupId, { From_Account: number % 2 ? 'ann' : 'ben' })))
  expect(answers.filter(({ MsgDropReason }) => MsgDropReason === 'MsgFreqCtrl').length).toBeGreaterThan(0)
  expect(receiver.received).toHaveLength(6)
})

test('messages of one sender keep their order although the first is answered last; others overtake them', async () => {
  const { app, receiver, sayIn } = await world.appWith([Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const first = Promise.withResolvers<void>()
  receiver.replies(async ({ body }) => {
    if (body.MsgBody[0].MsgContent.Text === 'one') await first.promise
    return allow
  })
  const one = sayIn(GroupId, { MsgBody: text('one') })
  await receiver.have(1)
  const two = sayIn(GroupId, { MsgBody: text('two') })
  const three = sayIn(GroupId, { MsgBody: text('three') })
  await sayIn(GroupId, { From_Account: 'ben', MsgBody: text('of ben') })
  first.resolve()
  await Promise.all([one, two, three])
  expect(await history(app, GroupId)).toEqual(['of ben', 'one', 'two', 'three'])
  expect(textsOf(receiver)).toEqual(['one', 'of ben', 'two', 'three'])
})

test('a call that is run again because its app was changed meanwhile asks nobody twice', async () => {
  const { app, receiver, sayIn, sdkAppId } = await world.appWith([Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  receiver.replies(async () => {
    await world.operator.call('app.setRates', { sdkAppId, rates: { default: 900_000 + receiver.received.length } })
    return answering({ MsgBody: text('said by the app') })
  })
  expect((await sayIn(GroupId)).ErrorCode).toBe(0)
  expect((await sayIn(GroupId)).ErrorCode).toBe(0)
  expect(receiver.received).toHaveLength(2)
  expect(await history(app, GroupId)).toEqual(['said by the app', 'said by the app'])
})

test('without an answer the message goes on, or is refused where that was chosen', async () => {
  const silent = await startReceiver(() => 'hang')
  const lenient = await world.appWith([C2C], { receiver: silent })
  const strict = await world.appWith([C2C], { receiver: silent, unanswered: 'refuse' })
  const answers = await Promise.all([lenient.say(), strict.say()])
  expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 80003])
  for (const reply of [{ status: 500 }, { body: 'no JSON' }, { body: { ActionStatus: 'OK' } }, 'break off'] as const) {
    const app = await world.appWith([C2C], { unanswered: 'refuse' })
    app.receiver.replies(() => reply)
    expect((await app.say()).ErrorCode).toBe(80003)
    await app.receiver.close()
  }
  await silent.close()
})

test('of an app whose receiver hangs twenty calls are under way, everything goes on, and other apps are asked meanwhile', async () => {
  const { app, receiver, say } = await world.appWith([C2C])
  const others = Array.from({ length: 60 }, (_, number) => `user_${number}`)
  await app.importUsers(others)
  await say()
  const other = await world.appWith([C2C])
  receiver.received.splice(0)
  receiver.replies(() => 'hang')
  const said = Promise.all(others.map((To_Account) => say({ To_Account })))
  await receiver.have(20)
  expect(receiver.received).toHaveLength(20)
  expect((await other.say()).ErrorCode).toBe(0)
  expect(other.receiver.received).toHaveLength(1)
  expect((await said).every(({ ErrorCode }) => ErrorCode === 0)).toBe(true)
  await receiver.close()
})

test('a receiver that fails five times in a row is left alone for a while, the owner is told, and others are asked as before', async () => {
  const broken = await world.appWith([C2C], { unanswered: 'refuse' })
  const other = await world.appWith([C2C])
  broken.receiver.replies(() => ({ status: 500 }))
  for (let count = 0; count < 5; count++) expect((await broken.say()).ErrorCode).toBe(80003)
  expect((await broken.settings()).pause).toMatchObject({ isNow: true, reason: 'status 500' })
  for (let count = 0; count < 5; count++) expect((await broken.say()).ErrorCode).toBe(80003)
  expect(broken.receiver.received).toHaveLength(5)
  expect((await other.say()).ErrorCode).toBe(0)
  expect(other.receiver.received).toHaveLength(1)
  const { notices } = await broken.owner.call('notice.list', {})
  expect(notices.filter(({ kind }) => kind === 'callback.paused')).toHaveLength(1)

  // It is there again: the next call after the pause finds out.
  broken.receiver.replies(() => allow)
  await expect.poll(async () => (await broken.say()).ErrorCode, { timeout: 20_000, interval: 300 }).toBe(0)
  expect((await broken.say()).ErrorCode).toBe(0)
})

test('ForbidCallbackControl and NoMsgCheck leave the callback out for one message', async () => {
  const { app, receiver, say, sayIn } = await world.appWith([C2C, Group])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  await say({ ForbidCallbackControl: ['ForbidBeforeSendMsgCallback'] })
  await say({ SendMsgControl: ['NoMsgCheck'] })
  await sayIn(GroupId, { ForbidCallbackControl: ['ForbidBeforeSendMsgCallback', 'ForbidAfterSendMsgCallback'] })
  await sayIn(GroupId, { SendMsgControl: ['NoMsgCheck'] })
  expect(receiver.received).toEqual([])
  await say({ ForbidCallbackControl: ['ForbidAfterSendMsgCallback'] })
  expect(commandsOf(receiver)).toEqual([C2C])
})

test('Sign is that of the documentation, stays that of the old token for a while after a rotation, and the other signature has both', async () => {
  const { receiver, say, owner, sdkAppId } = await world.appWith([C2C])
  const sign = (token: string, time: string) => createHash('sha256').update(`${token}${time}`).digest('hex')
  expect(sign('xxxyyy', '1669872112')).toBe('e78a85473bed2cdc8d6fa8c4d5a4ba4735fd64156e15a99516b9890293e135de')
  await say()
  expect(receiver.received[0]!.query).not.toHaveProperty('Sign')
  expect(receiver.received[0]!.headers).not.toHaveProperty('webhook-signature')

  const { token, secret } = await owner.call('callback.rotateToken', { sdkAppId, token: 'chosen-by-us' })
  expect(token).toBe('chosen-by-us')
  const rotated = await owner.call('callback.rotateToken', { sdkAppId })
  await say()
  const during = receiver.received[1]!
  expect(during.query.Sign).toBe(sign(token, during.query.RequestTime!))
  for (const known of [secret, rotated.secret]) expect(verified(during, known)).toMatchObject({ CallbackCommand: C2C })

  await world.sql`update app_callbacks set previous_until = ${new Date(Date.now() - 1)} where app_id = ${sdkAppId}`
  await world.sql`update apps set revision = revision + 1 where id = ${sdkAppId}`
  await say()
  const after = receiver.received[2]!
  expect(after.query.Sign).toBe(sign(rotated.token, after.query.RequestTime!))
  expect(() => verified(after, secret)).toThrow()

  const atOnce = await owner.call('callback.rotateToken', { sdkAppId, atOnce: true })
  await say()
  const last = receiver.received[3]!
  expect(last.query.Sign).toBe(sign(atOnce.token, last.query.RequestTime!))
  expect(String(last.headers['webhook-signature']).split(' ')).toHaveLength(1)
})

test('an address with a query keeps it', async () => {
  const { receiver, say, owner, sdkAppId } = await world.appWith([C2C])
  await owner.call('callback.set', { sdkAppId, url: `${receiver.url}?tenant=7` })
  await say()
  expect(receiver.received[0]!.query).toMatchObject({ tenant: '7', CallbackCommand: C2C })
})

test('a connection is used again', async () => {
  const { receiver, say } = await world.appWith([C2C])
  for (let count = 0; count < 5; count++) await say()
  expect(receiver.received).toHaveLength(5)
  expect(receiver.connections()).toBe(1)
})
