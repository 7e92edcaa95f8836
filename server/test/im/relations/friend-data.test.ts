import { describe, expect, test } from 'vitest'
import { names } from '../../counted.ts'
import { codes, item, ok, toldDuring } from './friends-driver.ts'
import { friends, openApp, world } from './friends-world.ts'

describe('friend_import', () => {
  test('puts friends into one list with all that is known of them, without asking anybody', async () => {
    await friends.declare('friend', 'Trust')
    await friends.setProfile('ben', 'Tag_Profile_IM_AllowType', 'AllowType_Type_DenyAny')
    const ben = item('ben', {
      Remark: 'Benny',
      RemarkTime: 1_420_000_000,
      AddTime: 1_420_000_001,
      GroupName: ['Garden', 'Work', 'Garden'],
      AddWording: 'hi',
      CustomItem: [{ Tag: 'Tag_SNS_Custom_Trust', Value: 5 }],
    })
    const heard = await toldDuring(world, async () =>
      expect(codes(await friends.importFriends('ann', [ben, 'cy', 'zed']))).toEqual([0, 0, 30003]),
    )
    expect(heard).toMatchObject([{ name: 'friend.added', content: { initiatorId: null } }])
    const { UserDataItem, CustomSequence } = await friends.get('ann')
    expect(UserDataItem[0]).toEqual({
      To_Account: 'ben',
      ValueItem: [
        { Tag: 'Tag_SNS_IM_Group', Value: ['Garden', 'Work'] },
        { Tag: 'Tag_SNS_IM_Remark', Value: 'Benny' },
        { Tag: 'Tag_SNS_IM_AddSource', Value: 'AddSource_Type_Test' },
        { Tag: 'Tag_SNS_IM_AddWording', Value: 'hi' },
        { Tag: 'Tag_SNS_IM_AddTime', Value: 1_420_000_001 },
        { Tag: 'Tag_SNS_Custom_Trust', Value: 5 },
      ],
    })
    expect(CustomSequence).toBeGreaterThan(0)
    expect(await friends.friendsOf('ben')).toEqual([])
  })

  test('twice changes nothing; fields that are not declared, values above 500 bytes (30001) and too many lists (30011) fail one friend only', async () => {
    expect(codes(await friends.importFriends('ann', ['ben']))).toEqual([0])
    const before = await friends.get('ann')
    expect(codes(await friends.importFriends('ann', [item('ben', { Remark: 'again' })]))).toEqual([0])
    expect(await friends.get('ann')).toEqual(before)
    const undeclared = item('cy', { CustomItem: [{ Tag: 'Tag_SNS_Custom_Absent', Value: 'x' }] })
    await friends.declare('friend', 'Trust')
    const custom = (Value: string) => item('dan', { CustomItem: [{ Tag: 'Tag_SNS_Custom_Trust', Value }] })
    const lists = item('dan', { GroupName: names('list', 33) })
    const wanted = [undeclared, custom('字'.repeat(167)), lists, item('cy', { GroupName: names('list', 32) })]
    expect(codes(await friends.importFriends('ann', wanted))).toEqual([30001, 30001, 30011, 0])
    expect(await friends.friendsOf('ann')).toEqual(['ben', 'cy'])
    expect(codes(await friends.importFriends('ann', [item('dan', { GroupName: ['one more'] }), custom('x'.repeat(500))]))).toEqual([
      30011, 0,
    ])
  })

  test('replaces characters that are none, wherever they stand', async () => {
    await friends.declare('friend', 'Trust')
    const CustomItem = [{ Tag: 'Tag_SNS_Custom_Trust', Value: 'z\udc00' }]
    const ben = item('ben', { Remark: 'a\ud800b', AddWording: '\ud800', GroupName: ['c\ud800'], CustomItem })
    expect(codes(await friends.importFriends('ann', [ben]))).toEqual([0])
    expect((await friends.get('ann')).UserDataItem[0].ValueItem).toMatchObject([
      { Value: ['c\ufffd'] },
      { Value: 'a\ufffdb' },
      {},
      { Value: '\ufffd' },
      {},
      { Value: 'z\ufffd' },
    ])
  })

  test('takes up to 1,000 at a time, and 3,000 in all on a paid plan (30010)', async () => {
    await openApp({ edition: 'pro' }, ['ann', ...names('u', 3001)])
    for (const from of [0, 1000, 2000]) {
      const answer = await friends.importFriends('ann', names('u', 3001).slice(from, from + 1000))
      expect(answer.Fail_Account).toBeUndefined()
    }
    expect(codes(await friends.importFriends('ann', ['u3000', 'u7']))).toEqual([30010, 0])
    expect((await friends.importFriends('ann', names('u', 1001))).ErrorCode).toBe(30001)
    expect((await friends.get('ann')).FriendNum).toBe(3000)
  })
})

describe('friend_update', () => {
  const update = (From_Account: string, To_Account: string, values: Record<string, unknown>) =>
    friends.call('friend_update', {
      From_Account,
      UpdateItem: [{ To_Account, SnsItem: Object.entries(values).map(([Tag, Value]) => ({ Tag, Value })) }],
    })
  const valuesOf = async (userId: string) =>
    Object.fromEntries(
      (await friends.get(userId)).UserDataItem[0].ValueItem.map(({ Tag, Value }: { Tag: string; Value: unknown }) => [Tag, Value]),
    )

  test('changes remark, lists and declared fields, leaves the rest, and raises the sequence of what changed', async () => {
    await friends.declare('friend', 'Trust')
    await friends.add('ann', [item('ben', { Remark: 'Benny', GroupName: 'Garden' })])
    const sequences = async () => {
      const { StandardSequence, CustomSequence } = await friends.get('ann')
      return [StandardSequence, CustomSequence]
    }
    const [standard, custom] = await sequences()
    expect(await update('ann', 'ben', { Tag_SNS_Custom_Trust: 'deep' })).toEqual({
      ...ok,
      ResultItem: [{ To_Account: 'ben', ResultCode: 0, ResultInfo: '' }],
    })
    expect(await sequences()).toEqual([standard, custom + 1])
    expect(codes(await update('ann', 'ben', { Tag_SNS_IM_Remark: 'B', Tag_SNS_IM_Group: ['Work', 'Choir', 'Work'] }))).toEqual([0])
    expect((await sequences())[0]).toBeGreaterThan(standard)
    expect(await valuesOf('ann')).toMatchObject({
      Tag_SNS_IM_Remark: 'B',
      Tag_SNS_IM_Group: ['Work', 'Choir'],
      Tag_SNS_Custom_Trust: 'deep',
      Tag_SNS_IM_AddSource: 'AddSource_Type_Test',
    })
    expect((await friends.call('group_get', { From_Account: 'ann' })).ResultItem).toMatchObject([
      { GroupName: 'Garden', FriendNumber: 0 },
      { GroupName: 'Work', FriendNumber: 1 },
      { GroupName: 'Choir', FriendNumber: 1 },
    ])
    expect(codes(await update('ann', 'ben', { Tag_SNS_IM_Remark: '', Tag_SNS_IM_Group: 'Choir' }))).toEqual([0])
    expect(await valuesOf('ann')).toMatchObject({ Tag_SNS_IM_Group: ['Choir'] })
    expect(await valuesOf('ann')).not.toHaveProperty('Tag_SNS_IM_Remark')
  })

  test('fails for who is no friend, too long a remark or value, undeclared fields (30001) and too many lists (30011), and refuses other tags', async () => {
    await friends.declare('friend', 'Trust')
    await friends.add('ann', ['ben'])
    const before = await friends.get('ann')
    for (const values of [
      { Tag_SNS_IM_Remark: 'x'.repeat(97) },
      { Tag_SNS_IM_Group: ['x'.repeat(31)] },
      { Tag_SNS_IM_Group: [''] },
      { Tag_SNS_Custom_Absent: 'x' },
      { Tag_SNS_Custom_Trust: 'x'.repeat(501) },
    ]) {
      expect(await update('ann', 'ben', values)).toMatchObject({ ErrorCode: 0, ResultItem: [{ ResultCode: 30001 }], Fail_Account: ['ben'] })
    }
    expect(codes(await update('ann', 'cy', { Tag_SNS_IM_Remark: 'C' }))).toEqual([30001])
    for (const tag of ['Tag_SNS_IM_AddTime', 'Tag_SNS_IM_AddSource', 'Tag_Profile_IM_Nick', '__proto__']) {
      expect((await update('ann', 'ben', { [tag]: 'x' })).ErrorCode).toBe(30001)
    }
    expect((await update('ann', 'ben', { Tag_SNS_IM_Remark: 7 })).ErrorCode).toBe(30001)
    expect((await update('zed', 'ben', { Tag_SNS_IM_Remark: 'x' })).ErrorCode).toBe(30003)
    expect(await friends.get('ann')).toEqual(before)
    expect(codes(await update('ann', 'ben', { Tag_SNS_IM_Group: names('list', 33) }))).toEqual([30011])
    expect(codes(await update('ann', 'ben', { Tag_SNS_IM_Group: names('list', 32) }))).toEqual([0])
    expect(codes(await update('ann', 'ben', { Tag_SNS_IM_Group: ['list0', 'one more'] }))).toEqual([30011])
  })
})
