import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recordReadings } from '../../../src/im/groups/receipts/store.ts'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'

let world: World
let app: AppDriver
const members = ['ann', 'ben', 'cy', 'dan']

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: [...members, 'eve'] })
})
afterAll(() => world.close())

const { call, send: sendAny } = driveGroups(() => app)
const newGroup = (body: Record<string, unknown> = {}, of = app) =>
  of.createGroup({ Owner_Account: 'ann', MemberList: members.slice(1).map((Member_Account) => ({ Member_Account })), ...body })
const send = (GroupId: string, body: object = {}, of = app) => sendAny(GroupId, { From_Account: 'ann', IsNeedReadReceipt: 1, ...body }, of)
const receiptsOf = (GroupId: string, ...sequences: number[]) =>
  call('get_group_msg_receipt', { GroupId, MsgSeqList: sequences.map((MsgSeq) => ({ MsgSeq })) })
const detail = (GroupId: string, body: Record<string, unknown>) =>
  call('get_group_msg_receipt_detail', { GroupId, MsgSeq: 1, Filter: 0, Cursor: '', Count: 200, ...body })
/** What the live connection of a member will tell; the public dialect has no command for it. */
const reads = (groupId: string, userId: string, ...sequences: number[]) =>
  recordReadings(world.sql, {
    sdkAppId: app.sdkAppId,
    groupId,
    userId,
    sequences,
    now: world.now(),
    hiddenUntil: new Date(world.now().getTime() - 30 * 86_400_000),
  })

describe('get_group_msg_receipt', () => {
  test('counts the members at sending without the sender as unread, and who has read as read', async () => {
    const groupId = await newGroup()
    await send(groupId)
    expect(await receiptsOf(groupId, 1)).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      GroupMsgReceiptList: [{ Code: 0, MsgSeq: 1, ReadNum: 0, UnreadNum: 3 }],
    })
    expect(await reads(groupId, 'ben', 1)).toEqual([1])
    expect((await receiptsOf(groupId, 1)).GroupMsgReceiptList).toMatchObject([{ ReadNum: 1, UnreadNum: 2 }])
  })

  test('counts a reading once, of a member other than the sender, and only of messages that ask for it', async () => {
    const groupId = await newGroup()
    await send(groupId)
    await send(groupId, { IsNeedReadReceipt: 0 })
    expect(await Promise.all([reads(groupId, 'ben', 1, 2, 9), reads(groupId, 'ben', 1)])).toContainEqual([])
    expect(await reads(groupId, 'ben', 1)).toEqual([])
    expect(await reads(groupId, 'ann', 1)).toEqual([])
    expect(await reads(groupId, 'eve', 1)).toEqual([])
    expect((await receiptsOf(groupId, 1)).GroupMsgReceiptList).toMatchObject([{ ReadNum: 1, UnreadNum: 2 }])
  })

  test('answers 10062 for each message without a receipt', async () => {
    const groupId = await newGroup()
    await send(groupId)
    await send(groupId, { IsNeedReadReceipt: 0 })
    await send(groupId, { IsNeedReadReceipt: undefined, NeedReadReceipt: 1 })
    expect((await receiptsOf(groupId, 3, 2, 1, 7)).GroupMsgReceiptList).toEqual([
      { Code: 0, MsgSeq: 3, ReadNum: 0, UnreadNum: 3 },
      { Code: 10062, MsgSeq: 2 },
      { Code: 0, MsgSeq: 1, ReadNum: 0, UnreadNum: 3 },
      { Code: 10062, MsgSeq: 7 },
    ])
  })

  test('leaves out who joined later; who left and had not read is not waited for', async () => {
    const groupId = await newGroup({ Type: 'Work' })
    const sequence = (await send(groupId)).MsgSeq
    await world.moveBy(1)
    await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'eve' }], Silence: 1 })
    expect(await reads(groupId, 'eve', sequence)).toEqual([])
    expect((await receiptsOf(groupId, sequence)).GroupMsgReceiptList).toMatchObject([{ ReadNum: 0, UnreadNum: 3 }])
    await reads(groupId, 'ben', sequence)
    await app.ok('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: ['ben', 'cy'], Silence: 1 })
    expect((await receiptsOf(groupId, sequence)).GroupMsgReceiptList).toMatchObject([{ ReadNum: 1, UnreadNum: 1 }])
  })

  test('refuses wrong fields (10004), too many messages and unknown groups (10010)', async () => {
    const groupId = await newGroup()
    expect((await call('get_group_msg_receipt', { GroupId: groupId })).ErrorCode).toBe(10004)
    expect((await call('get_group_msg_receipt', { GroupId: groupId, MsgSeqList: [] })).ErrorCode).toBe(10004)
    expect((await call('get_group_msg_receipt', { GroupId: groupId, MsgSeqList: [1] })).ErrorCode).toBe(10004)
    expect((await receiptsOf(groupId, ...Array.from({ length: 101 }, (_, index) => index))).ErrorCode).toBe(10004)
    expect((await receiptsOf('nobody', 1)).ErrorCode).toBe(10010)
  })
})

describe('get_group_msg_receipt_detail', () => {
  test('lists who has read and who has not, page by page', async () => {
    const groupId = await newGroup()
    await send(groupId)
    for (const userId of ['dan', 'ben']) await reads(groupId, userId, 1)
    expect(await detail(groupId, {})).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      MsgSeq: 1,
      Cursor: '',
      IsFinish: 1,
      IsFinished: 1,
      ReadList: [{ Read_Account: 'ben' }, { Read_Account: 'dan' }],
    })
    const first = await detail(groupId, { Count: 1 })
    expect(first).toMatchObject({ IsFinish: 0, IsFinished: 0, ReadList: [{ Read_Account: 'ben' }] })
    expect(first.Cursor).not.toBe('')
    const second = await detail(groupId, { Count: 1, Cursor: first.Cursor })
    expect(second).toMatchObject({ IsFinish: 1, Cursor: '', ReadList: [{ Read_Account: 'dan' }] })
    expect(await detail(groupId, { Filter: 1 })).toMatchObject({ IsFinish: 1, UnreadList: [{ Unread_Account: 'cy' }] })
  })

  test('refuses a message without a receipt (10062) and wrong fields (10004)', async () => {
    const groupId = await newGroup()
    await send(groupId, { IsNeedReadReceipt: 0 })
    expect((await detail(groupId, {})).ErrorCode).toBe(10062)
    expect((await detail(groupId, { MsgSeq: 5 })).ErrorCode).toBe(10062)
    for (const wrong of [{ Filter: 2 }, { Count: 201 }, { Count: -1 }, { MsgSeq: '1' }, { Cursor: 1 }]) {
      expect((await detail(groupId, wrong)).ErrorCode, JSON.stringify(wrong)).toBe(10004)
    }
    expect((await detail('nobody', {})).ErrorCode).toBe(10010)
  })
})

describe('receipts', () => {
  test.each(['Work', 'Public', 'Meeting'])('are there in %s groups', async (Type) => {
    const groupId = await newGroup({ Type })
    const { MsgSeq } = await send(groupId)
    expect((await receiptsOf(groupId, MsgSeq)).GroupMsgReceiptList).toMatchObject([{ Code: 0, ReadNum: 0, UnreadNum: 3 }])
  })

  test('are not there in audio-video groups and communities (10007)', async () => {
    for (const body of [{ Type: 'AVChatRoom' }, { Type: 'Community' }]) {
      const groupId = await app.createGroup(body)
      expect((await send(groupId)).ErrorCode).toBe(10007)
      expect((await receiptsOf(groupId, 1)).ErrorCode).toBe(10007)
      expect((await detail(groupId, {})).ErrorCode).toBe(10007)
    }
  })

  test('are refused from the 201st member on (10060), for what was said before too', async () => {
    const userIds = Array.from({ length: 200 }, (_, index) => `u${index}`)
    await app.importUsers(userIds)
    const groupId = await app.createGroup()
    await app.ok('group_open_http_svc/add_group_member', {
      GroupId: groupId,
      MemberList: userIds.map((Member_Account) => ({ Member_Account })),
      Silence: 1,
    })
    const { MsgSeq } = await send(groupId)
    expect((await receiptsOf(groupId, MsgSeq)).GroupMsgReceiptList).toMatchObject([{ UnreadNum: 200 }])
    const seen: string[] = []
    for (let Cursor = ''; ; ) {
      const page = await detail(groupId, { MsgSeq, Filter: 1, Cursor, Count: 70 })
      seen.push(...page.UnreadList.map(({ Unread_Account }: { Unread_Account: string }) => Unread_Account))
      if (page.IsFinish === 1) break
      Cursor = page.Cursor
    }
    expect(seen).toEqual([...userIds].sort())
    await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'eve' }], Silence: 1 })
    expect((await send(groupId)).ErrorCode).toBe(10060)
    expect((await send(groupId, { IsNeedReadReceipt: 0 })).ErrorCode).toBe(0)
    expect((await receiptsOf(groupId, MsgSeq)).ErrorCode).toBe(10060)
    expect((await detail(groupId, { MsgSeq })).ErrorCode).toBe(10060)
  })

  test('are not for what is delivered online only (10061)', async () => {
    expect((await send(await newGroup(), { OnlineOnlyFlag: 1 })).ErrorCode).toBe(10061)
  })

  test('belong to Ultimate (10059); after a fall they are kept and shown again on return', async () => {
    const pro = await world.app({ edition: 'pro' })
    await pro.importUsers(members)
    const onPro = await newGroup({}, pro)
    expect((await send(onPro, {}, pro)).ErrorCode).toBe(10059)
    expect((await call('get_group_msg_receipt', { GroupId: onPro, MsgSeqList: [{ MsgSeq: 1 }] }, pro)).ErrorCode).toBe(10059)
    expect((await call('get_group_msg_receipt_detail', { GroupId: onPro, MsgSeq: 1 }, pro)).ErrorCode).toBe(10059)

    const groupId = await newGroup()
    await world.moveTo('2022-11-29T00:00:00Z')
    await send(groupId)
    await reads(groupId, 'ben', 1)
    await app.modify({ edition: 'pro' })
    expect((await receiptsOf(groupId, 1)).ErrorCode).toBe(10059)
    await world.moveTo('2022-12-01T00:00:00Z')
    await app.modify({ edition: 'ultimate' })
    expect((await receiptsOf(groupId, 1)).GroupMsgReceiptList).toMatchObject([{ ReadNum: 1, UnreadNum: 2 }])
  })

  test('go with what was said: past the storage period nothing is left of them', async () => {
    const groupId = await newGroup()
    await send(groupId)
    await reads(groupId, 'ben', 1)
    const left = () => world.sql`select 1 from message_readings where app_id = ${app.sdkAppId}`
    expect(await left()).not.toEqual([])
    await world.moveBy(31 * 86_400)
    expect((await receiptsOf(groupId, 1)).GroupMsgReceiptList).toEqual([{ Code: 10062, MsgSeq: 1 }])
    expect(await reads(groupId, 'cy', 1)).toEqual([])
    await world.moveBy(2 * 86_400)
    expect(await left()).toEqual([])

    const ended = await newGroup()
    await send(ended)
    await reads(ended, 'ben', 1)
    await app.ok('group_open_http_svc/destroy_group', { GroupId: ended })
    await world.moveBy(1)
    expect(await left()).toEqual([])
    expect(await reads(ended, 'ben', 1)).toEqual([])
  })
})
