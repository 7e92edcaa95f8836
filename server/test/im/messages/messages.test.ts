import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Emission } from '../../../src/platform/hub.ts'
import type { AppDriver } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { sized, text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'
import { driveHistory } from './history-driver.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'] })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { infoOf, send } = driveGroups(() => app)
const { history, wholeHistory } = driveHistory(() => app)

function listen() {
  const heard: Emission<'message.sent'>[] = []
  const stop = world.hub.listen((emission) => emission.name === 'message.sent' && heard.push(emission))
  return { heard, stop }
}

describe('send_group_msg', () => {
  test('answers the number and the time of the message, and history shows it as it was sent', async () => {
    const groupId = await app.createGroup()
    const MsgBody = [
      ...text('roses 🌹 \ud800'),
      { MsgType: 'TIMFaceElem', MsgContent: { Index: 6, Data: 'abc' } },
      { MsgType: 'TIMCustomElem', MsgContent: { Data: '{"a":1}', Newer: [1, 2] } },
    ]
    expect(await send(groupId, { Random: 77, MsgBody, From_Account: 'ann', MsgPriority: 'High', CloudCustomData: 'cloud' })).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      MsgTime: at,
      MsgSeq: 1,
      MsgId: expect.stringMatching(/^\d+-\d+-77$/),
      MsgDropReason: '',
    })
    expect(await history(groupId)).toMatchObject({
      GroupId: groupId,
      IsFinished: 1,
      RspMsgList: [
        {
          From_Account: 'ann',
          IsPlaceMsg: 0,
          MsgPriority: 1,
          MsgRandom: 77,
          MsgSeq: 1,
          MsgTimeStamp: at,
          MsgBody,
          CloudCustomData: 'cloud',
        },
      ],
    })
    expect(await infoOf(groupId)).toMatchObject({ NextMsgSeq: 2, LastMsgTime: at })
  })

  test('takes the administrator who calls as sender, and one who is no member', async () => {
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await send(groupId)
    await send(groupId, { From_Account: 'cy' })
    await send(groupId, { From_Account: '' })
    expect((await wholeHistory(groupId)).map((message) => message.From_Account)).toEqual(['administrator', 'cy', 'administrator'])
  })

  test.each([
    ['TIMLocationElem', { Desc: 'home', Latitude: 29.34, Longitude: 116.57 }],
    ['TIMSoundElem', { Url: 'https://1', UUID: 'x', Size: 10, Second: 3, Download_Flag: 2 }],
    ['TIMImageElem', { UUID: 'x', ImageFormat: 1, ImageInfoArray: [{ Type: 1, Size: 5, Width: 0, Height: 0, URL: 'https://2' }] }],
    ['TIMFileElem', { Url: 'https://3', UUID: 'x', FileSize: 3, FileName: 'a.txt', Download_Flag: 2 }],
    ['TIMVideoFileElem', { VideoUrl: 'https://4', VideoUUID: 'x', VideoSize: 3, VideoSecond: 0, VideoFormat: 'mp4', VideoDownloadFlag: 2 }],
    ['TIMRelayElem', { Title: 'Chat', MsgNum: 2, AbstractList: ['a: b'], JsonMsgKey: 'key' }],
  ])('takes %s', async (MsgType, MsgContent) => {
    expect(await send(await app.createGroup(), { MsgBody: [{ MsgType, MsgContent }] })).toMatchObject({ ErrorCode: 0, MsgSeq: 1 })
  })

  test.each([
    ['MsgBody', { MsgBody: 'hi' }, 10004, 'MsgBody'],
    ['an empty MsgBody', { MsgBody: [] }, 10004, 'MsgBody'],
    ['an unknown element', { MsgBody: [{ MsgType: 'TIMOtherElem', MsgContent: {} }] }, 10004, 'MsgBody[0].MsgType'],
    ['a text that is a number', { MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 7 } }] }, 10004, 'MsgBody[0].MsgContent.Text'],
    [
      'two custom elements',
      { MsgBody: ['a', 'b'].map((Data) => ({ MsgType: 'TIMCustomElem', MsgContent: { Data } })) },
      10004,
      'TIMCustomElem',
    ],
    ['no Random', { Random: undefined }, 10004, 'Random'],
    ['a Random that is text', { Random: '7' }, 10004, 'Random'],
    ['a priority that is a number', { MsgPriority: 1 }, 10004, 'MsgPriority'],
    ['a sender who does not exist', { From_Account: 'nobody' }, 10004, 'From_Account'],
    ['a group that does not exist', { GroupId: 'nowhere' }, 10010, ''],
    ['a PushFlag that is text', { OfflinePushInfo: { PushFlag: '0' } }, 90043, 'PushFlag'],
    ['a topic', { TopicId: 'topic' }, 10007, ''],
    ['receivers on a plan without targeted messages', { To_Account: ['ann'] }, 10007, ''],
    ['31 mentions', { GroupAtInfo: upTo(31).map(() => ({ GroupAtAllFlag: 0, GroupAt_Account: 'ann' })) }, 10053, ''],
    ['online only and no unread at once', { OnlineOnlyFlag: 1, SendMsgControl: ['NoUnread'] }, 10004, 'SendMsgControl'],
    ['12,289 bytes', { MsgBody: sized(12_289) }, 80002, ''],
    [
      'a body and custom data that are too long together',
      { MsgBody: text('é'.repeat(3000)), CloudCustomData: 'x'.repeat(7000) },
      80002,
      '',
    ],
  ])('refuses %s, and nothing is written', async (_, change, code, field) => {
    const groupId = await app.createGroup()
    const answer = await send(groupId, change as Record<string, unknown>)
    expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(answer.ErrorInfo).toContain(field)
    expect(await send(groupId)).toMatchObject({ MsgSeq: 1 })
  })

  test('takes exactly 12,288 bytes', async () => {
    expect(await send(await app.createGroup(), { MsgBody: sized(12_288) })).toMatchObject({ ErrorCode: 0 })
  })

  test('gives consecutive numbers to 200 messages sent at once, in each of three groups', async () => {
    const groups = [await app.createGroup(), await app.createGroup(), await app.createGroup()]
    const answers = await Promise.all(upTo(600).map((number) => send(groups[number % 3]!, { MsgBody: text(`${number}`) })))
    for (const [index, groupId] of groups.entries()) {
      const given = answers.filter((_, position) => (position + 1) % 3 === index).map(({ MsgSeq }) => MsgSeq as number)
      expect(given.toSorted((a, b) => a - b)).toEqual(upTo(200))
      expect((await wholeHistory(groupId)).map(({ MsgSeq }) => MsgSeq)).toEqual(upTo(200))
      expect(await infoOf(groupId)).toMatchObject({ NextMsgSeq: 201 })
    }
  })

  test('makes one message of 50 retries at once, all with the answer of the first', async () => {
    const groupId = await app.createGroup()
    const { heard, stop } = listen()
    const answers = await Promise.all(upTo(50).map(() => send(groupId, { Random: 5, From_Account: 'ann' })))
    stop()
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ MsgSeq: 1, MsgTime: at })
    expect(heard).toHaveLength(1)
    expect(await wholeHistory(groupId)).toHaveLength(1)
    expect(await send(groupId, { Random: 5, From_Account: 'ben' })).toMatchObject({ MsgSeq: 2 })
    expect(await send(await app.createGroup(), { Random: 5, From_Account: 'ann' })).toMatchObject({ MsgSeq: 1 })
  })

  test('keeps the order of a sender who waits for each answer, and listeners hear it in that order', async () => {
    const groupId = await app.createGroup()
    const { heard, stop } = listen()
    await Promise.all([
      (async () => {
        for (const number of upTo(30)) await send(groupId, { MsgBody: text(`a${number}`), From_Account: 'ann' })
      })(),
      (async () => {
        for (const number of upTo(30)) await send(groupId, { MsgBody: text(`b${number}`), From_Account: 'ben' })
      })(),
    ])
    stop()
    const said = (await wholeHistory(groupId)).map((message) => message.MsgBody[0].MsgContent.Text as string)
    for (const sender of ['a', 'b']) expect(said.filter((one) => one.startsWith(sender))).toEqual(upTo(30).map((n) => `${sender}${n}`))
    expect(heard.map(({ content }) => content.sequence)).toEqual(upTo(60))
    expect(heard[0]).toMatchObject({ sdkAppId: app.sdkAppId, name: 'message.sent', content: { groupId, sequence: 1 } })
  })

  test('delivers an online-only message and keeps nothing of it', async () => {
    const groupId = await app.createGroup()
    const { heard, stop } = listen()
    for (const name of ['OnlineOnlyFlag', 'MsgOnlineOnlyFlag']) {
      expect(await send(groupId, { [name]: 1 })).toMatchObject({ ErrorCode: 0, MsgSeq: 0, MsgTime: at })
    }
    stop()
    expect(heard.map(({ content }) => content.sequence)).toEqual([null, null])
    expect(await send(groupId)).toMatchObject({ MsgSeq: 1 })
  })

  test('delivers to an audio-video group, which keeps no history', async () => {
    const groupId = await app.createGroup({ Type: 'AVChatRoom' })
    const { heard, stop } = listen()
    expect(await send(groupId, { MsgPriority: 'Low' })).toMatchObject({ ErrorCode: 0, MsgSeq: 0 })
    stop()
    expect(heard).toMatchObject([{ content: { groupId, priority: 'Low', sequence: null } }])
    expect(await history(groupId)).toMatchObject({ ErrorCode: 10044 })
    expect(await send(groupId, { GroupAtInfo: [{ GroupAtAllFlag: 1 }] })).toMatchObject({ ErrorCode: 10007 })
    expect(await infoOf(groupId)).toMatchObject({ NextMsgSeq: 1, LastMsgTime: 0 })
  })

  test('carries mentions, receivers and what is pushed on a plan that has them', async () => {
    const top = await world.app({ edition: 'ultimate' })
    await top.importUsers(['ann'])
    const groupId = await top.createGroup()
    const { heard, stop } = listen()
    const OfflinePushInfo = { PushFlag: 0, Title: 'News', ApnsInfo: { BadgeMode: 1 } }
    await send(
      groupId,
      { OfflinePushInfo, To_Account: ['ann'], GroupAtInfo: [{ GroupAtAllFlag: 1 }, { GroupAtAllFlag: 0, GroupAt_Account: 'ann' }] },
      top,
    )
    stop()
    expect(heard).toMatchObject([
      { content: { offlinePush: OfflinePushInfo, receiverIds: ['ann'], mentions: [{ all: true }, { userId: 'ann' }] } },
    ])
  })

  test('half a character in the id of who is mentioned or named as a receiver is refused, with its field', async () => {
    const top = await world.app({ edition: 'ultimate' })
    await top.importUsers(['ann'])
    const groupId = await top.createGroup({ Owner_Account: 'ann' })
    const half = 'x\ud800'
    const GroupAtInfo = [{ GroupAtAllFlag: 0, GroupAt_Account: half }]
    const refused = (field: string) => ({ ErrorCode: 10004, ErrorInfo: `${field}: holds half a character.` })
    expect(await send(groupId, { GroupAtInfo }, top)).toMatchObject(refused('GroupAtInfo[0].GroupAt_Account'))
    expect(await send(groupId, { To_Account: [half] }, top)).toMatchObject(refused('To_Account[0]'))
    expect(await send(groupId, {}, top)).toMatchObject({ MsgSeq: 1 })
  })

  test('holds members to a mute of the whole group, but neither its owner nor the administrator', async () => {
    const groupId = await app.createGroup({
      Owner_Account: 'ann',
      MemberList: [{ Member_Account: 'ben' }, { Member_Account: 'cy', Role: 'Admin' }],
    })
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, MuteAllMember: 'On' })
    const codeOf = async (From_Account: string) => (await send(groupId, { From_Account })).ErrorCode
    expect(await Promise.all(['administrator', 'ann', 'cy', 'ben'].map(codeOf))).toEqual([0, 0, 0, 10017])
  })

  test('a message that is refused takes no number from those written with it', async () => {
    const groupId = await app.createGroup()
    const answers = await Promise.all(upTo(100).map((number) => send(groupId, number % 2 ? {} : { From_Account: 'nobody' })))
    expect(answers.filter(({ ErrorCode }) => ErrorCode === 10004)).toHaveLength(50)
    expect((await wholeHistory(groupId)).map(({ MsgSeq }) => MsgSeq)).toEqual(upTo(50))
  })

  test('drops what is above 40 messages a second in a group, which is no error, and counts each group for itself', async () => {
    const slow = await world.app({ edition: 'pro' })
    await world.operator.call('app.setRates', { sdkAppId: slow.sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 3 } })
    const [first, second] = [await slow.createGroup(), await slow.createGroup()]
    const answers = await Promise.all(upTo(40).map(() => send(first, {}, slow)))
    expect(answers.every(({ ErrorCode }) => ErrorCode === 0)).toBe(true)
    const dropped = answers.filter(({ MsgDropReason }) => MsgDropReason === 'MsgFreqCtrl')
    expect(dropped.length).toBeGreaterThan(0)
    expect(await send(second, {}, slow)).toMatchObject({ MsgSeq: 1, MsgDropReason: '' })
    expect(await wholeHistory(first, slow)).toHaveLength(40 - dropped.length)
  })

  test('above the rate a message said before is answered as it was, and what names nobody or comes from a disabled app is refused', async () => {
    const slow = await world.app({ edition: 'pro' })
    const groupId = await slow.createGroup()
    await world.operator.call('app.setRates', { sdkAppId: slow.sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1 } })
    const said = { Random: 77 }
    const first = await send(groupId, said, slow)
    const again = await Promise.all(upTo(20).map(() => send(groupId, said, slow)))
    expect(
      again.every(({ MsgSeq, MsgTime, MsgDropReason }) => MsgSeq === first.MsgSeq && MsgTime === first.MsgTime && MsgDropReason === ''),
    ).toBe(true)
    const unknown = await Promise.all(upTo(20).map(() => send('nowhere', {}, slow)))
    expect(unknown.every(({ ErrorCode }) => ErrorCode === 10010)).toBe(true)
    const strangers = await Promise.all(upTo(20).map(() => send(groupId, { From_Account: 'stranger' }, slow)))
    expect(strangers.every(({ ErrorCode }) => ErrorCode === 10004)).toBe(true)
    // As another process does it: this one still remembers the app enabled.
    await world.sql`update apps set disabled_at = ${world.now()}, revision = revision + 1 where id = ${slow.sdkAppId}`
    const late = await Promise.all(upTo(20).map(() => send(groupId, {}, slow)))
    expect(late.every(({ ErrorCode }) => ErrorCode === 60016)).toBe(true)
  })
})

test('messages sent while the plan changes and the app is disabled are either written or refused, never doubled', async () => {
  const changing = await world.busyApp()
  const groupId = await changing.createGroup()
  const accepted: string[] = []
  const work = Promise.all(
    upTo(8).map(async (worker) => {
      for (const number of upTo(40)) {
        const said = `${worker}-${number}`
        const answer = await send(groupId, { MsgBody: text(said), Random: worker * 1000 + number }, changing)
        if (answer.ErrorCode === 0) accepted.push(said)
        else expect(answer.ErrorCode).toBe(60016)
      }
    }),
  )
  await changing.upgrade({ edition: 'pro' })
  await changing.disable()
  expect(await send(groupId, {}, changing)).toMatchObject({ ErrorCode: 60016 })
  await changing.enable()
  await work
  const kept = await wholeHistory(groupId, changing)
  expect(kept.map(({ MsgSeq }) => MsgSeq)).toEqual(upTo(kept.length))
  expect(kept.map((message) => message.MsgBody[0].MsgContent.Text).sort()).toEqual(accepted.sort())
})
