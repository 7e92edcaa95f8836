import type { EventName } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
let clients: LiveClient[] = []

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
})
afterAll(() => world.close())
afterEach(async () => {
  for (const client of clients) await client.close()
  clients = []
})

async function signIn<const U extends string[]>(...userIds: U): Promise<{ [I in keyof U]: LiveClient }> {
  const opened = await Promise.all(userIds.map((userId) => LiveClient.signIn(app, userId)))
  clients.push(...opened)
  return opened as never
}
const { infoOf, memberOf, trio } = driveGroups(() => app)
/** Of ann, with ben as admin and cy as a plain member. */
const ranked = (body: object = {}) => trio({ MemberList: [...members('cy'), { Member_Account: 'ben', Role: 'Admin' }], ...body })
const noticed = (client: LiveClient, event: EventName, groupId: string) =>
  client.hears('user.noticed', (notice) => notice.event === event && notice.content.groupId === groupId)

describe('group.create by a user', () => {
  test.each(['Work', 'Public', 'Meeting', 'Community'] as const)(
    'makes the user the owner of a %s group, with members who are told',
    async (type) => {
      const [dan, eve] = await signIn('dan', 'eve')
      const { groupId } = await dan.call('group.create', { type, name: 'Roses', members: [{ userId: 'eve' }] })
      expect(await infoOf(groupId)).toMatchObject({ Owner_Account: 'dan', MemberNum: 2 })
      expect((await noticed(dan, 'group.entered', groupId)).content).toMatchObject({ type, name: 'Roses', way: 'created' })
      expect((await noticed(eve, 'group.entered', groupId)).content).toMatchObject({ operatorId: 'dan', way: 'added' })
    },
  )

  test('makes nobody else the owner, and is held to the plan', async () => {
    const [dan] = await signIn('dan')
    expect((await dan.refused('group.create', { type: 'Public', name: 'Roses', ownerId: 'eve' })).code).toBe('not_allowed')
    expect((await dan.refused('group.create', { type: 'Public', name: 'Roses', memberMax: 100_000 })).number).toBe(10038)
    const free = await world.busyApp({ users: ['ann'], name: 'Free' })
    const ann = await LiveClient.signIn(free, 'ann')
    expect((await ann.refused('group.create', { type: 'Community', name: 'All' })).number).toBe(11000)
    await ann.close()
  })
})

describe('what a user sees of groups', () => {
  test('members see all, strangers what is public, and a Work group is not there for them', async () => {
    const [cy, eve] = await signIn('cy', 'eve')
    const [open, work] = [await ranked({ Notification: 'At noon' }), await trio({ Type: 'Private' })]
    const seen = async (client: LiveClient) => (await client.call('group.get', { groupIds: [open, work, 'nope'] })).groups
    expect(await seen(cy)).toMatchObject([
      { groupId: open, notification: 'At noon', self: { role: 'Member', nameCard: '', mutedUntil: null } },
      { groupId: work, self: { role: 'Member' } },
      { refused: 'group_unknown' },
    ])
    const [shown, ...hidden] = await seen(eve)
    expect(shown).toMatchObject({ groupId: open, name: 'Gardeners', memberCount: 3, isPublicPart: true })
    expect(Object.keys(shown!)).not.toContain('notification')
    expect(hidden).toEqual([{ refused: 'group_unknown' }, { refused: 'group_unknown' }])
    expect(await eve.call('group.search', { groupId: open })).toEqual(shown)
    for (const client of [cy, eve]) expect((await client.refused('group.search', { groupId: work })).code).toBe('group_unknown')
  })

  test('members list each other with names, and of fields of the app’s own what their role may read', async () => {
    const { sdkAppId, owner } = app
    await owner.call('customField.add', { sdkAppId, level: 'member', key: 'desk', readableBy: 'admin', writableBy: 'member' })
    await app.ok('profile/portrait_set', { From_Account: 'cy', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Cyrus' }] })
    const groupId = await ranked()
    const [ben, cy, eve] = await signIn('ben', 'cy', 'eve')
    const custom = [{ key: 'desk', value: '7' }]
    await cy.call('group.updateMember', { groupId, userId: 'cy', custom })
    const found = async (client: LiveClient) =>
      (await client.call('group.listMembers', { groupId })).members.find(({ userId }) => userId === 'cy')
    expect(await found(ben)).toMatchObject({ nick: 'Cyrus', faceUrl: '', custom })
    expect(await found(cy)).toMatchObject({ nick: 'Cyrus', custom: [] })
    expect((await ben.call('group.findMembers', { groupId, userIds: ['cy', 'eve'] })).members).toMatchObject([
      { userId: 'cy', custom, isOnline: null },
    ])
    expect((await eve.refused('group.listMembers', { groupId })).code).toBe('not_a_member')
    expect((await eve.refused('group.listMembers', { groupId: await trio({ Type: 'Private' }) })).code).toBe('group_unknown')
  })

  test('fields of members are read and written by who holds the role in groups of that type, or is the member', async () => {
    const { sdkAppId, owner } = app
    const own = { readableBy: 'owner', writableBy: 'app', selfReads: true, selfWrites: true } as const
    const open = { readableBy: 'member', writableBy: 'admin' } as const
    const groupTypes = [
      { type: 'Public' as const, ...own },
      { type: 'Meeting' as const, ...open },
    ]
    await owner.call('customField.add', { sdkAppId, level: 'member', key: 'shoe', groupTypes })
    const [ann, ben, cy] = await signIn('ann', 'ben', 'cy')
    const custom = [{ key: 'shoe', value: '42' }]
    const seenBy = async (client: LiveClient, groupId: string) =>
      (await client.call('group.findMembers', { groupId, userIds: ['cy'] })).members[0]?.custom
    const write = (client: LiveClient, groupId: string) => client.call('group.updateMember', { groupId, userId: 'cy', custom })
    const codeOf = async (client: LiveClient, groupId: string) =>
      (await client.refused('group.updateMember', { groupId, userId: 'cy', custom })).code

    const inPublic = await ranked()
    expect(await codeOf(ann, inPublic)).toBe('custom_field_forbidden')
    await write(cy, inPublic)
    expect(await Promise.all([ann, ben, cy].map((client) => seenBy(client, inPublic)))).toEqual([custom, [], custom])
    expect((await cy.call('group.get', { groupIds: [inPublic] })).groups).toMatchObject([{ self: { custom } }])

    const inMeeting = await ranked({ Type: 'ChatRoom' })
    expect(await codeOf(cy, inMeeting)).toBe('custom_field_forbidden')
    await write(ben, inMeeting)
    expect(await seenBy(cy, inMeeting)).toEqual(custom)

    const inWork = await trio({ Type: 'Private' })
    expect(await codeOf(cy, inWork)).toBe('custom_field_unknown')

    const closed = {
      sdkAppId,
      level: 'member',
      key: 'shoe',
      groupTypes: [{ type: 'Meeting' as const, readableBy: 'app', writableBy: 'app' }],
    } as const
    await owner.call('customField.setRights', { ...closed, groupTypes: [...closed.groupTypes] })
    expect(await seenBy(cy, inMeeting)).toEqual([])
    expect(await codeOf(ben, inMeeting)).toBe('custom_field_forbidden')
    expect(await seenBy(cy, inPublic)).toEqual(custom)
  })

  test('a user lists the own groups, and nobody else’s', async () => {
    const groupId = await ranked()
    const [cy] = await signIn('cy')
    const { groups } = await cy.call('group.listJoined', { userId: 'cy' })
    expect(groups.find((group) => group.groupId === groupId)).toMatchObject({ self: { role: 'Member' } })
    expect((await cy.refused('group.listJoined', { userId: 'ann' })).code).toBe('not_allowed')
  })
})

describe('group.update by a user', () => {
  test('in a Work group any member changes the name, only the owner the rest, and nobody mutes all', async () => {
    const groupId = await trio({ Type: 'Private' })
    const [ann, ben] = await signIn('ann', 'ben')
    await ben.call('group.update', { groupId, name: 'Roses' })
    expect((await ben.refused('group.update', { groupId, inviteJoinOption: 'DisableInvite' })).code).toBe('group_not_allowed')
    await ann.call('group.update', { groupId, inviteJoinOption: 'NeedPermission' })
    expect((await ann.refused('group.update', { groupId, muteAll: true })).code).toBe('group_not_allowed')
    expect(await infoOf(groupId)).toMatchObject({ Name: 'Roses', MuteAllMember: 'Off' })
  })

  test('what no tip tells reaches the members as it happens: everybody is muted', async () => {
    const groupId = await ranked()
    const [ben, cy] = await signIn('ben', 'cy')
    await ben.call('group.update', { groupId, muteAll: true, applyJoinOption: 'FreeAccess' })
    expect(await cy.hears('group.changed', (content) => content.groupId === groupId)).toEqual({
      groupId,
      operatorId: 'ben',
      changes: { muteAll: true, applyJoinOption: 'FreeAccess' },
      custom: [],
    })
  })

  test('writes fields of the app’s own by the right that is declared for them', async () => {
    const { sdkAppId, owner } = app
    for (const [key, writableBy] of [
      ['shelf', 'admin'],
      ['price', 'app'],
    ] as const) {
      await owner.call('customField.add', { sdkAppId, level: 'group', key, readableBy: 'member', writableBy })
    }
    const groupId = await ranked()
    const [ann, ben, eve] = await signIn('ann', 'ben', 'eve')
    await ben.call('group.update', { groupId, custom: [{ key: 'shelf', value: '3' }] })
    expect((await ann.refused('group.update', { groupId, custom: [{ key: 'price', value: '9' }] })).code).toBe('custom_field_forbidden')
    expect((await ann.refused('group.create', { type: 'Public', name: 'G', custom: [{ key: 'price', value: '9' }] })).code).toBe(
      'custom_field_forbidden',
    )
    expect((await ann.call('group.get', { groupIds: [groupId] })).groups).toMatchObject([{ custom: [{ key: 'shelf', value: '3' }] }])
    expect((await eve.call('group.get', { groupIds: [groupId] })).groups).toMatchObject([{ custom: [] }])
  })
})

test('a field of groups that members may write is written by members, who may change nothing else, and a stranger learns of no Work group', async () => {
  const { sdkAppId, owner } = app
  const rights = { readableBy: 'everyone', writableBy: 'member' } as const
  const groupTypes = [
    { type: 'Public' as const, ...rights },
    { type: 'Work' as const, ...rights, writableBy: 'everyone' as const },
  ]
  await owner.call('customField.add', { sdkAppId, level: 'group', key: 'mood', groupTypes })
  const custom = [{ key: 'mood', value: 'calm' }]
  const [open, work] = [await ranked(), await trio({ Type: 'Private' })]
  const [cy, eve] = await signIn('cy', 'eve')
  await cy.call('group.update', { groupId: open, custom })
  expect((await eve.call('group.get', { groupIds: [open] })).groups).toMatchObject([{ custom, isPublicPart: true }])
  expect((await eve.refused('group.update', { groupId: open, custom })).code).toBe('custom_field_forbidden')
  expect((await cy.refused('group.update', { groupId: open, custom, name: 'Mine' })).code).toBe('group_not_allowed')
  expect((await eve.refused('group.update', { groupId: work, custom })).code).toBe('group_unknown')
})

describe('members of a group', () => {
  test('have settings of their own, which nobody else sets; a name card may be set by who stands higher', async () => {
    const groupId = await ranked()
    const [ann, ben, cy] = await signIn('ann', 'ben', 'cy')
    await cy.call('group.updateMember', { groupId, userId: 'cy', msgFlag: 'Discard', nameCard: 'C' })
    expect((await ann.refused('group.updateMember', { groupId, userId: 'cy', msgFlag: 'AcceptAndNotify' })).code).toBe('group_not_allowed')
    expect((await cy.refused('group.updateMember', { groupId, userId: 'ben', nameCard: 'B' })).code).toBe('group_not_allowed')
    expect((await ben.refused('group.updateMember', { groupId, userId: 'ann', nameCard: 'A' })).code).toBe('group_not_allowed')
    await ben.call('group.updateMember', { groupId, userId: 'cy', nameCard: 'Cy of the garden' })
    expect(await memberOf(groupId, 'cy')).toMatchObject({ MsgFlag: 'Discard', NameCard: 'Cy of the garden' })
  })

  test('become admins by the owner, who tells them; an admin makes nobody admin', async () => {
    const groupId = await ranked()
    const [ann, ben, cy] = await signIn('ann', 'ben', 'cy')
    expect((await ben.refused('group.updateMember', { groupId, userId: 'cy', role: 'Admin' })).code).toBe('group_not_allowed')
    expect((await cy.refused('group.updateMember', { groupId, userId: 'cy', role: 'Admin' })).code).toBe('group_not_allowed')
    await ann.call('group.updateMember', { groupId, userId: 'cy', role: 'Admin' })
    expect((await noticed(cy, 'group.roleChanged', groupId)).content).toMatchObject({ role: 'Admin', operatorId: 'ann' })
  })

  test('are muted by who stands higher, and told; nobody mutes strangers', async () => {
    const groupId = await ranked()
    const [ann, ben, cy] = await signIn('ann', 'ben', 'cy')
    const mute = (userIds: string[]) => ({ groupId, userIds, forSeconds: 60 })
    for (const userIds of [['ann'], ['ben'], ['cy', 'ann']])
      expect((await ben.refused('group.muteMembers', mute(userIds))).code).toBe('group_not_allowed')
    expect((await ben.refused('group.muteMembers', mute(['eve']))).code).toBe('not_a_member')
    const { mutedUntil } = await ben.call('group.muteMembers', mute(['cy']))
    expect((await noticed(cy, 'group.muted', groupId)).content).toMatchObject({ mutedUntil, operatorId: 'ben' })
    await ann.call('group.updateMember', { groupId, userId: 'ben', muteForSeconds: 60 })
    expect((await ann.call('group.listMuted', { groupId })).muted.map(({ userId }) => userId)).toEqual(['ben', 'cy'])
    const work = await trio({ Type: 'Private' })
    expect((await ann.refused('group.muteMembers', { groupId: work, userIds: ['ben'], forSeconds: 60 })).number).toBe(10007)
  })

  test('get another owner by the owner; both are told', async () => {
    const groupId = await ranked()
    const [ann, cy] = await signIn('ann', 'cy')
    await ann.call('group.changeOwner', { groupId, ownerId: 'cy' })
    expect((await noticed(cy, 'group.roleChanged', groupId)).content).toMatchObject({ role: 'Owner' })
    expect((await noticed(ann, 'group.roleChanged', groupId)).content).toMatchObject({ role: 'Member' })
    expect((await ann.refused('group.destroy', { groupId })).code).toBe('group_not_allowed')
  })
})

test('members know how many of a group are connected, however many devices each has; strangers do not', async () => {
  const groupId = await trio()
  const [ann, ben, eve] = await signIn('ann', 'ben', 'eve')
  const phone = await LiveClient.signIn(app, 'ben', { platform: 'iPhone' })
  expect(await ann.call('group.countOnline', { groupId })).toEqual({ count: 2 })
  await ann.call('group.removeMembers', { groupId, userIds: ['ben'] })
  expect(await ann.call('group.countOnline', { groupId })).toEqual({ count: 1 })
  for (const client of [ben, eve]) expect((await client.refused('group.countOnline', { groupId })).code).toBe('not_a_member')
  const live = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
  expect((await ann.refused('group.countOnline', { groupId: live })).code).toBe('group_not_supported')
  await phone.close()
})

describe('group.destroy by a user', () => {
  test('tells the members of an ordinary group one by one, also who is away', async () => {
    const groupId = await ranked()
    const [ann, ben] = await signIn('ann', 'ben')
    await ann.call('group.destroy', { groupId })
    const ended = { groupId, type: 'Public', name: 'Gardeners', operatorId: 'ann' }
    expect((await noticed(ben, 'group.ended', groupId)).content).toEqual(ended)
    const [cy] = await signIn('cy')
    const { notices } = await cy.call('userNotice.list', { userId: 'cy' })
    expect(notices.at(-1)).toMatchObject({ event: 'group.ended', content: ended })
    expect(ben.heard.filter(({ event }) => event === 'group.destroyed')).toEqual([])
  })

  test('is not for Work groups (10007); a community hears it while connected', async () => {
    const [ann, ben] = await signIn('ann', 'ben')
    const work = await trio({ Type: 'Private' })
    expect(await ann.refused('group.destroy', { groupId: work })).toMatchObject({ code: 'group_not_allowed', number: 10007 })
    const { groupId } = await ann.call('group.create', { type: 'Community', name: 'All', members: [{ userId: 'ben' }] })
    await ann.call('group.destroy', { groupId })
    await ben.hears('group.destroyed', (content) => content.groupId === groupId)
    const { notices } = await ben.call('userNotice.list', { userId: 'ben' })
    expect(notices.filter(({ event, content }) => event === 'group.ended' && content.groupId === groupId)).toEqual([])
  })
})

describe('attributes and topics', () => {
  test('attributes are written by who may change the profile and read by members', async () => {
    const attributes = [{ key: 'colour', value: 'red' }]
    const [ann, ben, eve] = await signIn('ann', 'ben', 'eve')
    const work = await trio({ Type: 'Private' })
    await ben.call('attribute.add', { groupId: work, attributes })
    const live = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    expect((await ben.refused('attribute.add', { groupId: live, attributes })).code).toBe('group_not_allowed')
    await ann.call('attribute.add', { groupId: live, attributes })
    expect(await ben.call('attribute.list', { groupId: work })).toEqual({ attributes })
    expect((await eve.refused('attribute.list', { groupId: work })).code).toBe('group_unknown')
  })

  test('topics of a community are made by its owner and admins, under their name', async () => {
    const groupId = await ranked({ Type: 'Community', SupportTopic: 1 })
    const [ben, cy, eve] = await signIn('ben', 'cy', 'eve')
    expect((await cy.refused('topic.create', { groupId, name: 'Roses' })).code).toBe('group_not_allowed')
    const { topicId } = await ben.call('topic.create', { groupId, name: 'Roses' })
    await cy.hears('topic.created', (content) => content.topicId === topicId)
    expect((await cy.call('topic.list', { groupId, userId: 'cy' })).topics).toMatchObject([{ topicId, name: 'Roses' }])
    expect((await eve.refused('topic.list', { groupId, userId: 'eve' })).code).toBe('not_a_member')
    expect((await cy.refused('topic.destroy', { groupId, topicIds: [topicId] })).code).toBe('group_not_allowed')
  })
})
