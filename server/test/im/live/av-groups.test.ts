import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let groupId: string

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())
beforeEach(async () => {
  groupId = await app.createGroup({ Type: 'AVChatRoom' })
})

const on = (userId: string, platform: 'Web' | 'iPhone' = 'Web') => LiveClient.signIn(app, userId, { platform })
let said = 0
const words = (text: string) => ({ random: ++said, body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }] })
const textsOf = ({ heard }: LiveClient) =>
  heard.flatMap(({ event, content }) => (event === 'message.sent' && !content.system ? [content.body[0].MsgContent.Text] : []))
const closeAll = (clients: LiveClient[]) => Promise.all(clients.map((client) => client.close()))

test('who has joined hears what is said and may say something; who has not neither hears nor says (10007)', async () => {
  const [ann, ben, cy] = [await on('ann'), await on('ben'), await on('cy')]
  expect(await ann.call('avGroup.join', { groupId })).toEqual({ memberCount: 1, history: [] })
  expect(await ben.call('avGroup.join', { groupId })).toEqual({ memberCount: 2, history: [] })
  await ann.call('message.send', { groupId, ...words('hi') })
  for (const client of [ann, ben, cy]) await client.settle()
  expect([ann, ben, cy].map(textsOf)).toEqual([['hi'], ['hi'], []])
  expect(await cy.refused('message.send', { groupId, ...words('me too') })).toMatchObject({ code: 'av_group_not_joined', number: 10007 })
  expect((await cy.refused('avGroup.listOnline', { groupId })).code).toBe('av_group_not_joined')
  expect(await ben.call('avGroup.countOnline', { groupId })).toEqual({ count: 2 })
  expect((await ben.call('avGroup.listOnline', { groupId })).members.map(({ userId }) => userId)).toEqual(['ben', 'ann'])
  await ben.call('avGroup.leave', { groupId })
  await ben.call('avGroup.leave', { groupId })
  await ann.call('message.send', { groupId, ...words('bye') })
  await ben.settle()
  expect(textsOf(ben)).toEqual(['hi'])
  await closeAll([ann, ben, cy])
})

test('joining and leaving is told to those in the group, broadcasts and notices reach them, and its end too', async () => {
  const [ann, ben] = [await on('ann'), await on('ben')]
  await ann.call('avGroup.join', { groupId })
  await ben.call('avGroup.join', { groupId })
  const tips = async (tip: string, userId: string) =>
    ann.hears('message.sent', ({ system, body }) => {
      const data = system ? JSON.parse((body[0]!.MsgContent as { Data: string }).Data) : {}
      return data.tip === tip && data.userIds.includes(userId)
    })
  await tips('membersJoined', 'ben')
  await app.ok('group_open_http_svc/send_broadcast_msg', {
    From_Account: 'administrator',
    Random: ++said,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'all' } }],
  })
  await ben.hears('broadcast.sent')
  await app.ok('group_open_http_svc/send_group_system_notification', { GroupId: groupId, Content: 'soon over' })
  await ben.hears('group.notified', ({ content }) => content === 'soon over')
  await ben.call('avGroup.leave', { groupId })
  await tips('membersRemoved', 'ben')
  await app.ok('group_open_http_svc/destroy_group', { GroupId: groupId })
  await ann.hears('group.destroyed')
  expect((await ann.refused('message.send', { groupId, ...words('hi') })).code).toBe('group_unknown')
  await closeAll([ann, ben])
})

test('a connection is in one audio-video group at a time, unless it keeps the others', async () => {
  const other = await app.createGroup({ Type: 'AVChatRoom' })
  const [page, phone] = [await on('ann'), await on('ann', 'iPhone')]
  await phone.call('avGroup.join', { groupId })
  await page.call('avGroup.join', { groupId })
  await page.call('avGroup.join', { groupId: other, keepOthers: true })
  expect(world.presence.avGroupIdsOf(app.sdkAppId, 'ann').sort()).toEqual([groupId, other].sort())
  await page.call('avGroup.join', { groupId: other })
  // The phone is still in it.
  expect(world.presence.countAvMembers(app.sdkAppId, groupId)).toBe(1)
  await closeAll([phone])
  while (world.presence.countAvMembers(app.sdkAppId, groupId) > 0) await page.settle()
  expect(world.presence.countAvMembers(app.sdkAppId, other)).toBe(1)
  await closeAll([page])
})

test('only audio-video groups that exist are joined, and by nobody who is banned', async () => {
  const ann = await on('ann')
  expect((await ann.refused('avGroup.join', { groupId: 'nope' })).code).toBe('group_unknown')
  expect((await ann.refused('avGroup.join', { groupId: await app.createGroup() })).code).toBe('group_not_supported')
  await ann.call('avGroup.join', { groupId })
  await app.ok('group_open_http_svc/ban_group_member', { GroupId: groupId, Members_Account: ['ann'], Duration: 60 })
  await ann.hears('group.membersBanned')
  expect(await ann.refused('avGroup.join', { groupId })).toMatchObject({ code: 'av_group_banned', number: 10007 })
  expect(world.presence.countAvMembers(app.sdkAppId, groupId)).toBe(0)
  await world.moveBy(61)
  expect(await ann.call('avGroup.join', { groupId })).toMatchObject({ memberCount: 1 })
  await closeAll([ann])
})

test('joins raced by bans: whoever is banned is not in the group', async () => {
  const ann = await on('ann')
  const ban = () => app.ok('group_open_http_svc/ban_group_member', { GroupId: groupId, Members_Account: ['ann'], Duration: 600 })
  await Promise.all([
    ...Array.from({ length: 20 }, () => ann.call('avGroup.join', { groupId }).catch(() => {})),
    ban(),
    ...Array.from({ length: 20 }, () => ann.call('avGroup.join', { groupId }).catch(() => {})),
  ])
  await ann.settle()
  expect(world.presence.countAvMembers(app.sdkAppId, groupId)).toBe(0)
  await closeAll([ann])
})

test('newcomers see as many of the last messages of 24 hours as is set, on Ultimate only', async () => {
  const set = (avGroupHistoryMessages: number) =>
    app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { avGroupHistoryMessages } })
  const ann = await on('ann')
  await ann.call('avGroup.join', { groupId })
  for (const text of ['old', 'one', 'two']) {
    if (text === 'one') await world.moveBy(3_600)
    await ann.call('message.send', { groupId, ...words(text) })
  }
  const history = async () => {
    const ben = await on('ben')
    const { history } = await ben.call('avGroup.join', { groupId })
    await ben.close()
    return history.map(({ body }) => (body[0]!.MsgContent as { Text: string }).Text)
  }
  await set(0)
  expect(await history()).toEqual([])
  await set(20)
  expect(await history()).toEqual(['old', 'one', 'two'])
  await set(1)
  expect(await history()).toEqual(['two'])
  await set(20)
  await world.moveBy(23 * 3_600 + 60)
  expect(await history()).toEqual(['one', 'two'])
  await closeAll([ann])
})
