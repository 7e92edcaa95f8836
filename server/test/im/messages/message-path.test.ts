import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lanes } from '../../../src/im/messages/lanes/lanes.ts'
import { type Destination, directKey, type Outgoing, type Written } from '../../../src/im/messages/lanes/write-batch.ts'
import { openWritePath } from '../../../src/im/messages/lanes/write-path.ts'
import type { AppDriver } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { heardDuring } from '../../heard.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
/** The write paths of two processes. */
let here: Lanes
let there: Lanes
let app: AppDriver
let revision: number
let groupId: string
let random = 0
const beginning = new Date('2022-11-10T06:20:00Z')
const seconds = (count: number) => new Date(beginning.getTime() + count * 1000)
const minutes = (count: number) => seconds(count * 60)

beforeAll(async () => {
  world = await startWorld()
  here = openWritePath(world.sql, world.hub, world.activity)
  there = openWritePath(world.sql, world.hub, world.activity)
})
afterAll(() => world.close())
beforeEach(async () => use(await world.app({ edition: 'pro' })))

async function use(its: AppDriver) {
  app = its
  await app.importUsers(['ann', 'ben', 'cy'])
  groupId = await app.createGroup({ Owner_Account: 'cy', MemberList: [{ Member_Account: 'ann' }] })
  const [row] = await world.sql<{ revision: number }[]>`select revision from apps where id = ${app.sdkAppId}`
  revision = row!.revision
}

interface Said extends Partial<Omit<Outgoing, 'message' | 'to'>> {
  to?: Destination
  from?: string
  random?: number
  system?: boolean
  noLastMessage?: boolean
}

/** Said by ann in the group, unless something else is given. */
function say({ from = 'ann', random: its = ++random, system, noLastMessage, ...given }: Said = {}, lanes = here): Promise<Written> {
  const outgoing: Outgoing = {
    sdkAppId: app.sdkAppId,
    revision,
    to: { kind: 'group', groupId },
    at: beginning,
    day: '2022-11-10',
    message: {
      senderId: from,
      random: its,
      priority: 'Normal',
      body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${its}` } }],
      cloudCustomData: '',
      ...(system && { system }),
      ...(noLastMessage && { noLastMessage }),
    },
    ...given,
  }
  return lanes.send(outgoing, 100)
}
const toUser = (receiverId: string, clientSequence = 1): Destination => ({ kind: 'direct', receiverId, clientSequence })
const outcomes = (written: Written[]) => written.map(({ outcome }) => outcome)
const sequencesOf = (written: Written[]) => written.map((one) => ('sequence' in one ? one.sequence : one.outcome))

async function conversation(key = groupId) {
  const [row] = await world.sql<{ id: number; lastSequence: number; lastAt: Date | null; listedAt: Date | null; readFloor: number }[]>`
    select id, last_sequence, last_at, listed_at, read_floor from conversations where app_id = ${app.sdkAppId} and key = ${key}`
  return row
}
function kept(key = groupId) {
  return world.sql<{ sequence: number; at: Date; senderId: string; random: number; clientSequence: number | null }[]>`
    select sequence, at, sender_id, random, client_sequence from messages
    where conversation_id = (select id from conversations where app_id = ${app.sdkAppId} and key = ${key}) order by sequence`
}
const mute = (group: string, userId: string, until: Date) =>
  world.sql`insert into group_mutes (app_id, group_id, user_id, muted_until) values (${app.sdkAppId}, ${group}, ${userId}, ${until})`

describe('what is said twice', () => {
  test('in one batch is one message, and both hear the answer of the first', async () => {
    const heard = await heardDuring(world, async () => {
      const written = await Promise.all([
        say({ random: 7 }),
        say(),
        say({ random: 7 }),
        say({ random: 7, from: 'ben' }),
        say({ random: 7 }),
      ])
      expect(outcomes(written)).toEqual(['sent', 'sent', 'duplicate', 'sent', 'duplicate'])
      expect(sequencesOf(written)).toEqual([1, 2, 1, 3, 1])
    })
    expect(heard).toHaveLength(3)
    expect(await kept()).toHaveLength(3)
  })

  test('through two processes at once is one message', async () => {
    const written = await Promise.all(upTo(60).map((number) => say({ random: number % 3 }, number % 2 ? here : there)))
    expect(outcomes(written).filter((outcome) => outcome === 'sent')).toHaveLength(3)
    expect((await kept()).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect((await conversation())!.lastSequence).toBe(3)
  })

  test('is another message when the first was refused, also in the same batch', async () => {
    const written = await Promise.all([say({ random: 7, revision: revision - 1 }), say(), say({ random: 7 }), say({ random: 7 })])
    expect(outcomes(written)).toEqual(['stale', 'sent', 'sent', 'duplicate'])
    expect(await kept()).toHaveLength(2)
  })

  test('is another message after five minutes', async () => {
    expect(sequencesOf([await say({ random: 7 })])).toEqual([1])
    expect(await say({ random: 7, at: seconds(299) })).toMatchObject({ outcome: 'duplicate', sequence: 1 })
    expect(await say({ random: 7, at: minutes(5) })).toMatchObject({ outcome: 'sent', sequence: 2 })
    expect(await say({ random: 7, at: minutes(5) })).toMatchObject({ outcome: 'duplicate', sequence: 2 })
  })

  test('online only is delivered once', async () => {
    const heard = await heardDuring(world, async () => {
      const written = await Promise.all([say({ random: 7, onlineOnly: true }), say({ random: 7, onlineOnly: true })])
      expect(outcomes(written)).toEqual(['passed', 'duplicate'])
      expect(sequencesOf(written)).toEqual([null, null])
    })
    expect(heard).toHaveLength(1)
    expect(await say({ random: 7, onlineOnly: true }, there)).toMatchObject({ outcome: 'duplicate', sequence: null })
    expect(await say({ random: 7, at: minutes(5) })).toMatchObject({ outcome: 'sent', sequence: 1 })
  })
})

describe('a message to a user', () => {
  const key = directKey('ann', 'ben')

  test('begins the conversation of the two, also when both begin at once in two processes', async () => {
    const written = await Promise.all(
      upTo(40).map((number) =>
        number % 2 ? say({ to: toUser('ben', number) }, here) : say({ to: toUser('ann', number), from: 'ben' }, there),
      ),
    )
    expect(new Set(outcomes(written))).toEqual(new Set(['sent']))
    expect((await kept(key)).map(({ sequence }) => sequence)).toEqual(upTo(40))
    const sides = await world.sql`
      select user_id, peer_id, cleared_sequence, conversation_id from direct_sides where app_id = ${app.sdkAppId} order by user_id`
    const { id } = (await conversation(key))!
    expect(sides).toEqual([
      { userId: 'ann', peerId: 'ben', clearedSequence: 0, conversationId: id },
      { userId: 'ben', peerId: 'ann', clearedSequence: 0, conversationId: id },
    ])
  })

  test('many conversations begun at once by two processes in opposite order are all begun, and nothing is lost', async () => {
    const users = upTo(30).map((number) => `user${number}`)
    await app.importUsers(users)
    const written = await Promise.all([
      ...users.map((user) => say({ to: toUser(user) }, here)),
      ...users.toReversed().map((user) => say({ to: toUser('ann'), from: user }, there)),
    ])
    expect(new Set(outcomes(written))).toEqual(new Set(['sent']))
    const numbers = await Promise.all(users.map(async (user) => (await kept(directKey('ann', user))).map(({ sequence }) => sequence)))
    expect(numbers).toEqual(users.map(() => [1, 2]))
  })

  test('is the same one under the same numbers within the same second of the same sender', async () => {
    const to = toUser('ben', 5)
    const again = { to, random: 7 }
    const written = await Promise.all([say(again), say({ ...again, at: new Date(beginning.getTime() + 999) })])
    expect(outcomes(written)).toEqual(['sent', 'duplicate'])
    expect(await say(again, there)).toMatchObject({ outcome: 'duplicate', sequence: 1, at: beginning })
    expect(await say({ ...again, to: toUser('ben', 6) })).toMatchObject({ outcome: 'sent', sequence: 2 })
    expect(await say({ ...again, random: 8 })).toMatchObject({ outcome: 'sent', sequence: 3 })
    expect(await say({ ...again, at: seconds(1) })).toMatchObject({ outcome: 'sent', sequence: 4 })
    expect(await say({ random: 7, to: toUser('ann', 5), from: 'ben' })).toMatchObject({ outcome: 'sent', sequence: 5 })
  })

  test('is refused when one of the two is unknown or the app has changed, and no conversation begins', async () => {
    const written = await Promise.all([
      say({ to: toUser('nobody') }),
      say({ to: toUser('ben'), from: 'nobody' }),
      say({ to: toUser('ben'), revision: revision - 1 }),
    ])
    expect(outcomes(written)).toEqual(['receiver_unknown', 'sender_unknown', 'stale'])
    expect(await world.sql`select 1 from conversations where app_id = ${app.sdkAppId} and kind = 'direct'`).toHaveLength(0)
    expect(await world.sql`select 1 from direct_sides where app_id = ${app.sdkAppId}`).toHaveLength(0)
  })

  test('may be imported from before what is there, tells nobody, and is the same one in either direction', async () => {
    await say({ to: toUser('ben'), at: minutes(1) })
    const old = { to: toUser('ben', 3), random: 7, at: minutes(-60), imported: true, silent: true }
    const heard = await heardDuring(world, async () => {
      expect(await say(old)).toMatchObject({ outcome: 'sent', sequence: 2, at: minutes(-60) })
      expect(await say({ ...old, to: toUser('ann', 3), from: 'ben' })).toMatchObject({ outcome: 'duplicate', sequence: 2 })
    })
    expect(heard).toEqual([])
    expect(await conversation(key)).toMatchObject({ lastSequence: 2, lastAt: minutes(1), listedAt: minutes(1) })
    const both = { to: toUser('ben', 4), random: 8, at: minutes(-50), imported: true }
    const written = await Promise.all([say(both), say({ ...both, to: toUser('ann', 4), from: 'ben' })])
    expect(outcomes(written)).toEqual(['sent', 'duplicate'])
  })

  test('of an account that was deleted and made again does not bring back what was said before', async () => {
    await use(await world.app())
    for (const clientSequence of upTo(3)) await say({ to: toUser('ben', clientSequence) })
    await app.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
    expect(await say({ to: toUser('ben', 4) })).toMatchObject({ outcome: 'receiver_unknown' })
    await app.importUsers(['ben'])
    expect(await say({ to: toUser('ben', 5) })).toMatchObject({ outcome: 'sent', sequence: 4 })
    const sides = await world.sql`
      select user_id, read_sequence, cleared_sequence from direct_sides where app_id = ${app.sdkAppId} order by user_id`
    expect(sides).toMatchObject([
      { userId: 'ann', readSequence: 0, clearedSequence: 0 },
      { userId: 'ben', readSequence: 3, clearedSequence: 3 },
    ])
  })

  test('that is online only takes no number', async () => {
    expect(await say({ to: toUser('ben'), onlineOnly: true })).toMatchObject({ outcome: 'passed', sequence: null })
    expect(await say({ to: toUser('ben') })).toMatchObject({ outcome: 'sent', sequence: 1 })
  })

  test('is not held up by a mute in groups', async () => {
    await world.sql`update im_users set groups_muted_until = 'infinity' where app_id = ${app.sdkAppId} and user_id = 'ann'`
    expect(await say({ to: toUser('ben') })).toMatchObject({ outcome: 'sent' })
  })
})

describe('an imported message of a group', () => {
  const old = (at: Date, more: Said = {}) => say({ at, imported: true, silent: true, ...more })

  test('may not be older than the one before it or than the group, also within one batch', async () => {
    await world.sql`update groups set created_at = ${minutes(-60)} where app_id = ${app.sdkAppId} and id = ${groupId}`
    const written = await Promise.all(
      [minutes(-61), minutes(-60), minutes(-20), minutes(-30), minutes(-20), minutes(-10)].map((at) => old(at)),
    )
    expect(outcomes(written)).toEqual(['too_early', 'sent', 'sent', 'too_early', 'sent', 'sent'])
    expect((await kept()).map(({ sequence, at }) => ({ sequence, at }))).toEqual(
      [minutes(-60), minutes(-20), minutes(-20), minutes(-10)].map((at, index) => ({ sequence: index + 1, at })),
    )
    expect(await old(minutes(-11))).toMatchObject({ outcome: 'too_early' })
  })

  test('tells nobody and is unread for nobody', async () => {
    const heard = await heardDuring(world, () => Promise.all([say(), say()]))
    expect(heard).toHaveLength(2)
    expect(await heardDuring(world, () => Promise.all([old(minutes(1)), old(minutes(2))]))).toEqual([])
    expect(await conversation()).toMatchObject({ lastSequence: 4, readFloor: 4, lastAt: minutes(2) })
    await say({ at: minutes(3) })
    expect(await conversation()).toMatchObject({ lastSequence: 5, readFloor: 4 })
  })

  test('with the Random of one five minutes before is another one, also in one batch', async () => {
    await world.sql`update groups set created_at = ${minutes(-60)} where app_id = ${app.sdkAppId} and id = ${groupId}`
    const written = await Promise.all([-30, -26, -25, -20].map((minute) => old(minutes(minute), { random: 0 })))
    expect(outcomes(written)).toEqual(['sent', 'duplicate', 'sent', 'sent'])
    expect((await kept()).map(({ at }) => at)).toEqual([minutes(-30), minutes(-25), minutes(-20)])
  })

  test('is taken from a muted sender', async () => {
    await mute(groupId, 'ann', minutes(10))
    expect(outcomes(await Promise.all([old(minutes(1)), say({ at: minutes(1) })]))).toEqual(['sent', 'muted'])
  })
})

describe('what the service tells', () => {
  const tip = (more: Said = {}) => say({ from: '@TIM#SYSTEM', system: true, byAdministrator: true, ...more })

  test('takes a number and leaves the list of conversations as it is', async () => {
    expect(await tip()).toMatchObject({ outcome: 'sent', sequence: 1 })
    expect(await conversation()).toMatchObject({ lastSequence: 1, lastAt: beginning, listedAt: null })
    await say({ at: minutes(1) })
    await tip({ at: minutes(2) })
    await say({ at: minutes(3), noLastMessage: true })
    expect(await conversation()).toMatchObject({ lastSequence: 4, lastAt: minutes(3), listedAt: minutes(1) })
  })

  test('is never taken for something said before', async () => {
    expect(outcomes(await Promise.all([tip({ random: 7 }), tip({ random: 7 })]))).toEqual(['sent', 'sent'])
    expect(await tip({ random: 7 })).toMatchObject({ outcome: 'sent', sequence: 3 })
  })

  test('is told in a group in which all are muted', async () => {
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId: groupId, MuteAllMember: 'On' })
    expect(outcomes(await Promise.all([tip(), say()]))).toEqual(['sent', 'muted'])
  })
})

describe('a mute', () => {
  test('of a member holds until its moment, and not for others or the administrator', async () => {
    await mute(groupId, 'ann', seconds(10))
    const said = [say(), say({ from: 'ben' }), say({ byAdministrator: true }), say({ at: seconds(9) }), say({ at: seconds(10) })]
    expect(outcomes(await Promise.all(said))).toEqual(['muted', 'sent', 'sent', 'muted', 'sent'])
    expect((await kept()).map(({ sequence }) => sequence)).toEqual([1, 2, 3])
  })

  test('in all groups holds until its moment', async () => {
    await world.sql`update im_users set groups_muted_until = ${seconds(10)} where app_id = ${app.sdkAppId} and user_id = 'ann'`
    expect(outcomes(await Promise.all([say(), say({ at: seconds(10) })]))).toEqual(['muted', 'sent'])
  })

  test('of a community holds in its topics, and one of a topic only there', async () => {
    const topicId = `${groupId}@TOPIC#1`
    await world.sql`insert into conversations (app_id, key, kind, keeps_messages) values (${app.sdkAppId}, ${topicId}, 'topic', true)`
    await mute(groupId, 'ann', minutes(1))
    await mute(topicId, 'ben', minutes(1))
    const to: Destination = { kind: 'topic', groupId, topicId }
    expect(outcomes(await Promise.all([say({ to }), say({ to, from: 'ben' }), say({ to, from: 'cy' })]))).toEqual([
      'muted',
      'muted',
      'sent',
    ])
    expect(outcomes(await Promise.all([say(), say({ from: 'ben' })]))).toEqual(['muted', 'sent'])
    expect(await kept(topicId)).toHaveLength(1)
  })

  test('of everybody in a topic holds there, but not for the owner of the community', async () => {
    const community = await world.app({ edition: 'ultimate' })
    await use(community)
    groupId = await app.createGroup({ Type: 'Community', SupportTopic: 1, Owner_Account: 'cy', MemberList: [{ Member_Account: 'ann' }] })
    const { TopicId: topicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId: groupId, TopicName: 'Roses' })
    const to: Destination = { kind: 'topic', groupId, topicId }
    expect(outcomes(await Promise.all([say({ to })]))).toEqual(['sent'])
    await app.ok('million_group_open_http_svc/modify_topic', { GroupId: groupId, TopicId: topicId, MuteAllMember: 'On' })
    expect(outcomes(await Promise.all([say({ to }), say({ to, from: 'cy' })]))).toEqual(['muted', 'sent'])
  })
})

test('two processes that write to many groups of two apps in opposite order lose nothing and leave no hole', async () => {
  const other = await world.app({ edition: 'pro' })
  const [row] = await world.sql<{ revision: number }[]>`select revision from apps where id = ${other.sdkAppId}`
  const targets: Said[] = []
  for (const number of upTo(12)) {
    targets.push({ to: { kind: 'group', groupId: await app.createGroup({ GroupId: `group${number}` }) } })
    const theirs = await other.createGroup({ GroupId: `group${number}` })
    targets.push({ to: { kind: 'group', groupId: theirs }, sdkAppId: other.sdkAppId, revision: row!.revision, byAdministrator: true })
  }
  const many = upTo(10).flatMap(() => targets)
  const written = await Promise.all([...many.map((said) => say(said, here)), ...many.toReversed().map((said) => say(said, there))])
  expect(new Set(outcomes(written))).toEqual(new Set(['sent']))
  const rows = await world.sql`
    select last_sequence, (select array_agg(sequence::int order by sequence) from messages where conversation_id = conversations.id) as numbers
    from conversations where key ~ '^group[0-9]+$' and app_id in (${app.sdkAppId}, ${other.sdkAppId})`
  expect(rows).toHaveLength(24)
  for (const { lastSequence, numbers } of rows) expect({ lastSequence, numbers }).toEqual({ lastSequence: 20, numbers: upTo(20) })
})

test('the times of a conversation never fall, though the clocks of two processes differ', async () => {
  const written = [await say({ at: seconds(5) }, here), await say({ at: seconds(3) }, there), await say({ at: seconds(6) }, here)]
  expect(written.map((one) => 'at' in one && one.at)).toEqual([seconds(5), seconds(5), seconds(6)])
  const together = await Promise.all([say({ at: seconds(9) }), say({ at: seconds(8) })])
  expect(together.map((one) => 'at' in one && one.at)).toEqual([seconds(9), seconds(9)])
})
