import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, answering, type CallbackWorld, eventually, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const pair = (From_Account: string, To_Account: string) => ({ From_Account, To_Account })
const friend = (userId: string) => ({ userId, source: 'Web', wording: 'hello' })

test('whom a user wants as friends is asked about; those whom the app refuses are named in their place with its words', async () => {
  const { receiver, bodies, signIn } = await world.appWith(['Sns.CallbackPrevFriendAdd', 'Sns.CallbackFriendAdd'])
  const [ann] = await signIn('ann')
  const add = (...userIds: string[]) => ann.call('friend.add', { userId: 'ann', friends: userIds.map(friend), mutual: true })
  const refusing = (userId: string, more = {}) =>
    answering({ ResultItem: [{ To_Account: userId, ResultCode: 38_001, ResultInfo: 'not them' }], ...more })
  receiver.replies(({ body }) => (body.FriendItem ? refusing('cy') : allow))
  expect((await add('ben', 'cy', 'nobody')).results).toMatchObject([
    { userId: 'ben', code: 'done' },
    { userId: 'cy', code: 'refused_by_app', number: 38_001, text: 'not them' },
    { userId: 'nobody', code: 'user_unknown' },
  ])
  expect((await add('cy')).results).toMatchObject([{ userId: 'cy', code: 'refused_by_app' }])
  const [asked] = receiver.received
  expect(asked!.body).toMatchObject({
    Requester_Account: 'ann',
    From_Account: 'ann',
    AddType: 'Add_Type_Both',
    ForceAddFlags: 0,
    FriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web', AddWording: 'hello' }, {}, {}],
  })
  await eventually(() => bodies('Sns.CallbackFriendAdd')).toMatchObject([
    {
      PairList: [pair('ann', 'ben'), pair('ben', 'ann')].map((one) => ({ ...one, Initiator_Account: 'ann' })),
      ClientCmd: 'FriendAdd',
      Admin_Account: '',
      ForceFlag: 0,
    },
  ])
  // An answer that decides nothing refuses nobody.
  receiver.replies(({ body }) => (body.FriendItem ? refusing('cy', { ErrorCode: 1 }) : allow))
  expect((await add('cy')).results).toMatchObject([{ userId: 'cy', code: 'done' }])
})

test('the app’s own server is not asked about friends', async () => {
  const { app, receiver } = await world.appWith(['Sns.CallbackPrevFriendAdd'])
  await app.ok('sns/friend_add', { From_Account: 'ann', AddFriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web' }] })
  expect(receiver.received).toEqual([])
})

test('how a user answers who wants to be a friend is asked about, and the new friends are told', async () => {
  const { app, receiver, bodies, signIn } = await world.appWith(['Sns.CallbackPrevFriendResponse', 'Sns.CallbackFriendAdd'])
  await app.ok('profile/portrait_set', {
    From_Account: 'ben',
    ProfileItem: [{ Tag: 'Tag_Profile_IM_AllowType', Value: 'AllowType_Type_NeedConfirm' }],
  })
  const [ann, ben] = await signIn('ann', 'ben')
  const asked = await ann.call('friend.add', { userId: 'ann', friends: [friend('ben')] })
  expect(asked.results).toMatchObject([{ userId: 'ben' }])
  expect(receiver.received).toEqual([])
  receiver.replies(({ body }) =>
    body.ResponseFriendItem ? answering({ ResultItem: [{ To_Account: 'ann', ResultCode: 38_900, ResultInfo: 'not this one' }] }) : allow,
  )
  const answer = { requesterId: 'ann', answer: 'agreeAndAdd', remark: 'Annie' } as const
  expect((await ben.refused('friend.answerRequest', { ...answer, requesterId: 'cy' })).code).toBe('friend_request_unknown')
  expect(receiver.received).toEqual([])
  expect(await ben.refused('friend.answerRequest', answer)).toMatchObject({
    number: 38_900,
    message: expect.stringContaining('not this one'),
  })
  receiver.replies(() => allow)
  await ben.call('friend.answerRequest', answer)
  await eventually(() => bodies('Sns.CallbackFriendAdd').length).toBe(1)
  expect(bodies('Sns.CallbackPrevFriendResponse')[1]).toMatchObject({
    Requester_Account: 'ben',
    From_Account: 'ben',
    ResponseFriendItem: [{ To_Account: 'ann', Remark: 'Annie', ResponseAction: 'Response_Action_AgreeAndAdd' }],
  })
  const [added] = bodies('Sns.CallbackFriendAdd')
  expect(added).toMatchObject({ ClientCmd: 'FriendResponse', Admin_Account: '', ForceFlag: 0 })
  expect(added.PairList).toHaveLength(2)
  expect(added.PairList).toContainEqual({ ...pair('ann', 'ben'), Initiator_Account: 'ann' })
})

test('what users change of themselves, whom they leave and whom they block is told', async () => {
  const { app, bodies, receiver, signIn } = await world.appWith([
    'Profile.CallbackPortraitSet',
    'Sns.CallbackFriendDelete',
    'Sns.CallbackBlackListAdd',
    'Sns.CallbackBlackListDelete',
  ])
  for (const To_Account of ['ben', 'cy']) {
    await app.ok('sns/friend_add', { From_Account: 'ann', AddFriendItem: [{ To_Account, AddSource: 'AddSource_Type_Web' }] })
  }
  const [ann] = await signIn('ann')
  await ann.call('profile.set', { userId: 'ann', changes: { nick: 'Ann' } as never })
  await ann.call('friend.remove', { userId: 'ann', userIds: ['cy'], mutual: true })
  await ann.call('block.add', { userId: 'ann', userIds: ['ben'] })
  await ann.call('block.remove', { userId: 'ann', userIds: ['ben', 'cy'] })
  await receiver.have(5)
  expect(receiver.received.every(({ query }) => query.OptPlatform === 'Web')).toBe(true)
  expect(bodies('Profile.CallbackPortraitSet')).toMatchObject([
    { Operator_Account: 'ann', From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }] },
  ])
  const gone = bodies('Sns.CallbackFriendDelete').flatMap(({ PairList }) => PairList)
  expect(gone).toHaveLength(4)
  expect(gone).toEqual(expect.arrayContaining([pair('ann', 'cy'), pair('cy', 'ann'), pair('ann', 'ben'), pair('ben', 'ann')]))
  expect(bodies('Sns.CallbackBlackListAdd')).toMatchObject([{ PairList: [pair('ann', 'ben')] }])
  expect(bodies('Sns.CallbackBlackListDelete')).toMatchObject([{ PairList: [pair('ann', 'ben')] }])
})
