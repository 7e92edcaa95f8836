import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { removeAppRows } from '../../../src/sweeps/empty-ended-apps.ts'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { type Plan, startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** Every race ends with everything counted again from the rows. */
afterEach(async () => {
  expect(await world.differencesIn(app)).toEqual([])
})

async function openApp(users: string[], plan: Plan = {}) {
  app = await world.busyApp({ ...plan, users })
}

const add = (From_Account: string, friends: string[], more: object = {}) =>
  app.v4('sns/friend_add', {
    From_Account,
    AddFriendItem: friends.map((To_Account) => ({ To_Account, AddSource: 'AddSource_Type_Race' })),
    ...more,
  })
const codeOf = ({ ResultItem, ErrorCode }: V4Answer): number => ResultItem?.[0].ResultCode ?? ErrorCode
const countIn = (codes: number[], code: number) => codes.filter((one) => one === code).length
const friendCount = async (From_Account: string) => (await app.ok('sns/friend_get', { From_Account, StartIndex: 0 })).FriendNum

describe('friends of a user', () => {
  test('are 20 on Free (30010, of the other 30014); the next one gets in at the request after the upgrade', async () => {
    await openApp(['ann', ...names('u', 25)])
    const answer = await add('ann', names('u', 22))
    expect(answer.ResultItem.map(({ ResultCode }: { ResultCode: number }) => ResultCode)).toEqual([...Array(20).fill(0), 30010, 30010])
    expect(codeOf(await add('u23', ['ann']))).toBe(30014)
    expect(codeOf(await add('u23', ['ann'], { ForceAddFlags: 1 }))).toBe(30014)
    expect(codeOf(await add('u23', ['ann'], { AddType: 'Add_Type_Single' }))).toBe(0)
    const imported = { To_Account: 'u24', AddSource: 'AddSource_Type_Race' }
    expect(codeOf(await app.v4('sns/friend_import', { From_Account: 'ann', AddFriendItem: [imported] }))).toBe(30010)
    await app.ok('sns/friend_delete', { From_Account: 'ann', To_Account: ['u0'] })
    expect(codeOf(await add('ann', ['u24']))).toBe(0)
    await app.upgrade({ edition: 'pro' })
    expect(codeOf(await add('ann', ['u21']))).toBe(0)
  })

  test('are never more than 20, however many are added from both sides at once', async () => {
    const users = names('u', 30)
    await openApp(['ann', ...users])
    const answers = await Promise.all(users.map((user, index) => (index % 2 === 0 ? add('ann', [user]) : add(user, ['ann']))))
    const codes = answers.map(codeOf)
    expect(countIn(codes, 0)).toBe(20)
    expect(countIn(codes, 30010) + countIn(codes, 30014)).toBe(10)
    expect(await friendCount('ann')).toBe(20)
    const [row] = await world.sql`
      select count(*) filter (where user_id = 'ann') as hers, count(*) filter (where friend_id = 'ann') as theirs
      from friends where app_id = ${app.sdkAppId}`
    expect(row).toEqual({ hers: 20, theirs: 20 })
  })

  test('added while the app is upgraded get in or are refused, and every one of them gets in afterwards', async () => {
    const users = names('u', 60)
    await openApp(['ann', ...users])
    const [answers] = await Promise.all([Promise.all(users.map((user) => add(user, ['ann']))), app.upgrade({ edition: 'pro' })])
    const codes = answers.map(codeOf)
    expect(countIn(codes, 0)).toBeGreaterThanOrEqual(20)
    expect(countIn(codes, 0) + countIn(codes, 30014)).toBe(60)
    expect(await friendCount('ann')).toBe(countIn(codes, 0))
    expect((await Promise.all(users.map((user) => add(user, ['ann'])))).map(codeOf)).toEqual(Array(60).fill(0))
    expect(await friendCount('ann')).toBe(60)
  })

  test('who add each other at the same time become friends once', async () => {
    await openApp(names('u', 10))
    const pairs = names('u', 10).flatMap((one) => names('u', 10).flatMap((other) => (one === other ? [] : [[one, other] as const])))
    const codes = (await Promise.all(pairs.map(([one, other]) => add(one, [other])))).map(codeOf)
    expect(codes.every((code) => code === 0)).toBe(true)
    expect(await Promise.all(names('u', 10).map(friendCount))).toEqual(Array(10).fill(9))
  })

  test('stay exact while they are added, deleted, put on blocklists and accounts are deleted at once', async () => {
    const users = names('u', 24)
    await openApp(users)
    const others = (user: string, from: number) => users.filter((one, index) => one !== user && (index + from) % 3 === 0)
    await Promise.all(
      users.flatMap((user, index) => [
        add(user, others(user, index)),
        app.v4('sns/friend_delete', { From_Account: user, To_Account: others(user, index + 1), DeleteType: 'Delete_Type_Both' }),
        index % 5 === 0 ? app.v4('sns/black_list_add', { From_Account: user, To_Account: others(user, index).slice(0, 3) }) : null,
        index % 8 === 0 ? app.v4('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: user }] }) : null,
        index % 6 === 0 ? app.v4('sns/friend_delete_all', { From_Account: user, DeleteType: 'Delete_Type_Both' }) : null,
      ]),
    )
    const [row] = await world.sql`
      select count(*) as kept, count(*) filter (where exists (
        select from blocks where blocks.app_id = friends.app_id
          and (blocks.user_id, blocked_id) in ((friends.user_id, friend_id), (friend_id, friends.user_id))
      )) as blocked
      from friends where app_id = ${app.sdkAppId}`
    expect(row).toMatchObject({ blocked: 0 })
  })

  test('are shown with the limit: the one with most friends', async () => {
    await openApp(['ann', 'ben', 'cy'])
    const shown = async () => (await app.owner.call('limits.get', { sdkAppId: app.sdkAppId })).limits.friendsPerUser
    expect(await shown()).toMatchObject({ value: 20, use: 0, who: null, code: 30010 })
    await add('ben', ['ann', 'cy'])
    expect(await shown()).toMatchObject({ value: 20, use: 2, who: 'ben' })
    await app.upgrade({ edition: 'ultimate' })
    expect(await shown()).toMatchObject({ value: 3000, use: 2, asOf: null })
    // Of a large app they are read now and then.
    await world.sql`
      insert into im_users (app_id, user_id, created_at, created_day)
      select ${app.sdkAppId}, 'many' || number, ${world.now()}, '2022-11-10' from generate_series(1, 5000) as number`
    await world.sql`update apps set user_count = user_count + 5000 where id = ${app.sdkAppId}`
    expect(await shown()).toMatchObject({ value: 3000, use: 2, who: 'ben', asOf: world.now().toISOString() })
    await world.sql`delete from im_users where app_id = ${app.sdkAppId} and user_id like 'many%'`
    await world.sql`update apps set user_count = user_count - 5000 where id = ${app.sdkAppId}`
  })
})

test('a deleted account goes from every list of friends, blocklist and request, and nobody else does', async () => {
  await openApp(['ann', 'ben', 'cy', 'dan'])
  const ask = { Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }
  await add('ann', ['ben'])
  await add('cy', ['ben'])
  await app.ok('profile/portrait_set', { From_Account: 'dan', ProfileItem: [ask] })
  await add('ben', ['dan'])
  await app.ok('sns/black_list_add', { From_Account: 'dan', To_Account: ['cy'] })
  await app.ok('sns/group_add', { From_Account: 'ben', GroupName: ['Garden'], To_Account: ['ann'] })
  await app.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
  expect(await Promise.all(['ann', 'cy'].map(friendCount))).toEqual([0, 0])
  const left = await world.sql`
    select 'friends' as table from friends where app_id = ${app.sdkAppId}
    union all select 'requests' from friend_requests where app_id = ${app.sdkAppId}
    union all select 'lists' from friend_lists where app_id = ${app.sdkAppId}
    union all select 'blocks' from blocks where app_id = ${app.sdkAppId}`
  expect(left).toEqual([{ table: 'blocks' }])
  await app.importUsers(['ben'])
  expect(await friendCount('ben')).toBe(0)
})

test('an ended app loses all of it, and another app with the same users keeps its own', async () => {
  const fill = async () => {
    await openApp(['ann', 'ben', 'cy'])
    await add('ann', ['ben'])
    await app.ok('sns/black_list_add', { From_Account: 'ann', To_Account: ['cy'] })
    await app.ok('sns/group_add', { From_Account: 'ann', GroupName: ['Garden'], To_Account: ['ben'] })
  }
  await fill()
  const other = app
  await fill()
  while ((await removeAppRows(world.sql, app.sdkAppId, 1)) > 0);
  const kept = await other.ok('sns/friend_get', { From_Account: 'ann', StartIndex: 0 })
  expect(kept).toMatchObject({ FriendNum: 1, UserDataItem: [{ To_Account: 'ben' }] })
  app = other
})
