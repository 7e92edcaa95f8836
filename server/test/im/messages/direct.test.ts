import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { sized, text, textsOf } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveDirect, sentDuring } from './direct-driver.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld({ now: '2022-11-10T06:20:00.700Z' })
  app = await world.busyApp({ edition: 'pro' })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { pair, send, sendMany, historyOf, unreadOf } = driveDirect(() => app)

describe('sendmsg', () => {
  test('answers the time and the key of the message, and both find it in their history as it was sent', async () => {
    const [ann, ben] = await pair()
    const MsgBody = [...text('roses 🌹'), { MsgType: 'TIMCustomElem', MsgContent: { Data: '{}', Newer: [1] } }]
    const answer = await send(ann, ben, {
      MsgSeq: 77,
      MsgRandom: 5150,
      MsgBody,
      CloudCustomData: 'cloud',
      MsgTimeStamp: 7,
      SyncOtherMachine: 1,
    })
    expect(answer).toEqual({ ...ok, MsgTime: at, MsgKey: `77_5150_${at}`, MsgId: expect.stringMatching(/^\d+-\d+-5150$/) })
    const message = {
      From_Account: ann,
      To_Account: ben,
      MsgSeq: 77,
      MsgRandom: 5150,
      MsgTimeStamp: at,
      MsgFlagBits: 0,
      IsPeerRead: 0,
      MsgKey: `77_5150_${at}`,
      MsgId: answer.MsgId,
      MsgBody,
      CloudCustomData: 'cloud',
    }
    expect(await historyOf(ann, ben)).toEqual([message])
    expect(await historyOf(ben, ann)).toEqual([message])
  })

  test('takes the administrator who calls as sender', async () => {
    const [ann] = await pair()
    await send('', ann)
    expect(await historyOf(ann, 'administrator')).toMatchObject([{ From_Account: 'administrator', To_Account: ann }])
  })

  test('without MsgSeq makes one up, and keeps the order in which messages of one second were sent', async () => {
    const [ann, ben] = await pair()
    for (const number of upTo(20)) await send(number % 2 ? ann : ben, number % 2 ? ben : ann, { MsgBody: text(`${number}`) })
    expect(textsOf(await historyOf(ann, ben))).toEqual(upTo(20).map(String))
  })

  test('MsgSeq says the order of messages of one second', async () => {
    const [ann, ben] = await pair()
    for (const MsgSeq of [5, 0, 4_294_967_295, 7]) await send(ann, ben, { MsgSeq, MsgBody: text(`${MsgSeq}`) })
    expect(textsOf(await historyOf(ben, ann))).toEqual(['0', '5', '7', '4294967295'])
  })

  test('makes one message of 50 retries at once, all with the answer of the first; another sender or receiver is another message', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    const same = { MsgSeq: 9, MsgRandom: 4 }
    const heard = await sentDuring(world, async () => {
      const answers = await Promise.all(upTo(50).map(() => send(ann, ben, same)))
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
        new Set([JSON.stringify({ ...answers[0], MsgKey: `9_4_${at}` })]),
      )
    })
    expect(heard).toHaveLength(1)
    for (const [sender, receiver] of [
      [ben, ann],
      [ann, cy],
    ] as const) {
      expect(await send(sender, receiver, same)).toMatchObject({ ErrorCode: 0 })
    }
    await send(ann, ben, { MsgSeq: 9, MsgRandom: 5 })
    await send(ann, ben, { MsgSeq: 10, MsgRandom: 4 })
    expect(await historyOf(ann, ben)).toHaveLength(4)
    expect(await historyOf(ann, cy)).toHaveLength(1)
  })

  test('200 messages sent at once between two users, in both directions, are all there under consecutive numbers', async () => {
    const [ann, ben] = await pair()
    const heard = await sentDuring(world, () =>
      Promise.all(upTo(200).map((number) => send(number % 2 ? ann : ben, number % 2 ? ben : ann, { MsgBody: text(`${number}`) }))),
    )
    expect(heard.map(({ sequence }) => sequence)).toEqual(upTo(200))
    const numbers = textsOf(await historyOf(ann, ben)).map(Number)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(upTo(200))
  })

  test('with SyncOtherMachine 2 stands in the receiver’s history only', async () => {
    const [ann, ben] = await pair()
    await send(ann, ben, { SyncOtherMachine: 2 })
    await send(ann, ben, { MsgBody: text('both') })
    expect(textsOf(await historyOf(ann, ben))).toEqual(['both'])
    expect(textsOf(await historyOf(ben, ann))).toEqual(['hi', 'both'])
  })

  test('with MsgLifeTime 0 is delivered and not kept', async () => {
    const [ann, ben] = await pair()
    const heard = await sentDuring(world, async () => {
      const MsgId = expect.stringMatching(/^\d+-\d+-4$/)
      expect(await send(ann, ben, { MsgLifeTime: 0, MsgSeq: 3, MsgRandom: 4 })).toEqual({ ...ok, MsgTime: at, MsgKey: `3_4_${at}`, MsgId })
    })
    expect(heard).toMatchObject([{ senderId: ann, receiverId: ben, clientSequence: 3, sequence: null }])
    expect(await historyOf(ben, ann)).toEqual([])
    expect(await unreadOf(ben)).toBe(0)
  })

  test('carries how it is to be shown with its event', async () => {
    const [ann, ben] = await pair()
    const OfflinePushInfo = {
      PushFlag: 0,
      Title: 'News',
      Desc: 'of roses',
      Ext: '{}',
      AndroidInfo: { Sound: 'a.mp3', VIVOClassification: 1, ExtAsHuaweiIntentParam: '1', HuaWeiImportance: 'NORMAL' },
      ApnsInfo: { BadgeMode: 1, MutableContent: 1, Newer: 1 },
    }
    const heard = await sentDuring(world, () =>
      send(ann, ben, {
        OfflinePushInfo,
        SyncOtherMachine: 1,
        SendMsgControl: ['NoUnread', 'NoLastMsg', 'WithMuteNotifications', 'NoMsgCheck'],
        ForbidCallbackControl: ['ForbidBeforeSendMsgCallback'],
        IsNeedReadReceipt: 1,
        SupportMessageExtension: 1,
        MsgLifeTime: 604_800,
      }),
    )
    expect(heard).toMatchObject([
      {
        ...{ offlinePush: OfflinePushInfo, copyToSender: true, heedsMute: true },
        ...{ noUnread: true, noLastMessage: true, needsReceipt: true, supportsExtensions: true },
        at: new Date(at * 1000).toISOString(),
      },
    ])
    expect(await unreadOf(ben)).toBe(0)
  })

  test.each([
    ['no To_Account', { To_Account: undefined }, 90003, 'To_Account'],
    ['a To_Account that is a number', { To_Account: 7 }, 90003, 'To_Account'],
    ['an empty To_Account', { To_Account: '' }, 90003, 'To_Account'],
    ['a From_Account that is a number', { From_Account: 7 }, 60015, 'From_Account'],
    ['a sender who does not exist', { From_Account: 'nobody' }, 20003, 'nobody'],
    ['a receiver who does not exist', { To_Account: 'nobody' }, 90012, 'nobody'],
    ['no MsgRandom', { MsgRandom: undefined }, 90005, 'MsgRandom'],
    ['a MsgRandom that is text', { MsgRandom: '7' }, 90005, 'MsgRandom'],
    ['a MsgRandom of more than 32 bits', { MsgRandom: 2 ** 32 }, 90005, 'MsgRandom'],
    ['a MsgSeq that is text', { MsgSeq: '7' }, 90004, 'MsgSeq'],
    ['a negative MsgSeq', { MsgSeq: -1 }, 90004, 'MsgSeq'],
    ['no MsgBody', { MsgBody: undefined }, 90002, 'MsgBody'],
    ['an empty MsgBody', { MsgBody: [] }, 90002, 'MsgBody'],
    ['a MsgBody that is no array', { MsgBody: 'hi' }, 90007, 'MsgBody'],
    ['an element that is no object', { MsgBody: ['hi'] }, 90010, 'MsgBody[0]'],
    ['an unknown element', { MsgBody: [{ MsgType: 'TIMOtherElem', MsgContent: {} }] }, 90010, 'MsgBody[0].MsgType'],
    ['a text that is a number', { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 7 } }] }, 90010, 'MsgBody[0].MsgContent.Text'],
    ['a MsgLifeTime that is text', { MsgLifeTime: '7' }, 90044, 'MsgLifeTime'],
    ['a negative MsgLifeTime', { MsgLifeTime: -1 }, 90044, 'MsgLifeTime'],
    ['a MsgLifeTime over 7 days', { MsgLifeTime: 604_801 }, 90026, 'MsgLifeTime'],
    ['a SyncOtherMachine that is text', { SyncOtherMachine: '1' }, 90031, 'SyncOtherMachine'],
    ['a SyncOtherMachine of 3', { SyncOtherMachine: 3 }, 90031, 'SyncOtherMachine'],
    ['OfflinePushInfo that is text', { OfflinePushInfo: 'x' }, 90043, 'OfflinePushInfo'],
    ['a PushFlag of 2', { OfflinePushInfo: { PushFlag: 2 } }, 90043, 'PushFlag'],
    ['a badge mode that is text', { OfflinePushInfo: { ApnsInfo: { BadgeMode: 'x' } } }, 90043, 'BadgeMode'],
    ['a classification that is no number', { OfflinePushInfo: { AndroidInfo: { VIVOClassification: 'x' } } }, 90043, 'VIVOClassification'],
    ['SendMsgControl that is no array', { SendMsgControl: 'NoUnread' }, 90001, 'SendMsgControl'],
    ['12,289 bytes', { MsgBody: sized(12_289) }, 93000, '12288'],
    ['a body and custom data that are too long together', { MsgBody: sized(12_000), CloudCustomData: 'x'.repeat(289) }, 93000, '12288'],
  ])('refuses %s, and nothing is written', async (_, change, code, field) => {
    const [ann, ben] = await pair()
    const answer = await send(ann, ben, change as Record<string, unknown>)
    expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(answer.ErrorInfo).toContain(field)
    expect(await historyOf(ann, ben)).toEqual([])
  })

  test('takes exactly 12,288 bytes', async () => {
    const [ann, ben] = await pair()
    expect(await send(ann, ben, { MsgBody: sized(12_288) })).toMatchObject({ ErrorCode: 0 })
  })
})

describe('batchsendmsg', () => {
  test('sends one message to 500 users at once, each in a conversation of its own, under one key', async () => {
    const [ann] = await pair()
    const receivers = upTo(500).map((number) => `many${number}`)
    await app.importUsers(receivers)
    const heard = await sentDuring(world, async () => {
      expect(await sendMany(ann, receivers, { MsgSeq: 1, MsgRandom: 2 })).toEqual({
        ...ok,
        MsgTime: at,
        MsgKey: `1_2_${at}`,
        ErrorList: [],
      })
    })
    expect(heard.map(({ receiverId }) => receiverId!).sort()).toEqual(receivers.toSorted())
    expect(new Set(heard.map(({ sequence }) => sequence))).toEqual(new Set([1]))
    for (const receiver of ['many1', 'many500']) expect(await historyOf(receiver, ann)).toMatchObject([{ MsgKey: `1_2_${at}` }])
    expect(await sendMany(ann, receivers, { MsgSeq: 1, MsgRandom: 2 })).toMatchObject({ ActionStatus: 'OK', MsgKey: `1_2_${at}` })
    expect(await historyOf(ann, 'many250')).toHaveLength(1)
  })

  test('says which receivers do not exist, and sends to the others, once each', async () => {
    const [ann, ben] = await pair()
    expect(await sendMany(ann, [ben, 'nobody', ben])).toMatchObject({
      ActionStatus: 'SomeError',
      ErrorCode: 0,
      ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }],
    })
    expect(await historyOf(ben, ann)).toHaveLength(1)
    expect(await sendMany(ann, ['nobody', 'noone'], { MsgSeq: 5, MsgRandom: 6 })).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: 90012,
      MsgTime: at,
      MsgKey: `5_6_${at}`,
      ErrorList: [{ To_Account: 'nobody' }, { To_Account: 'noone' }],
    })
  })

  test.each([
    ['501 receivers', { To_Account: upTo(501).map(String) }, 90011],
    ['no receiver', { To_Account: [] }, 90003],
    ['a receiver who is a number', { To_Account: [7] }, 90003],
    ['To_Account that is no array', { To_Account: 'ben' }, 90003],
    ['a sender who does not exist', { From_Account: 'nobody' }, 90008],
    ['a MsgSeq that is text', { MsgSeq: 'x' }, 90004],
    ['no MsgRandom', { MsgRandom: undefined }, 90005],
    ['a MsgBody that is no array', { MsgBody: {} }, 90007],
    ['a MsgLifeTime over 7 days', { MsgLifeTime: 700_000 }, 90026],
    ['12,289 bytes', { MsgBody: sized(12_289) }, 90055],
  ])('refuses %s, and nobody gets anything', async (_, change, code) => {
    const [ann, ben] = await pair()
    expect(await sendMany(ann, [ben], change as Record<string, unknown>)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(await historyOf(ben, ann)).toEqual([])
  })

  test('while the plan changes sends to each receiver exactly once', async () => {
    const changing = await world.busyApp()
    const receivers = upTo(90).map((number) => `r${number}`)
    await changing.importUsers(receivers)
    const round = (MsgRandom: number) => changing.ok('openim/batchsendmsg', { To_Account: receivers, MsgRandom, MsgBody: text('hi') })
    await Promise.all([...upTo(6).map(round), changing.upgrade({ edition: 'pro' })])
    const counts = await world.sql`
      select count(*) as count, count(distinct random) as randoms from messages where app_id = ${changing.sdkAppId} group by conversation_id`
    expect(counts).toHaveLength(90)
    expect(new Set(counts.map(({ count, randoms }) => `${count} ${randoms}`))).toEqual(new Set(['6 6']))
  })
})
