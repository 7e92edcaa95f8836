import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { removeAppRows } from '../../src/sweeps/empty-ended-apps.ts'
import type { AppDriver } from '../app-driver.ts'
import { names } from '../counted.ts'
import { driveGroups } from '../im/groups/groups-driver.ts'
import { type Plan, startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  expect(await world.differencesIn(app)).toEqual([])
})

async function openApp(plan: Plan = {}, users: string[] = []) {
  app = await world.busyApp({ ...plan, users })
}

const members = (userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))
const { call, infoOf } = driveGroups(() => app)
const create = async (body: object = {}) => (await call('create_group', { Type: 'Public', Name: 'Limits', ...body })).ErrorCode
const add = async (groupId: string, ...userIds: string[]) =>
  (await call('add_group_member', { GroupId: groupId, MemberList: members(userIds) })).ErrorCode
const modify = async (groupId: string, body: object) => (await call('modify_group_base_info', { GroupId: groupId, ...body })).ErrorCode

async function repeat(count: number, work: () => Promise<number>) {
  const codes = await Promise.all(names('call', count).map(work))
  expect(codes.every((code) => code === 0)).toBe(true)
}

describe('members of a group', () => {
  test('on Free are 20, and the 21st gets in at the request after the upgrade and the change of the group', async () => {
    await openApp({}, names('u', 25))
    const groupId = await app.createGroup({ Owner_Account: 'u0' })
    expect(await add(groupId, ...names('u', 19))).toBe(0)
    const some = await call('add_group_member', { GroupId: groupId, MemberList: members(['u20', 'u21', 'u1']) })
    expect(some).toMatchObject({ ErrorCode: 0, MemberList: [{ Result: 1 }, { Result: 0 }, { Result: 2 }] })
    expect(await call('add_group_member', { GroupId: groupId, MemberList: members(['u22']) })).toMatchObject({
      ErrorCode: 10014,
      ErrorInfo: 'The group is full: at most 20 members.',
    })
    await app.upgrade({ edition: 'pro' })
    expect(await add(groupId, 'u22')).toBe(10014)
    expect(await modify(groupId, { MaxMemberNum: 200 })).toBe(0)
    expect(await add(groupId, 'u22')).toBe(0)
  })

  test('asked for above the plan are refused with 10038, at creation and later, not cut', async () => {
    await openApp({ edition: 'pro', membersPerGroup: 300 }, names('u', 30))
    for (const MaxMemberCount of [301, 2_147_483_647]) expect(await create({ MaxMemberCount })).toBe(10038)
    const groupId = await app.createGroup({ MaxMemberCount: 300 })
    expect(await modify(groupId, { MaxMemberNum: 301 })).toBe(10038)
    expect(await modify('nobody made it', { MaxMemberNum: 301 })).toBe(10010)
    expect(await modify(await app.createGroup({ Type: 'AVChatRoom' }), { MaxMemberNum: 301 })).toBe(10007)
    expect(await modify(groupId, { MaxMemberNum: 299 })).toBe(0)
    expect(await create({ MaxMemberCount: 5, MemberList: members(names('u', 6)) })).toBe(10014)
  })

  test('at creation on Free above 20 are refused with 10038', async () => {
    await openApp({}, names('u', 30))
    expect(await create({ MemberList: members(names('u', 21)) })).toBe(10038)
    expect(await create({ Owner_Account: 'u0', MemberList: members(names('u', 20)) })).toBe(0)
  })

  test('may be more than the own maximum when that is lowered: then nobody joins until below', async () => {
    await openApp({ edition: 'pro' }, names('u', 12))
    const groupId = await app.createGroup({ MemberList: members(names('u', 10)) })
    expect(await modify(groupId, { MaxMemberNum: 5 })).toBe(0)
    expect(await add(groupId, 'u10')).toBe(10014)
    await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: names('u', 6) })
    expect(await add(groupId, 'u10')).toBe(0)
    expect(await add(groupId, 'u11')).toBe(10014)
  })

  test('stay when the plan falls below them; additions answer 10038 until below, and all is as before on the way back', async () => {
    const users = names('u', 260)
    await openApp({ edition: 'ultimate' }, users)
    const groupId = await app.createGroup()
    expect(await add(groupId, ...users.slice(0, 250))).toBe(0)
    await app.modify({ edition: 'pro' })
    expect(await infoOf(groupId)).toMatchObject({ MemberNum: 250, MaxMemberNum: 2000 })
    expect(await add(groupId, 'u251')).toBe(10038)
    await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: users.slice(0, 51) })
    expect(await add(groupId, 'u251')).toBe(0)
    expect(await add(groupId, 'u252')).toBe(10038)
    await world.moveTo('2022-12-01T06:00:00Z')
    await app.modify({ edition: 'ultimate' })
    expect(await add(groupId, 'u252')).toBe(0)
  })
})

describe('groups of a user', () => {
  test('on Free are 50 of all types, those owned and those joined; an audio-video group counts for its owner', async () => {
    await openApp({}, ['ann', 'ben'])
    await repeat(45, () => create({ Owner_Account: 'ann' }))
    await repeat(5, () => create({ Owner_Account: 'ann', Type: 'AVChatRoom' }))
    const groupId = await app.createGroup()
    expect(await call('create_group', { Type: 'Public', Name: 'x', Owner_Account: 'ann' })).toMatchObject({
      ErrorCode: 10037,
      ErrorInfo: 'ann is in as many groups as the plan allows: 50.',
    })
    expect(await create({ Owner_Account: 'ann', Type: 'AVChatRoom' })).toBe(10037)
    expect(await create({ Owner_Account: 'ann', MaxMemberCount: 21 })).toBe(10037)
    expect(await create({ Owner_Account: 'ben', MemberList: members(['ann']) })).toBe(10037)
    expect(await add(groupId, 'ann')).toBe(10037)
    expect((await call('add_group_member', { GroupId: groupId, MemberList: members(['ann', 'ben']) })).MemberList).toMatchObject([
      { Result: 0 },
      { Result: 1 },
    ])
    await app.upgrade({ edition: 'pro' })
    expect(await add(groupId, 'ann')).toBe(0)
  })
})

describe('groups of an app', () => {
  test('on Free are 100 ordinary ones (10058) and 10 audio-video groups (10036), counted apart; a disbanded one frees its place', async () => {
    await openApp()
    await repeat(99, () => create())
    const last = await app.createGroup({ Type: 'Meeting' })
    await repeat(9, () => create({ Type: 'AVChatRoom' }))
    const lastAv = await app.createGroup({ Type: 'AVChatRoom' })
    for (const Type of ['Work', 'Public', 'Meeting']) expect(await create({ Type })).toBe(10058)
    expect(await create({ Type: 'AVChatRoom' })).toBe(10036)
    await app.ok('group_open_http_svc/destroy_group', { GroupId: last })
    await app.ok('group_open_http_svc/destroy_group', { GroupId: lastAv })
    expect([await create(), await create()]).toEqual([0, 10058])
    expect([await create({ Type: 'AVChatRoom' }), await create({ Type: 'AVChatRoom' })]).toEqual([0, 10036])
    await app.upgrade({ edition: 'pro' })
    expect([await create(), await create({ Type: 'AVChatRoom' })]).toEqual([0, 0])
  })

  test('audio-video groups above the limit run on when unlimited ends, and new ones answer 10036', async () => {
    await openApp({ edition: 'pro', unlimitedAvGroups: true })
    await repeat(52, () => create({ Type: 'AVChatRoom' }))
    await app.modify({ edition: 'pro', unlimitedAvGroups: false })
    expect(await create({ Type: 'AVChatRoom' })).toBe(10036)
    expect((await call('get_appid_group_list', { GroupType: 'AVChatRoom' })).TotalCount).toBe(52)
  })

  test('grow by a number a day, net of those disbanded; the refusal of the day comes before that of the count', async () => {
    await openApp()
    await repeat(10, () => create({ Type: 'AVChatRoom' }))
    const groupId = await app.createGroup()
    const { day } = (await days()).at(-1)!
    await world.sql`update app_days set groups_created = groups_created + 9989 where app_id = ${app.sdkAppId} and day = ${day}`
    expect(await create()).toBe(10006)
    expect(await create({ Type: 'AVChatRoom' })).toBe(10006)
    await app.ok('group_open_http_svc/destroy_group', { GroupId: groupId })
    expect(await create()).toBe(0)
    await world.sql`update app_days set groups_created = groups_created - 9989 where app_id = ${app.sdkAppId} and day = ${day}`
  })
})

const days = () => world.sql<{ day: string; groupsCreated: number; groupsDisbanded: number; peakGroups: number; groupsAtEnd: number }[]>`
  select day, groups_created, groups_disbanded, peak_groups, groups_at_end from app_days where app_id = ${app.sdkAppId} order by day`

test('a day has the groups created, disbanded, at its end, and the highest number at one time with that at its beginning', async () => {
  await world.moveTo('2023-01-10T06:00:00Z')
  await openApp({ edition: 'pro' })
  const [first, second, third] = [await app.createGroup(), await app.createGroup(), await app.createGroup({ Type: 'AVChatRoom' })]
  await app.ok('group_open_http_svc/destroy_group', { GroupId: third })
  await app.createGroup()
  // 16:00 UTC is midnight in the billing zone.
  await world.moveTo('2023-01-10T16:00:00Z')
  await app.ok('group_open_http_svc/destroy_group', { GroupId: first })
  await app.ok('group_open_http_svc/destroy_group', { GroupId: second })
  await app.createGroup()
  expect(await days()).toEqual([
    { day: '2023-01-10', groupsCreated: 4, groupsDisbanded: 1, peakGroups: 3, groupsAtEnd: 3 },
    { day: '2023-01-11', groupsCreated: 1, groupsDisbanded: 2, peakGroups: 3, groupsAtEnd: 2 },
  ])
})

test('raising the maximum of all groups lifts those below the plan, and leaves audio-video groups alone', async () => {
  await openApp({}, ['ann'])
  const [low, av] = [await app.createGroup(), await app.createGroup({ Type: 'AVChatRoom' })]
  await repeat(4, () => create())
  await app.upgrade({ edition: 'pro', membersPerGroup: 500 })
  const high = await app.createGroup()
  const { sdkAppId, owner } = app
  expect(await owner.call('group.raiseMaximum', { sdkAppId })).toEqual({ raised: 5, membersPerGroup: 500 })
  expect(await owner.call('group.raiseMaximum', { sdkAppId })).toEqual({ raised: 0, membersPerGroup: 500 })
  expect(await infoOf(low)).toMatchObject({ MaxMemberNum: 500, InfoSeq: 1 })
  expect(await infoOf(high)).toMatchObject({ MaxMemberNum: 500, InfoSeq: 0 })
  expect(await infoOf(av)).toMatchObject({ MaxMemberNum: 0, InfoSeq: 0 })
})

describe('the recount', () => {
  test('names every counter that is wrong, and only the operator may ask for it', async () => {
    await openApp({}, ['ann'])
    const groupId = await app.createGroup({ Owner_Account: 'ann' })
    const { sdkAppId } = app
    await world.sql`update groups set member_count = 7 where app_id = ${sdkAppId}`
    await world.sql`update apps set user_count = 9, group_count = 3 where id = ${sdkAppId}`
    expect((await world.operator.call('limits.recount', { sdkAppId })).differences).toEqual([
      { counter: 'groups.member_count', id: groupId, counted: 1, stored: 7 },
      { counter: 'apps.user_count', id: '', counted: 2, stored: 9 },
      { counter: 'apps.group_count', id: '', counted: 1, stored: 3 },
      expect.objectContaining({ counter: 'app_days.groups_created - groups_disbanded' }),
      expect.objectContaining({ counter: 'app_days.groups_at_end' }),
    ])
    expect((await app.owner.refused('limits.recount', { sdkAppId })).code).toBe('not_allowed')
    await world.sql`update groups set member_count = 1 where app_id = ${sdkAppId}`
    await world.sql`update apps set user_count = 2, group_count = 1 where id = ${sdkAppId}`
  })
})

test('an ended app is emptied in portions, and others keep everything', async () => {
  await openApp({}, names('kept', 5))
  await app.createGroup({ Owner_Account: 'kept0' })
  const other = app
  await openApp({}, names('u', 12))
  await repeat(3, () => create({ Owner_Account: 'u0', MemberList: members(names('u', 6)) }))
  const portions: number[] = []
  for (let gone = -1; gone !== 0; portions.push(gone)) gone = await removeAppRows(world.sql, app.sdkAppId, 10)
  // Conversations, notices, memberships, groups, users, days of users.
  expect(portions).toEqual([3, 10, 8, 10, 8, 3, 10, 3, 1, 0])
  await world.sql`delete from app_days where app_id = ${app.sdkAppId}`
  expect(await other.get()).toMatchObject({ userCount: 6, groupCount: 1 })
})
