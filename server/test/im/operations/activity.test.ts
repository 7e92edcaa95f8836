import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countActivity } from '../../../src/road/activity.ts'
import { forgetActivity } from '../../../src/sweeps/forget-activity.ts'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let random = 0

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

async function newApp() {
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
}

const said = () => ({ Random: ++random, MsgRandom: random, MsgBody: text('hi') })
const live = (of = app) => of.owner.call('statistics.live', { sdkAppId: of.sdkAppId })
const today = async () => {
  const { day } = await live()
  return (await app.owner.call('usage.daily', { sdkAppId: app.sdkAppId, from: day, to: day })).days[0]!
}
type Live = Awaited<ReturnType<typeof live>>
const series = ({ series }: Live, kind: string) => series.filter((one) => one.kind === kind).map(({ part, slots }) => ({ part, slots }))
const atomic = (slot: number, succeeded: number, failed: number) => ({ slot, succeeded, failed })
/** 14:20 in Shanghai. */
const slotOfBeginning = 86

describe('statistics.live', () => {
  test('messages are told apart by where they went, and counted at once; what failed counts as failed', async () => {
    await newApp()
    const ordinary = await app.createGroup({ Owner_Account: 'ann' })
    const audioVideo = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    const toGroup = (GroupId: string, more = {}) =>
      app.v4('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', ...said(), ...more })
    for (const to of [ordinary, ordinary, audioVideo, audioVideo, audioVideo]) expect((await toGroup(to)).ErrorCode).toBe(0)
    await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgLifeTime: 60, ...said() })
    await app.v4('openim/sendmsg', { From_Account: 'ann', To_Account: 'nobody', ...said() })
    // For who is online only, and imported: neither is a message of the day.
    await toGroup(ordinary, { OnlineOnlyFlag: 1 })
    await app.ok('openim/importmsg', {
      From_Account: 'ann',
      To_Account: 'ben',
      MsgTimeStamp: world.unix() - 60,
      SyncFromOldSystem: 2,
      ...said(),
    })

    const seen = await live()
    expect(seen).toMatchObject({
      day: '2022-11-10',
      startsAt: '2022-11-09T16:00:00.000Z',
      endsAt: '2022-11-10T16:00:00.000Z',
      slotMinutes: 10,
      directMessages: 1,
      groupMessages: 2,
      avGroupMessages: 3,
    })
    expect(series(seen, 'direct')).toEqual([{ part: 'RESTAPI', slots: [atomic(slotOfBeginning, 1, 1)] }])
    expect(await today()).toMatchObject({ directMessages: 1, groupMessages: 2, senders: 1, directSenders: 1, groupSenders: 1 })
  })

  test('a message that is sent again is one message, and what the service tells a group is none', async () => {
    await newApp()
    const GroupId = await app.createGroup({ Owner_Account: 'ann' })
    const again = { GroupId, From_Account: 'ann', ...said() }
    for (let time = 0; time < 3; time++) await app.ok('group_open_http_svc/send_group_msg', again)
    await app.ok('group_open_http_svc/add_group_member', { GroupId, MemberList: [{ Member_Account: 'ben' }] })
    expect(await live()).toMatchObject({ groupMessages: 1 })
  })

  test('REST calls count under the slot of their moment, also those with a wrong UserSig, and none of another app', async () => {
    await newApp()
    const before = series(await live(), 'restCall')[0]!.slots[0]!
    await app.ok('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'ann' }] })
    await app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'ann' }] }, { usersig: 'wrong' })
    expect(series(await live(), 'restCall')[0]!.slots).toEqual([atomic(slotOfBeginning, before.succeeded + 1, before.failed + 1)])
    expect(series(await live(await world.app()), 'restCall')).toEqual([])
  })

  test('logins, callbacks and offline pushes count where they are told, and the sums of the day hold them', async () => {
    await newApp()
    const { sdkAppId } = app
    expect([...series(await live(), 'login'), ...series(await live(), 'callback'), ...series(await live(), 'push')]).toEqual([])
    world.activity.login(sdkAppId, 'iPhone', true)
    world.activity.login(sdkAppId, 'iPhone', false)
    world.activity.login(sdkAppId, 'Web', true)
    world.activity.callback(sdkAppId, false)
    world.activity.push(sdkAppId, 'direct', true)
    world.activity.push(sdkAppId, 'group', true)
    world.activity.push(sdkAppId, 'group', false)
    const seen = await live()
    expect(series(seen, 'login')).toEqual([
      { part: 'Web', slots: [atomic(slotOfBeginning, 1, 0)] },
      { part: 'iPhone', slots: [atomic(slotOfBeginning, 1, 1)] },
    ])
    expect(series(seen, 'callback')).toEqual([{ part: '', slots: [atomic(slotOfBeginning, 0, 1)] }])
    expect(await today()).toMatchObject({ logins: 2, offlinePushes: 2 })
    const figures = { LoginTimes: '2', APNSMsgNum: '2', C2CAPNSMsgNum: '1', GroupAPNSMsgNum: '1', CallBackReq: '1', CallBackRsp: '0' }
    const { Result } = await app.ok('openconfigsvr/getappinfo', { RequestField: Object.keys(figures) })
    expect(Result[0]).toMatchObject(figures)
  })

  test('Current Online Users are users, not connections', async () => {
    await newApp()
    const connections = (['iPhone', 'Web'] as const).map((platform) => world.presence.connect(app.sdkAppId, 'ann', platform))
    connections.push(world.presence.connect(app.sdkAppId, 'ben', 'Web'))
    expect(await live()).toMatchObject({ usersOnline: 2 })
    connections[0]!.close()
    connections[0]!.close()
    expect(await live()).toMatchObject({ usersOnline: 2 })
    for (const connection of connections) connection.close()
    expect(await live()).toMatchObject({ usersOnline: 0 })
  })
})

describe('the figures of a day', () => {
  test('two processes and readers at once lose none and count none twice', async () => {
    await newApp()
    const counting = () =>
      countActivity({ sql: world.sql, now: world.now, timeZone: 'Asia/Shanghai', log: pino({ level: 'silent' }) as never })
    const processes = [counting(), counting(), world.activity]
    await Promise.all(
      Array.from({ length: 30 }, async (_, round) => {
        for (const activity of processes) activity.login(app.sdkAppId, round % 2 ? 'Web' : 'PC', true)
        await Promise.all([processes[round % 3]!.bringUpToDate(app.sdkAppId), live()])
      }),
    )
    await Promise.all(processes.slice(0, 2).map((activity) => activity.stop()))
    expect(series(await live(), 'login')).toEqual([
      { part: 'PC', slots: [atomic(slotOfBeginning, 45, 0)] },
      { part: 'Web', slots: [atomic(slotOfBeginning, 45, 0)] },
    ])
    expect((await today()).logins).toBe(90)
  })

  test('what the database could not take is kept and written when it is back', async () => {
    await newApp()
    let isAway = true
    const breaking = new Proxy(world.sql, {
      apply(target, self, given) {
        if (isAway) throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
        return Reflect.apply(target as never, self, given)
      },
    })
    const activity = countActivity({ sql: breaking, now: world.now, timeZone: 'Asia/Shanghai', log: pino({ level: 'silent' }) as never })
    activity.login(app.sdkAppId, 'iPad', true)
    await activity.bringUpToDate(app.sdkAppId)
    expect(series(await live(), 'login')).toEqual([])
    isAway = false
    activity.login(app.sdkAppId, 'iPad', true)
    await activity.bringUpToDate(app.sdkAppId)
    expect(series(await live(), 'login')).toEqual([{ part: 'iPad', slots: [atomic(slotOfBeginning, 2, 0)] }])
  })

  test('getappinfo and the console say the same of every day', async () => {
    const own = await startWorld()
    app = await own.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'] })
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
    own.activity.login(app.sdkAppId, 'Web', true)
    await app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', ...said() })
    await own.moveBy(24 * 3600)
    await app.ok('openim/sendmsg', { From_Account: 'ben', To_Account: 'cy', ...said() })
    await app.createGroup()
    own.activity.push(app.sdkAppId, 'direct', true)

    const { Result } = await app.ok('openconfigsvr/getappinfo', {})
    const { days } = await app.owner.call('usage.daily', { sdkAppId: app.sdkAppId, from: '2022-10-20', to: '2022-11-11' })
    expect(days.map((day) => [day.day, day.logins, day.groupMessages, day.directMessages, day.offlinePushes])).toEqual([
      ['2022-11-11', 0, 0, 1, 1],
      ['2022-11-10', 1, 1, 0, 0],
    ])
    expect(Result).toHaveLength(days.length)
    for (const [index, day] of days.entries()) {
      expect(Result[index]).toMatchObject({
        Date: day.day.replaceAll('-', ''),
        LoginUserNum: String(day.dau),
        LoginTimes: String(day.logins),
        RegistUserNumTotal: String(day.users),
        RegistUserNumOneDay: String(day.usersRegistered),
        UpMsgNum: String(day.directMessages + day.groupMessages),
        C2CUpMsgNum: String(day.directMessages),
        C2CSendMsgUserNum: String(day.directSenders),
        GroupUpMsgNum: String(day.groupMessages),
        GroupSendMsgUserNum: String(day.groupSenders),
        SendMsgUserNum: String(day.senders),
        APNSMsgNum: String(day.offlinePushes),
        GroupSendMsgGroupNum: String(day.groupsSpokenIn),
        GroupNewGroupNum: String(day.groupsCreated),
        GroupAllGroupNum: String(day.groups),
        GroupDestroyGroupNum: String(day.groupsDisbanded),
      })
    }
    await own.close()
  })

  test('the course of a day goes two days later, its sums stay', async () => {
    const own = await startWorld()
    app = await own.app()
    own.activity.login(app.sdkAppId, 'Web', true)
    await own.activity.bringUpToDate(app.sdkAppId)
    await own.moveTo('2022-11-11T15:59:59Z')
    const left = () => own.sql`select 1 from activity_slots where kind = 'login'`
    expect(await left()).toHaveLength(1)
    await own.moveTo('2022-11-11T16:00:00Z')
    expect(await left()).toHaveLength(0)
    expect(await forgetActivity.nextDue(own.sql)).toBeNull()
    const { days } = await app.owner.call('usage.daily', { sdkAppId: app.sdkAppId, from: '2022-11-10', to: '2022-11-10' })
    expect(days).toMatchObject([{ logins: 1 }])
    await own.close()
  })
})
