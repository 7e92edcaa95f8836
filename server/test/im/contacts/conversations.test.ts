import type { Output } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, textOf, words } from '../messages/live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '10000' } })
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, set, close } = driveLive(() => app)
afterEach(close)

type Listed = Output<'conversation.list'>['conversations'][number]

async function listed(client: LiveClient, userId: string, more: object = {}): Promise<Listed[]> {
  return (await client.call('conversation.list', { userId, ...more })).conversations
}

/** Says something a second later than what was said before. */
async function later(client: LiveClient, what: () => Promise<unknown>) {
  await world.moveBy(1)
  await what()
  await client.settle()
}

test('peers, groups and topics stand in one list, the newest first, each with its newest message and what is unread', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const groupId = await group(ann, [ben])
  const community = await group(ann, [ben], { Type: 'Community', SupportTopic: 1 })
  const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: community, TopicName: 'roses' })
  await later(asAnn, () => asAnn.call('message.send', { groupId, ...words('in the group') }))
  await later(asAnn, () => asAnn.call('direct.send', { receiverId: ben, ...words('to ben') }))
  await later(asAnn, () => asAnn.call('message.send', { groupId: community, topicId, ...words('in the topic') }))
  await asBen.call('message.send', { groupId, ...words('my own') })

  const conversations = await listed(asBen, ben)
  expect(conversations.map(({ conversation }) => conversation)).toEqual([{ groupId: community, topicId }, { groupId }, { peerId: ann }])
  expect(conversations.map(({ lastMessage }) => textOf(lastMessage!))).toEqual(['in the topic', 'my own', 'to ben'])
  expect(conversations.map(({ unread }) => unread)).toEqual([1, 1, 1])
  expect(conversations[2]).toMatchObject({
    type: null,
    sequence: 1,
    change: 0,
    readSequence: 0,
    peerReadSequence: 0,
    isPinned: false,
    msgFlag: 'AcceptAndNotify',
  })
  expect(conversations[1]).toMatchObject({ type: 'Public', sequence: 2, peerReadSequence: null })
  expect((await asBen.call('conversation.countUnread', { userId: ben })).total).toBe(3)
})

test('pages follow each other, pinned ones first, and what is asked for by name comes in that order', async () => {
  const [ann] = names('ann') as [string]
  const asAnn = await signIn(ann)
  const peers = names('p', 'p', 'p', 'p', 'p')
  await app.importUsers(peers)
  for (const receiverId of peers) await later(asAnn, () => asAnn.call('direct.send', { receiverId, ...words() }))
  await asAnn.call('conversation.set', { userId: ann, conversations: [{ peerId: peers[0]! }], isPinned: true })
  const all: Listed[] = []
  for (let after: string | undefined; ; ) {
    const page = await asAnn.call('conversation.list', { userId: ann, limit: 2, ...(after !== undefined && { after }) })
    all.push(...page.conversations)
    if (page.next === null) break
    after = page.next
  }
  expect(all.map(({ conversation }) => (conversation as { peerId: string }).peerId)).toEqual([peers[0], ...peers.slice(1).reverse()])
  const asked = await asAnn.call('conversation.get', {
    userId: ann,
    conversations: [{ peerId: peers[2]! }, { peerId: 'nobody' }, { peerId: peers[1]! }],
  })
  expect(asked.conversations.map((found) => found?.conversation ?? null)).toEqual([{ peerId: peers[2] }, null, { peerId: peers[1] }])
})

test('`changedSince` leaves out what has nothing newer; a recall and a reading are something newer', async () => {
  const [ann, ben, cy] = names('ann', 'ben', 'cy') as [string, string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen, asCy] = [await signIn(ann), await signIn(ben), await signIn(cy)]
  await later(asAnn, () => asAnn.call('message.send', { groupId, ...words('group') }))
  await later(asBen, () => asBen.call('direct.send', { receiverId: ann, ...words('from ben') }))
  await later(asCy, () => asCy.call('direct.send', { receiverId: ann, ...words('from cy') }))
  const changed = async (client = asAnn, userId = ann) => {
    await world.moveBy(10)
    const changedSince = new Date(world.now().getTime() - 5_000).toISOString()
    return async () => (await listed(client, userId, { changedSince })).map(({ conversation }) => conversation)
  }
  expect(await (await changed())()).toEqual([])

  const afterRecall = await changed()
  await asAnn.call('message.recall', { groupId, sequences: [1] })
  expect(await afterRecall()).toEqual([{ groupId }])

  const [afterReading, asSeenByBen] = [await changed(), await changed(asBen, ben)]
  await asAnn.call('direct.markRead', { userId: ann, peerId: ben })
  expect(await afterReading()).toEqual([{ peerId: ben }])
  expect(await asSeenByBen()).toContainEqual({ peerId: ann })
  const [withAnn] = (await asBen.call('conversation.get', { userId: ben, conversations: [{ peerId: ann }] })).conversations
  expect(withAnn).toMatchObject({ peerReadSequence: 1 })
  expect(await (await changed())()).toEqual([])
})

test('what alone was said or read in a topic, and a group alone that somebody came into, is something newer', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben], { Type: 'Community', SupportTopic: 1 })
  const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: groupId, TopicName: 'Roses' })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const since = async () => {
    await world.moveBy(10)
    return new Date(world.now().getTime() - 5_000).toISOString()
  }
  const changed = async (changedSince: string) => (await listed(asBen, ben, { changedSince })).map(({ conversation }) => conversation)
  expect(await changed(await since())).toEqual([])

  const beforeSaying = await since()
  await asAnn.call('message.send', { groupId, topicId, ...words('red ones') })
  expect(await changed(beforeSaying)).toContainEqual({ groupId, topicId })

  const beforeReading = await since()
  await asBen.call('message.markRead', { groupId, topicId, sequence: 1 })
  expect(await changed(beforeReading)).toContainEqual({ groupId, topicId })

  const other = await group(ann, [])
  await asAnn.call('message.send', { groupId: other, ...words('welcome') })
  const beforeComing = await since()
  await app.ok('group_open_http_svc/add_group_member', { GroupId: other, MemberList: [{ Member_Account: ben }], Silence: 1 })
  expect(await changed(beforeComing)).toEqual([{ groupId: other }])
})

test('what is read is read on all devices, tells the peer, and never goes back', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, phone, web] = [await signIn(ann), await signIn(ben, { platform: 'iPhone' }), await signIn(ben)]
  for (let round = 0; round < 5; round++) await asAnn.call('message.send', { groupId, ...words() })
  expect(await Promise.all([3, 5, 2, 4].map((sequence) => phone.call('message.markRead', { groupId, sequence })))).toContainEqual({
    readSequence: 5,
  })
  expect(await phone.call('message.markRead', { groupId, sequence: 1 })).toEqual({ readSequence: 5 })
  expect(await phone.call('message.markRead', { groupId, sequence: 99 })).toEqual({ readSequence: 5 })
  await web.hears('message.read', (read) => read.groupId === groupId && read.sequence === 5)
  await asAnn.settle()
  expect(asAnn.heard.filter(({ event }) => event === 'message.read')).toEqual([])
  expect((await listed(web, ben))[0]).toMatchObject({ unread: 0, readSequence: 5 })

  await asAnn.call('direct.send', { receiverId: ben, ...words() })
  await phone.call('direct.markRead', { userId: ben, peerId: ann, sequence: 1 })
  expect(await asAnn.hears('message.read')).toMatchObject({ userId: ben, peerId: ann, sequence: 1 })
  await web.hears('message.read', ({ peerId }) => peerId === ann)
})

test('a topic is read for itself', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const groupId = await group(ann, [ben], { Type: 'Community', SupportTopic: 1 })
  const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: groupId, TopicName: 'roses' })
  const [asAnn, asBen, asZoe] = [await signIn(ann), await signIn(ben), await signIn(zoe)]
  for (let round = 0; round < 3; round++) await asAnn.call('message.send', { groupId, topicId, ...words() })
  expect((await listed(asBen, ben))[0]).toMatchObject({ conversation: { groupId, topicId }, unread: 3 })
  expect(await asBen.call('message.markRead', { groupId, topicId, sequence: 2 })).toEqual({ readSequence: 2 })
  expect(await asBen.call('message.markRead', { groupId, topicId, sequence: 1 })).toEqual({ readSequence: 2 })
  expect((await listed(asBen, ben))[0]).toMatchObject({ unread: 1, readSequence: 2 })
  expect((await asZoe.refused('message.markRead', { groupId, topicId, sequence: 1 })).code).toBe('not_a_member')
})

test('everything is marked as read at once: peers, groups and topics', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const community = await group(ann, [ben], { Type: 'Community', SupportTopic: 1 })
  const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: community, TopicName: 'roses' })
  const [asAnn, phone, web] = [await signIn(ann), await signIn(ben, { platform: 'iPhone' }), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words() })
  await asAnn.call('message.send', { groupId: community, topicId, ...words() })
  await asAnn.call('direct.send', { receiverId: ben, ...words() })
  const total = async () => (await phone.call('conversation.countUnread', { userId: ben })).total
  expect(await total()).toBe(3)
  await phone.call('conversation.markAllRead', { userId: ben, of: 'peers' })
  expect(await total()).toBe(2)
  await phone.call('conversation.markAllRead', { userId: ben })
  expect(await total()).toBe(0)
  expect(await asAnn.hears('message.read')).toMatchObject({ userId: ben, peerId: ann })
  await web.hears('message.read', (read) => read.topicId === topicId && read.groupId === community)
})

test('own messages, those to others, those that want no counting and tips are not unread; mentions are named', async () => {
  const [ann, ben, cy] = names('ann', 'ben', 'cy') as [string, string, string]
  const groupId = await group(ann, [ben, cy])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words(), noUnread: true })
  await asAnn.call('message.send', { groupId, ...words(), receiverIds: [ben] })
  await asAnn.call('message.send', { groupId, ...words(), mentions: [{ userId: cy }] })
  await asAnn.call('message.send', { groupId, ...words(), mentions: [{ userId: ben }] })
  await asAnn.call('message.send', { groupId, ...words('all'), mentions: [{ all: true }] })
  await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, Name: 'Roses' })
  await asBen.call('message.send', { groupId, ...words('mine'), noLastMessage: true })
  expect((await listed(asBen, ben))[0]).toMatchObject({
    unread: 3,
    mentions: [
      { sequence: 5, senderId: ann, all: true, me: false },
      { sequence: 4, senderId: ann, all: false, me: true },
    ],
    lastMessage: { sequence: 5 },
  })
})

test('a conversation with more unread messages than are looked at is counted by its numbers', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  for (let said = 0; said < 230; said++) await asAnn.call('message.send', { groupId, ...words() })
  expect((await listed(asBen, ben))[0]).toMatchObject({ unread: 230, sequence: 230 })
})

test('in a meeting nothing is unread, and a muted conversation is left out of the total', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [meeting, groupId] = [await group(ann, [ben], { Type: 'Meeting' }), await group(ann, [ben])]
  const [asAnn, phone, web] = [await signIn(ann), await signIn(ben, { platform: 'iPhone' }), await signIn(ben)]
  await asAnn.call('message.send', { groupId: meeting, ...words() })
  await asAnn.call('message.send', { groupId, ...words() })
  expect((await phone.call('conversation.get', { userId: ben, conversations: [{ groupId: meeting }] })).conversations[0]).toMatchObject({
    unread: 0,
    msgFlag: 'AcceptNotNotify',
  })
  const conversations = [{ groupId }, { peerId: ann }, { peerId: 'nobody' }, { groupId: '@TGS#nowhere' }]
  const { missing } = await phone.call('conversation.set', { userId: ben, conversations, msgFlag: 'AcceptNotNotify' })
  expect(missing).toEqual([{ peerId: 'nobody' }, { groupId: '@TGS#nowhere' }])
  expect(await web.hears('user.noticed')).toMatchObject({
    event: 'conversation.changed',
    content: { userId: ben, conversations: [{ groupId }, { peerId: ann }], msgFlag: 'AcceptNotNotify' },
  })
  expect((await phone.call('conversation.countUnread', { userId: ben })).total).toBe(0)
  // Somebody with whom nothing was said yet does not stand in the list.
  expect((await listed(phone, ben)).map(({ conversation }) => conversation)).not.toContainEqual({ peerId: ann })
})

test('a conversation that is removed comes back with the next message, with or without what was there before', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, phone, web] = [await signIn(ann), await signIn(ben, { platform: 'iPhone' }), await signIn(ben)]
  const groupId = await group(ann, [ben])
  await later(asAnn, () => asAnn.call('message.send', { groupId, ...words('one') }))
  await later(asAnn, () => asAnn.call('direct.send', { receiverId: ben, ...words('one') }))
  await phone.call('conversation.remove', { userId: ben, conversations: [{ groupId }], clearHistory: false })
  await phone.call('conversation.remove', { userId: ben, conversations: [{ peerId: ann }] })
  expect(await listed(phone, ben)).toEqual([])
  await web.settle()
  expect(web.heard.filter(({ event, content }) => event === 'user.noticed' && content.event === 'conversation.removed')).toEqual([])

  await later(asAnn, () => asAnn.call('message.send', { groupId, ...words('two') }))
  await later(asAnn, () => asAnn.call('direct.send', { receiverId: ben, ...words('two') }))
  expect((await listed(phone, ben)).map(({ lastMessage, unread }) => [textOf(lastMessage!), unread])).toEqual([
    ['two', 1],
    ['two', 2],
  ])
  expect((await phone.call('message.list', { groupId })).messages.map(textOf)).toEqual(['two', 'one'])
  expect((await phone.call('direct.messages', { userId: ben, peerId: ann })).messages.map(textOf)).toEqual(['two'])
  expect((await asAnn.call('direct.messages', { userId: ann, peerId: ben })).messages.map(textOf)).toEqual(['two', 'one'])

  await set({ syncConversationDeletion: true })
  await phone.call('conversation.remove', { userId: ben, conversations: [{ groupId }] })
  expect(await web.hears('user.noticed', ({ event }) => event === 'conversation.removed')).toMatchObject({
    content: { conversations: [{ groupId }] },
  })
  await set({ syncConversationDeletion: false })
})

test('a cleared conversation stays in the list without words', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('direct.send', { receiverId: ben, ...words('old') })
  await asBen.call('conversation.clear', { userId: ben, conversation: { peerId: ann } })
  expect(await listed(asBen, ben)).toMatchObject([{ conversation: { peerId: ann }, lastMessage: null, unread: 0, sequence: 1 }])
  expect(await asBen.call('direct.messages', { userId: ben, peerId: ann })).toEqual({ messages: [], coveredFrom: 1, coveredTo: 1 })
})

test('marks and groups of conversations are told the user’s other devices, and stand in the list', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, phone, web] = [await signIn(ann), await signIn(ben, { platform: 'iPhone' }), await signIn(ben)]
  await asAnn.call('direct.send', { receiverId: ben, ...words() })
  const contact = { peerId: ann }
  await phone.call('contact.mark', { userId: ben, marks: [{ contact, standard: { clear: [], set: [1] }, custom: 'dear' }] })
  const { group: made } = await phone.call('contactGroup.create', { userId: ben, name: 'garden', contacts: [contact] })
  expect(await web.hears('user.noticed', ({ event }) => event === 'contactGroup.changed')).toMatchObject({
    content: { userId: ben, groups: [made] },
  })
  await web.hears('user.noticed', ({ event, content }) => event === 'contact.marked' && JSON.stringify(content).includes('dear'))
  expect(await listed(phone, ben)).toMatchObject([
    { conversation: contact, standardMarks: [1], customMark: 'dear', contactGroupIds: [made.contactGroupId] },
  ])
  expect((await phone.refused('contact.listMarked', { userId: ann })).code).toBe('not_allowed')
})

test('the list holds as many as plan and setting allow; what changed since a moment comes whole', async () => {
  const [ann] = names('ann') as [string]
  const peers = Array.from({ length: 105 }, (_, index) => `${ann}-peer${index}`)
  await app.importUsers(peers)
  const asAnn = await signIn(ann)
  for (const receiverId of peers) await asAnn.call('direct.send', { receiverId, ...words() })
  const count = async (more: object) => {
    const first = await asAnn.call('conversation.list', { userId: ann, ...more })
    const second =
      first.next === null ? [] : (await asAnn.call('conversation.list', { userId: ann, after: first.next, ...more })).conversations
    return new Set([...first.conversations, ...second].map(({ conversation }) => JSON.stringify(conversation))).size
  }
  await set({ conversationsMax: 100 })
  expect(await count({})).toBe(100)
  await set({ conversationsMax: 102 })
  expect(await count({})).toBe(102)
  expect(await count({ changedSince: world.now().toISOString() })).toBe(105)
})
