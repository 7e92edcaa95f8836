import type { EventName } from '@plenum/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { app, friends, openApp } from './friends-world.ts'

let clients: LiveClient[] = []
afterEach(async () => {
  for (const client of clients) await client.close()
  clients = []
})

async function signIn(userId: string, more: Parameters<typeof LiveClient.signIn>[2] = {}) {
  const client = await LiveClient.signIn(app, userId, more)
  clients.push(client)
  return client
}
const needsConsent = (userId: string) => friends.setProfile(userId, 'Tag_Profile_IM_AllowType', 'AllowType_Type_NeedConfirm')
const ask = (client: LiveClient, userId: string, who: string) =>
  client.call('friend.add', { userId, friends: [{ userId: who, source: 'Web', wording: `I am ${userId}`, remark: 'R' }] })
const noticed = (client: LiveClient, event: EventName) => client.hears('user.noticed', (notice) => notice.event === event)
const codeOf = (error: { code: string }) => error.code

test('a request waits with the one who is asked, unread until it is read, and with the one who asks', async () => {
  await needsConsent('ben')
  const [ann, ben] = [await signIn('ann'), await signIn('ben')]
  expect(await ask(ann, 'ann', 'ben')).toMatchObject({ results: [{ code: 'friend_consent_needed' }] })
  const told = (await noticed(ben, 'friend.requested')).content
  expect(told).toMatchObject({ requesterId: 'ann', userId: 'ben', wording: 'I am ann', source: 'Web' })
  const request = { nick: '', faceUrl: '', source: 'Web', wording: 'I am ann', at: told.at, isRead: false }
  expect(await ben.call('friend.listRequests', {})).toEqual({
    requests: [{ ...request, userId: 'ann', direction: 'incoming' }],
    unread: 1,
    next: null,
  })
  expect(await ann.call('friend.listRequests', {})).toMatchObject({ requests: [{ userId: 'ben', direction: 'outgoing' }], unread: 0 })
  expect((await ann.call('friend.listRequests', { direction: 'incoming' })).requests).toEqual([])
  await ben.call('friend.readRequests', {})
  await noticed(ben, 'friend.requestsRead')
  expect(await ben.call('friend.listRequests', {})).toMatchObject({ requests: [{ isRead: true }], unread: 0 })
  await ask(ann, 'ann', 'ben')
  expect(await ben.call('friend.listRequests', {})).toMatchObject({ requests: [{ isRead: false }], unread: 1 })
})

describe('friend.answerRequest', () => {
  test('agree: the other gets the user; agree and add: each gets the other; both are told of their own lists', async () => {
    await needsConsent('ben')
    const [ann, ben, cy] = [await signIn('ann'), await signIn('ben'), await signIn('cy')]
    await ask(ann, 'ann', 'ben')
    await ask(cy, 'cy', 'ben')
    await ben.call('friend.answerRequest', { requesterId: 'ann', answer: 'agree' })
    expect((await noticed(ann, 'friend.added')).content).toEqual({ pairs: [{ userId: 'ann', friendId: 'ben' }], initiatorId: 'ann' })
    expect((await noticed(ann, 'friend.requestAnswered')).content).toMatchObject({ userId: 'ben', answer: 'agree' })
    expect([await friends.friendsOf('ann'), await friends.friendsOf('ben')]).toEqual([['ben'], []])
    await ben.call('friend.answerRequest', { requesterId: 'cy', answer: 'agreeAndAdd', remark: 'Cyrus' })
    expect([await friends.friendsOf('cy'), await friends.friendsOf('ben')]).toEqual([['ben'], ['cy']])
    expect((await ben.call('friend.get', { userId: 'ben', userIds: ['cy'] })).friends).toMatchObject([{ friend: { remark: 'Cyrus' } }])
    expect((await cy.call('friend.get', { userId: 'cy', userIds: ['ben'] })).friends).toMatchObject([
      { friend: { remark: 'R', wording: 'I am cy' } },
    ])
    expect((await ben.refused('friend.answerRequest', { requesterId: 'ann', answer: 'agree' })).number).toBe(30614)
  })

  test('reject: nobody gets a friend, and the request is gone; so is one that is deleted or taken back', async () => {
    await needsConsent('ben')
    const [ann, ben, cy, dan] = [await signIn('ann'), await signIn('ben'), await signIn('cy'), await signIn('dan')]
    await ask(ann, 'ann', 'ben')
    await ask(cy, 'cy', 'ben')
    await ask(dan, 'dan', 'ben')
    await ben.call('friend.answerRequest', { requesterId: 'ann', answer: 'reject' })
    expect((await noticed(ann, 'friend.requestAnswered')).content).toMatchObject({ answer: 'reject' })
    await ben.call('friend.deleteRequest', { userId: 'cy', direction: 'incoming' })
    await dan.call('friend.deleteRequest', { userId: 'ben', direction: 'outgoing' })
    expect((await noticed(ben, 'friend.requestDeleted')).content).toMatchObject({ userId: 'ben' })
    expect((await ben.call('friend.listRequests', {})).requests).toEqual([])
    expect(await friends.friendsOf('ann')).toEqual([])
    expect((await dan.refused('friend.deleteRequest', { userId: 'ben', direction: 'outgoing' })).code).toBe('friend_request_unknown')
  })

  test('does not pass the limit of friends, however many are agreed to at once (30010, of the other 30014)', async () => {
    const users = names('u', 12)
    await openApp({}, ['ann', 'ben', ...users, ...names('f', 15)])
    await needsConsent('ann')
    await friends.add('ann', names('f', 15), { AddType: 'Add_Type_Single' })
    for (const user of users) await ask(await signIn(user), user, 'ann')
    const ann = await signIn('ann')
    const answers = await Promise.all(
      users.map((requesterId) => ann.call('friend.answerRequest', { requesterId, answer: 'agreeAndAdd' }).then(() => 'done', codeOf)),
    )
    expect(answers.toSorted()).toEqual([...Array(5).fill('done'), ...Array(7).fill('friend_limit')])
    expect(await friends.friendsOf('ann')).toHaveLength(20)
  })

  test('of two answers at the same time one counts', async () => {
    await needsConsent('ben')
    const [ann, ben, otherBen] = [await signIn('ann'), await signIn('ben'), await signIn('ben', { platform: 'iPhone' })]
    await ask(ann, 'ann', 'ben')
    const answers = await Promise.all(
      [ben, otherBen].map((device) =>
        device.call('friend.answerRequest', { requesterId: 'ann', answer: 'agreeAndAdd' }).then(() => 'done', codeOf),
      ),
    )
    expect(answers.toSorted()).toEqual(['done', 'friend_request_unknown'])
  })
})

test('who has said nothing about it is asked, or not, as the app has set it', async () => {
  const ann = await signIn('ann')
  const set = (defaultAllowType: 'needConfirm' | 'denyAny') =>
    app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { defaultAllowType } })
  await set('needConfirm')
  expect((await ask(ann, 'ann', 'ben')).results).toMatchObject([{ code: 'friend_consent_needed' }])
  await set('denyAny')
  expect((await ask(ann, 'ann', 'cy')).results).toMatchObject([{ code: 'friends_denied' }])
  await needsConsent('dan')
  expect((await ask(ann, 'ann', 'dan')).results).toMatchObject([{ code: 'friend_consent_needed' }])
})

test('a user forces nobody to be a friend, and acts for nobody else', async () => {
  const ann = await signIn('ann')
  const wanted = [{ userId: 'ben', source: 'Web' }]
  expect((await ann.refused('friend.add', { userId: 'ann', friends: wanted, force: true })).code).toBe('not_allowed')
  expect((await ann.refused('friend.add', { userId: 'cy', friends: wanted })).code).toBe('not_allowed')
  await friends.call('black_list_add', { From_Account: 'ben', To_Account: ['ann'] })
  expect((await ann.call('friend.add', { userId: 'ann', friends: wanted })).results).toMatchObject([{ code: 'blocked_by_other' }])
})

test('lists of friends get other names and lose friends, and other devices are told', async () => {
  const [ann, otherAnn] = [await signIn('ann'), await signIn('ann', { platform: 'iPhone' })]
  await ann.call('friend.add', { userId: 'ann', friends: ['ben', 'cy'].map((userId) => ({ userId, source: 'Web', lists: ['Garden'] })) })
  await ann.call('friendList.add', { userId: 'ann', names: ['Work'] })
  expect((await ann.refused('friendList.rename', { name: 'Garden', newName: 'Work' })).code).toBe('friend_list_taken')
  await ann.call('friendList.rename', { name: 'Garden', newName: 'Roses' })
  await ann.call('friendList.removeFriends', { name: 'Roses', userIds: ['cy', 'dan'] })
  expect((await ann.call('friendList.get', { userId: 'ann' })).lists).toEqual([
    { name: 'Roses', userIds: ['ben'] },
    { name: 'Work', userIds: [] },
  ])
  await otherAnn.hears(
    'user.noticed',
    ({ event, content }) => event === 'friendList.changed' && JSON.stringify(content.names) === '["Garden","Roses"]',
  )
})

describe('profiles', () => {
  test('a user changes the own, friends who are connected hear it, strangers do not', async () => {
    await friends.add('ben', ['ann'], { AddType: 'Add_Type_Single' })
    const [ann, ben, cy] = [await signIn('ann'), await signIn('ben'), await signIn('cy')]
    await ann.call('profile.set', { userId: 'ann', changes: { nick: 'Ann', level: 3 } })
    for (const client of [ann, ben]) {
      expect(await client.hears('profile.changed')).toEqual({ userId: 'ann', changes: { nick: 'Ann', level: 3, custom: {} } })
    }
    await cy.settle()
    expect(cy.heard.filter(({ event }) => event === 'profile.changed')).toEqual([])
    expect(await cy.call('profile.get', { userIds: ['ann', 'zed'] })).toMatchObject({
      users: [{ profile: { nick: 'Ann', level: 3 } }, { profile: null }],
    })
    expect((await cy.refused('profile.set', { userId: 'ann', changes: { nick: 'X' } })).code).toBe('not_allowed')
    expect((await cy.refused('profile.get', { userIds: Array(101).fill('ann') })).code).toBe('bad_input')
  })

  test('fields of the app’s own are read and written by the rights declared; what only administrators set stays theirs', async () => {
    const { sdkAppId, owner } = app
    await owner.call('customField.add', { sdkAppId, level: 'user', key: 'Motto', readableBy: 'everyone', writableBy: 'everyone' })
    await owner.call('customField.add', { sdkAppId, level: 'user', key: 'Score', readableBy: 'app', writableBy: 'app' })
    await friends.add('ben', ['ann'], { AddType: 'Add_Type_Single' })
    const [ann, ben] = [await signIn('ann'), await signIn('ben')]
    for (const changes of [{ adminForbid: 'none' as const }, { custom: { Score: 9 } }]) {
      expect((await ann.refused('profile.set', { userId: 'ann', changes })).code).toBe('profile_field_forbidden')
    }
    await friends.setProfile('ann', 'Tag_Profile_Custom_Score', 7)
    await ann.call('profile.set', { userId: 'ann', changes: { custom: { Motto: 'Grow' } } })
    await ben.hears('profile.changed', ({ changes }) => changes.custom.Motto === 'Grow')
    expect(JSON.stringify(ben.heard)).not.toContain('Score')
    expect((await ben.call('profile.get', { userIds: ['ann'] })).users[0]!.profile!.custom).toEqual({ Motto: 'Grow' })
  })
})

test('the blocklist is the user’s own: friendships end in both directions, and only the user is told of the list', async () => {
  await friends.add('ann', ['ben'])
  const [ann, ben] = [await signIn('ann'), await signIn('ben')]
  await ann.call('block.add', { userId: 'ann', userIds: ['ben'] })
  expect((await noticed(ann, 'blocklist.changed')).content).toEqual({ userId: 'ann', added: ['ben'], removed: [] })
  expect((await noticed(ben, 'friend.removed')).content).toEqual({ pairs: [{ userId: 'ben', friendId: 'ann' }] })
  await ben.settle()
  expect(ben.heard.filter(({ content }) => content.event === 'blocklist.changed')).toEqual([])
  expect((await ann.call('block.list', { userId: 'ann', limit: 100 })).blocked.map(({ userId }) => userId)).toEqual(['ben'])
  expect((await ben.refused('block.list', { userId: 'ann', limit: 100 })).code).toBe('not_allowed')
})
