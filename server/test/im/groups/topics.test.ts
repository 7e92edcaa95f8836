import { describe, expect, test } from 'vitest'
import { ok } from '../../app-driver.ts'
import { codes } from './topics-driver.ts'
import { app, at, community, create, groups, infoOf, list, newCommunity, send, topics, world } from './topics-world.ts'

describe('create_topic', () => {
  test('answers an id that begins with that of the community, and get_topic shows everything that was said', async () => {
    const profile = { CustomString: 'c', FaceUrl: 'https://example.com/t.png', Notification: 'n', Introduction: 'i' }
    const answer = await topics('create_topic', { GroupId: community, TopicName: 'Roses', From_Account: 'ben', ...profile })
    expect(answer).toEqual({ ...ok, TopicId: expect.stringMatching(/^@TGS#_garden@TOPIC#_@TOPIC#c[0-9A-Z]{11}$/) })
    expect(await list({ TopicIdList: [answer.TopicId] })).toEqual([
      {
        ErrorCode: 0,
        ErrorInfo: '',
        TopicInfo: {
          TopicId: answer.TopicId,
          TopicName: 'Roses',
          GroupID: community,
          GroupId: community,
          ...profile,
          CreateTime: at,
          LastMsgTime: 0,
          NextMsgSeq: 1,
          MuteAllMember: 'Off',
          ShutUpAllMember: 'Off',
          ShutUpAllFlag: 0,
        },
        SelfInfo: { ShutUpTime: 0, MsgSeq: 0, MsgFlag: 'AcceptAndNotify' },
      },
    ])
  })

  test('takes a chosen id once: 10025 for who made it, 10021 for others', async () => {
    const TopicId = `${community}@TOPIC#_tulips`
    expect(await create({ TopicId, From_Account: 'ann' })).toBe(TopicId)
    expect((await topics('create_topic', { GroupId: community, TopicName: 'x', TopicId, From_Account: 'ann' })).ErrorCode).toBe(10025)
    expect((await topics('create_topic', { GroupId: community, TopicName: 'x', TopicId, From_Account: 'ben' })).ErrorCode).toBe(10021)
    expect((await topics('create_topic', { GroupId: community, TopicName: 'x', TopicId })).ErrorCode).toBe(10021)
  })

  test.each([
    ['another community', '@TGS#_other@TOPIC#_x'],
    ['no community', 'x'],
    ['no name', '@TGS#_garden@TOPIC#_'],
    ['other letters', '@TGS#_garden@TOPIC#_é'],
    ['the form of assigned ids', '@TGS#_garden@TOPIC#_@TOPIC#cX'],
    ['the form of assigned ids inside', '@TGS#_garden@TOPIC#_x@TOPIC#_@TOPIC#'],
    ['the mark of communities', '@TGS#_garden@TOPIC#_@TGS#_x'],
    ['97 bytes', `@TGS#_garden@TOPIC#_${'x'.repeat(77)}`],
  ])('refuses a chosen id with %s (10015)', async (_, TopicId) => {
    const answer = await topics('create_topic', { GroupId: community, TopicName: 'x', TopicId })
    expect(answer.ErrorCode).toBe(10015)
  })

  test('takes a chosen id of 96 bytes', async () => {
    await create({ TopicId: `@TGS#_garden@TOPIC#_${'x'.repeat(76)}` })
  })

  test.each([
    ['TopicName', 30],
    ['CustomString', 3000],
    ['FaceUrl', 100],
    ['Notification', 300],
    ['Introduction', 240],
  ])('takes %s up to %d bytes of UTF-8, and refuses one more (10004)', async (field, bytes) => {
    const TopicId = await create({ [field]: 'é'.repeat(bytes / 2) })
    expect((await infoOf(TopicId))[field]).toBe('é'.repeat(bytes / 2))
    const answer = await topics('create_topic', { GroupId: community, TopicName: 'x', [field]: `${'é'.repeat(bytes / 2)}x` })
    expect(answer).toMatchObject({ ErrorCode: 10004, ErrorInfo: expect.stringContaining(field) })
    expect((await topics('modify_topic', { GroupId: community, TopicId, [field]: 'x'.repeat(bytes + 1) })).ErrorCode).toBe(10004)
    expect((await infoOf(TopicId))[field]).toBe('é'.repeat(bytes / 2))
  })

  test('refuses what is missing or unknown, and groups without topics', async () => {
    expect((await topics('create_topic', { GroupId: community })).ErrorCode).toBe(10004)
    expect((await topics('create_topic', { TopicName: 'x' })).ErrorCode).toBe(10004)
    expect((await topics('create_topic', { GroupId: community, TopicName: '' })).ErrorCode).toBe(10004)
    expect((await topics('create_topic', { GroupId: community, TopicName: 7 })).ErrorCode).toBe(10004)
    expect((await topics('create_topic', { GroupId: '@TGS#_nobody', TopicName: 'x' })).ErrorCode).toBe(10010)
    expect((await topics('create_topic', { GroupId: community, TopicName: 'x', From_Account: 'zed' })).ErrorCode).toBe(10019)
    const plain = await app.createGroup({ Type: 'Community' })
    const ordinary = await app.createGroup()
    for (const GroupId of [plain, ordinary]) {
      expect((await topics('create_topic', { GroupId, TopicName: 'x' })).ErrorCode).toBe(10007)
      expect((await topics('get_topic', { GroupId, From_Account: 'ann' })).ErrorCode).toBe(10007)
    }
  })

  test('makes the 200th topic of a community and refuses the 201st (10037), whoever comes at once', async () => {
    const of = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
    const GroupId = await newCommunity(undefined, of)
    const one = () => topics('create_topic', { GroupId, TopicName: 'x' }, of)
    for (let made = 0; made < 190; made += 38) {
      expect(codes(await Promise.all(Array.from({ length: 38 }, one)))).toEqual(Array(38).fill(0))
    }
    expect(codes(await Promise.all(Array.from({ length: 25 }, one)))).toEqual([...Array(10).fill(0), ...Array(15).fill(10037)])
    const all = await list({ GroupId, From_Account: 'ann' }, of)
    expect(all).toHaveLength(200)
    await topics('destroy_topic', { GroupId, TopicIdList: [all[0]!.TopicInfo.TopicId] }, of)
    expect(codes(await Promise.all([one(), one()]))).toEqual([0, 10037])
  })
})

describe('import_topic', () => {
  test('keeps the time of creation, which does not lie in the future', async () => {
    const body = { GroupId: community, TopicName: 'Old', Type: 'Community' }
    const { TopicId } = await groups('import_topic', { ...body, CreateTime: at - 86_400 })
    expect(await infoOf(TopicId)).toMatchObject({ TopicName: 'Old', CreateTime: at - 86_400 })
    expect(await infoOf((await groups('import_topic', body)).TopicId)).toMatchObject({ CreateTime: at })
    expect(await groups('import_topic', { ...body, CreateTime: at + 1 })).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: expect.stringContaining('CreateTime'),
    })
    expect((await groups('import_topic', { ...body, CreateTime: 1e300 })).ErrorCode).toBe(10004)
    expect((await groups('import_topic', { ...body, Type: 'Public' })).ErrorCode).toBe(10004)
    const taken = { ...body, TopicId }
    expect((await groups('import_topic', taken)).ErrorCode).toBe(10015)
  })
})

describe('modify_topic', () => {
  test('changes what is given and nothing else', async () => {
    const TopicId = await create({ Introduction: 'i' })
    expect(await topics('modify_topic', { GroupId: community, TopicId, TopicName: 'Tulips', MuteAllMember: 'On' })).toEqual(ok)
    expect(await infoOf(TopicId)).toMatchObject({
      TopicName: 'Tulips',
      Introduction: 'i',
      MuteAllMember: 'On',
      ShutUpAllMember: 'On',
      ShutUpAllFlag: 1,
    })
    expect(await topics('modify_topic', { GroupId: community, TopicId, Introduction: '', ShutUpAllMember: 'Off' })).toEqual(ok)
    expect(await infoOf(TopicId)).toMatchObject({ TopicName: 'Tulips', Introduction: '', MuteAllMember: 'Off' })
    expect(await topics('modify_topic', { GroupId: community, TopicId })).toEqual(ok)
  })

  test('refuses a topic that is not there, or of another community', async () => {
    const TopicId = await create()
    const other = await newCommunity()
    expect((await topics('modify_topic', { GroupId: other, TopicId, TopicName: 'x' })).ErrorCode).toBe(10010)
    expect((await topics('modify_topic', { GroupId: community, TopicId: `${TopicId}x`, TopicName: 'x' })).ErrorCode).toBe(10010)
    expect((await topics('modify_topic', { GroupId: community, TopicId: `${TopicId}x` })).ErrorCode).toBe(10010)
    expect((await topics('modify_topic', { GroupId: community, TopicId, MuteAllMember: 'on' })).ErrorCode).toBe(10004)
    expect(await infoOf(TopicId)).toMatchObject({ TopicName: 'Roses' })
  })
})

describe('destroy_topic', () => {
  test('says of each topic whether it went, was gone, or is of another community', async () => {
    const TopicId = await create()
    const other = await newCommunity()
    const foreign = await create({ GroupId: other })
    const gone = `${community}@TOPIC#_gone`
    const answer = await topics('destroy_topic', { GroupId: community, TopicIdList: [TopicId, gone, foreign, 'x'] })
    expect(answer).toMatchObject({
      ...ok,
      DestroyResultItem: [
        { TopicId, ErrorCode: 0, ErrorInfo: '' },
        { TopicId: gone, ErrorCode: 110003, ErrorInfo: expect.any(String) },
        { TopicId: foreign, ErrorCode: 110002, ErrorInfo: expect.any(String) },
        { TopicId: 'x', ErrorCode: 110002, ErrorInfo: expect.any(String) },
      ],
    })
    expect(await list({ TopicIdList: [TopicId] })).toMatchObject([{ ErrorCode: 10010, TopicInfo: { TopicId } }])
    expect(await list({ GroupId: other })).toMatchObject([{ TopicInfo: { TopicId: foreign } }])
    for (const TopicIdList of [[], Array(201).fill(TopicId)]) {
      expect((await topics('destroy_topic', { GroupId: community, TopicIdList })).ErrorCode).toBe(10004)
    }
  })

  test('an id may be used again, and begins anew', async () => {
    const TopicId = `${community}@TOPIC#_again`
    await create({ TopicId })
    expect((await send({ TopicId })).MsgSeq).toBe(1)
    await topics('destroy_topic', { GroupId: community, TopicIdList: [TopicId] })
    expect((await send({ TopicId })).ErrorCode).toBe(10010)
    await create({ TopicId })
    expect((await send({ TopicId })).MsgSeq).toBe(1)
  })

  test('a community takes its topics and all that was said in them along', async () => {
    const of = await world.app({ edition: 'ultimate' })
    await of.importUsers(['ann', 'ben'])
    const GroupId = await newCommunity(undefined, of)
    const TopicId = await create({ GroupId }, of)
    await send({ GroupId, TopicId }, of)
    await of.ok('group_open_http_svc/destroy_group', { GroupId })
    expect((await send({ GroupId, TopicId }, of)).ErrorCode).toBe(10010)
    expect(await world.sql`select 1 from topics where app_id = ${of.sdkAppId}`).toEqual([])
    expect(await world.sql`select 1 from conversations where app_id = ${of.sdkAppId}`).toEqual([])
    await world.moveTo(new Date(world.now().getTime() + 60_000))
    expect(await world.sql`select 1 from messages where app_id = ${of.sdkAppId}`).toEqual([])
  })
})

describe('get_topic', () => {
  test('shows all topics in the order of creation, without SelfInfo for who is no member', async () => {
    const GroupId = await newCommunity()
    const ids = [await create({ GroupId }), await create({ GroupId }), await create({ GroupId })]
    const all = await list({ GroupId, TopicIdList: [] })
    expect(all.map(({ TopicInfo }) => TopicInfo.TopicId)).toEqual(ids)
    expect((await list({ GroupId, From_Account: 'cy' }))[0]).not.toHaveProperty('SelfInfo')
    const some = await list({ GroupId, TopicIdList: [ids[2], ids[0]] })
    expect(some.map(({ TopicInfo }) => TopicInfo.TopicId)).toEqual([ids[2], ids[0]])
  })

  test('shows only the fields asked for', async () => {
    const TopicId = await create()
    const [topic] = await list({ TopicIdList: [TopicId], ResponseFilter: ['TopicName', 'FaceUrl'] })
    expect(topic!.TopicInfo).toEqual({ TopicId, TopicName: 'Roses', FaceUrl: '' })
  })

  test('refuses an unknown user (10019) and a missing one (10004)', async () => {
    expect((await topics('get_topic', { GroupId: community, From_Account: 'zed' })).ErrorCode).toBe(10019)
    expect((await topics('get_topic', { GroupId: community })).ErrorCode).toBe(10004)
    expect((await topics('get_topic', { GroupId: '@TGS#_nobody', From_Account: 'ann' })).ErrorCode).toBe(10010)
  })
})

test('what becomes of topics is told after the commit; of refused calls, of imports and of changes of nothing it is not', async () => {
  const heard: unknown[] = []
  const stop = world.hub.listen(({ name, content }) => heard.push({ name, content }))
  const TopicId = await create()
  await topics('create_topic', { GroupId: community, TopicName: 'x', TopicId: 'x' })
  await groups('import_topic', { GroupId: community, TopicName: 'x' })
  await topics('modify_topic', { GroupId: community, TopicId, TopicName: 'Tulips' })
  await topics('modify_topic', { GroupId: community, TopicId: `${TopicId}x`, TopicName: 'x' })
  await topics('modify_topic', { GroupId: community, TopicId })
  await topics('destroy_topic', { GroupId: community, TopicIdList: [TopicId] })
  await topics('destroy_topic', { GroupId: community, TopicIdList: [TopicId] })
  stop()
  const told = { groupId: community, operatorId: 'administrator' }
  expect(heard).toEqual([
    { name: 'topic.created', content: { ...told, topicId: TopicId } },
    { name: 'topic.changed', content: { ...told, topicId: TopicId, changes: { name: 'Tulips' } } },
    { name: 'topic.destroyed', content: { ...told, topicIds: [TopicId] } },
  ])
})
