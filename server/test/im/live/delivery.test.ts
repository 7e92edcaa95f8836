import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
const clients: LiveClient[] = []

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan', ...names('u', 40)] })
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close().catch(() => {})))
  await world.close()
})

async function on(userId: string, platform?: 'Web' | 'iPhone') {
  const client = await LiveClient.signIn(app, userId, platform && { platform })
  clients.push(client)
  return client
}
let said = 0
const words = (text: string) => ({ random: ++said, body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }] })
const say = (groupId: string, text: string, more: object = {}) =>
  app.ok('group_open_http_svc/send_group_msg', {
    GroupId: groupId,
    Random: ++said,
    From_Account: 'ann',
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
    ...more,
  })
const heardBy = ({ heard }: LiveClient, groupId: string) =>
  heard.flatMap(({ event, content }) =>
    event === 'message.sent' && content.groupId === groupId && !content.system ? [content.body[0].MsgContent.Text as string] : [],
  )
const groupOf = (...members: string[]) =>
  app.createGroup({ Owner_Account: 'ann', MemberList: members.map((userId) => ({ Member_Account: userId })) })
const member = (path: string, body: object) => app.ok(`group_open_http_svc/${path}`, body)

test('what one user says without waiting comes to all devices of all members in the order in which it was said', async () => {
  const groupId = await groupOf('ben')
  const [ann, phone, page] = [await on('ann'), await on('ben', 'iPhone'), await on('ben', 'Web')]
  const texts = names('text', 50)
  await Promise.all(texts.map((text) => ann.call('message.send', { groupId, ...words(text) })))
  for (const device of [ann, phone, page]) {
    await device.settle()
    expect(heardBy(device, groupId)).toEqual(texts)
  }
  const numbers = phone.heard.flatMap(({ event, content }) => (event === 'message.sent' && !content.system ? [content.sequence] : []))
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
})

test('the order stays when the app is changed again and again while they are sent', async () => {
  const groupId = await groupOf('cy')
  const [ann, cy] = [await on('ann', 'iPhone'), await on('cy')]
  const texts = names('text', 60)
  const changes = (async () => {
    for (let seconds = 100; seconds < 112; seconds++)
      await app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { recallSeconds: seconds } })
  })()
  await Promise.all([changes, ...texts.map((text) => ann.call('message.send', { groupId, ...words(text) }))])
  await cy.settle()
  expect(heardBy(cy, groupId)).toEqual(texts)
})

test('whoever joins hears from then on, and whoever is removed hears that and nothing after it', async () => {
  const groupId = await groupOf()
  const dan = await on('dan')
  await say(groupId, 'before')
  await member('add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'dan' }] })
  await say(groupId, 'while')
  await member('delete_group_member', { GroupId: groupId, MemberToDel_Account: ['dan'] })
  await say(groupId, 'after')
  await dan.settle()
  expect(heardBy(dan, groupId)).toEqual(['while'])
  expect(dan.heard.filter(({ event }) => event.startsWith('group.members')).map(({ event }) => event)).toEqual([
    'group.membersAdded',
    'group.membersRemoved',
  ])
})

test('a message for some members reaches these and its sender, and nobody else', async () => {
  const groupId = await groupOf('ben', 'cy')
  const [ann, ben, cy] = [await on('ann'), await on('ben'), await on('cy')]
  await say(groupId, 'for ben', { To_Account: ['ben'] })
  for (const client of [ann, ben, cy]) await client.settle()
  expect([ann, ben, cy].map((client) => heardBy(client, groupId))).toEqual([['for ben'], ['for ben'], []])
})

test('a member who wants nothing pushed hears nothing of the group, at once and after coming back, until it is wanted again', async () => {
  const groupId = await groupOf('ben')
  const ben = await on('ben')
  const want = (MsgFlag: string) => member('modify_group_member_info', { GroupId: groupId, Member_Account: 'ben', MsgFlag })
  await want('Discard')
  await ben.hears('group.receiveOptionChanged', ({ msgFlag }) => msgFlag === 'Discard')
  await say(groupId, 'one')
  await ben.settle()
  const again = await on('ben')
  await say(groupId, 'two')
  await again.settle()
  await want('AcceptAndNotify')
  await say(groupId, 'three')
  await again.settle()
  expect([heardBy(ben, groupId), heardBy(again, groupId)]).toEqual([[], ['three']])
})

test('users who are added and removed while they sign in end up hearing exactly the groups they are in', async () => {
  const userIds = names('u', 40)
  const groupId = await groupOf(...userIds.slice(0, 20))
  const [stay, leave] = [userIds.slice(20), userIds.slice(0, 20)]
  const opened = Promise.all(userIds.map((userId) => on(userId)))
  await Promise.all([
    opened,
    ...stay.map((userId) => member('add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: userId }], Silence: 1 })),
    ...leave.map((userId) => member('delete_group_member', { GroupId: groupId, MemberToDel_Account: [userId], Silence: 1 })),
  ])
  await say(groupId, 'who hears this?')
  const hears = []
  for (const [index, client] of (await opened).entries()) {
    await client.settle()
    if (heardBy(client, groupId).length === 1) hears.push(userIds[index])
  }
  expect(hears).toEqual(stay)
})

test('a group that ends is heard of by its members, and a later one of the same id by its own only', async () => {
  const GroupId = 'again'
  await app.createGroup({ GroupId, Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const [ben, cy] = [await on('ben'), await on('cy')]
  await member('destroy_group', { GroupId })
  await ben.hears('user.noticed', ({ event, content }) => event === 'group.ended' && content.groupId === GroupId)
  await app.createGroup({ GroupId, Owner_Account: 'ann', MemberList: [{ Member_Account: 'cy' }] })
  await say(GroupId, 'new')
  for (const client of [ben, cy]) await client.settle()
  expect([heardBy(ben, GroupId), heardBy(cy, GroupId)]).toEqual([[], ['new']])
})

test('the beat says the number of the last notice, also of one told before the connection', async () => {
  const app = await world.app()
  await app.importUsers(['ann'])
  const ann = await LiveClient.signIn(app, 'ann')
  expect(await ann.beat()).toEqual({ notice: 0, now: world.now().toISOString() })
  const noticed = { userId: 'ann', notice: 7, at: world.now().toISOString(), event: 'group.destroyed', content: { groupId: 'x' } }
  world.hub.emit({ sdkAppId: app.sdkAppId, name: 'user.noticed', content: noticed })
  expect(await ann.beat()).toEqual({ notice: 7, now: world.now().toISOString() })
  await ann.close()
  await world.sql`update im_users set notice_sequence = 9 where app_id = ${app.sdkAppId} and user_id = 'ann'`
  const again = await LiveClient.connect(world.url)
  expect((await again.open(app, 'ann')).notice).toBe(9)
  expect(await again.beat()).toEqual({ notice: 9, now: world.now().toISOString() })
  await again.close()
})

test('a push reaches those it names, at once when they are connected and when they come within its life', async () => {
  const app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
  await app.ok('all_member_push/im_add_tag', {
    UserTags: [
      { To_Account: 'ann', Tags: ['gold'] },
      { To_Account: 'cy', Tags: ['gold'] },
    ],
  })
  const push = (more: object) =>
    app.ok('all_member_push/im_push', {
      MsgRandom: ++said,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
      From_Account: 'administrator',
      ...more,
    })
  const [ann, ben] = [await LiveClient.signIn(app, 'ann'), await LiveClient.signIn(app, 'ben')]
  const { TaskId: gold } = await push({ Condition: { TagsOr: ['gold'] }, MsgLifeTime: 60 })
  await ann.hears('push.sent', ({ taskId }) => taskId === gold)
  const { TaskId: all } = await push({})
  for (const client of [ann, ben]) await client.hears('push.sent', ({ taskId }) => taskId === all)
  const pushesOf = ({ heard }: LiveClient) => heard.flatMap(({ event, content }) => (event === 'push.sent' ? [content.taskId] : []))
  expect(pushesOf(ben)).toEqual([all])
  const cy = await LiveClient.signIn(app, 'cy')
  await cy.hears('push.sent')
  expect(pushesOf(cy)).toEqual([gold])
  await world.moveBy(61)
  const late = await LiveClient.signIn(app, 'cy', { platform: 'iPhone' })
  await push({})
  await late.hears('push.sent')
  expect(pushesOf(late)).not.toContain(gold)
  for (const client of [ann, ben, cy, late]) await client.close()
})
