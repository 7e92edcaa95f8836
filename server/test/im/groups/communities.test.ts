import { describe, expect, test } from 'vitest'
import { completed } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { app, call, community, infoOf, topics, world } from './communities-world.ts'
import { members } from './groups-driver.ts'

describe('create_group', () => {
  test('creates a community with owner and members; its maximum is that of communities', async () => {
    const answer = await call('create_group', community({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben', Role: 'Admin' }] }))
    expect(answer).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      GroupId: expect.stringMatching(/^@TGS#_@TGS#c[0-9A-Z]{11}$/),
    })
    expect(await infoOf(answer.GroupId)).toMatchObject({
      Type: 'Community',
      SupportTopic: 0,
      Owner_Account: 'ann',
      MemberNum: 2,
      MaxMemberNum: 100_000,
      ApplyJoinOption: 'FreeAccess',
      InviteJoinOption: 'FreeAccess',
      MemberList: [
        { Member_Account: 'ann', Role: 'Owner' },
        { Member_Account: 'ben', Role: 'Admin' },
      ],
    })
  })

  test('answers Type and HugeGroupFlag of a community with topics', async () => {
    const answer = await call('create_group', community({ SupportTopic: 1 }))
    expect(answer).toMatchObject({ ErrorCode: 0, Type: 'Community', HugeGroupFlag: 0 })
    expect(await infoOf(answer.GroupId)).toMatchObject({ SupportTopic: 1 })
    expect((await call('create_group', { Type: 'Public', Name: 'x', SupportTopic: 1 })).ErrorCode).toBe(10007)
    expect((await call('create_group', { Type: 'Public', Name: 'x', SupportTopic: 0 })).ErrorCode).toBe(0)
  })

  test('takes a chosen id only under @TGS#_, which no other type may use', async () => {
    expect(await app.createGroup(community({ GroupId: '@TGS#_mine', Owner_Account: 'ann' }))).toBe('@TGS#_mine')
    expect((await call('create_group', community({ GroupId: '@TGS#_mine', Owner_Account: 'ann' }))).ErrorCode).toBe(10025)
    expect((await call('create_group', community({ GroupId: '@TGS#_mine', Owner_Account: 'ben' }))).ErrorCode).toBe(10021)
    for (const GroupId of ['mine', '@TGS#mine', '@TGS#_', '@TGS#_é', `@TGS#_${'x'.repeat(43)}`, '@TGS#_a@TOPIC#_b']) {
      expect((await call('create_group', community({ GroupId }))).ErrorCode, GroupId).toBe(10015)
    }
    expect(await app.createGroup(community({ GroupId: `@TGS#_${'x'.repeat(42)}` }))).toHaveLength(48)
    expect((await call('create_group', { Type: 'Public', Name: 'x', GroupId: '@TGS#_other' })).ErrorCode).toBe(10015)
  })

  test('measures its maximum and its members against the limit of communities, not of ordinary groups', async () => {
    const groupId = await app.createGroup(community({ MaxMemberCount: 90_000 }))
    expect(await infoOf(groupId)).toMatchObject({ MaxMemberNum: 90_000 })
    expect((await call('create_group', community({ MaxMemberCount: 100_001 }))).ErrorCode).toBe(10038)
    expect((await call('modify_group_base_info', { GroupId: groupId, MaxMemberNum: 100_000 })).ErrorCode).toBe(0)
    expect((await call('modify_group_base_info', { GroupId: groupId, MaxMemberNum: 100_001 })).ErrorCode).toBe(10038)
    expect((await call('add_group_member', { GroupId: groupId, MemberList: members('ann', 'ben') })).MemberList).toEqual([
      { Member_Account: 'ann', Result: 1 },
      { Member_Account: 'ben', Result: 1 },
    ])
    const small = await app.createGroup(community({ MaxMemberCount: 1, Owner_Account: 'ann' }))
    expect((await call('add_group_member', { GroupId: small, MemberList: members('ben') })).ErrorCode).toBe(10014)
  })

  test('holds the 2,001st member of a community, whose plan has 2,000 for ordinary groups', async () => {
    const of = await world.busyApp({ edition: 'ultimate' })
    const userIds = Array.from({ length: 2001 }, (_, index) => `u${index}`)
    await of.importUsers(userIds)
    const groupId = await of.createGroup(community())
    for (let at = 0; at < userIds.length; at += 300) {
      const { MemberList } = await of.ok('group_open_http_svc/add_group_member', {
        GroupId: groupId,
        MemberList: members(...userIds.slice(at, at + 300)),
      })
      expect(MemberList.every(({ Result }: { Result: number }) => Result === 1)).toBe(true)
    }
    expect(await infoOf(groupId, of)).toMatchObject({ MemberNum: 2001 })
    const { limits } = await of.owner.call('limits.get', { sdkAppId: of.sdkAppId })
    expect(limits.membersPerGroup).toMatchObject({ value: 2000, use: 0 })
    await of.createGroup(community({ MaxMemberCount: 5 }))
    const preview = await of.owner.call('plan.preview', { sdkAppId: of.sdkAppId, ...completed({ edition: 'pro' }) })
    expect(preview).toMatchObject({ impact: { groups: { count: 0 } }, groupsBelowLimit: 0 })
  })

  test('counts for the groups of a user and of the app, but not as an ordinary group', async () => {
    const of = await world.app({ edition: 'ultimate', groupsPerUser: 1000 })
    await of.importUsers(['ann'])
    const limits = async () => (await of.owner.call('limits.get', { sdkAppId: of.sdkAppId })).limits
    expect(await limits()).toMatchObject({ ordinaryGroups: { use: 0 }, peakGroups: { use: 0 } })
    const groupId = await of.createGroup(community({ Owner_Account: 'ann' }))
    expect(await limits()).toMatchObject({
      ordinaryGroups: { use: 0 },
      groupsPerUser: { use: 1, who: 'ann' },
      groupsPerDay: { use: 1 },
      peakGroups: { use: 1 },
    })
    expect((await call('get_appid_group_list', {}, of)).TotalCount).toBe(1)
    await of.ok('group_open_http_svc/destroy_group', { GroupId: groupId })
    expect(await limits()).toMatchObject({
      groupsPerUser: { use: 0 },
      groupsPerDay: { use: 0 },
    })
    expect(await world.differencesIn(of)).toEqual([])
  })

  test('lets in exactly as many as the plan allows, whoever comes at once', async () => {
    const of = await world.busyApp({ edition: 'ultimate' })
    await world.sql`update apps set community_count = 99997 where id = ${of.sdkAppId}`
    const answers = await Promise.all(Array.from({ length: 6 }, () => call('create_group', community(), of)))
    expect(answers.map(({ ErrorCode }) => ErrorCode).sort()).toEqual([0, 0, 0, 11000, 11000, 11000])
    expect(answers.find(({ ErrorCode }) => ErrorCode !== 0)!.ErrorInfo).toContain('100000')
  })
})

describe('an app', () => {
  test('creations beside a fall to Pro are carried out or refused, and none comes after it', async () => {
    const of = await world.busyApp({ edition: 'ultimate' })
    const GroupId = await of.createGroup(community({ SupportTopic: 1 }))
    const one = () => topics('create_topic', { GroupId, TopicName: 'x' }, of)
    const two = () => call('create_group', community(), of)
    const [, ...answers] = await Promise.all([
      of.modify({ edition: 'pro' }),
      ...Array.from({ length: 40 }, (_, index) => (index % 2 ? one() : two())),
    ])
    expect(answers.filter(({ ErrorCode }) => ErrorCode !== 0 && ErrorCode !== 11000)).toEqual([])
    expect([(await one()).ErrorCode, (await two()).ErrorCode]).toEqual([11000, 11000])
    const made = answers.filter(({ ErrorCode }) => ErrorCode === 0).length
    const [row] = await world.sql<{ count: number }[]>`
      select (select count(*) from topics where app_id = ${of.sdkAppId}) + (select community_count from apps where id = ${of.sdkAppId}) - 1 as count`
    expect(row!.count).toBe(made)
  })

  test('nothing of communities is left of a deleted app', async () => {
    const of = await world.app({ edition: 'ultimate' })
    const GroupId = await of.createGroup(community({ SupportTopic: 1 }))
    const { TopicId } = await of.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'x' })
    const MsgBody = text('hi')
    const message = { GroupId, TopicId, Random: 1, MsgBody, SupportMessageExtension: 1 }
    const { MsgSeq } = await of.ok('group_open_http_svc/send_group_msg', message)
    const change = { GroupId, TopicId, MsgSeq, OperateType: 1, ExtensionList: [{ Key: 'a', Value: 'b' }] }
    await of.ok('openim_msg_ext_http_svc/group_set_key_values', change)
    await of.disable()
    await of.delete()
    await world.moveTo(new Date(world.now().getTime() + 91 * 86_400_000))
    for (const table of ['topics', 'conversations', 'messages', 'message_extensions', 'message_extension_changes', 'groups']) {
      expect(await world.sql`select 1 from ${world.sql(table)} where app_id = ${of.sdkAppId}`, table).toEqual([])
    }
    const [row] = await world.sql`select community_count from apps where id = ${of.sdkAppId}`
    expect(row).toEqual({ communityCount: 0 })
  })
})

test('import_group takes a community with topics over, on Ultimate', async () => {
  const CreateTime = Math.floor(world.now().getTime() / 1000) - 86_400
  const answer = await call(
    'import_group',
    community({ GroupId: '@TGS#_@TGS#cQVLVHIM62CJ', SupportTopic: 1, CreateTime, Owner_Account: 'ann' }),
  )
  expect(answer).toMatchObject({ ErrorCode: 0, GroupId: '@TGS#_@TGS#cQVLVHIM62CJ' })
  expect(await infoOf(answer.GroupId)).toMatchObject({ Type: 'Community', SupportTopic: 1, CreateTime, MaxMemberNum: 100_000 })
  expect((await topics('create_topic', { GroupId: answer.GroupId, TopicName: 'x' })).ErrorCode).toBe(0)
})

test('another app has its own community and topics under the same ids', async () => {
  const other = await world.app({ edition: 'ultimate' })
  const GroupId = '@TGS#_shared'
  const TopicId = `${GroupId}@TOPIC#_shared`
  for (const of of [app, other]) {
    await of.createGroup(community({ GroupId, SupportTopic: 1 }))
    await of.ok('million_group_open_http_svc/create_topic', { GroupId, TopicId, TopicName: String(of.sdkAppId) })
  }
  await app.ok('group_open_http_svc/destroy_group', { GroupId })
  const shown = await topics('get_topic', { GroupId, From_Account: 'administrator' }, other)
  expect(shown.TopicAndSelfInfo).toMatchObject([{ TopicInfo: { TopicId, TopicName: String(other.sdkAppId) } }])
})
