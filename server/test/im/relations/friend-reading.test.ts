import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { names } from '../../counted.ts'
import { item, ok, single } from './friends-driver.ts'
import { app, friends, openApp } from './friends-world.ts'

describe('friend_get', () => {
  test('leaves out what has not changed since the sequences that are sent', async () => {
    await friends.declare('friend', 'Trust')
    await friends.importFriends('ann', [item('ben', { CustomItem: [{ Tag: 'Tag_SNS_Custom_Trust', Value: 'x' }] })])
    const { StandardSequence, CustomSequence } = await friends.get('ann')
    const tags = async (body: object) => {
      const answer = await friends.get('ann', { StartIndex: 0, ...body })
      expect(answer).toMatchObject({ StandardSequence, CustomSequence, FriendNum: 1, CompleteFlag: 1 })
      return answer.UserDataItem.flatMap(({ ValueItem }: { ValueItem: { Tag: string }[] }) => ValueItem.map(({ Tag }) => Tag))
    }
    const standard = ['Tag_SNS_IM_AddSource', 'Tag_SNS_IM_AddTime']
    expect(await tags({ StandardSequence: 0, CustomSequence: 0 })).toEqual([...standard, 'Tag_SNS_Custom_Trust'])
    expect(await tags({ StandardSequence, CustomSequence: 0 })).toEqual(['Tag_SNS_Custom_Trust'])
    expect(await tags({ StandardSequence: 0, CustomSequence })).toEqual(standard)
    expect(await tags({ StandardSequence, CustomSequence })).toEqual([])
    expect((await friends.get('zed')).ErrorCode).toBe(30003)
    expect((await friends.get('ann', { StartIndex: -1 })).ErrorCode).toBe(30001)
  })

  test('has a sequence that grows with each change of the own friends and lists, and stands still otherwise', async () => {
    const sequence = async (userId: string): Promise<number> => (await friends.get(userId)).StandardSequence
    const changes: [string, () => Promise<unknown>][] = [
      ['an added friend', () => friends.add('ann', ['ben', 'cy'])],
      ['a friend who adds', () => friends.add('dan', ['ann'])],
      ['a new list', () => friends.call('group_add', { From_Account: 'ann', GroupName: ['Garden'] })],
      ['a friend in a list', () => friends.call('group_add', { From_Account: 'ann', GroupName: ['Garden'], To_Account: ['ben'] })],
      ['a list that goes', () => friends.call('group_delete', { From_Account: 'ann', GroupName: ['Garden'] })],
      ['a friend who goes', () => friends.call('friend_delete', { From_Account: 'ann', To_Account: ['ben'] })],
      [
        'a friend who leaves',
        () => friends.call('friend_delete', { From_Account: 'cy', To_Account: ['ann'], DeleteType: 'Delete_Type_Both' }),
      ],
      ['a blocked friend', () => friends.call('black_list_add', { From_Account: 'ann', To_Account: ['dan'] })],
    ]
    for (const [what, change] of changes) {
      const before = await sequence('ann')
      await change()
      expect(await sequence('ann'), what).toBeGreaterThan(before)
    }
    const before = await sequence('ann')
    await friends.add('ben', ['cy'])
    await friends.add('ben', ['ann'], single)
    expect(await sequence('ann')).toBe(before)
  })

  test('never has a sequence that is newer than what it shows: what is missed is asked for again', async () => {
    const others = names('u', 60)
    await app.upgrade()
    await app.importUsers(others)
    const seen: { shown: number; sequence: number }[] = []
    let writing = true
    const read = async () => {
      while (writing) {
        const { UserDataItem, StandardSequence } = await friends.get('ann')
        seen.push({ shown: UserDataItem.length, sequence: StandardSequence })
      }
    }
    const reading = [read(), read(), read()]
    for (const other of others) await friends.add('ann', [other], single)
    writing = false
    await Promise.all(reading)
    // Every addition raises it by one.
    expect(seen.filter(({ shown, sequence }) => shown < sequence)).toEqual([])
  })

  test('in pages of 100 shows each friend exactly once, however many came and went before and while it is read', async () => {
    const users = names('u', 260)
    await openApp({ edition: 'pro' }, ['ann', ...users])
    const steps = fc.array(fc.record({ adds: fc.boolean(), who: fc.uniqueArray(fc.nat(249), { maxLength: 180 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    let late = 250
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(249), async (history, leaving) => {
        const expected = new Set<string>()
        await app.ok('sns/friend_delete_all', { From_Account: 'ann' })
        for (const { adds, who } of history) {
          if (who.length === 0) continue
          const userIds = who.map((index) => `u${index}`)
          if (adds) await friends.add('ann', userIds, single)
          else await friends.call('friend_delete', { From_Account: 'ann', To_Account: userIds })
          for (const userId of userIds) adds ? expected.add(userId) : expected.delete(userId)
        }
        const seen: string[] = []
        const gone = `u${leaving}`
        let StartIndex = 0
        for (let page = 0; ; page++) {
          const answer = await friends.get('ann', { StartIndex, StandardSequence: 0, CustomSequence: 0 })
          expect(answer.UserDataItem.length).toBeLessThanOrEqual(100)
          seen.push(...answer.UserDataItem.map(({ To_Account }: { To_Account: string }) => To_Account))
          if (answer.CompleteFlag !== 0) break
          StartIndex = answer.NextStartIndex
          if (page > 0) continue
          await friends.call('friend_delete', { From_Account: 'ann', To_Account: [gone] })
          await friends.add('ann', [`u${late}`], single)
        }
        expect(new Set(seen).size).toBe(seen.length)
        for (const userId of [...expected].filter((one) => one !== gone)) expect(seen).toContain(userId)
        for (const userId of seen) expect(expected.has(userId) || userId === `u${late}`).toBe(true)
        late = late === 259 ? 250 : late + 1
      }),
      { numRuns: 12 },
    )
  })
})

test('friend_get_list answers tags of the profile and of the friendship, and says who is no friend', async () => {
  await friends.declare('user', 'Colour')
  await app.ok('profile/portrait_set', {
    From_Account: 'ben',
    ProfileItem: [
      { Tag: 'Tag_Profile_IM_Nick', Value: 'Ben' },
      { Tag: 'Tag_Profile_Custom_Colour', Value: 'green' },
    ],
  })
  await friends.add('ann', [item('ben', { Remark: 'Benny' })])
  const TagList = [
    'Tag_Profile_Custom_Colour',
    'Tag_Profile_IM_Nick',
    'Tag_SNS_IM_Remark',
    'Tag_Profile_IM_Gender',
    'Tag_SNS_IM_Group',
    'Tag_SNS_Custom_Trust',
  ]
  const body = { From_Account: 'ann', To_Account: ['ben', 'cy'], TagList }
  expect(await friends.call('friend_get_list', body)).toEqual({
    ...ok,
    InfoItem: [
      {
        To_Account: 'ben',
        SnsProfileItem: [
          { Tag: 'Tag_Profile_Custom_Colour', Value: 'green' },
          { Tag: 'Tag_Profile_IM_Nick', Value: 'Ben' },
          { Tag: 'Tag_SNS_IM_Remark', Value: 'Benny' },
        ],
        ResultCode: 0,
        ResultInfo: '',
      },
      { To_Account: 'cy', SnsProfileItem: [], ResultCode: 30001, ResultInfo: 'Err_SNS_FriendGetList_Friend_Not_Exist' },
    ],
    Fail_Account: ['cy'],
  })
  for (const wrong of [
    { TagList: [] },
    { TagList: ['Tag_SNS_IM_Shoes'] },
    { TagList: ['toString'] },
    { To_Account: names('u', 101) },
    { To_Account: [] },
  ]) {
    expect((await friends.call('friend_get_list', { ...body, ...wrong })).ErrorCode).toBe(30001)
  }
  expect((await friends.call('friend_get_list', { ...body, From_Account: 'zed' })).ErrorCode).toBe(30003)
})
