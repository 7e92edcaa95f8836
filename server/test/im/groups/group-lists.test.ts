import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const call = (command: string, body: unknown, of: AppDriver) => of.v4(`group_open_http_svc/${command}`, body)
const ids = (...groupIds: string[]) => groupIds.map((GroupId) => ({ GroupId }))

test('get_appid_group_list pages through all groups, or those of a type by either name', async () => {
  const lister = await world.busyApp({ edition: 'pro', name: 'Lister' })
  const [first, second, third] = [
    await lister.createGroup(),
    await lister.createGroup({ Type: 'Private' }),
    await lister.createGroup({ Type: 'Work' }),
  ]
  const list = (body: object) => call('get_appid_group_list', body, lister)
  expect(await list({})).toEqual({ ...ok, TotalCount: 3, GroupIdList: ids(first, second, third), Next: 0 })
  const page = await list({ Limit: 2, Next: 0 })
  expect(page).toMatchObject({ TotalCount: 3, GroupIdList: ids(first, second), Next: expect.any(Number) })
  expect(await list({ Limit: 2, Next: page.Next })).toMatchObject({ GroupIdList: ids(third), Next: 0 })
  for (const GroupType of ['Private', 'Work'])
    expect(await list({ GroupType })).toMatchObject({ TotalCount: 2, GroupIdList: ids(second, third) })
  expect(await list({ Type: 'Private' })).toMatchObject({ TotalCount: 2 })
  expect(await list({ GroupType: '' })).toMatchObject({ TotalCount: 3 })
  expect(await list({ GroupType: 'Community' })).toMatchObject({ TotalCount: 0, GroupIdList: [], Next: 0 })
  expect(await list({ GroupType: 'BChatRoom' })).toEqual({ ...ok, TotalCount: 0, GroupIdList: [], Next: 0 })
  expect((await list({ Limit: 10_001 })).ErrorCode).toBe(10004)
})

test('get_joined_group_list knows the groups of a user, with audio-video and silent Work groups on request', async () => {
  const joiner = await world.app({ name: 'Joiner' })
  await joiner.importUsers(['ann', 'ben'])
  const create = (Type: string, GroupId: string, Owner_Account = 'ann') => joiner.createGroup({ Type, GroupId, Owner_Account })
  await create('Public', 'b public')
  await create('Meeting', 'c meeting')
  await create('Work', 'a work')
  await create('AVChatRoom', 'd live')
  await create('Public', 'e other', 'ben')
  const list = (body: object = {}) => call('get_joined_group_list', { Member_Account: 'ann', ...body }, joiner)
  expect(await list()).toEqual({ ...ok, TotalCount: 2, GroupIdList: ids('b public', 'c meeting') })
  expect(await list({ WithNoActiveGroups: 1, WithHugeGroups: 1 })).toMatchObject({
    TotalCount: 4,
    GroupIdList: ids('a work', 'b public', 'c meeting', 'd live'),
  })
  expect(await list({ WithNoActiveGroups: 1, Limit: 1, Offset: 1 })).toMatchObject({ TotalCount: 3, GroupIdList: ids('b public') })
  for (const named of [{ GroupType: 'ChatRoom' }, { Type: 'Meeting' }])
    expect(await list(named)).toMatchObject({ TotalCount: 1, GroupIdList: ids('c meeting') })
  expect(await list({ GroupType: 'BChatRoom' })).toEqual({ ...ok, TotalCount: 0, GroupIdList: [] })
  expect(
    await list({ GroupType: 'Public', ResponseFilter: { GroupBaseInfoFilter: ['Type', 'Name'], SelfInfoFilter: ['Role', 'MsgFlag'] } }),
  ).toMatchObject({
    GroupIdList: [{ GroupId: 'b public', Type: 'Public', Name: 'Gardeners', SelfInfo: { Role: 'Owner', MsgFlag: 'AcceptAndNotify' } }],
  })
  expect((await list({ Member_Account: 'zed' })).ErrorCode).toBe(10019)
  expect((await list({ Member_Account: 7 })).ErrorCode).toBe(60015)
})
