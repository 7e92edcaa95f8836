import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, textOf, words } from '../messages/live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, close } = driveLive(() => app)
afterEach(close)

const many = (count: number) => Array.from({ length: count }, (_, index) => index)
const say = async (client: LiveClient, groupId: string, text = 'hi') =>
  (await client.call('message.send', { groupId, ...words(text) })).sequence!
const pinned = async (client: LiveClient, groupId: string) =>
  (await client.call('group.listPinnedMessages', { groupId })).pinned.map(({ message }) => textOf(message))

/** Owner and member of a group, each connected. */
async function pair(Type = 'Public') {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben], { Type })
  return { ann, ben, groupId, asAnn: await signIn(ann), asBen: await signIn(ben) }
}

test('a pinned message is listed with who pinned it and when, and all members hear of it', async () => {
  const { ann, groupId, asAnn, asBen } = await pair()
  const sequence = await say(asBen, groupId, 'rules')
  await asAnn.call('group.pinMessage', { groupId, sequence })
  expect(await asBen.hears('group.pinsChanged')).toEqual({
    groupId,
    sequence,
    isPinned: true,
    operatorId: ann,
    at: world.now().toISOString(),
  })
  expect(await asAnn.refused('group.pinMessage', { groupId, sequence })).toMatchObject({ code: 'message_pinned', number: 10071 })
  const later = await say(asBen, groupId, 'news')
  await world.moveBy(1)
  await asAnn.call('group.pinMessage', { groupId, sequence: later })
  expect((await asBen.call('group.listPinnedMessages', { groupId })).pinned).toMatchObject([
    { operatorId: ann, pinnedAt: world.now().toISOString(), message: { sequence: later } },
    { operatorId: ann, message: { sequence } },
  ])
  for (const _ of many(2)) await asAnn.call('group.unpinMessage', { groupId, sequence })
  await asAnn.settle()
  expect(asAnn.heard.filter(({ event, content }) => event === 'group.pinsChanged' && !content.isPinned)).toHaveLength(1)
  expect(await pinned(asBen, groupId)).toEqual(['news'])
})

test('owner and admins pin; members only where there are no admins, and strangers nowhere', async () => {
  const { ben, groupId, asAnn, asBen } = await pair()
  const [zoe] = names('zoe') as [string]
  const asZoe = await signIn(zoe)
  const sequence = await say(asBen, groupId)
  for (const command of ['group.pinMessage', 'group.unpinMessage'] as const) {
    expect((await asBen.refused(command, { groupId, sequence })).code).toBe('group_not_allowed')
    expect((await asZoe.refused(command, { groupId, sequence })).code).toBe('not_a_member')
  }
  expect((await asZoe.refused('group.listPinnedMessages', { groupId })).code).toBe('not_a_member')
  await asAnn.call('group.updateMember', { groupId, userId: ben, role: 'Admin' })
  await asBen.call('group.pinMessage', { groupId, sequence })

  const work = await pair('Work')
  await work.asBen.call('group.pinMessage', { groupId: work.groupId, sequence: await say(work.asBen, work.groupId) })
  expect(await pinned(work.asAnn, work.groupId)).toEqual(['hi'])

  const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: ben })
  expect((await asBen.refused('group.pinMessage', { groupId: av, sequence: 1 })).code).toBe('group_message_no_history')
})

test('what is not there, told by the service or said to some is not pinned; nobody sees in the list what the history does not show', async () => {
  const { ben, groupId, asAnn } = await pair()
  await asAnn.call('message.send', { groupId, ...words('secret'), receiverIds: [ben] })
  await say(asAnn, groupId, 'rules')
  const { messages } = await asAnn.call('message.list', { groupId })
  const named = (text: string) => messages.find((message) => textOf(message) === text)!.sequence!
  const codes = [
    { sequence: 999, code: 'group_message_unknown' },
    { sequence: named('secret'), code: 'group_not_supported' },
  ]
  for (const { sequence, code } of codes) expect((await asAnn.refused('group.pinMessage', { groupId, sequence })).code).toBe(code)
  const tip = messages.find(({ system }) => system)
  if (tip) expect((await asAnn.refused('group.pinMessage', { groupId, sequence: tip.sequence! })).code).toBe('group_message_unknown')
  await asAnn.call('group.pinMessage', { groupId, sequence: named('rules') })
  const [cy] = names('cy') as [string]
  const asCy = await signIn(cy)
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: cy }] })
  expect(await pinned(asCy, groupId)).toEqual([])
})

test('of those who pin the tenth at once one does (10070); what is recalled or past the storage period makes room', async () => {
  const { groupId, asAnn, asBen } = await pair('Work')
  const sequences: number[] = []
  for (const index of many(14)) sequences.push(await say(asAnn, groupId, `${index}`))
  for (const sequence of sequences.slice(0, 9)) await asAnn.call('group.pinMessage', { groupId, sequence })
  const tries = sequences.slice(9, 13).map((sequence, index) =>
    (index % 2 ? asAnn : asBen).call('group.pinMessage', { groupId, sequence }).then(
      () => 'done',
      ({ code }) => code as string,
    ),
  )
  expect((await Promise.all(tries)).toSorted()).toEqual(['done', 'pin_limit', 'pin_limit', 'pin_limit'])
  const last = { groupId, sequence: sequences[13]! }
  expect(await asAnn.refused('group.pinMessage', last)).toMatchObject({ number: 10070, details: { allowed: 10 } })
  await asAnn.call('message.recall', { groupId, sequences: [sequences[0]!] })
  expect(await pinned(asBen, groupId)).toHaveLength(9)
  await asAnn.call('group.pinMessage', last)
  expect(await pinned(asBen, groupId)).toHaveLength(10)

  await world.moveBy(30 * 86_400)
  expect(await pinned(asAnn, groupId)).toEqual([])
  await asAnn.call('group.pinMessage', { groupId, sequence: await say(asAnn, groupId, 'anew') })
  expect(await pinned(asAnn, groupId)).toEqual(['anew'])
  await world.moveBy(2 * 86_400)
  expect(await world.sql`select 1 from message_pins join conversations on id = conversation_id where key = ${groupId}`).toHaveLength(1)
  await app.ok('group_open_http_svc/destroy_group', { GroupId: groupId })
  expect((await asAnn.refused('group.listPinnedMessages', { groupId })).code).toBe('group_unknown')
  await world.moveBy(1)
  expect(await world.sql`select 1 from message_pins where conversation_id not in (select id from conversations)`).toHaveLength(0)
})
