import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../message-bodies.ts'
import { startReceiver } from '../../receiver.ts'
import { allow, answering, type CallbackWorld, commandsOf, eventually, startCallbackWorld, textsOf } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

test('a message to a user is told with its result and what the receiver has unread', async () => {
  const { app, receiver, say } = await world.appWith([
    'C2C.CallbackAfterSendMsg',
    'C2C.CallbackAfterMsgReport',
    'C2C.CallbackAfterMsgWithDraw',
  ])
  await say()
  const sent = await say()
  await receiver.have(2)
  expect(receiver.received[1]!.body).toMatchObject({
    CallbackCommand: 'C2C.CallbackAfterSendMsg',
    From_Account: 'ann',
    To_Account: 'ben',
    MsgKey: sent.MsgKey,
    MsgTime: sent.MsgTime,
    SendMsgResult: 0,
    ErrorInfo: 'send msg succeed',
    UnreadMsgNum: 2,
    MsgBody: text('hi'),
  })
  await app.ok('openim/admin_msgwithdraw', { From_Account: 'ann', To_Account: 'ben', MsgKey: sent.MsgKey })
  await app.ok('openim/admin_set_msg_read', { Report_Account: 'ben', Peer_Account: 'ann' })
  await receiver.have(4)
  expect(receiver.received[2]!.body).toMatchObject({
    CallbackCommand: 'C2C.CallbackAfterMsgWithDraw',
    From_Account: 'ann',
    To_Account: 'ben',
    MsgKey: sent.MsgKey,
    UnreadMsgNum: 1,
  })
  expect(receiver.received[3]!.body).toMatchObject({
    CallbackCommand: 'C2C.CallbackAfterMsgReport',
    Report_Account: 'ben',
    Peer_Account: 'ann',
    UnreadMsgNum: 0,
    LastReadTime: world.unix(),
  })
})

test('what could not be sent is told with its number: after one to a user, as an exception in a group', async () => {
  const { app, receiver, say, sayIn } = await world.appWith([
    'C2C.CallbackAfterSendMsg',
    'Group.CallbackAfterSendMsg',
    'Group.CallbackSendMsgException',
  ])
  const GroupId = await app.createGroup({ Owner_Account: 'ben', MemberList: [{ Member_Account: 'ann' }] })
  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId, Members_Account: ['ann'], MuteTime: 1000 })
  await sayIn(GroupId)
  await say({ To_Account: 'nobody' })
  await receiver.have(2)
  const bodies = receiver.received.map(({ body }) => body)
  expect(bodies.find(({ CallbackCommand }) => CallbackCommand === 'Group.CallbackSendMsgException')).toMatchObject({
    GroupId,
    Type: 'Public',
    From_Account: 'ann',
    Operator_Account: 'administrator',
    ErrorCode: 10017,
  })
  expect(bodies.find(({ CallbackCommand }) => CallbackCommand === 'C2C.CallbackAfterSendMsg')).toMatchObject({
    To_Account: 'nobody',
    SendMsgResult: 90012,
    UnreadMsgNum: -1,
  })
})

test('the message is told as the app changed it; one that was refused, dropped or said before is not told', async () => {
  const { app, receiver, sayIn } = await world.appWith(['Group.CallbackBeforeSendMsg', 'Group.CallbackAfterSendMsg'])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  const replies = [answering({ ErrorCode: 1 }), answering({ ErrorCode: 2 }), answering({ MsgBody: text('***') })]
  receiver.replies(({ body }) => (body.CallbackCommand === 'Group.CallbackBeforeSendMsg' ? (replies.shift() ?? allow) : allow))
  for (let count = 0; count < 3; count++) await sayIn(GroupId)
  const Random = 4_000_000
  await sayIn(GroupId, { Random, MsgBody: text('once') })
  await sayIn(GroupId, { Random, MsgBody: text('once') })
  await sayIn(GroupId, { MsgBody: text('last') })
  await eventually(() => textsOf(receiver).at(-1)).toBe('last')
  const after = receiver.received.filter(({ body }) => body.CallbackCommand === 'Group.CallbackAfterSendMsg')
  await eventually(() => receiver.received.filter(({ body }) => body.CallbackCommand === 'Group.CallbackAfterSendMsg').length).toBe(3)
  expect(
    receiver.received
      .filter(({ body }) => body.CallbackCommand === 'Group.CallbackAfterSendMsg')
      .map(({ body }) => [body.MsgSeq, body.MsgBody[0].MsgContent.Text]),
  ).toEqual([
    [1, '***'],
    [2, 'once'],
    [3, 'last'],
  ])
  expect(after.length).toBeLessThanOrEqual(3)
})

test('what is told arrives in the order of its conversation, although many are said at once', async () => {
  const { app, receiver, sayIn } = await world.appWith(['Group.CallbackAfterSendMsg'])
  const groups = [await app.createGroup({ Owner_Account: 'ann' }), await app.createGroup({ Owner_Account: 'ann' })]
  receiver.replies(async () => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8))
    return allow
  })
  await Promise.all(Array.from({ length: 60 }, (_, number) => sayIn(groups[number % 2]!)))
  await receiver.have(60)
  for (const GroupId of groups) {
    const sequences = receiver.received.filter(({ body }) => body.GroupId === GroupId).map(({ body }) => body.MsgSeq)
    expect(sequences).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  }
})

test('what failed is tried again when that is on, and holds back only its own conversation; otherwise it is tried once', async () => {
  const fails = (GroupId: string) => (one: { body: { GroupId: string } }) => (one.body.GroupId === GroupId ? { status: 500 } : allow)
  const retrying = await world.appWith(['Group.CallbackAfterSendMsg'], { retries: true })
  const bad = await retrying.app.createGroup({ Owner_Account: 'ann' })
  const good = await retrying.app.createGroup({ Owner_Account: 'ann' })
  retrying.receiver.replies(fails(bad))
  await retrying.sayIn(bad, { MsgBody: text('1') })
  await retrying.sayIn(bad, { MsgBody: text('2') })
  await retrying.sayIn(good, { MsgBody: text('good') })
  await eventually(() => textsOf(retrying.receiver)).toContain('good')
  await eventually(async () => (await retrying.deliveries()).map(({ outcome }) => outcome)).toEqual(['delivered', 'waiting', 'waiting'])
  expect(textsOf(retrying.receiver)).not.toContain('2')
  retrying.receiver.replies(() => allow)
  await eventually(async () => (await retrying.deliveries()).map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered', 'delivered'])
  expect(textsOf(retrying.receiver).filter((said) => said !== 'good')).toEqual(['1', '1', '2'])

  const once = await world.appWith(['Group.CallbackAfterSendMsg'])
  const GroupId = await once.app.createGroup({ Owner_Account: 'ann' })
  once.receiver.replies(() => ({ status: 500, body: 'broken' }))
  await once.sayIn(GroupId, { MsgBody: text('1') })
  await eventually(async () => (await once.deliveries())[0]).toMatchObject({
    outcome: 'failed',
    attempts: 1,
    answer: { status: 500, text: 'broken' },
  })
  once.receiver.replies(() => allow)
  await once.sayIn(GroupId, { MsgBody: text('2') })
  await eventually(() => textsOf(once.receiver)).toEqual(['1', '2'])
})

test('one delivery can be repeated, or all from a moment on, in their order; nobody else repeats them', async () => {
  const { app, receiver, sayIn, deliveries, owner, sdkAppId } = await world.appWith(['Group.CallbackAfterSendMsg'])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  await sayIn(GroupId, { MsgBody: text('before') })
  await eventually(async () => (await deliveries()).filter(({ outcome }) => outcome === 'delivered').length).toBe(1)
  await world.moveBy(60)
  const from = world.now().toISOString()
  for (const said of ['1', '2', '3']) await sayIn(GroupId, { MsgBody: text(said) })
  await eventually(async () => (await deliveries()).filter(({ outcome }) => outcome === 'delivered').length).toBe(4)
  receiver.received.splice(0)
  expect(await owner.call('callback.repeat', { sdkAppId, what: { from } })).toEqual({ repeated: 3 })
  await receiver.have(3)
  expect(textsOf(receiver)).toEqual(['1', '2', '3'])
  const first = (await deliveries()).at(-1)!
  await owner.call('callback.repeat', { sdkAppId, what: { deliveryId: first.deliveryId } })
  await receiver.have(4)
  expect(textsOf(receiver)[3]).toBe('before')

  const other = await world.appWith([])
  const refused = await other.owner.refused('callback.repeat', { sdkAppId: other.sdkAppId, what: { deliveryId: first.deliveryId } })
  expect(refused.code).toBe('not_found')
})

test('of an app whose receiver is dead the oldest are dropped above a number, counted and told; those of others arrive', async () => {
  const dead = await startReceiver(() => 'hang')
  const { app, sdkAppId, owner, settings, deliveries } = await world.appWith(['Profile.CallbackPortraitSet'], {
    receiver: dead,
    retries: true,
  })
  const setNick = () => app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'A' }] })
  await setNick()
  await dead.have(1)
  // Many more than are kept, and the planner still believes that there is hardly anything.
  await world.sql`analyze deliveries`
  await world.sql`
    insert into deliveries (receiver, app_id, order_key, kind, body, query, at)
    select receiver, app_id, order_key || number, kind, body, query, at from deliveries, generate_series(1, 10_050) as number where app_id = ${sdkAppId}`
  await eventually(async () => (await settings()).dropped).toBeGreaterThan(0)
  expect((await settings()).waiting).toBeLessThanOrEqual(10_000)
  const { notices } = await owner.call('notice.list', {})
  expect(notices.map(({ kind }) => kind)).toContain('callback.dropped')
  expect(await world.sql`select 1 from deliveries where app_id = ${sdkAppId} and outcome = 'dropped' limit 1`).toHaveLength(1)
  expect(await deliveries()).toHaveLength(50)

  const other = await world.appWith(['Profile.CallbackPortraitSet'])
  await other.app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'A' }] })
  await other.receiver.have(1)
  await world.sql`delete from deliveries where app_id = ${sdkAppId}`
  await dead.close()
})

test('what waits behind one conversation that fails is bounded like the rest', async () => {
  const dead = await startReceiver(() => 'hang')
  const { sdkAppId, settings } = await world.appWith(['Profile.CallbackPortraitSet'], { receiver: dead, retries: true })
  await world.sql`analyze deliveries`
  // The first has failed for a while.
  const inHalfAnHour = new Date(Date.now() + 1_800_000)
  await world.sql`
    insert into deliveries (receiver, app_id, order_key, kind, body, query, at, attempts, first_tried_at, due_at)
    select ${`app_${sdkAppId}`}, ${sdkAppId}, 'user ann', 'Profile.CallbackPortraitSet', '{}', '{}', ${world.now()},
      case number when 1 then 12 else 0 end, ${new Date()}, case number when 1 then ${inHalfAnHour}::timestamptz else '-infinity' end
    from generate_series(1, 10_050) as number`
  await eventually(async () => (await settings()).dropped).toBe(50)
  expect((await settings()).waiting).toBe(10_000)
  await world.sql`delete from deliveries where app_id = ${sdkAppId}`
  await dead.close()
})

test('an app without callbacks has nothing written', async () => {
  const app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  await app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random: 1, MsgBody: text('hi') })
  expect(await world.sql`select 1 from deliveries where app_id = ${app.sdkAppId}`).toEqual([])
})

test('requests and answers are counted by day', async () => {
  const { app, receiver, say } = await world.appWith(['C2C.CallbackBeforeSendMsg', 'C2C.CallbackAfterSendMsg'])
  receiver.replies(({ body }) => (body.CallbackCommand === 'C2C.CallbackAfterSendMsg' ? 'break off' : allow))
  await say()
  await say()
  await receiver.have(4)
  await eventually(async () => (await app.ok('openconfigsvr/getappinfo', {})).Result[0]).toMatchObject({
    CallBackReq: '4',
    CallBackRsp: '2',
  })
  expect(commandsOf(receiver)).toHaveLength(4)
})
