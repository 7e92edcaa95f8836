import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, words } from './live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, set, close } = driveLive(() => app)
afterEach(close)

const service = 'group_open_http_svc'
const outcome = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    ({ code }) => code as string,
  )
const reactionsOf = async (client: LiveClient, groupId: string) => (await client.call('message.list', { groupId })).messages[0]!.reactions
const many = (count: number) => Array.from({ length: count }, (_, index) => index)

/** A group of two with one message of the first. */
async function pairInGroup(more: Record<string, unknown> = {}) {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben], more)
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words() })
  const { messages } = await asAnn.call('message.list', { groupId })
  const message = { conversation: { groupId }, sequence: messages[0]!.sequence! }
  return { ann, ben, groupId, asAnn, asBen, message }
}

describe('in a group', () => {
  test('a reaction counts once, is told to all, and stands in the history until it is taken back', async () => {
    const { ann, ben, groupId, asAnn, asBen, message } = await pairInGroup()
    const thumb = { ...message, reactionId: '👍' }
    expect(await asBen.call('reaction.add', thumb)).toEqual({ change: 1 })
    expect(await asAnn.hears('message.reactionsChanged')).toEqual({
      groupId,
      sequence: message.sequence,
      change: 1,
      reactions: [{ reactionId: '👍', count: 1 }],
      by: { userId: ben, reactionId: '👍', added: true, firstUsers: [{ userId: ben, nick: '', faceUrl: '' }] },
    })
    expect(await asBen.refused('reaction.add', thumb)).toMatchObject({ code: 'reaction_given', number: 23007 })
    await asAnn.call('reaction.add', thumb)
    await asAnn.call('reaction.add', { ...message, reactionId: 'party' })
    expect(await reactionsOf(asBen, groupId)).toEqual([
      { reactionId: '👍', count: 2, mine: true },
      { reactionId: 'party', count: 1, mine: false },
    ])
    expect(await asBen.call('reaction.remove', thumb)).toEqual({ change: 4 })
    expect(await asBen.refused('reaction.remove', thumb)).toMatchObject({ code: 'reaction_not_given', number: 23009 })
    expect(await asBen.refused('reaction.remove', { ...message, reactionId: '👎' })).toMatchObject({
      code: 'reaction_unknown',
      number: 23008,
    })
    expect(await asBen.hears('message.reactionsChanged', ({ change }) => change === 4)).toMatchObject({
      by: { userId: ben, reactionId: '👍', added: false, firstUsers: [{ userId: ann }] },
    })
    expect(await asBen.call('reaction.list', { conversation: { groupId }, sequences: [message.sequence, 999], users: 1 })).toEqual({
      messages: [
        {
          sequence: message.sequence,
          reactions: [
            { reactionId: '👍', count: 1, mine: false, users: [{ userId: ann, nick: '', faceUrl: '' }] },
            { reactionId: 'party', count: 1, mine: false, users: [{ userId: ann, nick: '', faceUrl: '' }] },
          ],
        },
        { sequence: 999, reactions: [] },
      ],
    })
    expect(
      (await asBen.call('reaction.list', { conversation: { groupId }, sequences: [message.sequence], users: 0 })).messages[0],
    ).toMatchObject({ reactions: [{ users: [] }, { users: [] }] })
  })

  test('what was missed is listed under the numbers of changes, between what was recalled and rewritten', async () => {
    const { ann, groupId, asAnn, asBen, message } = await pairInGroup()
    const place = { groupId, sequence: message.sequence }
    await asBen.call('reaction.add', { ...message, reactionId: 'a' })
    await asAnn.call('message.modify', { ...place, cloudCustomData: 'new', expectedChange: 0 })
    await asBen.call('reaction.add', { ...message, reactionId: 'b' })
    expect(await asAnn.call('message.listChanges', { groupId, after: 0 })).toMatchObject({
      messages: [{ sequence: message.sequence, change: 2, cloudCustomData: 'new' }],
      reactions: [{ sequence: message.sequence, change: 3, reactions: [{ reactionId: 'a', count: 1, mine: false }, { reactionId: 'b' }] }],
      reached: 3,
    })
    expect(await asAnn.call('message.listChanges', { groupId, after: 0, limit: 1 })).toMatchObject({ reactions: [], reached: 2 })
    const [listed] = (await asAnn.call('conversation.get', { userId: ann, conversations: [{ groupId }] })).conversations
    expect(listed).toMatchObject({ change: 3 })
    await asAnn.call('message.recall', { groupId, sequences: [message.sequence] })
    expect(await asAnn.call('message.listChanges', { groupId, after: 0 })).toMatchObject({ messages: [{ change: 4 }], reactions: [] })
  })

  test('those who see the message and may speak react: no stranger, nobody muted, nobody it was not said to', async () => {
    const [ann, ben, cy, zoe] = names('ann', 'ben', 'cy', 'zoe') as [string, string, string, string]
    const groupId = await group(ann, [ben, cy], { Type: 'Public' })
    const [asAnn, asBen, asCy, asZoe] = [await signIn(ann), await signIn(ben), await signIn(cy), await signIn(zoe)]
    await asAnn.call('message.send', { groupId, ...words(), receiverIds: [ben] })
    const { messages } = await asAnn.call('message.list', { groupId })
    const reaction = { conversation: { groupId }, sequence: messages[0]!.sequence!, reactionId: '👍' }
    expect((await asZoe.refused('reaction.add', reaction)).code).toBe('not_a_member')
    expect((await asZoe.refused('reaction.list', { conversation: { groupId }, sequences: [1] })).code).toBe('not_a_member')
    expect((await asZoe.refused('reaction.listUsers', reaction)).code).toBe('not_a_member')
    expect(await asCy.refused('reaction.add', reaction)).toMatchObject({ code: 'group_message_unknown', number: 10030 })
    await asBen.call('reaction.add', reaction)
    await asAnn.hears('message.reactionsChanged')
    await asCy.settle()
    expect(asCy.heard.filter(({ event }) => event === 'message.reactionsChanged')).toEqual([])

    await asAnn.call('group.muteMembers', { groupId, userIds: [ben], forSeconds: 60 })
    expect((await asBen.refused('reaction.add', { ...reaction, reactionId: '👎' })).code).toBe('sender_muted')
    await asBen.call('reaction.remove', reaction)
    for (const reactionId of ['', 'x'.repeat(129), 'a\u0000b']) {
      expect((await asAnn.refused('reaction.add', { ...reaction, reactionId })).code).toBe('bad_input')
    }
    const ofTwo = { conversation: { groupId: [ann, ben].sort().join('\n') }, sequences: [1] }
    expect((await asZoe.refused('reaction.list', ofTwo)).code).toBe('group_id_invalid')
    expect((await asZoe.refused('reaction.list', { ...ofTwo, conversation: { groupId: 'nowhere' } })).code).toBe('group_unknown')
  })

  test('what was said before the joining is not seen and not reacted to, nor what one has hidden', async () => {
    const { groupId, asBen, message } = await pairInGroup({ Type: 'Public' })
    const [cy] = names('cy') as [string]
    const asCy = await signIn(cy)
    await app.ok(`${service}/add_group_member`, { GroupId: groupId, MemberList: [{ Member_Account: cy }] })
    await asBen.call('reaction.add', { ...message, reactionId: '👍' })
    expect((await asCy.refused('reaction.add', { ...message, reactionId: '👍' })).code).toBe('group_message_unknown')
    const wanted = { conversation: { groupId }, sequences: [message.sequence] }
    expect((await asCy.call('reaction.list', wanted)).messages).toEqual([{ sequence: message.sequence, reactions: [] }])
    expect((await asCy.call('message.listChanges', { groupId, after: 0 })).reactions).toEqual([])
    await asBen.call('message.hide', { groupId, sequences: [message.sequence] })
    expect((await asBen.refused('reaction.remove', { ...message, reactionId: '👍' })).code).toBe('group_message_unknown')
  })

  test('messages of audio-video groups are not kept (10044), those of topics have reactions of their own', async () => {
    const [ann] = names('ann') as [string]
    const asAnn = await signIn(ann)
    const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: ann })
    const reaction = { conversation: { groupId: av }, sequence: 1, reactionId: '👍' }
    await asAnn.call('avGroup.join', { groupId: av })
    for (const command of ['reaction.add', 'reaction.remove', 'reaction.listUsers'] as const) {
      expect(await asAnn.refused(command, reaction)).toMatchObject({ code: 'group_message_no_history', number: 10044 })
    }

    const community = await app.createGroup({ Type: 'Community', SupportTopic: 1, Owner_Account: ann })
    const create = async () =>
      (await app.ok('million_group_open_http_svc/create_topic', { GroupId: community, TopicName: 'x' })).TopicId as string
    const [roses, tulips] = [await create(), await create()]
    for (const topicId of [roses, tulips]) await asAnn.call('message.send', { groupId: community, topicId, ...words() })
    await asAnn.call('reaction.add', { conversation: { groupId: community, topicId: roses }, sequence: 1, reactionId: '🌹' })
    expect(await asAnn.hears('message.reactionsChanged')).toMatchObject({ groupId: community, topicId: roses })
    const listed = await Promise.all(
      [roses, tulips].map(async (topicId) => (await asAnn.call('message.list', { groupId: community, topicId })).messages[0]!.reactions),
    )
    expect(listed).toEqual([[{ reactionId: '🌹', count: 1, mine: true }], undefined])
  })
})

test('between two users both hear of it; who is blocked does not react, and nobody else does', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const [asAnn, asBen, asZoe] = [await signIn(ann), await signIn(ben), await signIn(zoe)]
  await asAnn.call('direct.send', { receiverId: ben, ...words() })
  const to = (peerId: string) => ({ conversation: { peerId }, sequence: 1, reactionId: '👍' })
  const [byBen, byAnn] = [to(ann), to(ben)]
  await asBen.call('reaction.add', byBen)
  expect(await asAnn.hears('message.reactionsChanged')).toMatchObject({ sequence: 1, change: 1, by: { userId: ben, added: true } })
  await asAnn.call('reaction.add', byAnn)
  expect(await asBen.hears('message.reactionsChanged', ({ change }) => change === 2)).toMatchObject({ by: { userId: ann } })
  for (const [client, userId, peerId] of [
    [asAnn, ann, ben],
    [asBen, ben, ann],
  ] as const) {
    const reactions = [{ reactionId: '👍', count: 2, mine: true }]
    expect((await client.call('direct.messages', { userId, peerId })).messages).toMatchObject([{ reactions }])
    expect(await client.call('direct.listChanges', { userId, peerId, after: 1 })).toMatchObject({
      messages: [],
      reactions: [{ change: 2, reactions }],
    })
  }
  expect(await asZoe.refused('reaction.add', byBen)).toMatchObject({ code: 'message_unknown', number: 20022 })
  expect((await asZoe.call('reaction.list', { conversation: { peerId: ann }, sequences: [1] })).messages[0]).toEqual({
    sequence: 1,
    reactions: [],
  })

  await asAnn.call('block.add', { userId: ann, userIds: [ben] })
  const another = { conversation: { peerId: ann }, sequence: 1, reactionId: '👎' }
  expect(await asBen.call('reaction.add', another)).toEqual({ change: null })
  await set({ blockedSendsSucceed: false })
  expect((await asBen.refused('reaction.add', another)).code).toBe('sender_blocked')
  await asBen.call('reaction.remove', byBen)
  await set({ friendsOnly: true })
  expect((await asAnn.refused('reaction.add', { ...another, conversation: { peerId: ben } })).code).toBe('not_friends')
  await set({ friendsOnly: false, blockedSendsSucceed: true })
})

describe('many at once', () => {
  test('all reactions of many users count, under numbers without a gap, while messages are said', async () => {
    const users = names(...many(24).map(() => 'user'))
    const groupId = await group(users[0]!, users.slice(1))
    const clients = await Promise.all(users.map((user) => signIn(user)))
    await clients[0]!.call('message.send', { groupId, ...words() })
    const reaction = { conversation: { groupId }, sequence: 1, reactionId: '👍' }
    const answers = await Promise.all([
      ...clients.map((client) => client.call('reaction.add', reaction)),
      ...clients.map((client) => client.call('message.send', { groupId, ...words() })),
    ])
    const changes = answers.flatMap((answer) => ('change' in answer ? [answer.change!] : []))
    expect(changes.toSorted((one, other) => one - other)).toEqual(many(24).map((index) => index + 1))
    expect(await clients[0]!.call('message.listChanges', { groupId, after: 0 })).toMatchObject({
      reactions: [{ change: 24, reactions: [{ reactionId: '👍', count: 24 }] }],
    })
    const first = await clients[0]!.call('reaction.listUsers', { ...reaction, limit: 20 })
    const second = await clients[0]!.call('reaction.listUsers', { ...reaction, limit: 20, after: first.next! })
    expect([...first.users, ...second.users].map(({ userId }) => userId).toSorted()).toEqual(users.toSorted())
    expect(second.next).toBeNull()
    expect(
      (await clients[0]!.call('reaction.list', { conversation: { groupId }, sequences: [1] })).messages[0]!.reactions[0]!.users,
    ).toEqual(first.users.slice(0, 10))
  })

  test('of one user’s same reaction said twice at once one counts; of those above 30 kinds none', async () => {
    const { asAnn, asBen, groupId, message } = await pairInGroup()
    const add = (client: LiveClient, reactionId: string) => outcome(client.call('reaction.add', { ...message, reactionId }))
    expect((await Promise.all(many(4).map(() => add(asBen, 'kind0')))).toSorted()).toEqual(['done', ...Array(3).fill('reaction_given')])
    for (const index of many(27)) await asAnn.call('reaction.add', { ...message, reactionId: `kind${index + 1}` })
    const last = await Promise.all(many(4).map((index) => add(index % 2 ? asAnn : asBen, `last${index}`)))
    expect(last.toSorted()).toEqual(['done', 'done', 'reaction_limit', 'reaction_limit'])
    expect(await add(asAnn, 'kind0')).toBe('done')
    expect(await asAnn.refused('reaction.add', { ...message, reactionId: 'more' })).toMatchObject({
      number: 23005,
      details: { allowed: 30 },
    })
    expect(await reactionsOf(asAnn, groupId)).toHaveLength(30)
  })

  test('the 101st user of one reaction is refused (23006)', async () => {
    const { asAnn, asBen, message } = await pairInGroup()
    const others = names(...many(99).map(() => 'other'))
    await world.sql`
      insert into message_reactions (conversation_id, sequence, reaction_id, user_id, app_id, day)
      select conversation_id, sequence, '👍', user_id, app_id, day from messages cross join unnest(${others}::text[]) as user_id
      where sequence = ${message.sequence}
        and conversation_id = (select id from conversations where key = ${message.conversation.groupId} and app_id = ${app.sdkAppId})`
    const tries = [asAnn, asBen].map((client) => outcome(client.call('reaction.add', { ...message, reactionId: '👍' })))
    expect((await Promise.all(tries)).toSorted()).toEqual(['done', 'reaction_user_limit'])
  })
})

test('a user reacts so often in a second as the operator lets the app (60007); others are not held back by it', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const { sdkAppId } = app
  await world.operator.call('app.setRates', { sdkAppId, rates: { reactionsPerUser: 1 } })
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words() })
  const react = (client: LiveClient, reactionId: string) =>
    outcome(client.call('reaction.add', { conversation: { groupId }, sequence: 1, reactionId }))
  const outcomes = await Promise.all(many(20).map((index) => react(asAnn, `kind${index}`)))
  expect(new Set(outcomes)).toEqual(new Set(['done', 'rate_limit']))
  expect(await react(asBen, 'kind')).toBe('done')
  await world.operator.call('app.setRates', { sdkAppId, rates: { reactionsPerUser: 1_000_000 } })
})

describe('reactions end', () => {
  const left = (groupId: string) => world.sql`
    select 1 from message_reactions join conversations on id = conversation_id where key = ${groupId}
    union all select 1 from message_reaction_changes join conversations on id = conversation_id where key = ${groupId}`

  test('with the words of a message that is recalled, also while somebody reacts to it', async () => {
    const { asAnn, asBen, groupId, message } = await pairInGroup()
    await asBen.call('reaction.add', { ...message, reactionId: 'first' })
    const outcomes = await Promise.all([
      outcome(asAnn.call('message.recall', { groupId, sequences: [message.sequence] })),
      ...many(6).map((index) => outcome(asBen.call('reaction.add', { ...message, reactionId: `kind${index}` }))),
    ])
    for (const one of outcomes) expect(['done', 'group_message_unknown']).toContain(one)
    expect(await left(groupId)).toHaveLength(0)
    expect((await asBen.refused('reaction.add', { ...message, reactionId: 'late' })).code).toBe('group_message_unknown')
  })

  test('with the account of whoever reacted', async () => {
    // Accounts of free apps only are deleted.
    const free = await world.busyApp({ users: ['ann', 'ben'] })
    const ofFree = driveLive(() => free)
    const groupId = await free.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
    const [asAnn, asBen] = [await ofFree.signIn('ann'), await ofFree.signIn('ben')]
    await asAnn.call('message.send', { groupId, ...words() })
    const reaction = { conversation: { groupId }, sequence: 1, reactionId: '👍' }
    for (const client of [asAnn, asBen]) await client.call('reaction.add', reaction)
    await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
    expect(await reactionsOf(asAnn, groupId)).toEqual([{ reactionId: '👍', count: 1, mine: true }])
    await ofFree.close()
  })

  test('with the storage period, and with the group', async () => {
    const { asAnn, asBen, groupId, message } = await pairInGroup()
    await asBen.call('reaction.add', { ...message, reactionId: '👍' })
    await world.moveBy(30 * 86_400)
    expect((await asAnn.refused('reaction.add', { ...message, reactionId: '👍' })).code).toBe('group_message_unknown')
    expect((await asAnn.refused('reaction.listUsers', { ...message, reactionId: '👍' })).code).toBe('group_message_unknown')
    await world.moveBy(2 * 86_400)
    expect(await left(groupId)).toHaveLength(0)

    const { sequence } = await asAnn.call('message.send', { groupId, ...words() })
    await asBen.call('reaction.add', { ...message, sequence: sequence!, reactionId: '👍' })
    await app.ok(`${service}/destroy_group`, { GroupId: groupId })
    expect((await asBen.refused('reaction.remove', { ...message, sequence: sequence!, reactionId: '👍' })).code).toBe('group_unknown')
    await world.moveBy(1)
    expect(await world.sql`select 1 from message_reactions where conversation_id not in (select id from conversations)`).toHaveLength(0)
  })
})
