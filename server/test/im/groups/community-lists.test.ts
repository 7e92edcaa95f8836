import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const call = (command: string, body: unknown, of: AppDriver) => of.v4(`group_open_http_svc/${command}`, body)
const community = (body: Record<string, unknown> = {}) => ({ Type: 'Community', Name: 'Gardens', ...body })

describe('get_joined_group_list', () => {
  test('answers a user in 1,000 communities of 200 topics each, before the database has counted its rows', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann'])
    const { sdkAppId } = of
    await world.sql`
      insert into groups (app_id, id, type, name, created_at, created_day, info_changed_at, apply_join_option, invite_join_option, member_count, supports_topics)
      select ${sdkAppId}, '@TGS#_' || n, 'Community', 'x', ${world.now()}, '2022-11-10', ${world.now()}, 'FreeAccess', 'FreeAccess', 1, true
      from generate_series(1, 1000) as n`
    await world.sql`
      insert into group_members (app_id, group_id, user_id, joined_at)
      select ${sdkAppId}, id, 'ann', ${world.now()} from groups where app_id = ${sdkAppId}`
    await world.sql`
      insert into topics (app_id, id, group_id, name, introduction, notification, face_url, custom_string, created_at)
      select ${sdkAppId}, id || '@TOPIC#_' || n, id, 'x', '', '', '', '', ${world.now()}
      from groups cross join generate_series(1, 200) as n where app_id = ${sdkAppId}`
    await world.sql`
      insert into conversations (app_id, key, kind, keeps_messages, last_sequence)
      select app_id, id, 'group', true, 0 from groups where app_id = ${sdkAppId}
      union all select app_id, id, 'topic', true, 1 from topics where app_id = ${sdkAppId}`
    const answer = await call('get_joined_group_list', { Member_Account: 'ann', GroupType: 'Community', SupportTopic: 1 }, of)
    expect(answer).toMatchObject({ ErrorCode: 0, TotalCount: 1000 })
    expect(answer.GroupIdList.every((group: V4Answer) => group.GrossTopicNextMsgSeq === 201)).toBe(true)
  })

  test('finds communities with topics and says how far their topics are', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann'])
    const plain = await of.createGroup(community({ GroupId: '@TGS#_a', Owner_Account: 'ann' }))
    const withTopics = await of.createGroup(community({ GroupId: '@TGS#_b', Owner_Account: 'ann', SupportTopic: 1 }))
    const joined = (body: object = {}) => call('get_joined_group_list', { Member_Account: 'ann', GroupType: 'Community', ...body }, of)
    const shown = {
      GroupId: withTopics,
      Type: 'Community',
      SupportTopic: 1,
      GrossTopicNextMsgSeq: 1,
      SelfInfo: { GrossTopicReadSeq: 0 },
    }
    expect(await joined()).toMatchObject({ TotalCount: 2, GroupIdList: [{ GroupId: plain }, shown] })
    expect((await joined()).GroupIdList[0]).toEqual({ GroupId: plain })
    expect(await joined({ SupportTopic: 1 })).toMatchObject({ TotalCount: 1, GroupIdList: [shown] })
    const filtered = await joined({ SupportTopic: 1, ResponseFilter: { GroupBaseInfoFilter: ['Name'], SelfInfoFilter: ['Role'] } })
    expect(filtered.GroupIdList).toEqual([{ ...shown, Name: 'Gardens', SelfInfo: { Role: 'Owner', GrossTopicReadSeq: 0 } }])
  })
})
