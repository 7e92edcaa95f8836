import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { listen } from '../../heard.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'
import { driveHistory, sequences } from './history-driver.ts'

let world: World
let app: AppDriver
const day = 24 * 60 * 60 * 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())

const { call, say: sayTo } = driveGroups(() => app)
const { history } = driveHistory(() => app)
const recall = (GroupId: string, sequences: unknown[], body: Record<string, unknown> = {}) =>
  call('group_msg_recall', { GroupId, MsgSeqList: sequences.map((MsgSeq) => ({ MsgSeq })), ...body })

const say = async (GroupId: string, body: object = {}) => (await sayTo(GroupId, body)).MsgSeq as number
const sayMany = (GroupId: string, count: number, body: Record<string, unknown> = {}) =>
  Promise.all(upTo(count).map(() => say(GroupId, body)))

async function topicOf() {
  const { GroupId } = await app.ok('group_open_http_svc/create_group', { Type: 'Community', Name: 'Gardens', SupportTopic: 1 })
  const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses' })
  return { GroupId: GroupId as string, TopicId: TopicId as string }
}

describe('group_msg_get_simple', () => {
  test('marks what the service told the group by itself', async () => {
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, Name: 'Roses' })
    await say(groupId, { From_Account: 'ann' })
    expect((await history(groupId)).RspMsgList.map(({ IsSystemMsg }: V4Answer) => IsSystemMsg)).toEqual([0, 1])
  })

  test('a page goes past recalled messages to what there is before them, unless they are asked for', async () => {
    const groupId = await app.createGroup()
    await sayMany(groupId, 25)
    for (const from of [6, 16])
      await recall(
        groupId,
        upTo(10).map((number) => from + number - 1),
      )
    expect(await history(groupId, { ReqMsgSeq: 25, ReqMsgNumber: 3 })).toMatchObject({
      IsFinished: 1,
      RspMsgList: [{ MsgSeq: 5 }, { MsgSeq: 4 }, { MsgSeq: 3 }],
    })
    const placed = await history(groupId, { ReqMsgNumber: 3, WithRecalledMsg: 1 })
    expect(sequences(placed)).toEqual([25, 24, 23])
    expect(placed.RspMsgList[0]).toMatchObject({ IsPlaceMsg: 2, MsgBody: [], CloudCustomData: '', From_Account: 'administrator' })
  })

  test('IsFinished is 2 when there were messages and none of them is left', async () => {
    const groupId = await app.createGroup()
    await sayMany(groupId, 2)
    await recall(groupId, [1, 2])
    expect(await history(groupId)).toMatchObject({ IsFinished: 2, RspMsgList: [] })
    expect(await history(groupId, { WithRecalledMsg: 1 })).toMatchObject({ IsFinished: 1 })
  })

  test('a client that continues below the smallest number ends, and has seen once each message that was not recalled', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 45 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 45 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (count, recalled, ReqMsgNumber, withRecalled) => {
          const groupId = await app.createGroup()
          await sayMany(groupId, count)
          for (let at = 0; at < recalled.length; at += 10) await recall(groupId, recalled.slice(at, at + 10))
          const seen: number[] = []
          for (let ReqMsgSeq: number | undefined; ; ) {
            const answer = await history(groupId, { ReqMsgNumber, ReqMsgSeq, ...(withRecalled && { WithRecalledMsg: 1 }) })
            if (answer.RspMsgList.length === 0) break
            seen.push(...sequences(answer))
            ReqMsgSeq = answer.RspMsgList.at(-1).MsgSeq - 1
          }
          const expected = upTo(count).filter((number) => withRecalled || !recalled.includes(number))
          expect(seen).toEqual(expected.reverse())
        },
      ),
      { numRuns: 15 },
    )
  })

  test('reads a topic by its own numbers, and refuses one that is not of this group', async () => {
    const { GroupId, TopicId } = await topicOf()
    await say(GroupId, { TopicId, MsgBody: text('of roses') })
    expect(await history(GroupId, { TopicId })).toMatchObject({ RspMsgList: [{ MsgSeq: 1, MsgBody: text('of roses') }] })
    expect(await history(GroupId, { TopicId: `${TopicId}x` })).toMatchObject({ ErrorCode: 10010 })
    expect(await history(await app.createGroup(), { TopicId })).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 10007 })
  })
})

describe('group_msg_recall', () => {
  test('takes the words away and says of each message whether it worked', async () => {
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, Name: 'Roses' })
    await sayMany(groupId, 3, { CloudCustomData: 'cloud' })
    const { heard, stop } = listen(world)
    const results = [
      { MsgSeq: 4, RetCode: 0 },
      { MsgSeq: 2, RetCode: 0 },
      { MsgSeq: 1, RetCode: 10032 },
      { MsgSeq: 99, RetCode: 10030 },
      { MsgSeq: 0, RetCode: 10030 },
    ]
    expect(await recall(groupId, [4, 2, 1, 99, 0])).toEqual({
      ...ok,
      RecallRetList: results,
      Results: results,
    })
    expect(await recall(groupId, [2])).toMatchObject({ ErrorCode: 0, RecallRetList: [{ MsgSeq: 2, RetCode: 10030 }] })
    stop()
    expect(heard).toMatchObject([{ name: 'message.recalled', content: { groupId, messages: [{ sequence: 2 }, { sequence: 4 }] } }])
    const [row] =
      await world.sql`select count(*) as count from messages where recalled_at is not null and (body::text <> '[]' or cloud_custom_data <> '')`
    expect(row!.count).toBe(0)
    expect(sequences(await history(groupId))).toEqual([3, 1])
    expect(await say(groupId)).toBe(5)
  })

  test('of many calls at once one recalls', async () => {
    const groupId = await app.createGroup()
    await say(groupId)
    const answers = await Promise.all(upTo(10).map(() => recall(groupId, [1])))
    const codes = answers.map(({ RecallRetList }) => RecallRetList[0].RetCode as number)
    expect(codes.sort((a, b) => a - b)).toEqual([0, ...Array(9).fill(10030)])
  })

  test('knows a topic by its id', async () => {
    const { GroupId, TopicId } = await topicOf()
    await say(GroupId, { TopicId })
    const { heard, stop } = listen(world)
    expect(await recall(GroupId, [1], { TopicId })).toMatchObject({ RecallRetList: [{ RetCode: 0 }] })
    stop()
    expect(heard).toMatchObject([{ content: { groupId: GroupId, topicId: TopicId } }])
    expect(await history(GroupId, { TopicId })).toMatchObject({ RspMsgList: [] })
  })

  test('refuses an audio-video group, a group that does not exist, and a list that is none, empty or too long', async () => {
    const groupId = await app.createGroup()
    await say(groupId)
    expect(await recall(await app.createGroup({ Type: 'AVChatRoom' }), [1])).toMatchObject({ ErrorCode: 10033 })
    expect(await recall('nowhere', [1])).toMatchObject({ ErrorCode: 10010 })
    expect(await recall(groupId, [])).toMatchObject({ ErrorCode: 10004 })
    expect(await recall(groupId, upTo(11))).toMatchObject({ ErrorCode: 10004 })
    expect(await recall(groupId, ['x'])).toMatchObject({ ErrorCode: 10004 })
    expect(await call('group_msg_recall', { GroupId: groupId, MsgSeqList: 1 })).toMatchObject({ ErrorCode: 10004 })
    expect(sequences(await history(groupId))).toEqual([1])
  })
})

describe('delete_group_msg_by_sender', () => {
  const removeOf = (GroupId: string, Sender_Account: unknown, body: Record<string, unknown> = {}) =>
    call('delete_group_msg_by_sender', { GroupId, Sender_Account, ...body })

  test('recalls what a user said, silently, and nothing of others', async () => {
    const groupId = await app.createGroup()
    for (const From_Account of ['ann', 'ben', 'ann', 'cy', 'ann']) await say(groupId, { From_Account })
    const { heard, stop } = listen(world)
    expect(await removeOf(groupId, 'ann')).toEqual(ok)
    expect(await removeOf(groupId, 'ann')).toEqual(ok)
    expect(await removeOf(groupId, 'nobody')).toEqual(ok)
    stop()
    expect(heard).toEqual([])
    expect(sequences(await history(groupId))).toEqual([4, 2])
  })

  test('looks at the latest 1,000 messages', async () => {
    const groupId = await app.createGroup()
    await say(groupId, { From_Account: 'ann', MsgBody: text('too long ago') })
    await say(groupId, { From_Account: 'ann' })
    await sayMany(groupId, 999, { From_Account: 'ben' })
    await removeOf(groupId, 'ann')
    const rows = await world.sql`
      select sequence from messages where sender_id = 'ann' and recalled_at is null and conversation_id = (select id from conversations where key = ${groupId})`
    expect(rows.map(({ sequence }) => sequence)).toEqual([1])
  })

  test('does nothing in an audio-video group and refuses a group that does not exist, or no sender', async () => {
    expect(await removeOf(await app.createGroup({ Type: 'AVChatRoom' }), 'ann')).toEqual(ok)
    expect(await removeOf('nowhere', 'ann')).toMatchObject({ ErrorCode: 10010 })
    expect(await removeOf(await app.createGroup(), undefined)).toMatchObject({ ErrorCode: 10004 })
    const { GroupId, TopicId } = await topicOf()
    await say(GroupId, { TopicId, From_Account: 'ann' })
    expect(await removeOf(GroupId, 'ann', { TopicId })).toEqual(ok)
    expect(await history(GroupId, { TopicId })).toMatchObject({ RspMsgList: [] })
  })
})

describe('modify_group_msg', () => {
  const modify = (GroupId: unknown, MsgSeq: unknown, body: Record<string, unknown>) =>
    app.v4('openim/modify_group_msg', { GroupId, MsgSeq, ...body })

  test('puts what is given in the place of what was there, and leaves the rest', async () => {
    const groupId = await app.createGroup()
    await say(groupId, { CloudCustomData: 'cloud', From_Account: 'ann', Random: 55 })
    const { heard, stop } = listen(world)
    expect(await modify(groupId, 1, { MsgBody: text('better') })).toEqual({ ...ok, ErrorInfo: 'succeed' })
    stop()
    const present = { MsgSeq: 1, From_Account: 'ann', MsgRandom: 55, MsgBody: text('better'), CloudCustomData: 'cloud' }
    expect((await history(groupId)).RspMsgList).toMatchObject([present])
    expect(heard).toMatchObject([{ name: 'message.modified', content: { groupId, sequence: 1, senderId: 'ann', body: text('better') } }])
    expect(await modify(groupId, 1, { CloudCustomData: 'other' })).toMatchObject({ ErrorCode: 0 })
    expect((await history(groupId)).RspMsgList).toMatchObject([{ ...present, CloudCustomData: 'other' }])
    const { GroupId, TopicId } = await topicOf()
    await say(GroupId, { TopicId })
    expect(await modify(GroupId, 1, { TopicId, MsgBody: text('of a topic') })).toMatchObject({ ErrorCode: 0 })
    expect((await history(GroupId, { TopicId })).RspMsgList).toMatchObject([{ MsgBody: text('of a topic') }])
  })

  test.each([
    ['nothing to change', {}, 90001],
    ['a MsgBody that is no array', { MsgBody: 'x' }, 90007],
    ['an empty MsgBody', { MsgBody: [] }, 90002],
    ['an element that is malformed', { MsgBody: [{ MsgType: 'TIMTextElem' }] }, 90010],
    ['more than 12 KB', { MsgBody: text('x'.repeat(12_288)) }, 93000],
    ['a number without message', { MsgSeq: 2, CloudCustomData: 'x' }, 20001],
    ['a number that is text', { MsgSeq: '1', CloudCustomData: 'x' }, 90001],
    ['a group that does not exist', { GroupId: 'nowhere', CloudCustomData: 'x' }, 10010],
    ['no group', { GroupId: undefined, CloudCustomData: 'x' }, 90001],
  ])('refuses %s, and nothing is changed', async (_, change, code) => {
    const groupId = await app.createGroup()
    await say(groupId)
    expect(await modify(groupId, 1, change)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect((await history(groupId)).RspMsgList).toMatchObject([{ MsgBody: text('hi'), CloudCustomData: '' }])
  })

  test('refuses a recalled message and one of the service', async () => {
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, Name: 'Roses' })
    await say(groupId)
    await recall(groupId, [2])
    for (const number of [1, 2]) expect(await modify(groupId, number, { MsgBody: text('x') })).toMatchObject({ ErrorCode: 20001 })
  })
})

test('what is past the storage period is neither recalled nor modified', async () => {
  const groupId = await app.createGroup()
  await say(groupId, { From_Account: 'ann' })
  await world.moveTo(new Date(world.now().getTime() + 30 * day))
  await say(groupId)
  expect(await recall(groupId, [1, 2])).toMatchObject({ RecallRetList: [{ RetCode: 10030 }, { RetCode: 0 }] })
  expect(await app.v4('openim/modify_group_msg', { GroupId: groupId, MsgSeq: 1, CloudCustomData: 'x' })).toMatchObject({ ErrorCode: 20001 })
})
