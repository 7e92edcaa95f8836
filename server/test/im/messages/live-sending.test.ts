import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive, textOf, words } from './live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '100000' } })
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const { signIn, names, group, set, close } = driveLive(() => app)
afterEach(close)

test('a member speaks and a stranger does not; whoever has left is a stranger from the answer on', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const groupId = await group(ann, [ben])
  const [asBen, asZoe] = [await signIn(ben), await signIn(zoe)]
  expect(await asBen.call('message.send', { groupId, ...words() })).toMatchObject({ sequence: 1, dropped: false })
  expect(await asZoe.refused('message.send', { groupId, ...words() })).toMatchObject({ code: 'not_a_member', number: 10007 })

  await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: [ben] })
  expect(await asBen.refused('message.send', { groupId, ...words() })).toMatchObject({ code: 'not_a_member' })
})

test('after the answer of a removal nothing more of the removed user gets in, however many messages were on their way', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben], { Type: 'Meeting' })
  const asBen = await signIn(ben)
  const outcomes: Promise<string>[] = []
  const say = () =>
    outcomes.push(
      asBen.call('message.send', { groupId, ...words() }).then(
        ({ sequence }) => `in ${sequence}`,
        ({ code }) => code,
      ),
    )
  for (let round = 0; round < 20; round++) say()
  const removal = app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: [ben] })
  for (let round = 0; round < 20; round++) say()
  await removal
  const newest = async () =>
    (
      await world.sql<
        { lastSequence: number }[]
      >`select last_sequence from conversations where app_id = ${app.sdkAppId} and key = ${groupId}`
    )[0]!.lastSequence
  const atTheAnswer = await newest()
  for (let round = 0; round < 20; round++) say()
  const all = await Promise.all(outcomes)
  expect(all.slice(-20)).toEqual(Array.from({ length: 20 }, () => 'not_a_member'))
  expect(await newest()).toBe(atTheAnswer)
  expect(all.filter((outcome) => outcome.startsWith('in'))).toHaveLength(atTheAnswer)
})

test('a muted member is refused until the mute is over, and the app’s administrator is an ordinary user on a live connection', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [asBen, asAdministrator] = [await signIn(ben), await signIn('administrator')]
  await app.ok('group_open_http_svc/forbid_send_msg', { GroupId: groupId, Members_Account: [ben], MuteTime: 60 })
  expect(await asBen.refused('message.send', { groupId, ...words() })).toMatchObject({ code: 'sender_muted', number: 10017 })
  await world.moveBy(61)
  expect(await asBen.call('message.send', { groupId, ...words() })).toMatchObject({ dropped: false })

  expect((await asAdministrator.refused('message.send', { groupId, ...words() })).code).toBe('not_a_member')
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'administrator' }] })
  await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, MuteAllMember: 'On' })
  expect((await asAdministrator.refused('message.send', { groupId, ...words() })).code).toBe('sender_muted')
})

test('a retry under the same random is the same message, and the sender’s other device hears it once', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [ben])
  const [phone, web, asBen] = [await signIn(ann, { platform: 'iPhone' }), await signIn(ann), await signIn(ben)]
  const said = words('once')
  const first = await phone.call('message.send', { groupId, ...said })
  expect(await phone.call('message.send', { groupId, ...said })).toEqual(first)
  await phone.call('message.send', { groupId, ...words('after') })
  for (const client of [web, asBen]) {
    await client.hears('message.sent', (message) => textOf(message) === 'after')
    const heard = client.heard.filter(({ event, content }) => event === 'message.sent' && content.random === said.random)
    expect(heard).toHaveLength(1)
  }
})

test('only members of a community speak in its topics, and nobody in the community itself', async () => {
  const [ann, ben, zoe] = names('ann', 'ben', 'zoe') as [string, string, string]
  const groupId = await group(ann, [ben], { Type: 'Community', SupportTopic: 1 })
  const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: groupId, TopicName: 'roses' })
  const [asBen, asZoe] = [await signIn(ben), await signIn(zoe)]
  expect(await asBen.call('message.send', { groupId, topicId, ...words() })).toMatchObject({ sequence: 1 })
  expect((await asZoe.refused('message.send', { groupId, topicId, ...words() })).code).toBe('not_a_member')
  expect((await asBen.refused('message.send', { groupId, ...words() })).code).toBe('group_not_supported')
})

test('in an audio-video group speaks whoever is in it', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const groupId = await group(ann, [], { Type: 'AVChatRoom' })
  const asBen = await signIn(ben)
  expect((await asBen.refused('message.send', { groupId, ...words() })).code).toBe('av_group_not_joined')
  await asBen.call('avGroup.join', { groupId })
  expect(await asBen.call('message.send', { groupId, ...words() })).toMatchObject({ sequence: null, dropped: false })
})

test('a message to a user reaches that user and the sender’s other devices, numbered, and a retry says it once', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  const [phone, web, asBen] = [await signIn(ann, { platform: 'iPhone' }), await signIn(ann), await signIn(ben)]
  const said = words('psst')
  const sent = await phone.call('direct.send', { receiverId: ben, ...said })
  expect(sent).toMatchObject({ sequence: 1 })
  expect(await phone.call('direct.send', { receiverId: ben, ...said })).toEqual(sent)
  expect(await phone.call('direct.send', { receiverId: ben, ...words('again') })).toMatchObject({ sequence: 2 })
  for (const client of [web, asBen]) {
    await client.hears('message.sent', (message) => message.sequence === 2)
    expect(
      client.heard
        .filter(({ event }) => event === 'message.sent')
        .map(({ content }) => [content.senderId, content.receiverId, content.sequence]),
    ).toEqual([
      [ann, ben, 1],
      [ann, ben, 2],
    ])
  }
  expect((await phone.refused('direct.send', { receiverId: 'nobody-at-all', ...words() })).code).toBe('receiver_unknown')
  expect((await phone.refused('direct.send', { senderId: ben, receiverId: ann, ...words() })).code).toBe('not_allowed')
})

test('whoever is blocked is told of success and nothing is delivered or kept; where the app wants it, 20007', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  await app.importUsers([ann, ben])
  await app.ok('sns/black_list_add', { From_Account: ben, To_Account: [ann] })
  const [asAnn, asBen] = [await signIn(ann), await signIn(ben)]
  expect(await asAnn.call('direct.send', { receiverId: ben, ...words() })).toMatchObject({ sequence: null })
  // The other way it works, and is the first message of the two.
  expect(await asBen.call('direct.send', { receiverId: ann, ...words('here') })).toMatchObject({ sequence: 1 })
  await asAnn.hears('message.sent', (message) => textOf(message) === 'here')
  await asBen.settle()
  expect(asBen.heard.filter(({ event, content }) => event === 'message.sent' && content.senderId === ann)).toEqual([])

  await set({ blockedSendsSucceed: false })
  expect(await asAnn.refused('direct.send', { receiverId: ben, ...words() })).toMatchObject({ code: 'sender_blocked', number: 20007 })
  // The app's server is not held by what is between users.
  await app.ok('openim/sendmsg', { From_Account: ann, To_Account: ben, MsgRandom: 5, MsgBody: words().body })
  await set({ blockedSendsSucceed: true })
})

test('where only friends write to each other, a stranger gets 20009', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  await app.importUsers([ann, ben])
  const asAnn = await signIn(ann)
  await set({ friendsOnly: true })
  expect(await asAnn.refused('direct.send', { receiverId: ben, ...words() })).toMatchObject({ code: 'not_friends', number: 20009 })
  await app.ok('sns/friend_import', { From_Account: ann, AddFriendItem: [{ To_Account: ben, AddSource: 'AddSource_Type_Test' }] })
  expect((await asAnn.refused('direct.send', { receiverId: ben, ...words() })).code).toBe('not_friends')
  await app.ok('sns/friend_import', { From_Account: ben, AddFriendItem: [{ To_Account: ann, AddSource: 'AddSource_Type_Test' }] })
  expect(await asAnn.call('direct.send', { receiverId: ben, ...words() })).toMatchObject({ sequence: 1 })
  await set({ friendsOnly: false })
})

test('whom the app has muted towards users writes to nobody (20012)', async () => {
  const [ann, ben] = names('ann', 'ben') as [string, string]
  await app.importUsers([ann, ben])
  const asAnn = await signIn(ann)
  await app.ok('openconfigsvr/setnospeaking', { Set_Account: ann, C2CmsgNospeakingTime: 60 })
  expect(await asAnn.refused('direct.send', { receiverId: ben, ...words() })).toMatchObject({ code: 'direct_sender_muted', number: 20012 })
})

test('above the rate of the group messages of members are dropped, also those of one connection; a stranger is refused and takes no place', async () => {
  const slow = await world.app({})
  const driver = driveLive(() => slow)
  const groupId = await driver.group('ann', ['ben'])
  const [asBen, asZoe] = [await driver.signIn('ben'), await driver.signIn('zoe')]
  const flood = async (client: typeof asBen) => {
    const outcomes: string[] = []
    for (let round = 0; round < 6; round++) {
      const calls = Array.from({ length: 50 }, () =>
        client.call('message.send', { groupId, ...words() }).then(
          ({ dropped }) => (dropped ? 'dropped' : 'sent'),
          ({ code }) => code as string,
        ),
      )
      outcomes.push(...(await Promise.all(calls)))
    }
    return outcomes
  }
  expect(new Set(await flood(asZoe))).toEqual(new Set(['not_a_member']))
  const outcomes = await flood(asBen)
  expect(outcomes).toContain('dropped')
  expect(outcomes.filter((outcome) => outcome === 'sent').length).toBeGreaterThanOrEqual(40)
  await driver.close()
})
