import { type CommandName, commands } from '@plenum/contract'
import { LiveClient } from '../../live-client.ts'
import { type Example, hello, ofUser, type Scene } from './kinds.ts'

/** ann may; the one named, of the same app, may not. */
const butNot = (userId: string, code: string, input: Example['input']): Example => ({ ...ofUser(input), notFor: { userId, code } })
const strangers = (input: Example['input']) => butNot('dan', 'not_a_member', input)
const members = (input: Example['input']) => butNot('ben', 'group_not_allowed', input)
const others = (input: Example['input']) => butNot('ben', 'not_allowed', input)

async function people({ app }: Scene): Promise<void> {
  await app.importUsers(['ann', 'ben', 'cy', 'dan'])
}

/** Of ann, with ben and cy in it; dan is a stranger. */
async function groupOf(scene: Scene, body: object = {}): Promise<string> {
  await people(scene)
  return scene.app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }, { Member_Account: 'cy' }], ...body })
}
const inGroup =
  (more: object = {}, body: object = {}) =>
  async (scene: Scene) => ({ groupId: await groupOf(scene, body), ...more })

async function said(scene: Scene) {
  const groupId = await groupOf(scene)
  const { MsgSeq } = await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, ...hello() })
  return { groupId, sequence: MsgSeq as number }
}

async function communityOf(scene: Scene): Promise<string> {
  await scene.app.upgrade({ edition: 'ultimate' })
  return groupOf(scene, { Type: 'Community', SupportTopic: 1 })
}
async function topicOf(scene: Scene) {
  const groupId = await communityOf(scene)
  const { TopicId } = await scene.app.ok('million_group_open_http_svc/create_topic', { GroupId: groupId, TopicName: 'Roses' })
  return { groupId, topicId: TopicId as string }
}

const counted = (more: object) => async (scene: Scene) => {
  await scene.app.upgrade({ edition: 'ultimate' })
  const groupId = await groupOf(scene)
  await scene.app.ok('group_open_http_svc/update_group_counter', {
    GroupId: groupId,
    GroupCounter: [{ Key: 'likes', Value: 7 }],
    Mode: 'Set',
  })
  return { groupId, ...more }
}
const attributed = (more: object) => async (scene: Scene) => {
  const groupId = await groupOf(scene)
  await scene.app.ok('group_open_http_svc/set_group_attr', { GroupId: groupId, GroupAttr: [{ key: 'colour', value: 'red' }] })
  return { groupId, ...more }
}

/** dan asks to come in, or to be a friend of ann. */
async function asDan<T>({ app }: Scene, work: (dan: LiveClient) => Promise<T>): Promise<T> {
  const dan = await LiveClient.signIn(app, 'dan')
  const answer = await work(dan)
  await dan.close()
  return answer
}
async function applied(scene: Scene): Promise<number> {
  const groupId = await groupOf(scene)
  const { applications } = await asDan(scene, async (dan) => {
    await dan.call('group.join', { groupId })
    return dan.call('application.list', {})
  })
  return applications[0]!.applicationId
}

const friend = { source: 'Web' }
async function asked(scene: Scene): Promise<void> {
  await people(scene)
  const AllowType = { Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }
  await scene.app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [AllowType] })
  await asDan(scene, (dan) => dan.call('friend.add', { userId: 'dan', friends: [{ userId: 'ann', ...friend }] }))
}
async function befriended(scene: Scene): Promise<void> {
  await people(scene)
  await scene.app.ok('sns/friend_add', { From_Account: 'ann', AddFriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web' }] })
  await scene.app.ok('sns/group_add', { From_Account: 'ann', GroupName: ['Garden'], To_Account: ['ben'] })
}
const ofPeople =
  (more: object, prepare: (scene: Scene) => Promise<void> = people) =>
  async (scene: Scene) => {
    await prepare(scene)
    return { userId: 'ann', ...more }
  }
const without = (more: object, prepare: (scene: Scene) => Promise<void>) => async (scene: Scene) => {
  await prepare(scene)
  return more
}

/** What only users call. */
export const socialExamples = {
  'group.pinMessage': members(said),
  'group.unpinMessage': members(said),
  'group.listPinnedMessages': strangers(inGroup()),
  'group.search': ofUser(inGroup()),
  'group.countOnline': strangers(inGroup()),
  'group.join': ofUser(async (scene) => {
    await people(scene)
    return { groupId: await scene.app.createGroup({ Type: 'ChatRoom', Owner_Account: 'ben' }) }
  }),
  'group.leave': strangers(async (scene) => {
    await people(scene)
    return { groupId: await scene.app.createGroup({ Owner_Account: 'ben', MemberList: [{ Member_Account: 'ann' }] }) }
  }),
  'application.list': ofUser(async (scene) => {
    await applied(scene)
    return {}
  }),
  'application.answer': members(async (scene) => ({ applicationId: await applied(scene), agree: true })),
  'friend.listRequests': ofUser(without({}, asked)),
  'friend.answerRequest': butNot('ben', 'friend_request_unknown', without({ requesterId: 'dan', answer: 'agreeAndAdd' }, asked)),
  'friend.deleteRequest': butNot('ben', 'friend_request_unknown', without({ userId: 'dan', direction: 'incoming' }, asked)),
  'friend.readRequests': ofUser(without({}, asked)),
  'friendList.rename': butNot('ben', 'friend_list_unknown', without({ name: 'Garden', newName: 'Roses' }, befriended)),
  'friendList.removeFriends': butNot('ben', 'friend_list_unknown', without({ name: 'Garden', userIds: ['ben'] }, befriended)),
} satisfies Partial<Record<CommandName, Example>>

/** What an app's server calls as well: ann does it for herself. */
export const alsoForUsers = {
  'group.create': others(async (scene) => {
    await people(scene)
    return { type: 'Public', name: 'Gardeners', ownerId: 'ann', members: [{ userId: 'cy' }] }
  }),
  'group.get': ofUser(async (scene) => ({ groupIds: [await groupOf(scene)] })),
  'group.listJoined': others(ofPeople({})),
  'group.update': members(inGroup({ name: 'Roses' })),
  'group.destroy': members(inGroup()),
  'group.listMembers': strangers(inGroup()),
  'group.findMembers': strangers(inGroup({ userIds: ['ben'] })),
  'group.addMembers': strangers(inGroup({ userIds: ['dan'] }, { InviteJoinOption: 'FreeAccess' })),
  'group.removeMembers': members(inGroup({ userIds: ['cy'] })),
  'group.updateMember': members(inGroup({ userId: 'cy', role: 'Admin', nameCard: 'Cy' })),
  'group.muteMembers': members(inGroup({ userIds: ['cy'], forSeconds: 60 })),
  'group.listMuted': members(inGroup()),
  'group.changeOwner': members(inGroup({ ownerId: 'cy' })),
  'attribute.list': strangers(attributed({})),
  'attribute.add': members(attributed({ attributes: [{ key: 'size', value: 'small' }] })),
  'attribute.replace': members(attributed({ attributes: [{ key: 'size', value: 'small' }] })),
  'attribute.clear': members(attributed({})),
  'attribute.remove': members(attributed({ keys: ['colour'] })),
  'counter.list': strangers(counted({})),
  'counter.update': strangers(counted({ mode: 'Increase', counters: [{ key: 'likes', value: '1' }] })),
  'counter.remove': strangers(counted({ keys: ['likes'] })),
  'topic.create': others(async (scene) => ({ groupId: await communityOf(scene), name: 'Roses', creatorId: 'ann' })),
  'topic.update': members(async (scene) => ({ ...(await topicOf(scene)), name: 'Tulips' })),
  'topic.destroy': members(async (scene) => {
    const { groupId, topicId } = await topicOf(scene)
    return { groupId, topicIds: [topicId] }
  }),
  'topic.list': others(async (scene) => ({ groupId: (await topicOf(scene)).groupId, userId: 'ann' })),
  'profile.set': others(ofPeople({ changes: { nick: 'Ann' } })),
  'profile.get': ofUser(without({ userIds: ['ann', 'ben'] }, people)),
  'friend.add': others(ofPeople({ friends: [{ userId: 'ben', ...friend }] })),
  'friend.update': others(ofPeople({ friends: [{ userId: 'ben', remark: 'B' }] }, befriended)),
  'friend.remove': others(ofPeople({ userIds: ['ben'], mutual: true }, befriended)),
  'friend.removeAll': others(ofPeople({}, befriended)),
  'friend.check': others(ofPeople({ userIds: ['ben'], bothWays: true }, befriended)),
  'friend.list': others(ofPeople({}, befriended)),
  'friend.get': others(ofPeople({ userIds: ['ben'] }, befriended)),
  'block.add': others(ofPeople({ userIds: ['ben'] })),
  'block.remove': others(ofPeople({ userIds: ['ben'] })),
  'block.list': others(ofPeople({ limit: 100 })),
  'block.check': others(ofPeople({ userIds: ['ben'], bothWays: true })),
  'friendList.add': others(ofPeople({ names: ['Work'], userIds: ['ben'] }, befriended)),
  'friendList.remove': others(ofPeople({ names: ['Garden'] }, befriended)),
  'friendList.get': others(ofPeople({}, befriended)),
} satisfies Partial<Record<CommandName, Example>>

const nouns = ['application', 'attribute', 'block', 'counter', 'friend', 'friendList', 'profile', 'topic']
/** Commands about groups and people that users may call; each has an example above. */
export const ofPeopleAndGroups = Object.entries(commands)
  .filter(([name, { callers }]) => (callers as readonly string[]).includes('user') && [...nouns, 'group'].includes(name.split('.')[0]!))
  .map(([name]) => name)
