import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let groupId: string
let random = 0
const day = 24 * 60 * 60 * 1000

beforeEach(async () => {
  world = await startWorld({ now: '2022-11-10T06:20:00Z' })
  app = await world.app({ edition: 'pro' })
  groupId = await app.createGroup()
})
afterEach(() => world.close())

const later = (ms: number) => world.moveTo(new Date(world.now().getTime() + ms))
const send = () =>
  app.ok('group_open_http_svc/send_group_msg', {
    GroupId: groupId,
    Random: ++random,
    MsgBody: text('hi'),
  })
const history = async (body: Record<string, unknown> = {}) => {
  const { IsFinished, RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', {
    GroupId: groupId,
    ReqMsgNumber: 20,
    ...body,
  })
  return { IsFinished, sequences: RspMsgList.map(({ MsgSeq }: { MsgSeq: number }) => MsgSeq) as number[] }
}
const stored = async () => (await world.sql`select sequence from messages order by sequence`).map(({ sequence }) => sequence)
const months = async () => (await world.sql`select month from message_months order by month`).map(({ month }) => month)
const setDays = (days: number) => app.owner.call('retention.set', { sdkAppId: app.sdkAppId, days, acceptLoss: true })

test('a message is hidden the moment its days are over, and removed within the day after', async () => {
  await send()
  await later(day)
  await send()
  await later(6 * day - 1)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [2, 1] })
  await later(1)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [2] })
  expect(await history({ ReqMsgSeq: 1 })).toEqual({ IsFinished: 2, sequences: [] })
  expect(await stored()).toEqual([1, 2])
  await later(day)
  expect(await stored()).toEqual([2])
  expect(await history()).toEqual({ IsFinished: 2, sequences: [] })
  await later(day)
  expect(await stored()).toEqual([])
  expect(await send()).toMatchObject({ MsgSeq: 3 })
  expect(await history()).toEqual({ IsFinished: 1, sequences: [3] })
})

test('a longer storage period bought in time keeps what would have gone', async () => {
  await send()
  await later(6 * day)
  await setDays(30)
  await later(20 * day)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [1] })
  expect(await stored()).toEqual([1])
})

test('a shorter storage period hides at once and removes 24 hours later, not sooner', async () => {
  await setDays(90)
  await send()
  await later(25 * day)
  await send()
  await setDays(7)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [2] })
  await later(day - 1)
  expect(await stored()).toEqual([1, 2])
  await later(1)
  expect(await stored()).toEqual([2])
  expect(await history()).toEqual({ IsFinished: 1, sequences: [2] })
})

test('what a shorter storage period hid comes back with a longer one within 24 hours', async () => {
  await setDays(90)
  await send()
  await world.moveTo('2022-12-31T12:00:00Z')
  await setDays(7)
  expect(await history()).toEqual({ IsFinished: 2, sequences: [] })
  await world.moveTo('2023-01-01T06:00:00Z')
  await setDays(90)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [1] })
  await later(10 * day)
  expect(await stored()).toEqual([1])
})

test('what a change of edition hid comes back, unread and recallable, when the former edition returns within 24 hours', async () => {
  app = await world.app({ edition: 'ultimate' })
  await app.importUsers(['ann', 'ben'])
  groupId = await app.createGroup()
  await send()
  const { MsgKey } = await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: 1, MsgBody: text('hi') })
  const between = { From_Account: 'ann', To_Account: 'ben' }
  const range = { MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 }
  const shown = async () => [
    (await history()).sequences.length,
    (await app.ok('openim/admin_getroammsg', { Operator_Account: 'ben', Peer_Account: 'ann', ...range })).MsgCnt,
    (await app.ok('openim/get_c2c_unread_msg_num', { To_Account: 'ben' })).AllC2CUnreadMsgNum,
  ]
  await world.moveTo('2022-11-30T10:00:00Z')
  expect(await shown()).toEqual([1, 1, 1])
  await app.modify({ edition: 'pro' })
  expect(await shown()).toEqual([0, 0, 0])
  expect(await app.v4('openim/admin_msgwithdraw', { ...between, MsgKey })).toMatchObject({ ErrorCode: 20022 })
  expect(await app.v4('openim/modify_c2c_msg', { ...between, MsgKey, CloudCustomData: 'x' })).toMatchObject({ ErrorCode: 20001 })
  await world.moveTo('2022-12-01T09:59:59Z')
  await app.modify({ edition: 'ultimate' })
  expect(await shown()).toEqual([1, 1, 1])
  await world.moveTo('2022-12-02T10:00:00Z')
  expect(await shown()).toEqual([1, 1, 1])
  await app.ok('openim/admin_msgwithdraw', { ...between, MsgKey })
  expect(await shown()).toEqual([1, 1, 0])
})

test('a part is there for each month before it begins, and goes when nobody keeps anything of it', async () => {
  expect(await months()).toEqual(['2022-11-01', '2022-12-01'])
  await send()
  await world.moveTo('2022-12-01T00:00:00Z')
  expect(await months()).toEqual(['2022-12-01', '2023-01-01'])
  await world.moveTo('2022-12-31T23:59:59Z')
  await send()
  await world.moveTo('2023-01-01T00:00:01Z')
  await send()
  expect(await history()).toEqual({ IsFinished: 1, sequences: [3, 2] })
  expect(await months()).toEqual(['2022-12-01', '2023-01-01', '2023-02-01'])
  await world.moveTo('2023-03-01T00:00:00Z')
  expect(await months()).toEqual(['2023-03-01', '2023-04-01'])
})

test('a message of a month without a part makes it', async () => {
  await world.sql`select drop_message_month('2022-11-01')`
  const answers = await Promise.all(Array.from({ length: 30 }, send))
  expect(answers.map(({ MsgSeq }) => MsgSeq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  expect(await months()).toContain('2022-11-01')
})

test('a part into which something is written after it was found empty is not dropped', async () => {
  await world.moveTo('2022-12-10T00:00:00Z')
  await setDays(90)
  const MsgList = [{ From_Account: 'ann', SendTime: Date.parse('2022-11-20T00:00:00Z') / 1000, MsgBody: text('moved') }]
  await app.importUsers(['ann'])
  const dropped = await world.sql.begin(async (sql) => {
    // What the sweep has seen: an empty part.
    expect(await sql`select 1 from messages`).toEqual([])
    await app.ok('group_open_http_svc/import_group_msg', { GroupId: groupId, MsgList })
    const [row] = await sql`select drop_message_month('2022-11-01') as dropped`
    return row!.dropped
  })
  expect(dropped).toBe(false)
  expect(await history()).toEqual({ IsFinished: 1, sequences: [1] })
})

test('a retry is recognised for five minutes, and is a message of its own afterwards', async () => {
  const again = () =>
    app.ok('group_open_http_svc/send_group_msg', {
      GroupId: groupId,
      Random: 7,
      MsgBody: text('hi'),
    })
  const first = await again()
  await later(5 * 60_000 - 1)
  expect(await again()).toEqual(first)
  await later(1)
  expect(await again()).toMatchObject({ MsgSeq: 2 })
  await later(7 * 60_000)
  expect(await world.sql`select 1 from message_requests`).toHaveLength(0)
})

test('a deleted app takes its messages along', async () => {
  const other = await world.app({ edition: 'pro' })
  const kept = await other.createGroup()
  await other.ok('group_open_http_svc/send_group_msg', {
    GroupId: kept,
    Random: 1,
    MsgBody: text('stays'),
  })
  await send()
  await app.importUsers(['ann', 'ben'])
  await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: 1, MsgBody: text('goes') })
  await app.disable()
  await app.delete()
  await later(1000)
  const rows = await world.sql`
    select app_id from messages union select app_id from conversations union select app_id from message_days union select app_id from direct_sides`
  expect(rows.map(({ appId }) => appId)).toEqual([other.sdkAppId])
})
