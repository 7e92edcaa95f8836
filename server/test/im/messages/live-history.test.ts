import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, textOf, words } from './live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, set, close } = driveLive(() => app)
afterEach(close)

const numbers = (messages: { sequence: number | null }[]) => messages.map(({ sequence }) => sequence)

test('a member reads the history page by page without a hole; a stranger reads nothing', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const groupId = await group(ann, [ben])
  const [asBen, asZoe] = [await signIn(ben), await signIn(zoe)]
  for (const text of ['one', 'two', 'three']) await asBen.call('message.send', { groupId, ...words(text) })
  const newest = await asBen.call('message.list', { groupId, limit: 2 })
  expect(newest).toMatchObject({ coveredFrom: 2, coveredTo: 3 })
  expect(newest.messages.map(textOf)).toEqual(['three', 'two'])
  const rest = await asBen.call('message.list', { groupId, limit: 2, through: 1 })
  expect(rest).toMatchObject({ coveredFrom: 1, coveredTo: 1, messages: [{ sequence: 1, senderId: ben }] })
  expect((await asZoe.refused('message.list', { groupId })).code).toBe('not_a_member')
})

test.each([
  ['Work', false],
  ['Public', false],
  ['Meeting', true],
  ['Community', true],
])('in a %s group a newcomer sees what was said before: %s', async (Type, isSeen) => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [], { Type })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words('before') })
  await world.moveBy(1)
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: ben }], Silence: 1 })
  const { sequence } = await asAnn.call('message.send', { groupId, ...words('after') })
  const page = await asBen.call('message.list', { groupId, limit: 100 })
  expect(page).toMatchObject({ coveredFrom: 1, coveredTo: sequence })
  const said = page.messages.filter(({ system }) => !system).map(textOf)
  expect(said).toEqual(isSeen ? ['after', 'before'] : ['after'])
})

test('whether newcomers see what was said before is set by type of group, at once, in the history and in the list', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [], { Type: 'Public' })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words('before') })
  await world.moveBy(1)
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: ben }], Silence: 1 })
  const seen = async () => {
    const { messages } = await asBen.call('message.list', { groupId })
    const { conversations } = await asBen.call('conversation.get', { userId: ben, conversations: [{ groupId }] })
    return [
      messages.filter(({ system }) => !system).map(textOf),
      conversations[0]?.lastMessage ? textOf(conversations[0].lastMessage) : null,
    ]
  }
  expect(await seen()).toEqual([[], null])
  await set({ historyBeforeJoining: { Public: true } })
  expect(await seen()).toEqual([['before'], 'before'])
  await set({ historyBeforeJoining: { Public: false } })
  expect(await seen()).toEqual([[], null])
})

test('a message that was on its way when somebody came is theirs: numbers decide, not moments', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [], { Type: 'Public' })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words('before') })
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: ben }], Silence: 1 })
  // As after a joining that was judged later than the message and written before it.
  await world.sql`update group_members set joined_at = joined_at + interval '1 minute' where app_id = ${app.sdkAppId} and user_id = ${ben}`
  await asAnn.call('message.send', { groupId, ...words('on its way') })
  const { messages } = await asBen.call('message.list', { groupId })
  expect(messages.filter(({ system }) => !system).map(textOf)).toEqual(['on its way'])
  const { conversations } = await asBen.call('conversation.get', { userId: ben, conversations: [{ groupId }] })
  expect(textOf(conversations[0]!.lastMessage!)).toBe('on its way')
})

test('where news begins is the joining, or where the conversation was cleared or removed, and not what was read', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [], { Type: 'Public' })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  await asAnn.call('message.send', { groupId, ...words('before') })
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: ben }], Silence: 1 })
  const since = async (of: { groupId: string } | { peerId: string }) =>
    (await asBen.call('conversation.get', { userId: ben, conversations: [of] })).conversations[0]!.sinceSequence
  await asAnn.call('message.send', { groupId, ...words('hello') })
  await asBen.call('message.send', { groupId, ...words('hello to you') })
  await asBen.call('message.markRead', { groupId, sequence: 3 })
  expect(await since({ groupId })).toBe(1)
  await asBen.call('conversation.clear', { userId: ben, conversation: { groupId } })
  expect(await since({ groupId })).toBe(3)

  await asAnn.call('direct.send', { receiverId: ben, ...words('one') })
  await asBen.call('direct.send', { receiverId: ann, ...words('two') })
  expect(await since({ peerId: ann })).toBe(0)
  await asBen.call('conversation.remove', { userId: ben, conversations: [{ peerId: ann }] })
  await asAnn.call('direct.send', { receiverId: ben, ...words('three') })
  expect(await since({ peerId: ann })).toBe(2)
})

test('a message to some of the members is there for them and for who said it; for the others its number is covered', async () => {
  const [ann, ben, cy] = names('ann', 'ben', 'cy') as [string, string, string]
  const groupId = await group(ann, [ben, cy])
  const [asAnn, asBen, asCy] = [await signIn(ann), await signIn(ben), await signIn(cy)]
  await asAnn.call('message.send', { groupId, ...words('to ben'), receiverIds: [ben] })
  await asAnn.call('message.send', { groupId, ...words('to all') })
  for (const client of [asAnn, asBen]) expect(numbers((await client.call('message.list', { groupId })).messages)).toEqual([2, 1])
  expect(await asCy.call('message.list', { groupId })).toMatchObject({ messages: [{ sequence: 2 }], coveredFrom: 1, coveredTo: 2 })
  // However many of a page are not for the reader, the page ends where it was looked at.
  expect(await asCy.call('message.list', { groupId, through: 1, limit: 1 })).toEqual({ messages: [], coveredFrom: 1, coveredTo: 1 })

  await asAnn.call('message.modify', { groupId, sequence: 1, body: words('secret').body })
  await asBen.hears('message.modified', ({ sequence }) => sequence === 1)
  await asCy.settle()
  expect(JSON.stringify(asCy.heard)).not.toContain('secret')
})

test('two users read what they said to each other by number; what one takes out of the own view the other keeps', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  for (const text of ['one', 'two', 'three']) await asAnn.call('direct.send', { receiverId: ben, ...words(text) })
  await asBen.call('direct.send', { receiverId: ann, ...words('four') })
  const page = await asBen.call('direct.messages', { userId: ben, peerId: ann, limit: 3 })
  expect(page).toMatchObject({ coveredFrom: 2, coveredTo: 4 })
  expect(page.messages.map(textOf)).toEqual(['four', 'three', 'two'])
  expect(page.messages[0]).toMatchObject({ senderId: ben, receiverId: ann, messageKey: expect.any(String) })

  await asBen.call('direct.hide', { userId: ben, peerId: ann, sequences: [2, 99] })
  expect(numbers((await asBen.call('direct.messages', { userId: ben, peerId: ann })).messages)).toEqual([4, 3, 1])
  expect(numbers((await asAnn.call('direct.messages', { userId: ann, peerId: ben })).messages)).toEqual([4, 3, 2, 1])
  expect((await asBen.refused('direct.messages', { userId: ann, peerId: ben })).code).toBe('not_allowed')
})

test('what a member takes out of the own view is covered for that member, and there for the others', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  for (const text of ['one', 'two']) await asAnn.call('message.send', { groupId, ...words(text) })
  await asBen.call('message.hide', { groupId, sequences: [2] })
  await asBen.call('message.hide', { groupId, sequences: [2] })
  expect(await asBen.call('message.list', { groupId })).toMatchObject({ messages: [{ sequence: 1 }], coveredFrom: 1, coveredTo: 2 })
  expect(numbers((await asAnn.call('message.list', { groupId })).messages)).toEqual([2, 1])
})

test('a user recalls what that user said as long as the setting allows; owner and admins recall for the members below them', async () => {
  const [ann, ben, cy] = names('ann', 'ben', 'cy') as [string, string, string]
  const groupId = await group(ann, [ben, cy])
  const [asAnn, asBen, asCy] = [await signIn(ann), await signIn(ben), await signIn(cy)]
  for (const client of [asBen, asBen, asCy, asAnn]) await client.call('message.send', { groupId, ...words('words') })

  expect(await asBen.call('message.recall', { groupId, sequences: [1] })).toEqual({ results: [{ sequence: 1, outcome: 'recalled' }] })
  expect(await asCy.hears('message.recalled')).toMatchObject({
    groupId,
    operatorId: ben,
    messages: [{ sequence: 1, senderId: ben, change: 1 }],
  })
  expect(await asBen.refused('message.recall', { groupId, sequences: [3] })).toMatchObject({ number: 10007 })

  await world.moveBy(121)
  expect(await asBen.refused('message.recall', { groupId, sequences: [2] })).toMatchObject({
    code: 'group_recall_time_over',
    number: 10031,
  })
  await set({ recallSeconds: 600 })
  expect(await asBen.call('message.recall', { groupId, sequences: [2] })).toMatchObject({ results: [{ outcome: 'recalled' }] })
  await set({ recallSeconds: 120 })

  await app.ok('group_open_http_svc/modify_group_member_info', { GroupId: groupId, Member_Account: ben, Role: 'Admin' })
  expect(await asBen.refused('message.recall', { groupId, sequences: [4] })).toMatchObject({ number: 10007 })
  expect(await asBen.call('message.recall', { groupId, sequences: [3] })).toMatchObject({ results: [{ outcome: 'recalled' }] })
  expect(await asAnn.call('message.recall', { groupId, sequences: [4, 3] })).toMatchObject({
    results: [{ outcome: 'recalled' }, { outcome: 'group_message_unknown' }],
  })
})

test('a message is recalled once, however many try at the same time, and each change has the next number', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  for (let round = 0; round < 6; round++) await asBen.call('message.send', { groupId, ...words() })
  const tries = [1, 2, 3, 4, 5, 6].flatMap((sequence) =>
    [asAnn, asBen].map((client) => client.call('message.recall', { groupId, sequences: [sequence] })),
  )
  const outcomes = (await Promise.all(tries)).map(({ results }) => results[0]!.outcome)
  expect(outcomes.filter((outcome) => outcome === 'recalled')).toHaveLength(6)
  await asBen.settle()
  const changes = asBen.heard.filter(({ event }) => event === 'message.recalled').flatMap(({ content }) => content.messages)
  expect(changes.map(({ change }) => change).sort()).toEqual([1, 2, 3, 4, 5, 6])
})

test('only who said it rewrites a message, and not over a change that was not seen (2480); what was missed is listed', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [phone, web, asBen] = [await signIn(ann, { platform: 'iPhone' }), await signIn(ann), await signIn(ben)]
  for (const text of ['first', 'second']) await phone.call('message.send', { groupId, ...words(text) })
  expect(await asBen.refused('message.modify', { groupId, sequence: 1, body: words('mine').body })).toMatchObject({ number: 10007 })
  expect(await phone.call('message.modify', { groupId, sequence: 1, body: words('better').body, expectedChange: 0 })).toEqual({ change: 1 })
  const late = { groupId, sequence: 1, body: words('late').body, expectedChange: 0 }
  expect(await web.refused('message.modify', late)).toMatchObject({ code: 'message_changed', number: 2480, details: { change: 1 } })
  expect(await web.call('message.modify', { ...late, expectedChange: 1 })).toEqual({ change: 2 })
  await phone.call('message.recall', { groupId, sequences: [2] })

  const all = await asBen.call('message.listChanges', { groupId, after: 0 })
  expect(all).toMatchObject({
    messages: [
      { sequence: 1, change: 2, body: words('late').body },
      { sequence: 2, change: 3, body: [], recalledAt: expect.any(String), recalledBy: ann },
    ],
    reached: 3,
  })
  expect(await asBen.call('message.listChanges', { groupId, after: 0, limit: 1 })).toMatchObject({
    messages: [{ sequence: 1 }],
    reached: 2,
  })
  expect(await asBen.call('message.listChanges', { groupId, after: 3 })).toEqual({ messages: [], reactions: [], reached: 3 })
})

test('between two users: recall within the time (20016), rewriting without loss, changes listed', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const said = []
  for (const text of ['one', 'two', 'three']) said.push((await asAnn.call('direct.send', { receiverId: ben, ...words(text) })).messageKey)
  const [one, two, three] = said.map((messageKey) => ({ senderId: ann, receiverId: ben, messageKey }))
  await asAnn.call('direct.recall', one!)
  expect(await asBen.hears('message.recalled')).toMatchObject({
    userIds: [ann, ben],
    operatorId: ann,
    messages: [{ sequence: 1, change: 1 }],
  })
  expect(await asAnn.call('direct.modify', { ...two!, body: words('2').body, expectedChange: 0 })).toEqual({ change: 2 })
  expect((await asAnn.refused('direct.modify', { ...two!, body: words('2').body, expectedChange: 0 })).number).toBe(2480)
  // Nobody takes back what the other said.
  expect((await asBen.refused('direct.recall', { senderId: ben, receiverId: ann, messageKey: three!.messageKey })).code).toBe(
    'message_unknown',
  )
  await world.moveBy(121)
  expect(await asAnn.refused('direct.recall', three!)).toMatchObject({ code: 'recall_time_over', number: 20016 })
  expect(await asBen.call('direct.listChanges', { userId: ben, peerId: ann, after: 0 })).toMatchObject({
    messages: [{ sequence: 1, recalledAt: expect.any(String), recalledBy: ann }, { sequence: 2 }],
    reached: 2,
  })
})

test('a page around a message has the message, older or newer, by number in a group and by moment between users', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const moments: string[] = []
  for (const text of ['1', '2', '3', '4', '5']) {
    await world.moveBy(10)
    await asAnn.call('message.send', { groupId, ...words(text) })
    moments.push((await asAnn.call('direct.send', { receiverId: ben, ...words(text) })).at)
  }
  expect((await asBen.call('message.list', { groupId, through: 3, limit: 2 })).messages.map(textOf)).toEqual(['3', '2'])
  expect((await asBen.call('message.list', { groupId, through: 3 + 2 - 1, limit: 2 })).messages.map(textOf)).toEqual(['4', '3'])

  const pair = { userId: ben, peerId: ann }
  const older = await asBen.call('direct.list', { ...pair, from: '1970-01-01T00:00:00Z', to: moments[2]!, limit: 2 })
  expect(older.messages.map(textOf)).toEqual(['2', '3'])
  const anchor = older.messages.at(-1)!.sequence!
  expect((await asBen.call('direct.messages', { ...pair, through: anchor + 2 - 1, limit: 2 })).messages.map(textOf)).toEqual(['4', '3'])
})

test('what stands in an element beside its content, such as what is quoted, is kept as it was sent', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const { random, body } = words('yes')
  const quoting = [{ ...body[0]!, QuoteInfo: { sequence: 1, senderId: ben } }]
  await asAnn.call('message.send', { groupId, random, body: quoting })
  expect((await asBen.hears('message.sent', (message) => message.groupId === groupId)).body).toEqual(quoting)
  expect((await asBen.call('message.list', { groupId })).messages[0]!.body).toEqual(quoting)
})
