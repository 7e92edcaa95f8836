import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { type Plan, startWorld, type World } from '../../world.ts'
import { codes, item, ok, toldDuring } from './friends-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => openApp({}, ['ann', 'ben', 'cy', 'dan']))
afterEach(async () => {
  expect(await world.differencesIn(app)).toEqual([])
})

async function openApp(plan: Plan, users: string[]) {
  app = await world.busyApp({ ...plan, users })
}

const done = (To_Account: string) => ({ To_Account, ResultCode: 0, ResultInfo: '' })
const call = (command: string, body: object) => app.v4(`sns/${command}`, body)
const block = (From_Account: string, ...To_Account: string[]) => call('black_list_add', { From_Account, To_Account })
const unblock = (From_Account: string, ...To_Account: string[]) => call('black_list_delete', { From_Account, To_Account })
const list = (From_Account: string, body: object = {}) =>
  call('black_list_get', { From_Account, StartIndex: 0, MaxLimited: 100, LastSequence: 0, ...body })
const blockedBy = async (userId: string): Promise<string[]> =>
  (await list(userId)).BlackListItem.map(({ To_Account }: { To_Account: string }) => To_Account)
const befriend = (From_Account: string, To_Account: string, more: object = {}) =>
  call('friend_add', { From_Account, AddFriendItem: [item(To_Account)], ...more })
const relationOf = async (From_Account: string, To_Account: string) =>
  (await call('friend_check', { From_Account, To_Account: [To_Account], CheckType: 'CheckResult_Type_Both' })).InfoItem[0].Relation

describe('black_list_add', () => {
  test('ends the friendship in both directions, tells both, and keeps either from asking the other', async () => {
    await befriend('ann', 'ben')
    const heard = await toldDuring(world, async () => expect(await block('ann', 'ben')).toEqual({ ...ok, ResultItem: [done('ben')] }))
    expect(heard).toEqual([
      { name: 'blocklist.changed', content: { userId: 'ann', added: ['ben'], removed: [] } },
      {
        name: 'friend.removed',
        content: {
          pairs: expect.arrayContaining([
            { userId: 'ann', friendId: 'ben' },
            { userId: 'ben', friendId: 'ann' },
          ]),
        },
      },
    ])
    expect(await relationOf('ann', 'ben')).toBe('CheckResult_Type_NoRelation')
    for (const more of [{}, { AddType: 'Add_Type_Single' }, { ForceAddFlags: 1 }]) {
      expect(codes(await befriend('ann', 'ben', more))).toEqual([30515])
      expect(codes(await befriend('ben', 'ann', more))).toEqual([30525])
    }
    expect(codes(await call('friend_import', { From_Account: 'ben', AddFriendItem: [item('ann')] }))).toEqual([30525])
    expect(codes(await unblock('ann', 'ben'))).toEqual([0])
    expect(codes(await befriend('ben', 'ann'))).toEqual([0])
  })

  test('withdraws requests between the two', async () => {
    for (const From_Account of ['ann', 'ben']) {
      const ProfileItem = [{ Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }]
      await app.ok('profile/portrait_set', { From_Account, ProfileItem })
    }
    expect(codes(await befriend('ann', 'ben'))).toEqual([30539])
    expect(codes(await befriend('ben', 'ann'))).toEqual([30539])
    expect(codes(await befriend('cy', 'ann'))).toEqual([30539])
    await block('ann', 'ben')
    expect(await world.sql`select user_id, requester_id from friend_requests where app_id = ${app.sdkAppId}`).toEqual([
      { userId: 'ann', requesterId: 'cy' },
    ])
  })

  test('answers for each: listed already and oneself 30001, an unknown account 30003', async () => {
    await block('ann', 'ben')
    const answer = await block('ann', 'ben', 'ann', 'zed', 'cy', 'cy')
    expect(codes(answer)).toEqual([30001, 30001, 30003, 0, 0])
    expect(answer.Fail_Account).toEqual(['ben', 'ann', 'zed'])
    expect(await blockedBy('ann')).toEqual(['ben', 'cy'])
    expect((await block('zed', 'ann')).ErrorCode).toBe(30003)
    expect((await block('ann')).ErrorCode).toBe(30001)
    expect((await block('ann', ...names('u', 1001))).ErrorCode).toBe(30001)
    expect((await call('black_list_add', { From_Account: 'ann', To_Account: [7] })).ErrorCode).toBe(60015)
    expect((await call('black_list_add', { From_Account: 'ann', To_Account: 'ben' })).ErrorCode).toBe(30001)
  })

  test('takes 1,000 in all (30013), also when they are added at once', async () => {
    const users = names('u', 1040)
    await openApp({ edition: 'pro' }, ['ann', ...users])
    expect((await block('ann', ...users.slice(0, 990))).Fail_Account).toBeUndefined()
    const answers = (await Promise.all(users.slice(990, 1020).map((user) => block('ann', user)))).flatMap((answer) => codes(answer)!)
    expect(answers.filter((code) => code === 0)).toHaveLength(10)
    expect(answers.filter((code) => code === 30013)).toHaveLength(20)
    expect(codes(await block('ann', 'u1030', 'u0'))).toEqual([30013, 30001])
    await unblock('ann', 'u0')
    expect(codes(await block('ann', 'u1030', 'u1031'))).toEqual([0, 30013])
  })
})

test('black_list_delete takes users off the list and tells it; who is not on it is no error', async () => {
  await block('ann', 'ben', 'cy')
  const heard = await toldDuring(world, async () => {
    expect(await unblock('ann', 'ben', 'dan', 'zed')).toEqual({ ...ok, ResultItem: ['ben', 'dan', 'zed'].map(done) })
    await unblock('ann', 'dan')
  })
  expect(heard).toEqual([{ name: 'blocklist.changed', content: { userId: 'ann', added: [], removed: ['ben'] } }])
  expect(await blockedBy('ann')).toEqual(['cy'])
  expect((await unblock('zed', 'ann')).ErrorCode).toBe(30003)
  expect((await unblock('ann')).ErrorCode).toBe(30001)
})

describe('black_list_get', () => {
  test('answers who was put on it and when, in pages that end, and a sequence that grows with each change', async () => {
    await block('ann', 'dan')
    await world.moveTo(new Date(world.now().getTime() + 60_000))
    await block('ann', 'ben', 'cy')
    const AddBlackTimeStamp = Math.floor(world.now().getTime() / 1000)
    const first = await list('ann', { MaxLimited: 2 })
    expect(first).toEqual({
      ...ok,
      BlackListItem: [
        { To_Account: 'dan', AddBlackTimeStamp: AddBlackTimeStamp - 60 },
        { To_Account: 'ben', AddBlackTimeStamp },
      ],
      StartIndex: expect.any(Number),
      CurruentSequence: 3,
      CurrentSequence: 3,
    })
    await unblock('ann', 'dan')
    expect(await list('ann', { MaxLimited: 2, StartIndex: first.StartIndex })).toEqual({
      ...ok,
      BlackListItem: [{ To_Account: 'cy', AddBlackTimeStamp }],
      StartIndex: 0,
      CurruentSequence: 4,
      CurrentSequence: 4,
    })
    expect(await list('ben')).toEqual({ ...ok, BlackListItem: [], StartIndex: 0, CurruentSequence: 0, CurrentSequence: 0 })
  })

  test('refuses bodies that are not of the form with 30001 and an unknown user with 30003', async () => {
    for (const body of [{ StartIndex: -1 }, { StartIndex: undefined }, { MaxLimited: -1 }, { MaxLimited: 'all' }, { LastSequence: 'x' }]) {
      expect((await list('ann', body)).ErrorCode).toBe(30001)
    }
    for (const MaxLimited of [5000, 0, undefined]) expect((await list('ann', { MaxLimited })).ErrorCode).toBe(0)
    expect((await list('zed')).ErrorCode).toBe(30003)
  })
})

test('black_list_check tells who has whom on the blocklist, one way or both', async () => {
  await block('ann', 'ben', 'cy')
  await block('cy', 'ann')
  await block('dan', 'ann')
  const check = async (CheckType: string) => {
    const answer = await call('black_list_check', { From_Account: 'ann', To_Account: ['ben', 'cy', 'dan', 'zed'], CheckType })
    expect(answer).toMatchObject({ ErrorCode: 0, Fail_Account: ['zed'] })
    expect(answer.BlackListCheckItem[3]).toMatchObject({ Relation: 'BlackCheckResult_Type_NO', ResultCode: 30003 })
    return answer.BlackListCheckItem.slice(0, 3)
  }
  const related = (To_Account: string, word: string) => ({ ...done(To_Account), Relation: `BlackCheckResult_Type_${word}` })
  expect(await check('BlackCheckResult_Type_Both')).toEqual([related('ben', 'AWithB'), related('cy', 'BothWay'), related('dan', 'BWithA')])
  expect(await check('BlackCheckResult_Type_Single')).toEqual([related('ben', 'AWithB'), related('cy', 'AWithB'), related('dan', 'NO')])
  const body = { From_Account: 'ann', To_Account: ['ben'], CheckType: 'BlackCheckResult_Type_Both' }
  for (const wrong of [{ CheckType: 'Both' }, { To_Account: [] }, { To_Account: names('u', 1001) }]) {
    expect((await call('black_list_check', { ...body, ...wrong })).ErrorCode).toBe(30001)
  }
  expect((await call('black_list_check', { ...body, From_Account: 'zed' })).ErrorCode).toBe(30003)
})

test('of two users who at the same time block and befriend each other, a blocked one is never a friend', async () => {
  const users = names('u', 12)
  await openApp({}, users)
  const pairs = users.flatMap((one, index) => users.slice(index + 1).map((other) => [one, other] as const))
  await Promise.all(pairs.flatMap(([one, other]) => [befriend(one, other), block(other, one)]))
  expect(await world.sql`select 1 from friends where app_id = ${app.sdkAppId}`).toHaveLength(0)
  expect(await world.sql`select 1 from blocks where app_id = ${app.sdkAppId}`).toHaveLength(pairs.length)
})
