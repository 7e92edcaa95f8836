import { describe, expect, test } from 'vitest'
import { completed } from '../../app-driver.ts'
import { call, community, infoOf, topics, world } from './communities-world.ts'
import { members } from './groups-driver.ts'

describe('plans', () => {
  test('Free and Pro have no communities', async () => {
    for (const edition of ['free', 'pro'] as const) {
      const of = await world.app({ edition })
      expect((await call('create_group', community({ SupportTopic: 1 }), of)).ErrorCode).toBe(11000)
      expect((await topics('create_topic', { GroupId: '@TGS#_x', TopicName: 'x' }, of)).ErrorCode).toBe(11000)
      expect(await call('get_appid_group_list', { GroupType: 'Community' }, of)).toMatchObject({ TotalCount: 0, GroupIdList: [] })
    }
  })

  test('a fall to Pro hides communities, and the return to Ultimate shows them as they were', async () => {
    const of = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
    const GroupId = await of.createGroup(community({ GroupId: '@TGS#_mine', SupportTopic: 1, Owner_Account: 'ann' }))
    const { TopicId } = await of.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses', From_Account: 'ann' })
    const Public = await of.createGroup({ Owner_Account: 'ann' })
    const joined = () => call('get_joined_group_list', { Member_Account: 'ann' }, of)
    const all = () => call('get_appid_group_list', {}, of)
    const before = await infoOf(GroupId, of)
    expect(before).toMatchObject({ ErrorCode: 0 })

    await of.modify({ edition: 'pro' })
    expect(await infoOf(GroupId, of)).toEqual({ GroupId, ErrorCode: 11000, ErrorInfo: expect.stringContaining('ommunities') })
    expect(await joined()).toMatchObject({ TotalCount: 1, GroupIdList: [{ GroupId: Public }] })
    expect(await all()).toMatchObject({ TotalCount: 1, GroupIdList: [{ GroupId: Public }] })
    const said = { Random: 1, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] }
    for (const [path, body] of [
      ['group_open_http_svc/send_group_msg', { GroupId, TopicId, ...said }],
      ['group_open_http_svc/send_group_msg', { GroupId, ...said }],
      ['group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 1 }],
      ['group_open_http_svc/get_group_member_info', { GroupId, Limit: 10, Next: '' }],
      ['group_open_http_svc/add_group_member', { GroupId, MemberList: members('ben') }],
      ['group_open_http_svc/delete_group_member', { GroupId, MemberToDel_Account: ['ben'] }],
      ['group_open_http_svc/modify_group_base_info', { GroupId, Name: 'x' }],
      ['group_open_http_svc/destroy_group', { GroupId }],
      ['million_group_open_http_svc/create_topic', { GroupId, TopicName: 'x' }],
      ['million_group_open_http_svc/modify_topic', { GroupId, TopicId, TopicName: 'x' }],
      ['million_group_open_http_svc/destroy_topic', { GroupId, TopicIdList: [TopicId] }],
      ['million_group_open_http_svc/get_topic', { GroupId, From_Account: 'ann' }],
      ['group_open_http_svc/import_topic', { GroupId, TopicName: 'x' }],
      ['group_open_http_svc/create_group', community()],
    ] as const) {
      expect((await of.v4(path, body)).ErrorCode, path).toBe(11000)
    }
    expect((await of.owner.call('limits.get', { sdkAppId: of.sdkAppId })).limits.groupsPerUser.use).toBe(2)
    expect(await world.differencesIn(of)).toEqual([])

    await world.moveTo('2022-12-10T00:00:00Z')
    await of.modify({ edition: 'ultimate' })
    expect(await infoOf(GroupId, of)).toEqual(before)
    expect((await joined()).TotalCount).toBe(2)
    expect((await all()).TotalCount).toBe(2)
    const shown = await topics('get_topic', { GroupId, From_Account: 'ann' }, of)
    expect(shown.TopicAndSelfInfo).toMatchObject([{ TopicInfo: { TopicId, TopicName: 'Roses' } }])
  })

  test('members of a community of 50,001 are too many for an answer on Ultimate; hidden on Pro they keep no other group from being answered', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann'])
    const GroupId = await of.createGroup(community({ GroupId: '@TGS#_large' }))
    const other = await of.createGroup({ Owner_Account: 'ann' })
    await world.sql`update groups set member_count = 50001 where app_id = ${of.sdkAppId} and id = ${GroupId}`
    const ask = (body: object = {}) => call('get_group_info', { GroupIdList: [GroupId, other], ...body }, of)
    expect((await ask()).ErrorCode).toBe(10018)
    expect((await ask({ ResponseFilter: { GroupBaseInfoFilter: ['MemberNum'] } })).GroupInfo).toMatchObject([
      { GroupId, MemberNum: 50001 },
      { GroupId: other, MemberNum: 1 },
    ])
    await of.modify({ edition: 'pro' })
    expect((await ask()).GroupInfo).toMatchObject([
      { GroupId, ErrorCode: 11000 },
      { GroupId: other, ErrorCode: 0, MemberList: [{ Member_Account: 'ann' }] },
    ])
  })

  test('the preview of a fall to Pro names the communities that it hides, page by page', async () => {
    const of = await world.busyApp({ edition: 'ultimate', users: ['ann'] })
    const ids = ['@TGS#_a', '@TGS#_b', '@TGS#_c']
    for (const GroupId of ids) await of.createGroup(community({ GroupId, Owner_Account: 'ann' }))
    const preview = async (edition: 'pro' | 'ultimate', more = {}) =>
      (await of.owner.call('plan.preview', { sdkAppId: of.sdkAppId, ...completed({ edition, ...more }) })).impact.communities
    const named = ids.map((id) => ({ id, name: 'Gardens', value: 1 }))
    expect(await preview('pro')).toEqual({ count: 3, allowed: 0, named })
    expect(await preview('ultimate', { groupsPerUser: 3000 })).toEqual({ count: 0, allowed: 100_000, named: [] })
    const wanted = { sdkAppId: of.sdkAppId, ...completed({ edition: 'pro' }), kind: 'communities' as const, limit: 2 }
    const first = await of.owner.call('plan.aboveLimits', wanted)
    const second = await of.owner.call('plan.aboveLimits', { ...wanted, after: first.next! })
    expect([...first.rows, ...second.rows]).toEqual(named)
    expect(second.next).toBeNull()
  })

  test('the contact list of a user neither shows nor changes a hidden community, and has it again on return', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann', 'ben'])
    const GroupId = await of.createGroup(community({ Owner_Account: 'ann' }))
    const contacts = (command: string, body: object) => of.v4(`recentcontact/${command}`, { From_Account: 'ann', ...body })
    const item = { Type: 2, ToGroupId: GroupId }
    const withBen = { Type: 1, To_Account: 'ben' }
    const marked = (ContactItem: object, CustomMark: string) => ({ OptType: 2, ContactItem, CustomMark })
    const kept = async () => (await contacts('get_contact_group', { StartIndex: 0 })).ContactItem
    const recent = async () => (await contacts('get_list', {})).SessionItem
    await of.ok('group_open_http_svc/send_group_msg', {
      GroupId,
      Random: 1,
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'a' } }],
    })
    await contacts('mark_contact', { MarkItem: [marked(item, 'mine')] })
    const [keptBefore, recentBefore] = [await kept(), await recent()]
    expect([keptBefore, recentBefore]).toMatchObject([[{ ...item, CustomMark: 'mine' }], [{ GroupId }]])

    await of.modify({ edition: 'pro' })
    expect([await kept(), await recent()]).toEqual([[], []])
    expect((await contacts('search_contact_group', { ContactItem: [item] })).ContactResultItem).toMatchObject([
      { CustomMark: '', Timestamp: 0 },
    ])
    expect((await contacts('delete', { ...item, ClearRamble: 1 })).ErrorCode).toBe(11000)
    for (const mark of ['other', '']) expect((await contacts('mark_contact', { MarkItem: [marked(item, mark)] })).ErrorCode).toBe(11000)
    expect(await contacts('mark_contact', { MarkItem: [marked(item, ''), marked(withBen, 'new'), marked(withBen, '')] })).toMatchObject({
      ErrorCode: 0,
      ResultItem: [{ ResultCode: 11000 }, { ResultCode: 0 }, { ResultCode: 0 }],
    })

    await world.operator.call('plan.resetAllowance', { sdkAppId: of.sdkAppId })
    await of.modify({ edition: 'ultimate' })
    expect([await kept(), await recent()]).toEqual([keptBefore, recentBefore])
  })
})
