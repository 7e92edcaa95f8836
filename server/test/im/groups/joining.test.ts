import type { EventName } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { type Plan, startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
let clients: LiveClient[] = []

beforeAll(async () => {
  world = await startWorld()
  await open({ edition: 'ultimate' }, ['ann', 'ben', 'cy', 'dan', 'eve'])
})
afterAll(() => world.close())
/** Whatever was tried at once, the counters are what the rows say. */
afterEach(async () => {
  for (const client of clients) await client.close()
  clients = []
  expect(await world.differencesIn(app)).toEqual([])
})

async function open(plan: Plan, users: string[]) {
  app = await world.busyApp({ ...plan, users })
}
async function signIn(userId: string) {
  const client = await LiveClient.signIn(app, userId)
  clients.push(client)
  return client
}
const { infoOf, memberOf, trio } = driveGroups(() => app)
const noticed = (client: LiveClient, event: EventName, is: (content: Record<string, unknown>) => boolean = () => true) =>
  client.hears('user.noticed', (notice) => notice.event === event && is(notice.content))
const noticesOf = async (client: LiveClient, userId: string) =>
  (await client.call('userNotice.list', { userId })).notices.map(({ event, content }) => ({ event, content }))

/** What comes after the lock of the group decides by what is true then: it is tried while the lock is held, and the lock ends with `change`. */
async function whileLocked<T>(groupId: string, attempt: () => Promise<T>, change: string): Promise<T> {
  let tried: Promise<T> | undefined
  await world.sql.begin(async (sql) => {
    await sql`select 1 from groups where app_id = ${app.sdkAppId} and id = ${groupId} for update`
    tried = attempt()
    tried.catch(() => {})
    await expect
      .poll(
        async () =>
          (await world.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length,
      )
      .toBeGreaterThan(0)
    if (change === 'dismiss ben') {
      await sql`update group_members set role = 'Member' where app_id = ${app.sdkAppId} and group_id = ${groupId} and user_id = 'ben'`
    } else if (change === 'ask first') {
      await sql`update groups set apply_join_option = 'NeedPermission' where app_id = ${app.sdkAppId} and id = ${groupId}`
    }
  })
  return tried!
}

describe('group.join', () => {
  test('brings a user into a Meeting at once; the members see who came, and the user is told under a number', async () => {
    const groupId = await trio({ Type: 'ChatRoom' })
    const [ann, dan, otherDan] = [await signIn('ann'), await signIn('dan'), await signIn('dan')]
    expect(await dan.call('group.join', { groupId })).toEqual({ status: 'joined' })
    expect(await dan.call('group.join', { groupId })).toEqual({ status: 'already' })
    await ann.hears('group.membersAdded', ({ userIds }) => userIds[0] === 'dan')
    const told = { groupId, type: 'Meeting', name: 'Gardeners', operatorId: 'dan', way: 'joined' }
    for (const device of [dan, otherDan])
      expect((await noticed(device, 'group.entered', (c) => c.groupId === groupId)).content).toEqual(told)
    expect((await noticesOf(dan, 'dan')).filter(({ content }) => content.groupId === groupId)).toEqual([
      { event: 'group.entered', content: told },
    ])
    expect(
      (await dan.call('message.send', { groupId, random: 1, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] })).sequence,
    ).toBe(1)
  })

  test('asks the owner and the admins of a Public group; one of them lets the user in, once (10024), and nobody else may', async () => {
    const groupId = await trio()
    const [ann, ben, dan] = [await signIn('ann'), await signIn('ben'), await signIn('dan')]
    expect(await dan.call('group.join', { groupId, message: 'I have roses' })).toEqual({ status: 'waiting' })
    expect(await dan.call('group.join', { groupId, message: 'Red ones' })).toEqual({ status: 'waiting' })
    const made = await noticed(
      ann,
      'application.made',
      ({ applications }) => (applications as [{ message: string }])[0].message === 'Red ones',
    )
    const [application] = made.content.applications as [{ applicationId: number }]
    expect(application).toMatchObject({ kind: 'join', groupId, groupName: 'Gardeners', userId: 'dan', applicantId: 'dan', answer: null })
    const { applicationId } = application
    expect((await ann.call('application.list', {})).applications).toEqual([application])
    expect((await dan.call('application.list', {})).applications).toEqual([application])
    expect((await ben.call('application.list', {})).applications).toEqual([])

    const answer = { applicationId, agree: true, message: 'Welcome' }
    expect((await ben.refused('application.answer', answer)).code).toBe('group_not_allowed')
    expect((await dan.refused('application.answer', answer)).code).toBe('application_unknown')
    await ann.call('application.answer', answer)
    expect(await ann.refused('application.answer', { ...answer, agree: false })).toMatchObject({
      code: 'application_answered',
      number: 10024,
    })
    expect((await noticed(dan, 'group.entered', (c) => c.groupId === groupId)).content).toMatchObject({ way: 'approved' })
    expect((await noticed(dan, 'application.answered')).content).toMatchObject({
      answer: 'agreed',
      answeredBy: 'ann',
      answerMessage: 'Welcome',
    })
    expect((await memberOf(groupId, 'dan')).Role).toBe('Member')
    await ben.hears('message.sent', ({ body }) => JSON.stringify(body).includes('membersJoined'))
  })

  test('of one who is refused nothing changes but the answer, and the user may ask again', async () => {
    const groupId = await trio()
    const [ann, eve] = [await signIn('ann'), await signIn('eve')]
    const apply = async () => {
      await eve.call('group.join', { groupId })
      return (await eve.call('application.list', {})).applications[0]!
    }
    const { applicationId } = await apply()
    await ann.call('application.answer', { applicationId, agree: false, message: 'Not now' })
    expect((await noticed(eve, 'application.answered')).content).toMatchObject({ answer: 'refused', answerMessage: 'Not now' })
    expect((await infoOf(groupId)).MemberNum).toBe(3)
    const again = await apply()
    expect(again).toMatchObject({ answer: null })
    expect(again.applicationId).not.toBe(applicationId)
  })

  test('is refused where nobody may apply, in a Work group (10007), and where there is no group (10010)', async () => {
    const dan = await signIn('dan')
    const closed = await trio({ ApplyJoinOption: 'DisableApply' })
    expect(await dan.refused('group.join', { groupId: closed })).toMatchObject({ code: 'join_not_allowed', number: 10007 })
    const work = await trio({ Type: 'Private' })
    expect(await dan.refused('group.join', { groupId: work })).toMatchObject({ code: 'group_not_supported', number: 10007 })
    expect((await dan.refused('group.join', { groupId: await trio({ Type: 'AVChatRoom', MemberList: [] }) })).number).toBe(10007)
    expect((await dan.refused('group.join', { groupId: 'nope' })).number).toBe(10010)
  })

  test('waits for an answer when permission became needed a moment before', async () => {
    const groupId = await trio({ Type: 'ChatRoom' })
    const dan = await signIn('dan')
    expect(await whileLocked(groupId, () => dan.call('group.join', { groupId }), 'ask first')).toEqual({ status: 'waiting' })
    expect((await infoOf(groupId)).MemberNum).toBe(3)
  })

  test('the last 50 applications of a user are kept', async () => {
    await open({ edition: 'ultimate' }, ['ann', 'dan'])
    const dan = await signIn('dan')
    const groupIds = await Promise.all(names('g', 52).map((GroupId) => app.createGroup({ GroupId, Owner_Account: 'ann' })))
    for (const groupId of groupIds) await dan.call('group.join', { groupId })
    const first = await dan.call('application.list', { limit: 30 })
    const rest = await dan.call('application.list', { limit: 30, before: first.next! })
    expect([...first.applications, ...rest.applications].map(({ groupId }) => groupId)).toEqual(groupIds.slice(2).toReversed())
    expect(rest.next).toBeNull()
    await open({ edition: 'ultimate' }, ['ann', 'ben', 'cy', 'dan', 'eve'])
  })
})

test('of 30 users who join the last 15 places at once 15 get in, and the others hear that the group is full (10014)', async () => {
  const users = names('u', 30)
  await open({}, ['ann', 'ben', 'cy', ...users])
  const groupId = await trio({ Type: 'ChatRoom', MaxMemberCount: 18 })
  const joining = await Promise.all(users.map(signIn))
  const codes = await Promise.all(
    joining.map((client) =>
      client.call('group.join', { groupId }).then(
        ({ status }) => status,
        (error: { code: string }) => error.code,
      ),
    ),
  )
  expect(codes.filter((code) => code === 'joined')).toHaveLength(15)
  expect(codes.filter((code) => code === 'group_full')).toHaveLength(15)
  expect((await infoOf(groupId)).MemberNum).toBe(18)
  expect((await joining[codes.indexOf('group_full')]!.refused('group.join', { groupId })).number).toBe(8507)
})

test('applications that are agreed to at once do not pass the limit of the group either', async () => {
  const users = names('u', 8)
  await open({}, ['ann', 'ben', 'cy', ...users])
  const groupId = await trio({ MaxMemberCount: 6 })
  const ann = await signIn('ann')
  for (const user of users) await (await signIn(user)).call('group.join', { groupId })
  const { applications } = await ann.call('application.list', {})
  const codes = await Promise.all(
    applications.map(({ applicationId }) =>
      ann.call('application.answer', { applicationId, agree: true }).then(
        () => 'in',
        (error: { code: string }) => error.code,
      ),
    ),
  )
  expect(codes.toSorted()).toEqual([...Array(5).fill('group_full'), ...Array(3).fill('in')])
  // Who did not get in waits on.
  expect((await ann.call('application.list', {})).applications.filter(({ answer }) => answer === null)).toHaveLength(5)
  await open({ edition: 'ultimate' }, ['ann', 'ben', 'cy', 'dan', 'eve'])
})

describe('group.addMembers by a member', () => {
  test('brings colleagues into a Work group at once, and strangers do not know of it', async () => {
    const groupId = await trio({ Type: 'Private' })
    const [ben, dan, eve] = [await signIn('ben'), await signIn('dan'), await signIn('eve')]
    expect((await eve.refused('group.addMembers', { groupId, userIds: ['dan'] })).code).toBe('group_unknown')
    expect(await ben.call('group.addMembers', { groupId, userIds: ['dan', 'cy', 'zed'] })).toMatchObject({
      added: ['dan'],
      already: ['cy'],
      waiting: [],
      refused: [{ userId: 'zed', code: 'group_user_unknown' }],
    })
    expect((await noticed(dan, 'group.entered', (c) => c.groupId === groupId)).content).toMatchObject({ operatorId: 'ben', way: 'added' })
  })

  test('is not for members of Public groups unless it is allowed; where permission is needed the owner is asked', async () => {
    const groupId = await trio({ InviteJoinOption: 'DisableInvite' })
    const [ann, ben, dan] = [await signIn('ann'), await signIn('ben'), await signIn('dan')]
    for (const member of [ann, ben]) {
      expect((await member.refused('group.addMembers', { groupId, userIds: ['dan'] })).code).toBe('group_not_allowed')
    }
    expect((await dan.refused('group.addMembers', { groupId, userIds: ['eve'] })).code).toBe('not_a_member')
    await ann.call('group.update', { groupId, inviteJoinOption: 'NeedPermission' })
    expect(await ben.call('group.addMembers', { groupId, userIds: ['dan', 'cy'] })).toEqual({
      added: [],
      already: [],
      waiting: ['dan'],
      refused: [],
    })
    expect(await ann.call('group.addMembers', { groupId, userIds: ['eve'] })).toMatchObject({ added: ['eve'] })
    const { applications } = await ann.call('application.list', {})
    expect(applications).toMatchObject([{ kind: 'invite', userId: 'dan', applicantId: 'ben', groupId }])
    await ann.call('application.answer', { applicationId: applications[0]!.applicationId, agree: true })
    expect((await noticed(dan, 'group.entered', (c) => c.groupId === groupId)).content).toMatchObject({
      operatorId: 'ben',
      way: 'approved',
    })
    expect((await noticed(ben, 'application.answered')).content).toMatchObject({ kind: 'invite', answer: 'agreed' })
  })
})

describe('leaving', () => {
  test('a member goes, the owner does not (10009) but in a Work group, which has no owner then', async () => {
    const groupId = await trio()
    const [ann, ben, dan] = [await signIn('ann'), await signIn('ben'), await signIn('dan')]
    expect(await ann.refused('group.leave', { groupId })).toMatchObject({ code: 'owner_may_not_leave', number: 10009 })
    await ben.call('group.leave', { groupId })
    expect((await ben.refused('group.leave', { groupId })).code).toBe('not_a_member')
    expect((await dan.refused('group.leave', { groupId })).code).toBe('not_a_member')
    expect((await noticed(ben, 'group.left', (c) => c.groupId === groupId)).content).toMatchObject({ operatorId: 'ben', way: 'left' })
    await ann.hears('message.sent', ({ body }) => JSON.stringify(body).includes('membersLeft'))
    expect((await infoOf(groupId)).MemberNum).toBe(2)

    const work = await trio({ Type: 'Private' })
    expect((await dan.refused('group.leave', { groupId: work })).code).toBe('group_unknown')
    await ann.call('group.leave', { groupId: work })
    expect(await infoOf(work)).toMatchObject({ Owner_Account: '', MemberNum: 2 })
  })

  test('an admin removes plain members, the owner admins too; nobody removes who stands as high, and all or none go', async () => {
    const groupId = await trio({ MemberList: [...members('cy', 'dan', 'eve'), { Member_Account: 'ben', Role: 'Admin' }] })
    const [ann, ben, cy, dan] = [await signIn('ann'), await signIn('ben'), await signIn('cy'), await signIn('dan')]
    for (const userIds of [['ann'], ['ben'], ['cy', 'ben'], ['dan', 'ann']]) {
      expect((await ben.refused('group.removeMembers', { groupId, userIds })).code).toBe('group_not_allowed')
    }
    expect((await cy.refused('group.removeMembers', { groupId, userIds: ['dan'] })).code).toBe('group_not_allowed')
    expect(await ben.call('group.removeMembers', { groupId, userIds: ['dan', 'zed'], reason: 'too loud' })).toEqual({ removed: ['dan'] })
    const left = { groupId, type: 'Public', name: 'Gardeners', operatorId: 'ben', way: 'removed', reason: 'too loud' }
    expect((await noticed(dan, 'group.left', (c) => c.groupId === groupId)).content).toEqual(left)
    expect(await ann.call('group.removeMembers', { groupId, userIds: ['ben'] })).toEqual({ removed: ['ben'] })
  })

  test('an admin who is dismissed at the same moment removes nobody', async () => {
    const groupId = await trio({ MemberList: [...members('cy'), { Member_Account: 'ben', Role: 'Admin' }] })
    const ben = await signIn('ben')
    const tried = whileLocked(groupId, () => ben.call('group.removeMembers', { groupId, userIds: ['cy'] }), 'dismiss ben')
    await expect(tried).rejects.toMatchObject({ code: 'group_not_allowed' })
    expect((await infoOf(groupId)).MemberNum).toBe(3)
  })

  test.each(['update', 'mute', 'answer'])('nor does such an admin get through with: %s', async (what) => {
    const groupId = await trio({ MemberList: [...members('cy'), { Member_Account: 'ben', Role: 'Admin' }] })
    const [ben, dan] = [await signIn('ben'), await signIn('dan')]
    await dan.call('group.join', { groupId })
    const { applicationId } = (await dan.call('application.list', {})).applications[0]!
    const attempts: Record<string, () => Promise<unknown>> = {
      update: () => ben.call('group.update', { groupId, name: 'Roses' }),
      mute: () => ben.call('group.muteMembers', { groupId, userIds: ['cy'], forSeconds: 60 }),
      answer: () => ben.call('application.answer', { applicationId, agree: true }),
    }
    await expect(whileLocked(groupId, attempts[what]!, 'dismiss ben')).rejects.toMatchObject({ code: 'group_not_allowed' })
    expect(await infoOf(groupId)).toMatchObject({ Name: 'Gardeners', MemberNum: 3 })
    expect((await memberOf(groupId, 'cy')).MuteUntil).toBe(0)
  })

  test('500 members who are removed by the app’s server are told each, all in the statement that removes them', async () => {
    const users = names('u', 500)
    await open({ edition: 'ultimate' }, ['ann', 'ben', 'cy', ...users])
    const groupId = await trio()
    for (const from of [0, 300]) {
      await app.ok('group_open_http_svc/add_group_member', {
        GroupId: groupId,
        MemberList: members(...users.slice(from, from + 300)),
        Silence: 1,
      })
    }
    const u7 = await signIn('u7')
    await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: users, Silence: 1 })
    expect((await noticed(u7, 'group.left')).notice).toBe(2)
    const [told] = await world.sql`
      select count(*) as notices, count(distinct user_id) as users from user_notices where app_id = ${app.sdkAppId} and event = 'group.left'`
    expect(told).toEqual({ notices: 500, users: 500 })
    expect(u7.heard.filter(({ event }) => event === 'group.membersRemoved')).toEqual([])
  })
})
