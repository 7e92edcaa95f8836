import type { Input } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, textOf, words } from './live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, close } = driveLive(() => app)
afterEach(close)

type Wanted = Omit<Input<'message.search'>, 'conversation'>

/** A group of two, and what each of them finds in it. */
async function pair(more: Record<string, unknown> = {}) {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben], more)
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  const find = async (client: LiveClient, wanted: Wanted) =>
    (await client.call('message.search', { conversation: { groupId }, ...wanted })).messages.map(textOf)
  const say = (client: LiveClient, text: string) => client.call('message.send', { groupId, ...words(text) })
  return { ann, ben, groupId, asAnn, asBen, find, say }
}

test('words are found as parts, capital or small, any of them or all, whatever signs they have', async () => {
  const { asAnn, asBen, find, say } = await pair()
  for (const text of ['The ROSE is red', 'a rosebush, "quoted" \\ (100%)', 'tulips\nin rows', '我们在花园里', 'Text'])
    await say(asAnn, text)
  expect(await find(asBen, { keywords: ['rose'] })).toEqual(['a rosebush, "quoted" \\ (100%)', 'The ROSE is red'])
  expect(await find(asBen, { keywords: ['rose', 'red'], match: 'all' })).toEqual(['The ROSE is red'])
  expect(await find(asBen, { keywords: ['red', '花园'] })).toEqual(['我们在花园里', 'The ROSE is red'])
  for (const keyword of ['"quoted"', '\\ (', '100%)', ', "']) expect(await find(asBen, { keywords: [keyword] })).toHaveLength(1)
  expect(await find(asBen, { keywords: ['s\nin'] })).toEqual(['tulips\nin rows'])
  // Neither signs of a pattern nor the way a message is written down are words.
  for (const keyword of ['.', 'r.se', 'MsgContent', 'TIMTextElem', 'nin']) expect(await find(asBen, { keywords: [keyword] })).toEqual([])
  expect(await find(asBen, { keywords: ['text'] })).toEqual(['Text'])
})

test('senders, types and times narrow a search, with words and without', async () => {
  const { ann, ben, groupId, asAnn, asBen, find, say } = await pair()
  await say(asAnn, 'plan one')
  await world.moveBy(60)
  const at = world.now().toISOString()
  await say(asBen, 'plan two')
  const MsgBody = [{ MsgContent: { FileName: 'plan.pdf', Url: 'https://example.com/1' }, MsgType: 'TIMFileElem' }]
  await app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, From_Account: ben, Random: 1, MsgBody })
  expect(await find(asAnn, { keywords: ['plan'] })).toEqual(['', 'plan two', 'plan one'])
  expect(await find(asAnn, { keywords: ['plan'], senderIds: [ann] })).toEqual(['plan one'])
  expect(await find(asAnn, { keywords: ['plan'], types: ['TIMFileElem'] })).toEqual([''])
  expect(await find(asAnn, { types: ['TIMTextElem', 'TIMImageElem'], from: at })).toEqual(['plan two'])
  expect(await find(asAnn, { to: at })).toEqual(['plan one'])
})

test('nothing is found that the history does not show: recalled, hidden, for others, of before the joining, told by the service', async () => {
  const { ann, ben, groupId, asAnn, asBen, find, say } = await pair({ Type: 'Public' })
  const { sequence: recalled } = await say(asBen, 'word recalled')
  const { sequence: hidden } = await say(asBen, 'word hidden')
  await asBen.call('message.recall', { groupId, sequences: [recalled!] })
  await asBen.call('message.hide', { groupId, sequences: [hidden!] })
  await asAnn.call('message.send', { groupId, ...words('word for ann'), receiverIds: [ann] })
  expect(await find(asBen, { keywords: ['word'] })).toEqual([])
  expect(await find(asAnn, { keywords: ['word'] })).toEqual(['word for ann', 'word hidden'])

  const [cy] = names('cy') as [string]
  const asCy = await signIn(cy)
  expect((await asCy.refused('message.search', { conversation: { groupId }, keywords: ['word'] })).code).toBe('not_a_member')
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: cy }] })
  await say(asAnn, 'word for all')
  expect(await find(asCy, {})).toEqual(['word for all'])
  await asBen.call('conversation.clear', { userId: ben, conversation: { groupId } })
  expect(await find(asBen, { keywords: ['word'] })).toEqual([])
})

test('a search goes on below what it has covered, 1,000 messages at a time, until nothing is left', async () => {
  const { groupId, ann, asBen } = await pair()
  await world.moveBy(100)
  const SendTime = Math.floor(world.now().getTime() / 1000) - 90
  const said = (number: number) => words(`number ${number} ${number % 500 === 1 ? 'rare' : ''}`).body
  for (let from = 1; from <= 1_100; from += 20) {
    const MsgList = Array.from({ length: 20 }, (_, index) => ({ From_Account: ann, SendTime, MsgBody: said(from + index) }))
    await app.ok('group_open_http_svc/import_group_msg', { GroupId: groupId, MsgList })
  }
  const conversation = { groupId }
  const first = await asBen.call('message.search', { conversation, keywords: ['rare'] })
  expect(first).toMatchObject({ coveredFrom: 101, coveredTo: 1_100, messages: [{ sequence: 1_001 }, { sequence: 501 }] })
  const second = await asBen.call('message.search', { conversation, keywords: ['rare'], through: 100 })
  expect(second).toMatchObject({ coveredFrom: 1, coveredTo: 100, messages: [{ sequence: 1 }] })
  expect(await asBen.call('message.search', { conversation, keywords: ['rare'], limit: 1 })).toMatchObject({ coveredFrom: 1_001 })
  // Below what is too old there is nothing.
  const from = new Date(world.now().getTime() - 50_000).toISOString()
  expect(await asBen.call('message.search', { conversation, from })).toMatchObject({ coveredFrom: 1, messages: [] })
})

test('between two users each finds what both said, and strangers nothing; a user searches so often as the operator lets the app', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const [asAnn, asBen, asZoe] = [await signIn(ann), await signIn(ben), await signIn(zoe)]
  await asAnn.call('direct.send', { receiverId: ben, ...words('secret one') })
  await asBen.call('direct.send', { receiverId: ann, ...words('secret two') })
  const wanted = { conversation: { peerId: ben }, keywords: ['secret'] }
  expect((await asAnn.call('message.search', wanted)).messages.map(textOf)).toEqual(['secret two', 'secret one'])
  expect(await asZoe.call('message.search', wanted)).toEqual({ messages: [], coveredFrom: 1, coveredTo: 0 })
  await world.operator.call('app.setRates', { sdkAppId: app.sdkAppId, rates: { searchesPerUser: 5 } })
  await asZoe.call('message.search', wanted)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, () => asBen.call('message.search', { conversation: { peerId: ann } })),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(5)
  expect(outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason.code)).toContain('rate_limit')
  await world.operator.call('app.setRates', { sdkAppId: app.sdkAppId, rates: { searchesPerUser: 1_000_000 } })
})
