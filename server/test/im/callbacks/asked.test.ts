import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../message-bodies.ts'
import { allowed as allowing, answering, type CallbackWorld, eventually, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const C2C = 'C2C.CallbackBeforeSendMsg' as const
const day = 24 * 60 * 60 * 1000

test('what was asked stands among the last deliveries, with what became of it', async () => {
  const { receiver, say, deliveries } = await world.appWith([C2C])
  const asked = async (reply: Parameters<typeof receiver.replies>[0], count: number) => {
    receiver.replies(reply)
    await say()
    await eventually(async () => (await deliveries()).length).toBe(count)
    return (await deliveries())[0]!
  }
  const allowed = await asked(() => answering({}), 1)
  expect(allowed).toMatchObject({ type: C2C, verdict: 'allowed', outcome: 'delivered', attempts: 1, at: world.now().toISOString() })
  expect(JSON.parse(allowed.body)).toEqual(receiver.received[0]!.body)
  expect(allowed.answer).toMatchObject({ status: 200, error: null, text: JSON.stringify(allowing) })
  expect(await asked(() => answering({ MsgBody: text('***') }), 2)).toMatchObject({ verdict: 'changed' })
  expect(await asked(() => answering({ ErrorCode: 120_005 }), 3)).toMatchObject({ verdict: 'refused', outcome: 'delivered' })
  expect(await asked(() => answering({ ErrorCode: 2 }), 4)).toMatchObject({ verdict: 'dropped' })
  expect(await asked(() => ({ status: 500, body: 'broken' }), 5)).toMatchObject({
    verdict: 'unanswered_allowed',
    outcome: 'failed',
    answer: { status: 500, text: 'broken' },
  })
  expect(await asked(() => 'hang', 6)).toMatchObject({
    verdict: 'unanswered_allowed',
    answer: { status: null, error: expect.stringContaining('no answer within') },
  })
})

test('where the policy refuses it says so, also of those nobody was asked about while the receiver is left alone', async () => {
  const { receiver, say, deliveries } = await world.appWith([C2C], { unanswered: 'refuse' })
  receiver.replies(() => 'break off')
  for (let count = 0; count < 6; count++) await say()
  await eventually(async () => (await deliveries()).length).toBe(6)
  const found = await deliveries()
  expect(found.every(({ verdict }) => verdict === 'unanswered_refused')).toBe(true)
  expect(receiver.received).toHaveLength(5)
  expect(found[0]!.answer!.error).toContain('not asked')
})

test('what was asked is never sent again', async () => {
  const { receiver, say, deliveries, owner, sdkAppId } = await world.appWith([C2C, 'C2C.CallbackAfterSendMsg'])
  await say()
  await eventually(async () => (await deliveries()).filter(({ outcome }) => outcome === 'delivered').length).toBe(2)
  const asked = (await deliveries()).find(({ verdict }) => verdict !== null)!
  await expect(owner.call('callback.repeat', { sdkAppId, what: { deliveryId: asked.deliveryId } })).rejects.toMatchObject({
    code: 'not_found',
  })
  expect(await owner.call('callback.repeat', { sdkAppId, what: { from: new Date(0).toISOString() } })).toEqual({ repeated: 1 })
  await receiver.have(3)
  expect(receiver.received[2]!.body.CallbackCommand).toBe('C2C.CallbackAfterSendMsg')
})

test('of many in one second those that were not allowed are kept before the others, and 1,000 of an app in all, for three days', async () => {
  const { app, receiver, say, sdkAppId } = await world.appWith([C2C])
  const other = await world.appWith([C2C])
  const kept = async (of: number) =>
    world.sql<{ id: number; verdict: string; forgetAt: Date; at: Date }[]>`
      select id, verdict, forget_at from deliveries where app_id = ${of} and verdict is not null order by id desc`
  const users = Array.from({ length: 90 }, (_, number) => `user_${number}`)
  await app.importUsers(users)
  receiver.replies(({ body }) => answering({ ErrorCode: body.From_Account === 'ann' ? 120_001 : 0 }))
  await Promise.all([...users.map((From_Account) => say({ From_Account })), say()])
  await eventually(async () => (await kept(sdkAppId)).some(({ verdict }) => verdict === 'refused')).toBe(true)
  const first = await kept(sdkAppId)
  expect(first.length).toBeLessThan(90)
  expect(first[0]!.forgetAt.getTime() - Date.now()).toBeGreaterThan(2.9 * day)
  expect(first[0]!.forgetAt.getTime() - Date.now()).toBeLessThanOrEqual(3 * day)

  await other.say()
  await eventually(async () => (await kept(other.sdkAppId)).length).toBe(1)
  await world.sql`
    insert into deliveries (receiver, app_id, kind, body, at, once, attempts, outcome, forget_at, verdict)
    select receiver, app_id, kind, body, at, once, attempts, outcome, forget_at, verdict from deliveries, generate_series(1, 1100)
    where id = ${first[0]!.id}`
  await say()
  await eventually(async () => (await kept(sdkAppId)).length).toBe(1000)
  expect((await kept(sdkAppId))[0]!.verdict).toBe('refused')
  expect((await kept(other.sdkAppId)).length).toBe(1)
})

test('what was asked in the last second, and that everybody was disconnected, is written down when Plenum ends', async () => {
  const own = await startCallbackWorld()
  const { say, sdkAppId, signIn } = await own.appWith([C2C, 'State.StateChange'])
  const clients = await signIn('ann', 'ben')
  await say()
  await own.stop()
  for (const client of clients) expect((await client.closed).reason).toBe('restart')
  const ended = await own.sql<{ body: string }[]>`
    select body from deliveries where app_id = ${sdkAppId} and body like '%"Action":"Disconnect"%' and outcome is null`
  expect(ended).toHaveLength(2)
  const [row] = await own.sql<{ count: number }[]>`select count(*) from deliveries where app_id = ${sdkAppId} and verdict is not null`
  expect(row!.count).toBe(1)
  await own.close()
})
