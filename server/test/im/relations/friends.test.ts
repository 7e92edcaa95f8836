import { describe, expect, test } from 'vitest'
import { names } from '../../counted.ts'
import { codes, force, item, ok, single, toldDuring } from './friends-driver.ts'
import { app, friends, openApp, world } from './friends-world.ts'

describe('friend_add', () => {
  test('makes friends of each other, with what was said of it, and tells it', async () => {
    const heard = await toldDuring(world, async () => {
      const friend = item('ben', { Remark: 'Benny', GroupName: 'Garden', AddWording: 'It is me' })
      expect(await friends.add('ann', [friend])).toEqual({ ...ok, ResultItem: [{ To_Account: 'ben', ResultCode: 0, ResultInfo: '' }] })
    })
    const pairs = [
      { userId: 'ann', friendId: 'ben' },
      { userId: 'ben', friendId: 'ann' },
    ]
    expect(heard).toEqual([{ name: 'friend.added', content: { pairs, initiatorId: 'ann' } }])
    const AddTime = Math.floor(world.now().getTime() / 1000)
    const [ofAnn, ofBen] = [await friends.get('ann'), await friends.get('ben')]
    expect(ofAnn).toEqual({
      ...ok,
      UserDataItem: [
        {
          To_Account: 'ben',
          ValueItem: [
            { Tag: 'Tag_SNS_IM_Group', Value: ['Garden'] },
            { Tag: 'Tag_SNS_IM_Remark', Value: 'Benny' },
            { Tag: 'Tag_SNS_IM_AddSource', Value: 'AddSource_Type_Test' },
            { Tag: 'Tag_SNS_IM_AddWording', Value: 'It is me' },
            { Tag: 'Tag_SNS_IM_AddTime', Value: AddTime },
          ],
        },
      ],
      StandardSequence: expect.any(Number),
      CustomSequence: 0,
      FriendNum: 1,
      CompleteFlag: 1,
      NextStartIndex: 0,
    })
    expect(ofBen.UserDataItem[0].ValueItem).toEqual([
      { Tag: 'Tag_SNS_IM_AddSource', Value: 'AddSource_Type_Test' },
      { Tag: 'Tag_SNS_IM_AddWording', Value: 'It is me' },
      { Tag: 'Tag_SNS_IM_AddTime', Value: AddTime },
    ])
  })

  test('one way puts only the other into the own list; both ways later adds the missing half, and a friend already is no failure', async () => {
    expect(codes(await friends.add('ann', ['ben'], single))).toEqual([0])
    expect([await friends.friendsOf('ann'), await friends.friendsOf('ben')]).toEqual([['ben'], []])
    expect(codes(await friends.add('ann', [item('ben', { Remark: 'again' })]))).toEqual([0])
    expect([await friends.friendsOf('ann'), await friends.friendsOf('ben')]).toEqual([['ben'], ['ann']])
    const before = await friends.get('ann')
    expect(await toldDuring(world, () => friends.add('ann', ['ben', 'ben']))).toEqual([])
    expect(await friends.get('ann')).toEqual(before)
  })

  test('judges one by one: who cannot be added does not keep the others out', async () => {
    const long = (count: number) => 'x'.repeat(count)
    const answer = await friends.add('ann', [
      'zed',
      'ann',
      item('ben', { Remark: long(97) }),
      item('ben', { AddSource: 'Test' }),
      item('ben', { AddSource: 'AddSource_Type_' }),
      item('ben', { AddSource: 'AddSource_Type_NineChars' }),
      item('ben', { AddSource: 'AddSource_Type_No1' }),
      item('ben', { AddWording: long(257) }),
      item('ben', { GroupName: long(31) }),
      item('cy', { Remark: long(96), AddSource: 'AddSource_Type_EightLet', AddWording: long(256), GroupName: long(30) }),
    ])
    expect(answer).toMatchObject({ ErrorCode: 0, Fail_Account: ['zed', 'ann', 'ben'] })
    expect(codes(answer)).toEqual([30003, 30001, 30001, 30001, 30001, 30001, 30001, 30001, 30001, 0])
    expect(answer.ResultItem[0].ResultInfo).toBe('The account zed does not exist.')
    expect(answer.ResultItem[2].ResultInfo).toMatch(/^Remark is too long/)
    expect(await friends.friendsOf('ann')).toEqual(['cy'])
  })

  test('asks who wants to be asked (30539, no failure), is turned away by who takes no friends (30516), and goes past both when forced', async () => {
    await friends.setProfile('ben', 'Tag_Profile_IM_AllowType', 'AllowType_Type_NeedConfirm')
    await friends.setProfile('cy', 'Tag_Profile_IM_AllowType', 'AllowType_Type_DenyAny')
    for (const type of [{}, single]) {
      const answer = await friends.add('ann', ['ben', 'cy', 'dan'], type)
      expect(codes(answer)).toEqual([30539, 30516, 0])
      expect(answer.Fail_Account).toEqual(['cy'])
    }
    expect(await friends.friendsOf('ann')).toEqual(['dan'])
    const requests = () => world.sql`select user_id, requester_id, mutual from friend_requests where app_id = ${app.sdkAppId}`
    expect(await requests()).toEqual([{ userId: 'ben', requesterId: 'ann', mutual: false }])
    expect(codes(await friends.add('ann', ['ben', 'cy'], force))).toEqual([0, 0])
    expect(await friends.friendsOf('ann')).toEqual(['dan', 'ben', 'cy'])
    expect(await requests()).toEqual([])
  })

  test('is not for who may not ask (30009), unless forced', async () => {
    await friends.setProfile('ann', 'Tag_Profile_IM_AdminForbidType', 'AdminForbid_Type_SendOut')
    expect(codes(await friends.add('ann', ['ben']))).toEqual([30009])
    expect(codes(await friends.add('ben', ['ann'], single))).toEqual([0])
    expect(codes(await friends.add('ann', ['ben'], force))).toEqual([0])
    await friends.setProfile('ann', 'Tag_Profile_IM_AdminForbidType', 'AdminForbid_Type_None')
    expect(codes(await friends.add('ann', ['cy']))).toEqual([0])
  })

  test('leaves at most 100 requests with one user (30012); who asks again keeps the place', async () => {
    await openApp({ edition: 'pro' }, ['shy', ...names('u', 101)])
    await friends.setProfile('shy', 'Tag_Profile_IM_AllowType', 'AllowType_Type_NeedConfirm')
    const asked = await Promise.all(names('u', 101).map(async (userId) => codes(await friends.add(userId, ['shy']))![0]))
    expect(asked.filter((code) => code === 30539)).toHaveLength(100)
    expect(asked.filter((code) => code === 30012)).toHaveLength(1)
    const late = `u${asked.indexOf(30012)}`
    const first = late === 'u0' ? 'u1' : 'u0'
    expect(codes(await friends.add(first, [item('shy', { AddWording: 'Please' })]))).toEqual([30539])
    expect(codes(await friends.add(late, ['shy']))).toEqual([30012])
    expect(codes(await friends.add(first, ['shy'], force))).toEqual([0])
    expect(codes(await friends.add(late, ['shy']))).toEqual([30539])
  })

  test('refuses bodies that are not of the form with 30001, and an unknown user with 30003', async () => {
    const whole = { From_Account: 'ann', AddFriendItem: [item('ben')] }
    for (const wrong of [
      { AddFriendItem: undefined },
      { AddFriendItem: [] },
      { AddFriendItem: {} },
      { AddFriendItem: [{ To_Account: 'ben' }] },
      { AddFriendItem: [item('ben', { Remark: 7 })] },
      { AddFriendItem: [item('ben', { GroupName: ['Garden'] })] },
      { AddFriendItem: names('u', 1001).map((userId) => item(userId)) },
      { AddType: 'Both' },
      { ForceAddFlags: 'yes' },
      { From_Account: undefined },
    ]) {
      expect(await friends.call('friend_add', { ...whole, ...wrong })).toMatchObject({ ErrorCode: 30001, ErrorDisplay: '' })
    }
    expect((await friends.call('friend_add', { ...whole, From_Account: 'zed' })).ErrorCode).toBe(30003)
    expect((await friends.call('friend_add', { ...whole, From_Account: 7 })).ErrorCode).toBe(60015)
    expect(await friends.friendsOf('ann')).toEqual([])
  })
})

describe('friend_delete and friend_delete_all', () => {
  const remove = (To_Account: string[], more: object = {}) => friends.call('friend_delete', { From_Account: 'ann', To_Account, ...more })

  test('take friends out of one list or out of both, and say who was none (31704)', async () => {
    await friends.add('ann', ['ben', 'cy'])
    const heard = await toldDuring(world, async () => {
      expect(await remove(['ben', 'dan', 'zed'])).toMatchObject({
        ...ok,
        ResultItem: [{ ResultCode: 0 }, { ResultCode: 31704 }, { ResultCode: 31704 }],
        Fail_Account: ['dan', 'zed'],
      })
    })
    expect(heard).toEqual([{ name: 'friend.removed', content: { pairs: [{ userId: 'ann', friendId: 'ben' }] } }])
    expect([await friends.friendsOf('ann'), await friends.friendsOf('ben')]).toEqual([['cy'], ['ann']])
    expect(codes(await remove(['cy'], { DeleteType: 'Delete_Type_Both' }))).toEqual([0])
    expect(await friends.friendsOf('cy')).toEqual([])
    // Of two only one has the other: both ways that is something to delete.
    expect(codes(await remove(['ben']))).toEqual([31704])
    expect(codes(await remove(['ben'], { DeleteType: 'Delete_Type_Both' }))).toEqual([0])
    expect((await remove(['ben'], { DeleteType: 'Both' })).ErrorCode).toBe(30001)
    expect((await remove([])).ErrorCode).toBe(30001)
    expect((await remove(names('u', 1001))).ErrorCode).toBe(30001)
    expect((await friends.call('friend_delete', { From_Account: 'zed', To_Account: ['ann'] })).ErrorCode).toBe(30003)
  })

  test('empty a list, one way or both', async () => {
    await friends.add('ann', ['ben', 'cy'])
    await friends.add('dan', ['ann'], single)
    expect(await friends.call('friend_delete_all', { From_Account: 'ann' })).toEqual(ok)
    expect([await friends.friendsOf('ann'), await friends.friendsOf('ben')]).toEqual([[], ['ann']])
    await friends.add('ann', ['ben', 'cy'])
    expect(await friends.call('friend_delete_all', { From_Account: 'ann', DeleteType: 'Delete_Type_Both' })).toEqual(ok)
    expect(await Promise.all(['ann', 'ben', 'cy', 'dan'].map(friends.friendsOf))).toEqual([[], [], [], ['ann']])
    expect((await friends.call('friend_delete_all', { From_Account: 'zed' })).ErrorCode).toBe(30003)
  })
})

test('friend_check tells who has whom, one way or both', async () => {
  await friends.add('ann', ['ben'])
  await friends.add('ann', ['cy'], single)
  await friends.add('dan', ['ann'], single)
  const check = async (CheckType: string) => {
    const answer = await friends.call('friend_check', { From_Account: 'ann', To_Account: ['ben', 'cy', 'dan', 'zed'], CheckType })
    expect(answer.Fail_Account).toEqual(['zed'])
    expect(answer.InfoItem[3]).toMatchObject({ To_Account: 'zed', ResultCode: 30003, Relation: 'CheckResult_Type_NoRelation' })
    return answer.InfoItem.slice(0, 3).map(({ Relation }: { Relation: string }) => Relation.replace('CheckResult_Type_', ''))
  }
  expect(await check('CheckResult_Type_Both')).toEqual(['BothWay', 'AWithB', 'BWithA'])
  for (const type of ['Single', 'Singal']) expect(await check(`CheckResult_Type_${type}`)).toEqual(['AWithB', 'AWithB', 'NoRelation'])
  const body = { From_Account: 'ann', To_Account: ['ben'], CheckType: 'CheckResult_Type_Both' }
  expect(await friends.call('friend_check', body)).toEqual({
    ...ok,
    InfoItem: [{ To_Account: 'ben', Relation: 'CheckResult_Type_BothWay', ResultCode: 0, ResultInfo: '' }],
  })
  for (const wrong of [{ CheckType: 'Both' }, { CheckType: undefined }, { To_Account: [] }, { To_Account: names('u', 1001) }]) {
    expect((await friends.call('friend_check', { ...body, ...wrong })).ErrorCode).toBe(30001)
  }
  expect((await friends.call('friend_check', { ...body, From_Account: 'zed' })).ErrorCode).toBe(30003)
})
