import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
const forEver = 4_294_967_295
/** The last that 32 bits without a sign hold. */
const lastUnixSecond = 4_294_967_295

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan'] })
})
afterAll(() => world.close())

const { call, memberOf, send, trio } = driveGroups(() => app)
const mute = (GroupId: string, MuteTime: unknown, ...Members_Account: string[]) =>
  call('forbid_send_msg', { GroupId, Members_Account, MuteTime })
const muted = async (GroupId: string) => (await call('get_group_muted_account', { GroupId })).MutedAccountList
const say = async (GroupId: string, From_Account: string) => (await send(GroupId, { From_Account })).ErrorCode
const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`)

describe('forbid_send_msg', () => {
  test('keeps members from speaking until the time is over by the clock, and no longer', async () => {
    const GroupId = await trio()
    expect(await mute(GroupId, 600, 'ben')).toEqual(ok)
    const until = world.unix() + 600
    expect([await say(GroupId, 'ben'), await say(GroupId, 'cy'), await say(GroupId, 'administrator')]).toEqual([10017, 0, 0])
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MuteUntil: until, ShutUpUntil: until })
    await world.moveBy(599)
    expect(await say(GroupId, 'ben')).toBe(10017)
    expect(await muted(GroupId)).toEqual([{ Member_Account: 'ben', MutedUntil: until }])
    await world.moveBy(1)
    expect(await say(GroupId, 'ben')).toBe(0)
    expect(await muted(GroupId)).toEqual([])
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MuteUntil: 0, ShutUpUntil: 0 })
  })

  test('is lifted by 0, replaced by another time, and lasts for ever with 4294967295', async () => {
    const GroupId = await trio()
    await mute(GroupId, forEver, 'ben', 'cy')
    expect(await muted(GroupId)).toHaveLength(2)
    await world.moveBy(400 * 24 * 3600)
    expect(await say(GroupId, 'ben')).toBe(10017)
    expect((await mute(GroupId, 0, 'ben')).ErrorCode).toBe(0)
    expect((await mute(GroupId, 60, 'cy')).ErrorCode).toBe(0)
    expect(await say(GroupId, 'ben')).toBe(0)
    expect(await muted(GroupId)).toEqual([{ Member_Account: 'cy', MutedUntil: world.unix() + 60 }])
  })

  test('for ever, or past 2106, is shown under every name as the last second of 32 bits without a sign, and past 2038 as it is', async () => {
    const GroupId = await trio()
    await mute(GroupId, forEver, 'ben')
    await mute(GroupId, forEver - 1, 'cy')
    await mute(GroupId, lastUnixSecond - world.unix() - 1, 'dan')
    await mute(GroupId, 2_147_483_648 - world.unix(), 'ann')
    const shown = [
      ['ann', 2_147_483_648],
      ['ben', lastUnixSecond],
      ['cy', lastUnixSecond],
      ['dan', lastUnixSecond - 1],
    ]
    expect(await muted(GroupId)).toEqual(shown.map(([userId, until]) => ({ Member_Account: userId, MutedUntil: until })))
    expect((await call('get_group_shutted_uin', { GroupId })).ShuttedUinList).toEqual(
      shown.map(([userId, until]) => ({ Member_Account: userId, ShuttedUntil: until })),
    )
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MuteUntil: lastUnixSecond, ShutUpUntil: lastUnixSecond })
  })

  test('holds for who leaves and comes back, and for who is no member yet', async () => {
    const GroupId = await trio()
    await mute(GroupId, 600, 'ben', 'dan')
    await call('delete_group_member', { GroupId, MemberToDel_Account: ['ben'] })
    await call('add_group_member', { GroupId, MemberList: members('ben', 'dan') })
    expect([await say(GroupId, 'ben'), await say(GroupId, 'dan')]).toEqual([10017, 10017])
    expect(await memberOf(GroupId, 'ben')).toMatchObject({ MuteUntil: world.unix() + 600 })
  })

  test('knows the older name of the time, and modify_group_member_info does the same', async () => {
    const GroupId = await trio()
    expect((await call('forbid_send_msg', { GroupId, Members_Account: ['ben'], ShutUpTime: 60 })).ErrorCode).toBe(0)
    expect(await say(GroupId, 'ben')).toBe(10017)
    const modify = (body: object) => call('modify_group_member_info', { GroupId, Member_Account: 'ben', ...body })
    expect((await modify({ ShutUpTime: 0 })).ErrorCode).toBe(0)
    expect(await say(GroupId, 'ben')).toBe(0)
    await modify({ MuteTime: 120 })
    expect(await muted(GroupId)).toEqual([{ Member_Account: 'ben', MutedUntil: world.unix() + 120 }])
    await modify({ NameCard: 'still muted' })
    expect(await say(GroupId, 'ben')).toBe(10017)
  })

  test.each([
    ['Public', 0],
    ['Meeting', 0],
    ['Community', 0],
    ['AVChatRoom', 0],
    ['Work', 10007],
  ])('in a %s group answers %i', async (Type, code) => {
    const GroupId = await app.createGroup({ Type, Owner_Account: 'ann' })
    expect((await mute(GroupId, 600, 'ben')).ErrorCode).toBe(code)
    expect((await call('get_group_muted_account', { GroupId })).ErrorCode).toBe(code)
    expect(await say(GroupId, 'ben')).toBe(code === 0 ? 10017 : 0)
  })

  test('in a topic holds there alone, in the community everywhere', async () => {
    const GroupId = await app.createGroup({ Type: 'Community', SupportTopic: 1, Owner_Account: 'ann', MemberList: members('ben', 'cy') })
    const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses' })
    const speak = async (From_Account: string, topic?: string) =>
      (await send(GroupId, { From_Account, ...(topic && { TopicId: topic }) })).ErrorCode
    expect((await call('forbid_send_msg', { GroupId, TopicId, Members_Account: ['ben'], MuteTime: 60 })).ErrorCode).toBe(0)
    expect((await call('forbid_send_msg', { GroupId, Members_Account: ['cy'], MuteTime: 60 })).ErrorCode).toBe(0)
    expect([await speak('ben', TopicId), await speak('cy', TopicId), await speak('ann', TopicId)]).toEqual([10017, 10017, 0])
    expect(await call('get_group_muted_account', { GroupId, TopicId })).toMatchObject({
      MutedAccountList: [{ Member_Account: 'ben', MutedUntil: world.unix() + 60 }],
    })
    expect(await muted(GroupId)).toMatchObject([{ Member_Account: 'cy' }])
    const nowhere = { GroupId, TopicId: `${GroupId}@TOPIC#_nowhere` }
    expect((await call('forbid_send_msg', { ...nowhere, Members_Account: ['ben'], MuteTime: 60 })).ErrorCode).toBe(10010)
    expect((await call('get_group_muted_account', nowhere)).ErrorCode).toBe(10010)
    expect((await call('get_group_muted_account', { GroupId: await trio(), TopicId })).ErrorCode).toBe(10007)
  })

  test.each([
    ['no time', { MuteTime: undefined }, 10004],
    ['a time below 0', { MuteTime: -1 }, 10004],
    ['half a second', { MuteTime: 0.5 }, 10004],
    ['a time that is text', { MuteTime: '60' }, 10004],
    ['more seconds than there are', { MuteTime: 4_294_967_296 }, 10004],
    ['nobody', { Members_Account: [] }, 10004],
    ['501 accounts', { Members_Account: many(501) }, 10005],
    ['an account that is a number', { Members_Account: [7] }, 60015],
    ['an account that does not exist among others', { Members_Account: ['ben', 'zed'] }, 10019],
    ['a group that is not there', { GroupId: 'nope' }, 10010],
  ])('refuses %s, and nobody is muted', async (_, change, code) => {
    const GroupId = await trio()
    const body = { GroupId, Members_Account: ['ben'], MuteTime: 60, ...change }
    expect(await call('forbid_send_msg', body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(await muted(GroupId)).toEqual([])
  })

  test('takes up to 500 accounts, and calls at once for the same leave each muted once', async () => {
    const userIds = many(500)
    await app.importUsers(userIds)
    const GroupId = await app.createGroup()
    const answers = await Promise.all([60, 120, 180, 60, 120, 180].map((time) => mute(GroupId, time, ...userIds)))
    expect(answers.every(({ ErrorCode }) => ErrorCode === 0)).toBe(true)
    const list = await muted(GroupId)
    expect(list).toHaveLength(500)
    expect(new Set(list.map(({ MutedUntil }: { MutedUntil: number }) => MutedUntil)).size).toBe(1)
  })
})

describe('get_group_shutted_uin', () => {
  test('is the older spelling of get_group_muted_account', async () => {
    const GroupId = await trio()
    await mute(GroupId, 60, 'ben')
    const until = world.unix() + 60
    expect(await call('get_group_muted_account', { GroupId })).toEqual({
      ...ok,
      GroupId,
      MutedAccountList: [{ Member_Account: 'ben', MutedUntil: until }],
    })
    expect(await call('get_group_shutted_uin', { GroupId })).toEqual({
      ...ok,
      GroupId,
      ShuttedUinList: [{ Member_Account: 'ben', ShuttedUntil: until }],
    })
    expect((await call('get_group_shutted_uin', { GroupId: 'nope' })).ErrorCode).toBe(10010)
    expect((await call('get_group_shutted_uin', {})).ErrorCode).toBe(10004)
  })

  test('shows nothing of a group of the same id in another app', async () => {
    const other = await world.app({ name: 'Another' })
    await other.importUsers(['ben'])
    for (const of of [app, other]) await of.createGroup({ GroupId: 'twin' })
    await mute('twin', 60, 'ben')
    expect((await call('get_group_shutted_uin', { GroupId: 'twin' }, other)).ShuttedUinList).toEqual([])
  })
})
