import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Emission } from '../../../src/platform/hub.ts'
import { type AppDriver, ok } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

let world: World
let app: AppDriver
let GroupId: string

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
beforeEach(async () => {
  GroupId = await app.createGroup({ Type: 'AVChatRoom' })
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
const ban = (userIds: unknown, more: object = {}) => call('ban_group_member', { GroupId, Members_Account: userIds, Duration: 60, ...more })
const unban = (userIds: unknown, more: object = {}) => call('unban_group_member', { GroupId, Members_Account: userIds, ...more })
const bannedFrom = (more: object = {}, of = app) => call('get_group_ban_member', { GroupId, Offset: 0, ...more }, of)
const listed = async () => (await bannedFrom()).BannedAccountList
const inSeconds = (seconds: number) => Math.floor(world.now().getTime() / 1000) + seconds
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `u${String(index).padStart(3, '0')}`)

test('a ban takes users out of the group, is told, and ends by the clock', async () => {
  const connections = ['ann', 'ben', 'cy'].map((userId) => world.presence.connect(app.sdkAppId, userId, 'Web'))
  for (const connection of connections) connection.joinAvGroup(GroupId, world.now())
  const heard: Emission[] = []
  const stop = world.hub.listen((emission) => heard.push(emission))
  expect(await ban(['ben', 'ann', 'ben'], { Description: 'Shouting' })).toEqual(ok)
  stop()
  expect(await call('get_online_member_num', { GroupId })).toMatchObject({ OnlineMemberNum: 1 })
  const until = inSeconds(60)
  const content = { groupId: GroupId, userIds: ['ben', 'ann'], bannedUntil: new Date(until * 1000).toISOString(), description: 'Shouting' }
  expect(heard).toEqual([{ sdkAppId: app.sdkAppId, name: 'group.membersBanned', content }])
  expect(await bannedFrom()).toEqual({
    ...ok,
    BannedAccountList: [
      { Member_Account: 'ann', BannedUntil: until },
      { Member_Account: 'ben', BannedUntil: until },
    ],
    NextOffset: 0,
  })
  expect(await ban(['ann'], { Duration: 3600 })).toEqual(ok)
  expect(await listed()).toMatchObject([{ BannedUntil: inSeconds(3600) }, { BannedUntil: until }])
  await world.moveTo(new Date((until - 1) * 1000))
  expect(await listed()).toHaveLength(2)
  await world.moveTo(new Date(until * 1000))
  expect(await listed()).toMatchObject([{ Member_Account: 'ann' }])
  for (const connection of connections) connection.close()
})

test('unban lets users in again; whoever is not banned is no error', async () => {
  await ban(['ann', 'ben'])
  expect(await unban(['ann', 'cy', 'zed'])).toEqual(ok)
  expect(await listed()).toMatchObject([{ Member_Account: 'ben' }])
})

test('a ban of 0 seconds keeps nobody out, one of 4294967295 seconds is listed with its end', async () => {
  await ban(['ann'], { Duration: 4_294_967_295 })
  expect(await listed()).toEqual([{ Member_Account: 'ann', BannedUntil: inSeconds(4_294_967_295) }])
  await ban(['ann'], { Duration: 0 })
  expect(await listed()).toEqual([])
})

test('the list comes in pages of up to 100 that end', async () => {
  const userIds = numbered(120)
  await app.importUsers(userIds)
  for (let from = 0; from < 120; from += 20) await ban(userIds.slice(from, from + 20))
  const pages = [await bannedFrom(), await bannedFrom({ Offset: 100, Limit: 100 }), await bannedFrom({ Offset: 30, Limit: 30 })]
  expect(pages.map(({ BannedAccountList, NextOffset }) => [BannedAccountList.length, NextOffset])).toEqual([
    [100, 100],
    [20, 0],
    [30, 60],
  ])
  expect(pages[2]!.BannedAccountList[0].Member_Account).toBe('u030')
  expect(await bannedFrom({ Offset: 120 })).toEqual({ ...ok, BannedAccountList: [], NextOffset: 0 })
  expect(await bannedFrom({ Limit: 101 })).toMatchObject({ ErrorCode: 10004 })
})

test('up to 20 users at once (10005), who exist (10019): otherwise nobody is banned', async () => {
  const userIds = numbered(21)
  await app.importUsers(userIds)
  expect(await ban(userIds)).toMatchObject({ ErrorCode: 10005 })
  expect(await unban(userIds)).toMatchObject({ ErrorCode: 10005 })
  expect(await ban(['ann', 'zed'])).toMatchObject({ ErrorCode: 10019, ErrorInfo: 'The account zed does not exist.' })
  expect(await listed()).toEqual([])
  expect(await ban(userIds.slice(1))).toEqual(ok)
})

test('only on Ultimate (10007), in audio-video groups (10007) that exist (10010), with every field (10004)', async () => {
  const pro = await world.app({ edition: 'pro', name: 'Pro' })
  await pro.importUsers(['ann'])
  const commands = { ban_group_member: { Duration: 60 }, unban_group_member: {}, get_group_ban_member: { Offset: 0 } }
  const other = { pro: await pro.createGroup({ Type: 'AVChatRoom' }), public: await app.createGroup() }
  for (const [command, more] of Object.entries(commands)) {
    const body = { Members_Account: ['ann'], ...more }
    expect(await call(command, { ...body, GroupId: other.pro }, pro)).toMatchObject({ ErrorCode: 10007 })
    expect(await call(command, { ...body, GroupId: other.public })).toMatchObject({ ErrorCode: 10007 })
    expect(await call(command, { ...body, GroupId: 'nope' })).toMatchObject({ ErrorCode: 10010 })
    expect(await call(command, body)).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'GroupId is missing.' })
  }
  for (const wrong of [{ Duration: null }, { Duration: -1 }, { Duration: 2 ** 32 }, { Duration: '60' }, { Description: 'é'.repeat(501) }]) {
    expect(await ban(['ann'], wrong)).toMatchObject({ ErrorCode: 10004 })
  }
  for (const userIds of [null, [], {}]) {
    expect([(await ban(userIds)).ErrorCode, (await unban(userIds)).ErrorCode]).toEqual([10004, 10004])
  }
  expect(await bannedFrom({ Offset: null })).toMatchObject({ ErrorCode: 10004, ErrorInfo: 'Offset is missing.' })
  expect(await listed()).toEqual([])
  expect(await ban(['ann'], { Description: 'é'.repeat(500) })).toEqual(ok)
})

test('bans go with their group; another app’s stay', async () => {
  const other = await world.app({ edition: 'ultimate', name: 'Other' })
  await other.importUsers(['ann'])
  const body = { GroupId: 'same', Members_Account: ['ann'], Duration: 60 }
  for (const of of [app, other]) {
    await of.createGroup({ GroupId: 'same', Type: 'AVChatRoom' })
    expect(await call('ban_group_member', body, of)).toEqual(ok)
  }
  await app.ok('group_open_http_svc/destroy_group', { GroupId: 'same' })
  await app.createGroup({ GroupId: 'same', Type: 'AVChatRoom' })
  expect((await bannedFrom({ GroupId: 'same' })).BannedAccountList).toEqual([])
  expect((await bannedFrom({ GroupId: 'same' }, other)).BannedAccountList).toHaveLength(1)
})

test('the owner bans and lets in again at a live connection; nobody else does, and nobody bans the owner', async () => {
  const groupId = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
  const [ann, ben] = [await LiveClient.signIn(app, 'ann'), await LiveClient.signIn(app, 'ben')]
  await ben.call('avGroup.join', { groupId })
  expect((await ben.refused('avGroup.ban', { groupId, userIds: ['cy'], forSeconds: 60 })).code).toBe('group_not_allowed')
  expect((await ann.refused('avGroup.ban', { groupId, userIds: ['ben', 'ann'], forSeconds: 60 })).code).toBe('group_not_allowed')
  await ann.call('avGroup.ban', { groupId, userIds: ['ben'], forSeconds: 60, description: 'Shouting' })
  expect(await ben.hears('group.membersBanned')).toMatchObject({ groupId, userIds: ['ben'], description: 'Shouting' })
  expect((await ben.refused('avGroup.join', { groupId })).code).toBe('av_group_banned')
  expect((await ben.refused('avGroup.unban', { groupId, userIds: ['ben'] })).code).toBe('group_not_allowed')
  await ann.call('avGroup.unban', { groupId, userIds: ['ben'] })
  await ben.call('avGroup.join', { groupId })
  for (const client of [ann, ben]) await client.close()
})
