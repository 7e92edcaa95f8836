import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok, type V4Answer } from '../../app-driver.ts'
import { sized, text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
const createdAt = Date.parse('2022-11-10T06:20:00.500Z') / 1000
const created = Math.floor(createdAt)
/** An hour later. */
const present = created + 3600

beforeAll(async () => {
  world = await startWorld({ now: new Date(createdAt * 1000).toISOString() })
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
  groups = await Promise.all(Array.from({ length: 30 }, () => app.createGroup()))
  await world.moveTo(new Date(present * 1000))
})
afterAll(() => world.close())

/** Made at `created`. */
let groups: string[]
const nextGroup = () => groups.pop()!

const said = (SendTime: number, body: Record<string, unknown> = {}) => ({ From_Account: 'ann', SendTime, MsgBody: text('hi'), ...body })
const bring = (GroupId: string, MsgList: unknown, body: Record<string, unknown> = {}) =>
  app.v4('group_open_http_svc/import_group_msg', { GroupId, MsgList, ...body })
const history = async (GroupId: string, body: Record<string, unknown> = {}) =>
  (await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20, ...body })).RspMsgList as V4Answer[]
const say = (GroupId: string, Random: number) => app.ok('group_open_http_svc/send_group_msg', { GroupId, Random, MsgBody: text('hi') })
const resultsOf = ({ ImportMsgResult }: V4Answer) => ImportMsgResult.map(({ Result }: V4Answer) => Result) as number[]
const numbered = (...results: [MsgSeq: number, MsgTime: number][]) => results.map(([MsgSeq, MsgTime]) => ({ MsgSeq, MsgTime, Result: 0 }))

describe('import_group_msg', () => {
  test('takes messages over with their senders and times, in their order, and nobody is told', async () => {
    const groupId = nextGroup()
    let heard = 0
    const stop = world.hub.listen(() => heard++)
    const messages = [said(created, { Random: 5, MsgBody: text('first') }), said(created + 9, { From_Account: 'ben' }), said(created + 9)]
    expect(await bring(groupId, messages)).toEqual({ ...ok, ImportMsgResult: numbered([1, created], [2, created + 9], [3, created + 9]) })
    stop()
    expect(heard).toBe(0)
    const shown = await history(groupId)
    expect(shown.map(({ From_Account, MsgTimeStamp }) => [From_Account, MsgTimeStamp])).toEqual([
      ['ann', created + 9],
      ['ben', created + 9],
      ['ann', created],
    ])
    expect(shown[2]).toMatchObject({ MsgRandom: 5, MsgBody: text('first'), IsPlaceMsg: 0, IsSystemMsg: 0 })
    expect(await say(groupId, 1)).toMatchObject({ MsgSeq: 4, MsgTime: present })
  })

  test('takes 20 in a call and continues after them in the next', async () => {
    const groupId = nextGroup()
    const twenty = (from: number) => Array.from({ length: 20 }, (_, index) => said(from + index))
    expect((await bring(groupId, twenty(created))).ImportMsgResult.at(-1)).toEqual({ MsgSeq: 20, MsgTime: created + 19, Result: 0 })
    expect((await bring(groupId, twenty(created + 19))).ImportMsgResult.at(-1)).toEqual({ MsgSeq: 40, MsgTime: created + 38, Result: 0 })
  })

  test('says of each message that it came too early, is in the future or too long, and takes the others over', async () => {
    const groupId = nextGroup()
    const messages = [
      said(created - 1),
      said(created + 10),
      said(created + 9),
      said(created + 20, { MsgBody: sized(12_289) }),
      said(created + 20, { From_Account: 'nobody' }),
      said(created + 20, { MsgBody: sized(12_288) }),
      said(present + 1),
      said(present),
    ]
    const answer = await bring(groupId, messages)
    expect(answer).toMatchObject({ ErrorCode: 0 })
    expect(resultsOf(answer)).toEqual([10004, 0, 10004, 80002, 10004, 0, 10004, 0])
    expect((await history(groupId)).map(({ MsgSeq, MsgTimeStamp }) => [MsgSeq, MsgTimeStamp])).toEqual([
      [3, present],
      [2, created + 20],
      [1, created + 10],
    ])
  })

  test('takes nothing that is older than the newest message', async () => {
    const groupId = nextGroup()
    await say(groupId, 1)
    expect(resultsOf(await bring(groupId, [said(present - 1), said(present)]))).toEqual([10004, 0])
  })

  test('a call that is repeated after a lost answer doubles nothing', async () => {
    const groupId = nextGroup()
    const messages = [1, 2, 3, 4, 5, 6, 7].map((Random) => said(created + Random, { Random }))
    const first = await bring(groupId, messages)
    expect(await bring(groupId, messages)).toEqual(first)
    // Sweeps forget what was tried long ago.
    await world.moveTo(world.now())
    expect(await bring(groupId, messages)).toEqual(first)
    expect(await history(groupId)).toHaveLength(7)
  })

  test('takes a Random of 0 for none, as SDKs send it: two messages under it are two', async () => {
    const groupId = nextGroup()
    const messages = [said(present, { Random: 0, MsgBody: text('one') }), said(present, { Random: 0, MsgBody: text('two') })]
    expect(await bring(groupId, messages)).toMatchObject({ ImportMsgResult: numbered([1, present], [2, present]) })
  })

  test('afterwards nobody has anything unread', async () => {
    const groupId = nextGroup()
    await say(groupId, 1)
    await bring(groupId, [said(present), said(present)])
    const [row] = await world.sql`select last_sequence, read_floor from conversations where app_id = ${app.sdkAppId} and key = ${groupId}`
    expect(row).toMatchObject({ lastSequence: 3, readFloor: 3 })
  })

  test('refreshes lists of conversations only when it is asked to', async () => {
    const groupId = nextGroup()
    const listedAt = async () =>
      (await world.sql`select listed_at from conversations where app_id = ${app.sdkAppId} and key = ${groupId}`)[0]!.listedAt
    await bring(groupId, [said(created + 1)], { RecentContactFlag: 0 })
    expect(await listedAt()).toBeNull()
    await bring(groupId, [said(created + 2)], { RecentContactFlag: 1 })
    expect(await listedAt()).toEqual(new Date((created + 2) * 1000))
  })

  test('takes messages of a topic over under the numbers of the topic', async () => {
    const { GroupId } = await app.ok('group_open_http_svc/create_group', { Type: 'Community', Name: 'Gardens', SupportTopic: 1 })
    const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses' })
    expect(await bring(GroupId, [said(present)], { TopicId })).toMatchObject({ ImportMsgResult: numbered([1, present]) })
    expect(await history(GroupId, { TopicId })).toHaveLength(1)
    expect(await history(GroupId)).toHaveLength(0)
  })

  test.each([
    ['no message', [], 10004],
    ['21 messages', Array.from({ length: 21 }, () => said(present)), 10004],
    ['a list that is none', 'hi', 10004],
    ['a message without sender', [said(present, { From_Account: undefined })], 10004],
    ['a message without time', [said(present, { SendTime: undefined })], 10004],
    ['a time that is text', [said(present, { SendTime: '7' })], 10004],
    ['a message without words', [said(present), said(present, { MsgBody: undefined })], 10004],
    ['a Random that is text', [said(present, { Random: '7' })], 10004],
  ])('refuses %s, and nothing is written', async (_, messages, code) => {
    const groupId = nextGroup()
    expect(await bring(groupId, messages)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(await history(groupId)).toEqual([])
  })

  test('refuses an audio-video group and a group that does not exist', async () => {
    expect(await bring(await app.createGroup({ Type: 'AVChatRoom' }), [said(present)])).toMatchObject({ ErrorCode: 10007 })
    expect(await bring('nowhere', [said(present)])).toMatchObject({ ErrorCode: 10010 })
  })

  test('while the plan changes takes each message over once, in order', async () => {
    const changing = await world.app()
    await changing.importUsers(['ann'])
    const groupId = await changing.createGroup()
    const at = Math.floor(world.now().getTime() / 1000)
    const importing = async () => {
      for (let call = 0; call < 6; call++) {
        const MsgList = Array.from({ length: 20 }, (_, index) => said(at, { MsgBody: text(`${call * 20 + index}`) }))
        expect(resultsOf(await changing.ok('group_open_http_svc/import_group_msg', { GroupId: groupId, MsgList }))).toEqual(
          Array(20).fill(0),
        )
      }
    }
    await Promise.all([importing(), changing.upgrade({ edition: 'pro' })])
    const rows = await world.sql`select body from messages where app_id = ${changing.sdkAppId} order by sequence`
    expect(rows.map(({ body }) => Number(body[0].MsgContent.Text))).toEqual(Array.from({ length: 120 }, (_, index) => index))
  })
})

test('a message older than the storage period is refused, and goes with its own day otherwise', async () => {
  const old = await world.app({ edition: 'pro' })
  await old.importUsers(['ann'])
  const groupId = await old.createGroup()
  await world.moveTo(new Date(world.now().getTime() + 8 * 24 * 60 * 60 * 1000))
  const now = Math.floor(world.now().getTime() / 1000)
  const hidden = now - 7 * 24 * 60 * 60
  const answer = await old.ok('group_open_http_svc/import_group_msg', {
    GroupId: groupId,
    MsgList: [said(hidden), said(hidden + 1), said(now)],
  })
  expect(resultsOf(answer)).toEqual([10004, 0, 0])
  await world.moveTo(new Date(world.now().getTime() + 24 * 60 * 60 * 1000))
  expect(await world.sql`select sequence from messages where app_id = ${old.sdkAppId}`).toEqual([{ sequence: 2 }])
})
