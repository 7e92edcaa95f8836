import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { startWorld, type World } from '../../world.ts'
import { item, ok } from './friends-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  app = await world.busyApp({ users: ['ann', 'ben', 'cy', 'dan'] })
  await app.ok('sns/friend_add', { From_Account: 'ann', AddFriendItem: ['ben', 'cy'].map((userId) => item(userId)) })
})

const call = (command: string, body: object) => app.v4(`sns/${command}`, { From_Account: 'ann', ...body })
const lists = async (body: object = {}) => (await call('group_get', { NeedFriend: 'Need_Friend_Type_Yes', ...body })).ResultItem
const list = (GroupName: string, ...To_Account: string[]) => ({ GroupName, FriendNumber: To_Account.length, To_Account })
const listsOf = async (userId: string) => {
  const { InfoItem } = await call('friend_get_list', { To_Account: [userId], TagList: ['Tag_SNS_IM_Group'] })
  return InfoItem[0].SnsProfileItem[0]?.Value ?? []
}

describe('group_add', () => {
  test('makes lists and puts friends into all of them; who is none is told so (32216)', async () => {
    const answer = await call('group_add', { GroupName: ['Garden', 'Work'], To_Account: ['ben', 'dan', 'zed'] })
    expect(answer).toEqual({
      ...ok,
      ResultItem: [
        { To_Account: 'ben', ResultCode: 0, ResultInfo: '' },
        { To_Account: 'dan', ResultCode: 32216, ResultInfo: expect.any(String) },
        { To_Account: 'zed', ResultCode: 32216, ResultInfo: expect.any(String) },
      ],
      Fail_Account: ['dan', 'zed'],
      CurrentSequence: expect.any(Number),
    })
    const next = await call('group_add', { GroupName: ['Choir', 'Garden'] })
    expect(next).toEqual({ ...ok, CurrentSequence: expect.any(Number) })
    expect(next.CurrentSequence).toBeGreaterThan(answer.CurrentSequence)
    await call('group_add', { GroupName: ['Work', 'Choir'], To_Account: ['ben', 'cy'] })
    expect(await lists()).toEqual([list('Garden', 'ben'), list('Work', 'ben', 'cy'), list('Choir', 'ben', 'cy')])
    expect(await listsOf('ben')).toEqual(['Garden', 'Work', 'Choir'])
  })

  test('keeps at most 32 lists (30011), also when they are made at once; a list that is there takes no place', async () => {
    expect((await call('group_add', { GroupName: names('list', 20) })).ErrorCode).toBe(0)
    const codes = await Promise.all(names('more', 20).map(async (name) => (await call('group_add', { GroupName: [name] })).ErrorCode))
    expect(codes.filter((code) => code === 0)).toHaveLength(12)
    expect(codes.filter((code) => code === 30011)).toHaveLength(8)
    expect(await lists()).toHaveLength(32)
    const refused = { GroupName: ['list0', 'one more'], To_Account: ['ben'] }
    expect((await call('group_add', refused)).ErrorCode).toBe(30011)
    expect(await listsOf('ben')).toEqual([])
    expect((await call('group_add', { ...refused, GroupName: ['list0'] })).ErrorCode).toBe(0)
    expect(await app.v4('sns/friend_add', { From_Account: 'ann', AddFriendItem: [item('dan', { GroupName: 'one more' })] })).toMatchObject({
      ResultItem: [{ ResultCode: 30011 }],
    })
  })

  test('refuses names that are empty or have more than 30 bytes, more than 32 at a time, and an unknown user', async () => {
    expect((await call('group_add', { GroupName: ['字'.repeat(10)] })).ErrorCode).toBe(0)
    for (const GroupName of [[''], ['字'.repeat(11)], [], names('list', 33), 'Garden', [7], undefined]) {
      expect((await call('group_add', { GroupName })).ErrorCode).toBe(30001)
    }
    expect((await call('group_add', { GroupName: ['x'], To_Account: names('u', 1001) })).ErrorCode).toBe(30001)
    expect((await call('group_add', { From_Account: 'zed', GroupName: ['x'] })).ErrorCode).toBe(30003)
    expect(await lists()).toEqual([list('字'.repeat(10))])
  })
})

test('group_delete takes lists away and leaves who was in them a friend', async () => {
  const { CurrentSequence } = await call('group_add', { GroupName: ['Garden', 'Work'], To_Account: ['ben'] })
  const answer = await call('group_delete', { GroupName: ['Garden', 'Absent'] })
  expect(answer).toEqual({ ...ok, CurrentSequence: expect.any(Number) })
  expect(answer.CurrentSequence).toBeGreaterThan(CurrentSequence)
  expect(await lists()).toEqual([list('Work', 'ben')])
  expect(await listsOf('ben')).toEqual(['Work'])
  expect((await call('group_delete', { GroupName: [] })).ErrorCode).toBe(30001)
  expect((await call('group_delete', { From_Account: 'zed', GroupName: ['Work'] })).ErrorCode).toBe(30003)
})

describe('group_get', () => {
  test('answers all lists or those named, with their friends on request', async () => {
    await call('group_add', { GroupName: ['Garden', 'Work'], To_Account: ['cy'] })
    expect(await call('group_get', {})).toEqual({
      ...ok,
      ResultItem: [
        { GroupName: 'Garden', FriendNumber: 1 },
        { GroupName: 'Work', FriendNumber: 1 },
      ],
      CurrentSequence: expect.any(Number),
    })
    expect(await lists({ GroupName: ['Work', 'Absent'] })).toEqual([list('Work', 'cy')])
    expect(await lists({ GroupName: [] })).toHaveLength(2)
    await call('group_add', { GroupName: ['a\ud800'] })
    expect(await lists({ GroupName: ['a\ud800'] })).toEqual([list('a\ufffd')])
    expect((await call('group_get', { NeedFriend: 'Yes' })).ErrorCode).toBe(30001)
    expect((await call('group_get', { From_Account: 'zed' })).ErrorCode).toBe(30003)
    expect(await lists({ From_Account: 'ben' })).toEqual([])
  })

  test('forgets friends who are deleted, and keeps the lists', async () => {
    await call('group_add', { GroupName: ['Garden'], To_Account: ['ben', 'cy'] })
    await call('friend_delete', { To_Account: ['ben'] })
    expect(await lists()).toEqual([list('Garden', 'cy')])
    await call('friend_delete_all', {})
    expect(await lists()).toEqual([list('Garden')])
  })
})
