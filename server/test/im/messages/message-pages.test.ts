import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'
import { driveHistory, sequences } from './history-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'] })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { send } = driveGroups(() => app)
const { history, wholeHistory } = driveHistory(() => app)
const textsOf = (answer: V4Answer) => answer.RspMsgList.map((message: V4Answer) => message.MsgBody[0].MsgContent.Text) as string[]

describe('group_msg_get_simple', () => {
  test('shows the newest first, from the number asked for downwards, and every paging ends', async () => {
    const groupId = await app.createGroup()
    for (const number of upTo(45)) await send(groupId, { MsgBody: text(`${number}`) })
    expect(sequences(await history(groupId))).toEqual(upTo(45).reverse().slice(0, 20))
    expect(textsOf(await history(groupId, { ReqMsgSeq: 7, ReqMsgNumber: 3 }))).toEqual(['7', '6', '5'])
    expect((await wholeHistory(groupId)).map(({ MsgSeq }) => MsgSeq)).toEqual(upTo(45))
    // Who arrives at 0 by reading on is at the end. SDKs that have nothing to ask from send it for the newest.
    expect(sequences(await history(groupId, { ReqMsgSeq: 1 }))).toEqual([1])
    expect(await history(groupId, { ReqMsgSeq: 0 })).toMatchObject({ IsFinished: 1, RspMsgList: [] })
    for (let time = 0; time < 2; time++) {
      expect(sequences(await history(groupId, { ReqMsgSeq: 0 }))).toEqual(upTo(45).reverse().slice(0, 20))
    }
    expect(sequences(await history(groupId, { ReqMsgSeq: 4_000_000_000, ReqMsgNumber: 1 }))).toEqual([45])
  })

  test.each([20, 40, 45])('whoever begins at 0 and goes on after each full page ends, and has seen %i messages once', async (count) => {
    const groupId = await app.createGroup()
    await Promise.all(upTo(count).map(() => send(groupId)))
    const seen: number[] = []
    for (let ReqMsgSeq = 0, goesOn = true; goesOn; ) {
      const page = sequences(await history(groupId, { ReqMsgSeq }))
      seen.push(...page)
      expect(seen.length).toBeLessThanOrEqual(count)
      goesOn = page.length === 20
      ReqMsgSeq = page.at(-1)! - 1
    }
    expect(seen).toEqual(upTo(count).reverse())
  })

  test('is empty for a new group, and refuses one that does not exist or more than 20', async () => {
    const groupId = await app.createGroup()
    expect(await history(groupId)).toMatchObject({ IsFinished: 1, RspMsgList: [] })
    expect(await history('nowhere')).toMatchObject({ ErrorCode: 10010 })
    expect(await history(groupId, { ReqMsgNumber: 21 })).toMatchObject({ ErrorCode: 10004 })
    expect(await history(groupId, { ReqMsgNumber: undefined })).toMatchObject({ ErrorCode: 10004 })
  })
})

test('a Work group is shown to its members from its first message on', async () => {
  const groupId = await app.createGroup({ Type: 'Work', Owner_Account: 'ben' })
  const joined = async () =>
    (
      await app.ok('group_open_http_svc/get_joined_group_list', {
        Member_Account: 'ben',
        ResponseFilter: { GroupBaseInfoFilter: ['NextMsgSeq'] },
      })
    ).GroupIdList as unknown[]
  expect(await joined()).not.toContainEqual({ GroupId: groupId, NextMsgSeq: 1 })
  await send(groupId)
  expect(await joined()).toContainEqual({ GroupId: groupId, NextMsgSeq: 2 })
})

test('a group of the id of a disbanded one begins anew, and a sweep takes the old messages away', async () => {
  const GroupId = 'phoenix'
  await app.createGroup({ GroupId })
  for (const Random of [1, 2, 3]) await send(GroupId, { Random })
  await app.ok('group_open_http_svc/destroy_group', { GroupId })
  expect(await send(GroupId)).toMatchObject({ ErrorCode: 10010 })
  await app.createGroup({ GroupId })
  expect(await history(GroupId)).toMatchObject({ IsFinished: 1, RspMsgList: [] })
  expect(await send(GroupId, { Random: 2 })).toMatchObject({ MsgSeq: 1 })
  await world.moveTo(world.now())
  const [left] = await world.sql`select count(*) as count from messages where conversation_id not in (select id from conversations)`
  expect(left!.count).toBe(0)
  expect(await wholeHistory(GroupId)).toHaveLength(1)
})
