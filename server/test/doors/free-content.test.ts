import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listKeptPushesOf } from '../../src/im/push/reached.ts'
import { type AppDriver, ok } from '../app-driver.ts'
import { heardDuring } from '../heard.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver
let random = 0

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
  const { sdkAppId } = app
  const fields = { user: 'Note', friend: 'Note', group: 'Note', member: 'Pin' } as const
  for (const level of ['user', 'friend', 'group', 'member'] as const) {
    await app.owner.call('customField.add', { sdkAppId, level, key: fields[level] })
  }
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

/** The sample of the documents, the sign that stands for NUL in the database, and what looks like its escapes. */
const odd = 'abc\u0000\u0001 \ufdd0 \ufdd00 \ufdd0\u0000 \\u0000 \\ "{,}" \u0000'
const digits = '[12345678901234567890, 0.1000000000000000055, 1e400, -0, 5.0e-7, 9007199254740993]'
const face = `[{"MsgType":"TIMFaceElem","MsgContent":{"Index":6,"Data":${JSON.stringify(odd)},"k\\u0000":{"Big":${digits}}}}]`
const group = (command: string, body: object) => app.ok(`group_open_http_svc/${command}`, body)

/** With the body of a message put in as text. */
const withFace = (path: string, body: object, text = face) =>
  app.v4(path, `${JSON.stringify({ ...body, CloudCustomData: odd }).slice(0, -1)},"MsgBody":${text}}`)

/** Answers as their text: numbers that JavaScript cannot hold included. */
async function textOf(path: string, body: object): Promise<string> {
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&random=1&contenttype=json`
  const answer = await fetch(`${world.url}/v4/${path}?${query}`, { method: 'POST', body: JSON.stringify(body) })
  return answer.text()
}

/** `5.0e-7` is another way to write a number that JavaScript holds. */
const bodyAnswered = `"MsgBody":${face.replaceAll(', ', ',').replace('5.0e-7', '5e-7').replace(JSON.stringify(odd).replaceAll(', ', ','), JSON.stringify(odd))}`

describe('what an app says comes back character by character and digit by digit', () => {
  test('in a group: to who listens, in the history, in the file of its hour, and after it was changed', async () => {
    const GroupId = await app.createGroup()
    const said = { GroupId, Random: ++random, From_Account: 'ann' }
    const heard = await heardDuring(world, async () => {
      expect(await withFace('group_open_http_svc/send_group_msg', said)).toMatchObject({ ErrorCode: 0, MsgSeq: 1 })
    })
    expect(JSON.stringify(heard)).toContain(JSON.stringify(odd))
    expect(JSON.stringify(heard)).toContain('12345678901234567890')
    expect(await withFace('group_open_http_svc/send_group_msg', { ...said, Random: ++random })).toMatchObject({ MsgSeq: 2 })
    const MsgList = [{ From_Account: 'ann', SendTime: Math.floor(world.now().getTime() / 1000), Random: ++random }]
    const imported = JSON.stringify({ GroupId, MsgList }).replace(/}]}$/, `,"MsgBody":${face},"CloudCustomData":${JSON.stringify(odd)}}]}`)
    expect((await app.ok('group_open_http_svc/import_group_msg', imported)).ImportMsgResult).toMatchObject([{ Result: 0, MsgSeq: 3 }])

    const text = await textOf('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
    expect(text.split(bodyAnswered)).toHaveLength(4)
    expect(text.split(`"CloudCustomData":${JSON.stringify(odd)}`)).toHaveLength(4)

    expect(await withFace('openim/modify_group_msg', { GroupId, MsgSeq: 1 }, face.replace('6', '7'))).toMatchObject({ ErrorCode: 0 })
    expect(await textOf('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })).toContain(
      bodyAnswered.replace('6', '7'),
    )

    await world.moveBy(7200)
    const hour = new Date(world.now().getTime() + 6 * 3_600_000).toISOString().slice(0, 13).replaceAll(/\D/g, '')
    const { File } = await app.ok('open_msg_svc/get_history', { ChatType: 'Group', MsgTime: hour })
    const file = gunzipSync(new Uint8Array(await (await fetch(File[0].URL)).arrayBuffer())).toString()
    expect(file).toContain(bodyAnswered)
    expect(JSON.parse(file).MsgList[0].MsgBody[0].MsgContent.Data).toBe(odd)
  })

  test('between users: sent, sent to many, imported, changed', async () => {
    const parties = { From_Account: 'ann', To_Account: 'ben' }
    const { MsgKey } = await withFace('openim/sendmsg', { ...parties, MsgRandom: ++random })
    await withFace('openim/batchsendmsg', { ...parties, To_Account: ['ben'], MsgRandom: ++random })
    const MsgTimeStamp = Math.floor(world.now().getTime() / 1000)
    await withFace('openim/importmsg', { ...parties, SyncFromOldSystem: 2, MsgRandom: ++random, MsgTimeStamp })
    const page = { Operator_Account: 'ben', Peer_Account: 'ann', MaxCnt: 100, MinTime: 0, MaxTime: 4_000_000_000 }
    const text = await textOf('openim/admin_getroammsg', page)
    expect(text.split(bodyAnswered)).toHaveLength(4)
    expect(text.split(`"CloudCustomData":${JSON.stringify(odd)}`)).toHaveLength(4)
    const { ErrorCode } = await withFace('openim/modify_c2c_msg', { ...parties, MsgKey }, face.replace('6', '8'))
    expect(ErrorCode).toBe(0)
    expect(await textOf('openim/admin_getroammsg', page)).toContain(bodyAnswered.replace('6', '8'))
  })

  test('as a push, with how it is shown', async () => {
    const offline = `{"Title":${JSON.stringify(odd)},"Ext":"{}","More":${digits}}`
    const body = `{"MsgRandom":${++random},"MsgLifeTime":60,"MsgBody":${face},"OfflinePushInfo":${offline}}`
    expect((await app.v4('all_member_push/im_push', body)).ErrorCode).toBe(0)
    const [[kept] = []] = await listKeptPushesOf(world.sql, [{ sdkAppId: app.sdkAppId, userId: 'ann' }], world.now())
    expect(`"MsgBody":${JSON.stringify(kept!.body)}`).toBe(bodyAnswered)
    expect(JSON.stringify(kept!.offlinePushInfo)).toBe(offline.replaceAll(/, (?=[\d-])/g, ',').replace('5.0e-7', '5e-7'))
  })

  test('as data of groups, members and topics', async () => {
    const note = (Value: string, Key = 'Note') => [{ Key, Value }]
    const MemberList = [{ Member_Account: 'ben', AppMemberDefinedData: note(odd, 'Pin') }]
    const GroupId = await app.createGroup({
      Type: 'Community',
      SupportTopic: 1,
      Owner_Account: 'ann',
      MemberList,
      AppDefinedData: note(odd),
    })
    const info = async () => (await group('get_group_info', { GroupIdList: [GroupId] })).GroupInfo[0]
    expect(await info()).toMatchObject({ AppDefinedData: note(odd) })
    const members = async () => (await group('get_group_member_info', { GroupId })).MemberList
    expect(await members()).toContainEqual(expect.objectContaining({ Member_Account: 'ben', AppMemberDefinedData: note(odd, 'Pin') }))
    await group('modify_group_base_info', { GroupId, AppDefinedData: note(`${odd}2`) })
    await group('modify_group_member_info', { GroupId, Member_Account: 'ann', AppMemberDefinedData: note(`${odd}3`, 'Pin') })
    expect(await info()).toMatchObject({ AppDefinedData: note(`${odd}2`) })
    expect(await members()).toContainEqual(expect.objectContaining({ Member_Account: 'ann', AppMemberDefinedData: note(`${odd}3`, 'Pin') }))

    const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'Roses', CustomString: odd })
    const { TopicAndSelfInfo } = await app.ok('million_group_open_http_svc/get_topic', {
      GroupId,
      From_Account: 'ann',
      TopicIdList: [TopicId],
    })
    expect(TopicAndSelfInfo[0].TopicInfo.CustomString).toBe(odd)
  })

  test('as data of users and friends', async () => {
    await app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_Custom_Note', Value: odd }] })
    const asked = { To_Account: ['ann'], TagList: ['Tag_Profile_Custom_Note'] }
    expect((await app.ok('profile/portrait_get', asked)).UserProfileItem[0].ProfileItem).toEqual([
      { Tag: 'Tag_Profile_Custom_Note', Value: odd },
    ])
    const CustomItem = [{ Tag: 'Tag_SNS_Custom_Note', Value: odd }]
    const AddFriendItem = [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web', CustomItem }]
    await app.ok('sns/friend_import', { From_Account: 'ann', AddFriendItem })
    const friend = { From_Account: 'ann', To_Account: ['ben'], TagList: ['Tag_SNS_Custom_Note'] }
    const note = async () => (await app.ok('sns/friend_get_list', friend)).InfoItem[0].SnsProfileItem
    expect(await note()).toEqual(CustomItem)
    const SnsItem = [{ Tag: 'Tag_SNS_Custom_Note', Value: `${odd}2` }]
    await app.ok('sns/friend_update', { From_Account: 'ann', UpdateItem: [{ To_Account: 'ben', SnsItem }] })
    expect(await note()).toEqual(SnsItem)
  })

  test('as attributes of groups, extensions of messages and marks of contacts', async () => {
    const GroupId = await app.createGroup()
    const GroupAttr = [{ key: 'mood', value: odd }]
    expect(await app.v4('group_open_http_svc/modify_group_attr', { GroupId, GroupAttr })).toEqual(ok)
    expect((await app.ok('group_open_attr_http_svc/get_group_attr', { GroupId })).GroupAttrAry).toEqual(GroupAttr)

    const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }]
    const said = { GroupId, Random: ++random, MsgBody, SupportMessageExtension: 1 }
    const { MsgSeq } = await group('send_group_msg', said)
    const ExtensionList = [{ Key: 'vote', Value: odd, Seq: 0 }]
    await app.ok('openim_msg_ext_http_svc/group_set_key_values', { GroupId, MsgSeq, OperateType: 1, ExtensionList })
    const extensions = await app.ok('openim_msg_ext_http_svc/group_get_key_values', { GroupId, MsgSeq, StartSeq: 0 })
    expect(extensions.ExtensionList).toMatchObject([{ Key: 'vote', Value: odd }])

    const ContactItem = { Type: 1, To_Account: 'ben' }
    await app.ok('recentcontact/mark_contact', { From_Account: 'ann', MarkItem: [{ OptType: 2, ContactItem, CustomMark: odd }] })
    const found = await app.ok('recentcontact/search_contact_group', { From_Account: 'ann', ContactItem: [ContactItem] })
    expect(JSON.stringify(found)).toContain(JSON.stringify(odd))
  })
})

describe('of what is content', () => {
  test('the limit counts what was said, not how it is stored', async () => {
    const GroupId = await app.createGroup()
    const modify = (value: string) => app.v4('group_open_http_svc/modify_group_attr', { GroupId, GroupAttr: [{ key: 'k', value }] })
    const value = '\0'.repeat(4000)
    expect((await modify(value)).ErrorCode).toBe(0)
    expect((await modify('x'.repeat(4096))).ErrorCode).toBe((await modify('\0'.repeat(4096))).ErrorCode)
    expect((await modify('x'.repeat(4097))).ErrorCode).toBe((await modify('\0'.repeat(4097))).ErrorCode)
  })

  test('numbers that the documents know are numbers, however many digits are written', async () => {
    const GroupId = await app.createGroup()
    const place = '[{"MsgType":"TIMLocationElem","MsgContent":{"Desc":"d","Latitude":39.10000000000000142,"Longitude":1.16e2}}]'
    const answer = await app.v4(
      'group_open_http_svc/send_group_msg',
      `{"GroupId":${JSON.stringify(GroupId)},"Random":${++random},"MsgBody":${place}}`,
    )
    expect(answer.ErrorCode).toBe(0)
    const { RspMsgList } = await group('group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
    expect(RspMsgList[0].MsgBody[0].MsgContent).toEqual({ Desc: 'd', Latitude: 39.1, Longitude: 116 })
    for (const wrong of ['[12345678901234567890]', '[{"MsgType":"TIMCustomElem","MsgContent":12345678901234567890}]']) {
      const body = `{"GroupId":${JSON.stringify(GroupId)},"Random":${++random},"MsgBody":${wrong}}`
      expect((await app.v4('group_open_http_svc/send_group_msg', body)).ErrorCode, wrong).toBe(10004)
    }
  })
})
