import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let groupId: string
let random = 0
const hourMs = 60 * 60 * 1000
const hour = '2022111014'

beforeEach(async () => {
  // 14:20 in Shanghai.
  world = await startWorld({ now: '2022-11-10T06:20:00Z' })
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
  groupId = await app.createGroup({ GroupId: 'roses' })
})
afterEach(() => world.close())

const later = (ms: number) => world.moveTo(new Date(world.now().getTime() + ms))
const say = (Text: string, of = app) =>
  of.ok('group_open_http_svc/send_group_msg', {
    GroupId: groupId,
    From_Account: 'ann',
    Random: ++random,
    MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text } }],
  })
const files = (body: object = {}) => app.v4('open_msg_svc/get_history', { ChatType: 'Group', MsgTime: hour, ...body })
const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex')
const onDisk = () => readdir(join(world.dataFolder, 'message-files')).catch(() => [])

async function download(url: string) {
  const response = await fetch(url)
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}

async function textsIn(url: string): Promise<string[]> {
  const { MsgList } = JSON.parse(gunzipSync((await download(url)).bytes).toString())
  return MsgList.map(({ MsgBody }: { MsgBody: { MsgContent: { Text: string } }[] }) => MsgBody[0]?.MsgContent.Text ?? '')
}

test('an hour of group messages is a file in the documented form, with the sizes and checksums of what its address serves', async () => {
  await say('first\nline "é"')
  await say('second')
  await later(2 * hourMs)
  const answer = await files()
  expect(answer).toEqual({
    ActionStatus: 'OK',
    ErrorInfo: '',
    ErrorCode: 0,
    File: [
      {
        URL: expect.stringMatching(
          new RegExp(`^${world.url}/files/[0-9a-f]{16}/${app.sdkAppId}_Group_${hour}\\.gz\\?expires=\\d+&signature=`),
        ),
        ExpireTime: '2022-11-11 16:20:00',
        FileSize: expect.any(Number),
        FileMD5: expect.any(String),
        GzipSize: expect.any(Number),
        GzipMD5: expect.any(String),
      },
    ],
  })
  const [file] = answer.File
  const { status, headers, bytes } = await download(file.URL)
  const text = gunzipSync(bytes)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/gzip')
  expect(headers.get('content-encoding')).toBeNull()
  expect([file.GzipSize, file.GzipMD5]).toEqual([bytes.length, md5(bytes)])
  expect([file.FileSize, file.FileMD5]).toEqual([text.length, md5(text)])

  const saidAt = Date.parse('2022-11-10T06:20:00Z') / 1000
  const body = (Text: string) => JSON.stringify([{ MsgType: 'TIMTextElem', MsgContent: { Text } }])
  expect(text.toString().split('\n')).toEqual([
    `{"SdkAppId":${app.sdkAppId},"ChatType":"Group","MsgTime":"${hour}","MsgList":[`,
    `{"From_Account":"ann","GroupId":"roses","MsgTimestamp":${saidAt},"MsgSeq":1,"MsgBody":${body('first\nline "é"')}},`,
    `{"From_Account":"ann","GroupId":"roses","MsgTimestamp":${saidAt},"MsgSeq":2,"MsgBody":${body('second')}}`,
    ']}',
    '',
  ])
})

test('an hour of messages between users has both parties, the sender’s MsgSeq and MsgRandom, a note to oneself too', async () => {
  const MsgBody = text('hi')
  await app.ok('openim/sendmsg', { From_Account: 'ben', To_Account: 'ann', MsgSeq: 7, MsgRandom: 8, MsgBody })
  await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ann', MsgSeq: 9, MsgRandom: 10, MsgBody })
  await say('of a group')
  await later(2 * hourMs)
  const { File } = await files({ ChatType: 'C2C' })
  const { MsgList, ...head } = JSON.parse(gunzipSync((await download(File[0].URL)).bytes).toString())
  const MsgTimestamp = Date.parse('2022-11-10T06:20:00Z') / 1000
  expect(head).toEqual({ SdkAppId: app.sdkAppId, ChatType: 'C2C', MsgTime: hour })
  expect(MsgList).toEqual([
    { From_Account: 'ben', To_Account: 'ann', MsgTimestamp, MsgSeq: 7, MsgRandom: 8, MsgBody },
    { From_Account: 'ann', To_Account: 'ann', MsgTimestamp, MsgSeq: 9, MsgRandom: 10, MsgBody },
  ])
})

test('what the service tells a group, what was imported and what is not kept is in no file; a message of a topic names both', async () => {
  const ultimate = await world.app({ edition: 'ultimate' })
  app = ultimate
  await app.importUsers(['ann', 'ben'])
  await app.createGroup({ GroupId: 'roses', Owner_Account: 'ann' })
  await app.ok('group_open_http_svc/add_group_member', { GroupId: 'roses', MemberList: [{ Member_Account: 'ben' }] })
  const { GroupId } = await app.ok('group_open_http_svc/create_group', {
    Type: 'Community',
    Name: 'x',
    Owner_Account: 'ann',
    SupportTopic: 1,
  })
  const { TopicId } = await app.ok('million_group_open_http_svc/create_topic', { GroupId, TopicName: 'x' })
  await later(60_000)
  const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'old' } }]
  const SendTime = world.now().getTime() / 1000 - 30
  const MsgList = [{ From_Account: 'ann', SendTime, Random: ++random, MsgBody }]
  expect(await app.ok('group_open_http_svc/import_group_msg', { GroupId: 'roses', MsgList })).toMatchObject({
    ImportMsgResult: [{ Result: 0 }],
  })
  await app.ok('group_open_http_svc/send_group_msg', { GroupId: 'roses', Random: ++random, OnlineOnlyFlag: 1, MsgBody })
  await app.ok('group_open_http_svc/send_group_msg', { GroupId, TopicId, From_Account: 'ann', Random: ++random, MsgBody })
  await later(2 * hourMs)
  const { File } = await files()
  const written = JSON.parse(gunzipSync((await download(File[0].URL)).bytes).toString()).MsgList
  expect(written).toEqual([{ From_Account: 'ann', GroupId, TopicId, MsgTimestamp: SendTime + 30, MsgSeq: expect.any(Number), MsgBody }])
})

test('a file is written once and the same for everybody who asks at once', async () => {
  await say('one')
  await later(2 * hourMs)
  const answers = await Promise.all(Array.from({ length: 8 }, () => files()))
  expect(new Set(answers.map(({ File }) => File[0].URL)).size).toBe(1)
  expect(await onDisk()).toHaveLength(1)
  await later(1000)
  expect((await files()).File[0].GzipMD5).toBe(answers[0]!.File[0].GzipMD5)
})

test('many messages go through in portions, in the order in which they were said', async () => {
  await world.sql`
    insert into messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)
    select id, number, app_id, ${'2022-11-10T06:20:00Z'}::timestamptz + number * interval '0.1 seconds', '2022-11-10', 'ann', number, 2,
      json_build_array(json_build_object('MsgType', 'TIMTextElem', 'MsgContent', json_build_object('Text', number::text))), ''
    from conversations, generate_series(1, 3456) as number where key = 'roses'`
  await later(2 * hourMs)
  const { File } = await files()
  expect(await textsIn(File[0].URL)).toEqual(Array.from({ length: 3456 }, (_, index) => String(index + 1)))
})

test('an hour has its own messages only: from its first moment to before its last', async () => {
  await world.moveTo('2022-11-10T06:59:59.999Z')
  await say('last of 14')
  await world.moveTo('2022-11-10T07:00:00Z')
  await say('first of 15')
  await later(3 * hourMs)
  expect(await textsIn((await files()).File[0].URL)).toEqual(['last of 14'])
  expect(await textsIn((await files({ MsgTime: '2022111015' })).File[0].URL)).toEqual(['first of 15'])
})

test('midnight: what is said in the first hour of a day is in its file', async () => {
  await world.moveTo('2022-11-10T16:00:00Z')
  await say('midnight')
  await later(2 * hourMs)
  expect(await textsIn((await files({ MsgTime: '2022111100' })).File[0].URL)).toEqual(['midnight'])
})

test('a file is there an hour after the hour has ended; before that, and where nothing was said, 1004', async () => {
  await say('one')
  await world.moveTo('2022-11-10T07:59:59.999Z')
  expect((await files()).ErrorCode).toBe(1004)
  await world.moveTo('2022-11-10T08:00:00Z')
  expect((await files()).ErrorCode).toBe(0)
  for (const body of [{ MsgTime: '2022111013' }, { MsgTime: '2022111108' }, { ChatType: 'C2C' }]) {
    expect(await files(body)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 1004 })
  }
  expect(await files({ ChatType: 'C2C' })).toMatchObject({ ErrorCode: 1004 })
  expect(await onDisk()).toHaveLength(1)
})

test('after seven days a file is gone, from the disk too: 1005', async () => {
  await say('one')
  await world.moveTo('2022-11-17T05:59:59Z')
  const { File } = await files()
  expect(File[0].ExpireTime).toBe('2022-11-17 14:00:00')
  await world.moveTo('2022-11-17T06:00:00Z')
  expect((await files()).ErrorCode).toBe(1005)
  expect((await download(File[0].URL)).status).toBe(403)
  expect(await onDisk()).toEqual([])
})

test('an address ends, and none can be made up', async () => {
  await say('one')
  await later(2 * hourMs)
  const { URL: url } = (await files()).File[0]
  const changed = (name: string, value: string) => url.replace(new RegExp(`${name}=[^&]+`), `${name}=${value}`)
  for (const address of [
    changed('signature', 'x'),
    changed('expires', '9999999999'),
    url.split('?')[0]!,
    url.replace('_Group_', '_C2C_'),
  ]) {
    expect((await download(address)).status).toBe(403)
  }
  expect((await download(`${world.url}/files/..%2f..%2fpostgres/PG_VERSION?expires=9999999999&signature=x`)).status).toBe(403)
  await later(24 * hourMs - 1)
  expect((await download(url)).status).toBe(200)
  await later(1)
  expect((await download(url)).status).toBe(403)
})

test('what is recalled after its file was written is taken out of it, and the earlier address serves nothing', async () => {
  await say('secret')
  await say('kept')
  await later(2 * hourMs)
  const before = (await files()).File[0]
  await later(1000)
  await app.ok('group_open_http_svc/group_msg_recall', { GroupId: groupId, MsgSeqList: [{ MsgSeq: 1 }] })
  const after = (await files()).File[0]
  expect(await textsIn(after.URL)).toEqual(['', 'kept'])
  expect((await download(before.URL)).status).toBe(404)
  expect((await download(after.URL)).bytes).toHaveLength(after.GzipSize)
})

test('a file that was lost, as after a restore, is written again', async () => {
  await say('one')
  await later(2 * hourMs)
  await files()
  await rm(join(world.dataFolder, 'message-files'), { recursive: true })
  expect(await textsIn((await files()).File[0].URL)).toEqual(['one'])
})

test('the files of a deleted app go with it', async () => {
  await say('one')
  await later(2 * hourMs)
  const { URL: url } = (await files()).File[0]
  await app.disable()
  await app.delete()
  await later(1)
  expect((await download(url)).status).toBe(404)
  expect(await onDisk()).toEqual([])
})

test('another app’s messages are not in it', async () => {
  const other = await world.app({ edition: 'pro' })
  await other.importUsers(['ann'])
  await other.createGroup({ GroupId: 'roses' })
  await say('theirs', other)
  await later(2 * hourMs)
  expect((await files()).ErrorCode).toBe(1004)
})

test('faulty requests have the service’s own code and name the field', async () => {
  for (const [field, wrong] of [
    ['ChatType', [undefined, 'c2c', 1, '']],
    ['MsgTime', [undefined, '202211101', '20221110140', '2022-11-10', 2022111014, 'x']],
  ] as const) {
    for (const value of wrong)
      expect(await files({ [field]: value })).toMatchObject({ ErrorCode: 1002, ErrorInfo: expect.stringContaining(field) })
  }
  for (const MsgTime of ['2022111024', '2022113101', '2022130101']) expect((await files({ MsgTime })).ErrorCode).toBe(1002)
})
