import { describe, expect, test } from 'vitest'
import type { V4Answer } from '../../app-driver.ts'
import { codes } from '../groups/topics-driver.ts'
import { app, at, community, create, groups, infoOf, list, newCommunity, said, send, topics, world } from '../groups/topics-world.ts'

describe('messages of topics', () => {
  test('are numbered for each topic, and move LastMsgTime and NextMsgSeq of it alone', async () => {
    const GroupId = await newCommunity()
    const [roses, tulips] = [await create({ GroupId }), await create({ GroupId })]
    expect(await send({ GroupId, TopicId: roses, From_Account: 'ben' })).toMatchObject({ ErrorCode: 0, MsgSeq: 1 })
    expect(await send({ GroupId, TopicId: roses })).toMatchObject({ MsgSeq: 2 })
    expect(await send({ GroupId, TopicId: tulips })).toMatchObject({ MsgSeq: 1 })
    const now = Math.floor(world.now().getTime() / 1000)
    expect(await list({ GroupId })).toMatchObject([
      { TopicInfo: { NextMsgSeq: 3, LastMsgTime: now } },
      { TopicInfo: { NextMsgSeq: 2, LastMsgTime: now } },
    ])
    const joined = await groups('get_joined_group_list', { Member_Account: 'ben', GroupType: 'Community', SupportTopic: 1 })
    expect(joined.GroupIdList.find((group: V4Answer) => group.GroupId === GroupId)).toMatchObject({ GrossTopicNextMsgSeq: 4 })
  })

  test('are told with group and topic', async () => {
    const TopicId = await create()
    const heard: unknown[] = []
    const stop = world.hub.listen((emission) => heard.push(emission))
    await send({ TopicId, From_Account: 'ben' })
    stop()
    expect(heard).toMatchObject([{ name: 'message.sent', content: { groupId: community, topicId: TopicId, senderId: 'ben', sequence: 1 } }])
  })

  test('go to topics of their own community only', async () => {
    const ordinary = await app.createGroup()
    const foreign = await create({ GroupId: await newCommunity() })
    expect((await send({ GroupId: ordinary, TopicId: foreign })).ErrorCode).toBe(10007)
    expect((await send({ TopicId: foreign })).ErrorCode).toBe(10010)
    expect((await send({ TopicId: `${community}@TOPIC#_nobody` })).ErrorCode).toBe(10010)
    expect((await send({ TopicId: 7 })).ErrorCode).toBe(10004)
  })

  test('mention single members, not all, and have no chosen receivers (10007)', async () => {
    const TopicId = await create()
    expect((await send({ TopicId, GroupAtInfo: [{ GroupAtAllFlag: 0, GroupAt_Account: 'ann' }] })).ErrorCode).toBe(0)
    expect((await send({ TopicId, GroupAtInfo: [{ GroupAtAllFlag: 1 }] })).ErrorCode).toBe(10007)
    expect((await send({ TopicId, To_Account: ['ann'] })).ErrorCode).toBe(10007)
  })

  test('have nobody speak in the community itself (10007), where only the service tells', async () => {
    const GroupId = await newCommunity()
    expect((await send({ GroupId })).ErrorCode).toBe(10007)
    expect((await send({ GroupId, From_Account: 'ann' })).ErrorCode).toBe(10007)
    expect((await send({ GroupId, OnlineOnlyFlag: 1 })).ErrorCode).toBe(10007)
    const MsgList = [{ From_Account: 'ann', SendTime: at - 10, ...said() }]
    expect((await groups('import_group_msg', { GroupId, MsgList })).ErrorCode).toBe(10007)
    await groups('add_group_member', { GroupId, MemberList: [{ Member_Account: 'cy' }] })
    expect((await groups('group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })).RspMsgList).toMatchObject([{ MsgSeq: 1, IsSystemMsg: 1 }])
    const plain = await app.createGroup({ Type: 'Community' })
    expect((await send({ GroupId: plain })).MsgSeq).toBe(1)
  })

  test('are read, modified, recalled and taken over by topic', async () => {
    const GroupId = await newCommunity()
    const [roses, tulips] = [await create({ GroupId }), await create({ GroupId })]
    const history = async (TopicId: string) =>
      (await groups('group_msg_get_simple', { GroupId, TopicId, ReqMsgNumber: 20 })).RspMsgList.map(
        ({ MsgSeq, MsgBody }: V4Answer) => `${MsgSeq} ${MsgBody[0].MsgContent.Text}`,
      )
    for (const text of ['a', 'b', 'c']) {
      const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]
      await send({ GroupId, TopicId: roses, From_Account: text === 'c' ? 'ben' : 'ann', MsgBody })
    }
    await send({ GroupId, TopicId: tulips })
    expect(await history(roses)).toEqual(['3 c', '2 b', '1 a'])
    expect(await history(tulips)).toEqual(['1 hi'])

    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'A' } }]
    expect((await app.v4('openim/modify_group_msg', { GroupId, TopicId: roses, MsgSeq: 1, MsgBody })).ErrorCode).toBe(0)
    expect(await groups('group_msg_recall', { GroupId, TopicId: roses, MsgSeqList: [{ MsgSeq: 2 }] })).toMatchObject({
      RecallRetList: [{ MsgSeq: 2, RetCode: 0 }],
    })
    expect((await groups('delete_group_msg_by_sender', { GroupId, TopicId: roses, Sender_Account: 'ben' })).ErrorCode).toBe(0)
    expect(await history(roses)).toEqual(['1 A'])
    expect(await history(tulips)).toEqual(['1 hi'])

    await world.moveTo(new Date(world.now().getTime() + 10_000))
    const SendTime = Math.floor(world.now().getTime() / 1000) - 1
    const imported = await groups('import_group_msg', { GroupId, TopicId: tulips, MsgList: [{ From_Account: 'ann', SendTime, ...said() }] })
    expect(imported.ImportMsgResult).toMatchObject([{ MsgSeq: 2, Result: 0 }])
    expect(await list({ GroupId })).toMatchObject([{ SelfInfo: { MsgSeq: 0 } }, { SelfInfo: { MsgSeq: 2 } }])
    const joined = await groups('get_joined_group_list', { Member_Account: 'ben', SupportTopic: 1, GroupType: 'Community' })
    expect(joined.GroupIdList.find((group: V4Answer) => group.GroupId === GroupId)).toMatchObject({
      GrossTopicNextMsgSeq: 6,
      SelfInfo: { GrossTopicReadSeq: 2 },
    })
    expect((await groups('group_msg_get_simple', { GroupId, TopicId: `${roses}x`, ReqMsgNumber: 1 })).ErrorCode).toBe(10010)
  })
})

test('the id of a topic is no GroupId (10015): nobody speaks in a topic past the mutes of its community', async () => {
  const TopicId = await create()
  const place = { GroupId: TopicId }
  for (const [path, body] of [
    ['group_open_http_svc/send_group_msg', said()],
    ['group_open_http_svc/group_msg_get_simple', { ReqMsgNumber: 1 }],
    ['group_open_http_svc/group_msg_recall', { MsgSeqList: [{ MsgSeq: 1 }] }],
    ['group_open_http_svc/delete_group_msg_by_sender', { Sender_Account: 'ann' }],
    ['group_open_http_svc/import_group_msg', { MsgList: [{ From_Account: 'ann', SendTime: at, ...said() }] }],
    ['openim/modify_group_msg', { MsgSeq: 1, CloudCustomData: 'x' }],
    ['openim_msg_ext_http_svc/group_get_key_values', { MsgSeq: 1 }],
    ['million_group_open_http_svc/create_topic', { TopicName: 'x' }],
  ] as const) {
    expect((await app.v4(path, { ...place, ...body })).ErrorCode, path).toBe(10015)
  }
  expect((await infoOf(TopicId)).NextMsgSeq).toBe(1)
})

test('what two users say is not reached through groups, whatever stands as GroupId or TopicId', async () => {
  await app.importUsers(['@TGS#_d@TOPIC#_d'])
  const of = { From_Account: '@TGS#_d@TOPIC#_d', To_Account: 'ben', MsgRandom: 1, MsgBody: said().MsgBody }
  await app.ok('openim/sendmsg', of)
  await newCommunity('@TGS#_d')
  const key = '@TGS#_d@TOPIC#_d\nben'
  for (const [place, code] of [
    [{ GroupId: key }, 10015],
    [{ GroupId: '@TGS#_d', TopicId: key }, 10010],
  ] as const) {
    expect((await groups('group_msg_get_simple', { ...place, ReqMsgNumber: 1 })).ErrorCode).toBe(code)
    expect((await groups('send_group_msg', { ...place, ...said() })).ErrorCode).toBe(code)
  }
})

describe('mutes of topics', () => {
  test('a muted topic lets only the owner, administrators of the community and of the app speak', async () => {
    const GroupId = await newCommunity()
    const [roses, tulips] = [await create({ GroupId }), await create({ GroupId })]
    await topics('modify_topic', { GroupId, TopicId: roses, MuteAllMember: 'On' })
    const speak = (TopicId: string, From_Account?: string) => send({ GroupId, TopicId, From_Account })
    expect((await speak(roses, 'ben')).ErrorCode).toBe(10017)
    expect((await speak(roses, 'cy')).ErrorCode).toBe(10017)
    expect((await speak(roses, 'ann')).ErrorCode).toBe(0)
    expect((await speak(roses)).ErrorCode).toBe(0)
    expect((await speak(tulips, 'ben')).ErrorCode).toBe(0)
    await app.ok('group_open_http_svc/modify_group_member_info', { GroupId, Member_Account: 'ben', Role: 'Admin' })
    expect((await speak(roses, 'ben')).ErrorCode).toBe(0)
    await topics('modify_topic', { GroupId, TopicId: roses, MuteAllMember: 'Off' })
    expect((await speak(roses, 'cy')).ErrorCode).toBe(0)
    await app.ok('group_open_http_svc/modify_group_base_info', { GroupId, MuteAllMember: 'On' })
    expect((await speak(tulips, 'cy')).ErrorCode).toBe(10017)
  })

  test('a user muted in one topic speaks in others; get_topic tells until when, and the mute goes with the topic', async () => {
    const GroupId = await newCommunity()
    const [roses, tulips] = [await create({ GroupId }), await create({ GroupId })]
    const mute = { GroupId, TopicId: roses, Members_Account: ['ben'], MuteTime: 60 }
    expect((await groups('forbid_send_msg', mute)).ErrorCode).toBe(0)
    const until = Math.floor(world.now().getTime() / 1000) + 60
    expect((await send({ GroupId, TopicId: roses, From_Account: 'ben' })).ErrorCode).toBe(10017)
    expect((await send({ GroupId, TopicId: tulips, From_Account: 'ben' })).ErrorCode).toBe(0)
    expect(await list({ GroupId })).toMatchObject([{ SelfInfo: { ShutUpTime: until } }, { SelfInfo: { ShutUpTime: 0 } }])
    expect((await groups('get_group_muted_account', { GroupId, TopicId: roses })).MutedAccountList).toEqual([
      { Member_Account: 'ben', MutedUntil: until },
    ])
    expect((await groups('get_group_muted_account', { GroupId })).MutedAccountList).toEqual([])
    await topics('destroy_topic', { GroupId, TopicIdList: [roses] })
    await create({ GroupId, TopicId: `${GroupId}@TOPIC#_other` })
    expect(await world.sql`select 1 from group_mutes where app_id = ${app.sdkAppId} and group_id = ${roses}`).toEqual([])
    await world.moveTo(new Date(world.now().getTime() + 60_000))
  })
})

test('a community is disbanded beside messages in all its topics; each is accepted or refused (10010), and none is left', async () => {
  const of = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
  const GroupId = await newCommunity(undefined, of)
  const topicIds = await Promise.all(Array.from({ length: 12 }, () => create({ GroupId }, of)))
  const speak = () => Promise.all(topicIds.toReversed().map((TopicId) => send({ GroupId, TopicId }, of)))
  const [first, disbanded, ...later] = await Promise.all([
    speak(),
    of.v4('group_open_http_svc/destroy_group', { GroupId }),
    speak(),
    speak(),
  ])
  expect(disbanded.ErrorCode).toBe(0)
  expect(codes([...first, ...later.flat()]).filter((code) => code !== 0 && code !== 10010)).toEqual([])
  expect(codes(await speak())).toEqual(topicIds.map(() => 10010))
  expect(await world.sql`select 1 from conversations where app_id = ${of.sdkAppId}`).toEqual([])
})
