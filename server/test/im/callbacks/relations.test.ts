import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallbackWorld, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

const pair = (From_Account: string, To_Account: string) => ({ From_Account, To_Account })

test('a profile that is changed is told in the words of the dialect', async () => {
  const { app, receiver } = await world.appWith(['Profile.CallbackPortraitSet'])
  const ProfileItem = [
    { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
    { Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Female' },
  ]
  await app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem })
  const [told] = await receiver.have(1)
  expect(told!.body).toEqual({
    CallbackCommand: 'Profile.CallbackPortraitSet',
    Operator_Account: 'administrator',
    From_Account: 'ann',
    ProfileItem,
    EventTime: world.now().getTime(),
  })
})

test('friends that are really added and removed are told, and so are blocklists', async () => {
  const { app, receiver } = await world.appWith([
    'Sns.CallbackFriendAdd',
    'Sns.CallbackFriendDelete',
    'Sns.CallbackBlackListAdd',
    'Sns.CallbackBlackListDelete',
  ])
  const add = (To_Account: string[]) =>
    app.ok('sns/friend_add', {
      From_Account: 'ann',
      AddFriendItem: To_Account.map((userId) => ({ To_Account: userId, AddSource: 'AddSource_Type_Web' })),
      AddType: 'Add_Type_Both',
      ForceAddFlags: 1,
    })
  await add(['ben'])
  await add(['ben', 'cy'])
  await app.ok('sns/friend_delete', { From_Account: 'ann', To_Account: ['cy'], DeleteType: 'Delete_Type_Single' })
  await app.ok('sns/black_list_add', { From_Account: 'ann', To_Account: ['ben'] })
  await app.ok('sns/black_list_add', { From_Account: 'ann', To_Account: ['ben'] })
  await app.ok('sns/black_list_delete', { From_Account: 'ann', To_Account: ['ben', 'cy'] })
  await receiver.have(6)
  const initiated = (one: string, other: string) => ({ ...pair(one, other), Initiator_Account: 'ann' })
  const added = { CallbackCommand: 'Sns.CallbackFriendAdd', ClientCmd: 'friend_add', Admin_Account: 'administrator', ForceFlag: 1 }
  expect(receiver.received.map(({ body: { EventTime: _, ...body } }) => body)).toEqual([
    { ...added, PairList: [initiated('ann', 'ben'), initiated('ben', 'ann')] },
    { ...added, PairList: [initiated('ann', 'cy'), initiated('cy', 'ann')] },
    { CallbackCommand: 'Sns.CallbackFriendDelete', PairList: [pair('ann', 'cy')] },
    { CallbackCommand: 'Sns.CallbackBlackListAdd', PairList: [pair('ann', 'ben')] },
    { CallbackCommand: 'Sns.CallbackFriendDelete', PairList: [pair('ann', 'ben'), pair('ben', 'ann')] },
    { CallbackCommand: 'Sns.CallbackBlackListDelete', PairList: [pair('ann', 'ben')] },
  ])
})
