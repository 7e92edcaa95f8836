import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let random = 0
const hourMs = 60 * 60 * 1000

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const said = () => ({ Random: ++random, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] })
const later = (ms: number) => world.moveTo(new Date(world.now().getTime() + ms))

describe('getappinfo', () => {
  beforeEach(async () => {
    app = await world.busyApp({ edition: 'pro', name: 'Lumen Live' })
  })

  const info = async (body: object = {}) => (await app.ok('openconfigsvr/getappinfo', body)).Result as Record<string, string>[]
  const today = async (...RequestField: string[]) => (await info({ RequestField }))[0]!
  const dateOf = (at: Date) => new Date(at.getTime() + 8 * hourMs).toISOString().slice(0, 10).replaceAll('-', '')
  const speak = (groupId: string, userId: string) =>
    app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, From_Account: userId, ...said() })

  test('every field is a text, Date always stands first, and an app begins with its first day', async () => {
    const result = await info()
    expect(result).toEqual([
      {
        Date: dateOf(world.now()),
        AppName: 'Lumen Live',
        AppId: String(app.sdkAppId),
        Company: expect.stringMatching(/\S/),
        ...Object.fromEntries(
          'ActiveUserNum LoginTimes LoginUserNum UpMsgNum DownMsgNum SendMsgUserNum APNSMsgNum C2CAPNSMsgNum GroupAPNSMsgNum C2CUpMsgNum C2CDownMsgNum C2CSendMsgUserNum GroupUpMsgNum GroupDownMsgNum GroupSendMsgUserNum GroupSendMsgGroupNum GroupJoinGroupTimes GroupQuitGroupTimes GroupNewGroupNum GroupAllGroupNum GroupDestroyGroupNum MaxOnlineNum ChainIncrease ChainDecrease CallBackReq CallBackRsp'
            .split(' ')
            .map((name) => [name, '0']),
        ),
        // The administrator.
        RegistUserNumOneDay: '1',
        RegistUserNumTotal: '1',
      },
    ])
  })

  test('RequestField chooses; unknown names and an empty list choose nothing less', async () => {
    expect(await info({ RequestField: ['UpMsgNum', 'NoSuchNum'] })).toEqual([{ Date: dateOf(world.now()), UpMsgNum: '0' }])
    for (const RequestField of [[], null]) expect(Object.keys((await info({ RequestField }))[0]!)).toHaveLength(32)
    for (const RequestField of ['UpMsgNum', [7], {}]) {
      expect(await app.v4('openconfigsvr/getappinfo', { RequestField })).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 130001 })
    }
  })

  test('accounts: those registered on a day stay so, whatever is deleted later', async () => {
    app = await world.app({ name: 'Free one' })
    await app.importUsers(['ann', 'ben', 'cy'])
    await app.importUsers(['ann', 'dan'])
    await later(24 * hourMs)
    expect(await today('RegistUserNumOneDay', 'RegistUserNumTotal')).toMatchObject({ RegistUserNumOneDay: '0', RegistUserNumTotal: '5' })
    await app.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ann' }, { UserID: 'ben' }, { UserID: 'nobody' }] })
    await app.importUsers(['eve'])
    expect(await info({ RequestField: ['RegistUserNumOneDay', 'RegistUserNumTotal'] })).toEqual([
      { Date: dateOf(world.now()), RegistUserNumOneDay: '1', RegistUserNumTotal: '4' },
      { Date: dateOf(new Date(world.now().getTime() - 24 * hourMs)), RegistUserNumOneDay: '5', RegistUserNumTotal: '5' },
    ])
    expect(await world.differencesIn(app)).toEqual([])
  })

  test('groups and their members: new, disbanded, all; joins and leaves, not those of whoever is there already or not', async () => {
    await app.importUsers(['ann', 'ben', 'cy'])
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await app.createGroup()
    const disbanded = await app.createGroup()
    await app.ok('group_open_http_svc/destroy_group', { GroupId: disbanded })
    const members = ['ann', 'ben', 'cy', 'nobody'].map((userId) => ({ Member_Account: userId }))
    await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: members })
    await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: ['ben', 'nobody'] })
    const figures = {
      GroupNewGroupNum: '3',
      GroupDestroyGroupNum: '1',
      GroupAllGroupNum: '2',
      GroupJoinGroupTimes: '2',
      GroupQuitGroupTimes: '1',
    }
    expect(await today(...Object.keys(figures))).toMatchObject(figures)
    await later(24 * hourMs)
    const none = {
      GroupNewGroupNum: '0',
      GroupDestroyGroupNum: '0',
      GroupAllGroupNum: '2',
      GroupJoinGroupTimes: '0',
      GroupQuitGroupTimes: '0',
    }
    expect(await info({ RequestField: Object.keys(figures) })).toMatchObject([none, figures])
  })

  test('joins of many groups at once are all counted', async () => {
    const users = Array.from({ length: 20 }, (_, index) => `u${index}`)
    await app.importUsers(users)
    const groupIds = await Promise.all(Array.from({ length: 8 }, () => app.createGroup()))
    await Promise.all(
      groupIds.flatMap((GroupId) =>
        users.map((userId) => app.ok('group_open_http_svc/add_group_member', { GroupId, MemberList: [{ Member_Account: userId }] })),
      ),
    )
    expect(await today('GroupJoinGroupTimes')).toMatchObject({ GroupJoinGroupTimes: '160' })
  })

  test('a community counts once as a group in which something was said, in however many topics', async () => {
    const of = await world.app({ edition: 'ultimate' })
    const GroupId = await of.createGroup({ Type: 'Community', SupportTopic: 1 })
    const MsgBody = text('hi')
    for (const TopicName of ['Roses', 'Tulips']) {
      const { TopicId } = await of.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName })
      await of.ok('group_open_http_svc/send_group_msg', { GroupId, TopicId, Random: 1, MsgBody })
    }
    await of.ok('group_open_http_svc/send_group_msg', { GroupId: await of.createGroup(), Random: 1, MsgBody })
    const { Result } = await of.ok('openconfigsvr/getappinfo', { RequestField: ['GroupUpMsgNum', 'GroupSendMsgGroupNum'] })
    expect(Result[0]).toMatchObject({ GroupUpMsgNum: '3', GroupSendMsgGroupNum: '2' })
  })

  test('messages of the running day are counted from their rows, and stay when the messages have gone', async () => {
    await app.importUsers(['ann', 'ben', 'cy'])
    const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }, { Member_Account: 'cy' }] })
    const other = await app.createGroup({ Owner_Account: 'ann' })
    for (const userId of ['ann', 'ann', 'ben']) await speak(groupId, userId)
    await speak(other, 'cy')
    const figures = {
      UpMsgNum: '4',
      GroupUpMsgNum: '4',
      // Two others for each message in the first group; the owner for that of somebody who is no member.
      GroupDownMsgNum: '7',
      DownMsgNum: '7',
      SendMsgUserNum: '3',
      GroupSendMsgUserNum: '3',
      GroupSendMsgGroupNum: '2',
      C2CUpMsgNum: '0',
      C2CSendMsgUserNum: '0',
    }
    const shown = (days: number) => async () => (await info({ RequestField: Object.keys(figures) }))[days]
    expect(await shown(0)()).toMatchObject(figures)
    await later(24 * hourMs)
    expect(await shown(1)()).toMatchObject(figures)
    expect(await shown(0)()).toMatchObject({ UpMsgNum: '0' })
    await later(20 * 24 * hourMs)
    expect(await world.sql`select 1 from messages where app_id = ${app.sdkAppId}`).toHaveLength(0)
    expect(await shown(21)()).toMatchObject(figures)
  })

  test('messages between users count once up and once down; those that were imported and what the service tells do not', async () => {
    await app.importUsers(['ann', 'ben', 'cy'])
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'ben' }] })
    const { MsgBody } = said()
    await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: ++random, MsgBody })
    await app.ok('openim/batchsendmsg', { From_Account: 'ben', To_Account: ['ann', 'cy'], MsgRandom: ++random, MsgBody })
    const MsgTimeStamp = world.now().getTime() / 1000 - 60
    const old = { SyncFromOldSystem: 2, From_Account: 'cy', To_Account: 'ben', MsgRandom: ++random, MsgTimeStamp, MsgBody }
    await app.ok('openim/importmsg', old)
    const figures = {
      UpMsgNum: '3',
      DownMsgNum: '3',
      C2CUpMsgNum: '3',
      C2CDownMsgNum: '3',
      C2CSendMsgUserNum: '2',
      SendMsgUserNum: '2',
      GroupUpMsgNum: '0',
    }
    expect(await today(...Object.keys(figures))).toMatchObject(figures)
    await later(24 * hourMs)
    expect((await info({ RequestField: Object.keys(figures) }))[1]).toMatchObject(figures)
  })

  test('what is passed on and not kept, and what is dropped twice, does not count', async () => {
    const groupId = await app.createGroup()
    await app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, ...said(), OnlineOnlyFlag: 1 })
    const once = said()
    for (let time = 0; time < 3; time++) await app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, ...once })
    expect(await today('UpMsgNum')).toMatchObject({ UpMsgNum: '1' })
  })

  test('thirty days are shown, the newest first, and no more', async () => {
    await later(40 * 24 * hourMs)
    const dates = (await info({ RequestField: ['UpMsgNum'] })).map((day) => day.Date)
    expect(dates).toHaveLength(30)
    expect(dates[0]).toBe(dateOf(world.now()))
    expect(dates).toEqual(dates.toSorted().toReversed())
    expect(dates.at(-1)).toBe(dateOf(new Date(world.now().getTime() - 29 * 24 * hourMs)))
  })

  test('a day closes 10 minutes after its end, and closing it again changes nothing', async () => {
    const groupId = await app.createGroup()
    await speak(groupId, 'administrator')
    const counted = () => world.sql`select day, group_messages from message_statistics where app_id = ${app.sdkAppId}`
    const midnight = new Date(`${new Date(world.now().getTime() + 8 * hourMs).toISOString().slice(0, 10)}T16:00:00Z`)
    await world.moveTo(new Date(midnight.getTime() + 10 * 60_000 - 1))
    expect(await counted()).toEqual([])
    await later(1)
    expect(await counted()).toMatchObject([{ groupMessages: 1 }])
    await world.sql`update message_days set counted = false where app_id = ${app.sdkAppId}`
    await later(1)
    expect(await counted()).toMatchObject([{ groupMessages: 1 }])
  })
})

describe('media', () => {
  const picture = 'https://media.example.com/rose.png'
  const ask = (...urls: string[]) =>
    app.v4('im_cos_msg/get_cos_sig', { RawURLs: urls.map((RawURL, ResourceID) => ({ ResourceID, RawURL })) })
  const statusOf = async (of = app) =>
    (await of.ok('im_cos_msg/get_cos_sig', { RawURLs: [{ ResourceID: 1, RawURL: picture }] })).PreSigURLs[0].Status

  beforeEach(async () => {
    app = await world.app()
  })

  test('an address is answered with itself, one that is none says so, and the order is that of the request', async () => {
    expect(await ask(picture, 'rose.png', `https://media.example.com/${'x'.repeat(2000)}`)).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      PreSigURLs: [
        { ResourceID: 0, Code: 0, Desc: '', PreSigURL: picture, Status: 0 },
        { ResourceID: 1, Code: 60002, Desc: expect.stringMatching(/address/), PreSigURL: '', Status: 2 },
        { ResourceID: 2, Code: 60002, Desc: expect.stringMatching(/address/), PreSigURL: '', Status: 2 },
      ],
    })
  })

  test('a blocked address has Status 1 until it is allowed again, in its own app only; again is no error', async () => {
    const other = await world.app()
    for (let time = 0; time < 2; time++) await app.ok('im_cos_msg/forbid_illegal_object', { RawURL: picture })
    expect((await ask(picture)).PreSigURLs).toEqual([{ ResourceID: 0, Code: 0, Desc: expect.any(String), PreSigURL: '', Status: 1 }])
    expect(await statusOf(other)).toBe(0)
    await other.ok('im_cos_msg/allow_banned_object', { RawURL: picture })
    expect(await statusOf()).toBe(1)
    for (let time = 0; time < 2; time++) await app.ok('im_cos_msg/allow_banned_object', { RawURL: picture })
    expect(await statusOf()).toBe(0)
  })

  test('faulty requests are refused and block nothing', async () => {
    for (const RawURLs of [undefined, [], {}, [picture], [{ RawURL: picture }], [{ ResourceID: 'x', RawURL: picture }]]) {
      expect((await app.v4('im_cos_msg/get_cos_sig', { RawURLs })).ErrorCode).toBe(60002)
    }
    expect((await ask(...Array.from({ length: 101 }, () => picture))).ErrorCode).toBe(60002)
    expect((await ask(...Array.from({ length: 100 }, () => picture))).PreSigURLs).toHaveLength(100)
    for (const RawURL of [
      undefined,
      '',
      'rose.png',
      'ftp://media.example.com/rose.png',
      7,
      `https://media.example.com/${'x'.repeat(2000)}`,
    ]) {
      expect(await app.v4('im_cos_msg/forbid_illegal_object', { RawURL })).toMatchObject({
        ErrorCode: 60002,
        ErrorInfo: expect.stringContaining('RawURL'),
      })
    }
    expect(await statusOf()).toBe(0)
  })
})

describe('GetIPList', () => {
  const addresses = async (query: Record<string, string> = {}) => (await app.v4('ConfigSvc/GetIPList', {}, query)).IPList

  test('incoming is the address on which Plenum listens, all holds both ways, and without nettype it is all', async () => {
    const [all, incoming, outgoing] = [await addresses(), await addresses({ nettype: '1' }), await addresses({ nettype: '5' })]
    expect(incoming).toEqual(['127.0.0.1'])
    expect(all).toEqual([...incoming, ...outgoing])
    for (const nettype of ['0', '']) expect(await addresses({ nettype })).toEqual(all)
    for (const nettype of ['2', '3', '4']) expect(await addresses({ nettype })).toEqual(incoming)
    expect(await addresses({ nettype: '6' })).toEqual(outgoing)
  })

  test('a nettype that does not exist is refused', async () => {
    for (const nettype of ['7', '-1', 'x', '__proto__']) {
      expect(await app.v4('ConfigSvc/GetIPList', {}, { nettype })).toMatchObject({
        ErrorCode: 60002,
        ErrorInfo: expect.stringContaining('nettype'),
      })
    }
  })

  test('a public address is looked up: one that is a number is itself', async () => {
    const elsewhere = await startWorld({ env: { PLENUM_URL: 'https://203.0.113.7' } })
    try {
      const theirs = await elsewhere.app()
      expect((await theirs.v4('ConfigSvc/GetIPList', {}, { nettype: '1' })).IPList).toEqual(['203.0.113.7'])
    } finally {
      await elsewhere.close()
    }
  })
})
