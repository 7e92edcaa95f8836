import { describe, expect, test } from 'vitest'
import { ok, type V4Answer } from '../../app-driver.ts'
import { listen } from '../../heard.ts'
import { text } from '../../message-bodies.ts'
import { app, day, importOne, page, pair, say, start, unreadOf, world } from './direct-world.ts'

describe('admin_msgwithdraw', () => {
  const withdraw = (From_Account: unknown, To_Account: unknown, MsgKey: unknown) =>
    app.v4('openim/admin_msgwithdraw', { From_Account, To_Account, MsgKey })

  test('takes the words away for both, lowers what is unread, and tells who is connected', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben, { CloudCustomData: 'cloud', MsgSeq: 8, MsgRandom: 9 })
    await say(ann, ben, { MsgBody: text('stays') })
    expect(await unreadOf(ben)).toBe(2)
    const { heard, stop } = listen(world)
    expect(await withdraw(ann, ben, MsgKey)).toEqual(ok)
    stop()
    expect(heard).toMatchObject([
      {
        name: 'message.recalled',
        content: { userIds: [ann, ben], messages: [{ senderId: ann, sequence: 1, clientSequence: 8, random: 9 }] },
      },
    ])
    for (const [operator, peer] of [
      [ann, ben],
      [ben, ann],
    ] as const) {
      const messages = (await page(operator, peer)).MsgList as V4Answer[]
      expect(messages.find((message) => message.MsgKey === MsgKey)).toMatchObject({ MsgFlagBits: 8, MsgBody: [], CloudCustomData: '' })
      expect(messages.filter(({ MsgFlagBits }) => MsgFlagBits === 0)).toMatchObject([{ MsgBody: text('stays') }])
    }
    expect(await unreadOf(ben)).toBe(1)
  })

  test('of many calls at once one recalls, and the others are told that it was', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben)
    const { heard, stop } = listen(world)
    const codes = (await Promise.all(Array.from({ length: 10 }, () => withdraw(ann, ben, MsgKey)))).map(({ ErrorCode }) => ErrorCode)
    stop()
    expect(codes.sort()).toEqual([0, ...Array(9).fill(20023)])
    expect(heard).toHaveLength(1)
  })

  test('knows no message of the other direction, of another pair, of another key, or past the storage period', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    const MsgKey = await say(ann, ben)
    expect(await withdraw(ben, ann, MsgKey)).toMatchObject({ ErrorCode: 20022 })
    expect(await withdraw(ann, cy, MsgKey)).toMatchObject({ ErrorCode: 20022 })
    expect(await withdraw(ann, ben, `1${MsgKey.slice(1)}1`)).toMatchObject({ ErrorCode: expect.any(Number), ActionStatus: 'FAIL' })
    expect(await withdraw(ann, ben, `1_1_${start}`)).toMatchObject({ ErrorCode: 20022 })
    await world.moveBy(7 * day)
    expect(await withdraw(ann, ben, MsgKey)).toMatchObject({ ErrorCode: 20022 })
  })

  test.each([
    ['a key without time', '1_2', 90054],
    ['a key of words', 'a_b_c', 90054],
    ['a key of numbers that are too large', '4294967296_1_1', 90054],
    ['an empty key', '', 90054],
    ['no key', undefined, 90054],
    ['a key that is a number', 7, 90054],
  ])('refuses %s', async (_, MsgKey, code) => {
    const [ann, ben] = await pair()
    expect(await withdraw(ann, ben, MsgKey)).toMatchObject({ ErrorCode: code })
  })

  test('refuses accounts that are missing or do not exist', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben)
    expect(await withdraw(undefined, ben, MsgKey)).toMatchObject({ ErrorCode: 90008 })
    expect(await withdraw('nobody', ben, MsgKey)).toMatchObject({ ErrorCode: 90008 })
    expect(await withdraw(ann, 7, MsgKey)).toMatchObject({ ErrorCode: 90003 })
    expect(await withdraw(ann, 'nobody', MsgKey)).toMatchObject({ ErrorCode: 90003 })
  })
})

describe('admin_set_msg_read and get_c2c_unread_msg_num', () => {
  const markRead = (Report_Account: unknown, Peer_Account: unknown, body: Record<string, unknown> = {}) =>
    app.v4('openim/admin_set_msg_read', { Report_Account, Peer_Account, ...body })

  test('counts what the peers said and the user has not read, in all and of each peer', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    for (let count = 0; count < 3; count++) await say(ben, ann)
    await say(cy, ann)
    await say(ann, ben)
    await say(ben, ann, { SendMsgControl: ['NoUnread'] })
    expect(await app.v4('openim/get_c2c_unread_msg_num', { To_Account: ann })).toEqual({ ...ok, AllC2CUnreadMsgNum: 4 })
    expect(await app.v4('openim/get_c2c_unread_msg_num', { To_Account: ann, Peer_Account: [ben, 'nobody', cy, 'administrator'] })).toEqual({
      ...ok,
      C2CUnreadMsgNumList: [
        { Peer_Account: ben, C2CUnreadMsgNum: 3 },
        { Peer_Account: cy, C2CUnreadMsgNum: 1 },
        { Peer_Account: 'administrator', C2CUnreadMsgNum: 0 },
      ],
      ErrorList: [{ Peer_Account: 'nobody', ErrorCode: 70107 }],
    })
  })

  test('marking read clears what one peer said and tells it once; what is said in the same second afterwards is unread', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    await say(ben, ann)
    await say(cy, ann)
    const { heard, stop } = listen(world)
    expect(await markRead(ann, ben)).toEqual(ok)
    expect(await markRead(ann, ben)).toEqual(ok)
    stop()
    expect(heard).toMatchObject([{ name: 'message.read', content: { userId: ann, peerId: ben, sequence: 1 } }])
    expect([await unreadOf(ann, ben), await unreadOf(ann, cy)]).toEqual([0, 1])
    await say(ben, ann)
    expect(await unreadOf(ann, ben)).toBe(1)
  })

  test('marks read up to a moment that is a number or a text, and never back', async () => {
    const [ann, ben] = await pair()
    for (const ago of [30, 20, 10]) await importOne(ben, ann, world.unix() - ago, { SyncFromOldSystem: 5 })
    expect(await unreadOf(ann)).toBe(3)
    await markRead(ann, ben, { MsgReadTime: `${world.unix() - 30}` })
    expect(await unreadOf(ann)).toBe(2)
    await markRead(ann, ben, { MsgReadTime: world.unix() - 15 })
    expect(await unreadOf(ann)).toBe(1)
    await markRead(ann, ben, { MsgReadTime: world.unix() - 25 })
    expect(await unreadOf(ann)).toBe(1)
    for (const MsgReadTime of ['4294967296', 4_294_967_296, '1.5', '-1'])
      expect((await markRead(ann, ben, { MsgReadTime })).ErrorCode).toBe(90001)
    await importOne(ben, ann, world.unix(), { SyncFromOldSystem: 5 })
    expect(await markRead(ann, ben, { MsgReadTime: '4294967295' })).toEqual(ok)
    expect(await unreadOf(ann)).toBe(0)
    await say(ben, ann)
    await markRead(ann, ben, { MsgReadTime: '' })
    expect(await unreadOf(ann)).toBe(0)
  })

  test('history says of a message with a read receipt whether the receiver has read it', async () => {
    const [ann, ben] = await pair()
    await say(ann, ben, { IsNeedReadReceipt: 1 })
    await say(ann, ben)
    const read = async () => (await page(ann, ben)).MsgList.map(({ IsPeerRead }: V4Answer) => IsPeerRead)
    expect(await read()).toEqual([0, 0])
    await markRead(ann, ben)
    expect(await read()).toEqual([0, 0])
    await markRead(ben, ann)
    expect(await read()).toEqual([1, 0])
    expect((await page(ben, ann)).MsgList[0]).toMatchObject({ IsPeerRead: 1 })
  })

  test('nothing past the storage period is unread', async () => {
    const [ann, ben] = await pair()
    await say(ben, ann)
    await world.moveBy(7 * day)
    expect(await unreadOf(ann)).toBe(0)
  })

  test('refuses accounts that are missing or do not exist, more than 10 peers, and a time that is none', async () => {
    const [ann, ben] = await pair()
    expect(await markRead('nobody', ben)).toMatchObject({ ErrorCode: 90008 })
    expect(await markRead(undefined, ben)).toMatchObject({ ErrorCode: 90008 })
    expect(await markRead(ann, 'nobody')).toMatchObject({ ErrorCode: 90003 })
    expect(await markRead(ann, undefined)).toMatchObject({ ErrorCode: 90003 })
    expect(await markRead(ann, ben, { MsgReadTime: 'now' })).toMatchObject({ ErrorCode: 90001 })
    const count = (body: unknown) => app.v4('openim/get_c2c_unread_msg_num', body)
    expect(await count({ To_Account: 'nobody' })).toMatchObject({ ErrorCode: 90003 })
    expect(await count({})).toMatchObject({ ErrorCode: 90003 })
    expect(await count({ To_Account: ann, Peer_Account: Array(11).fill(ben) })).toMatchObject({ ErrorCode: 90001 })
    expect(await count({ To_Account: ann, Peer_Account: ben })).toMatchObject({ ErrorCode: 90001 })
    expect(await count({ To_Account: ann, Peer_Account: [] })).toMatchObject({ AllC2CUnreadMsgNum: 0 })
  })
})

describe('modify_c2c_msg', () => {
  const modify = (From_Account: unknown, To_Account: unknown, MsgKey: unknown, body: Record<string, unknown>) =>
    app.v4('openim/modify_c2c_msg', { From_Account, To_Account, MsgKey, ...body })

  test('puts what is given in the place of what was there, and leaves the rest', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben, { CloudCustomData: 'cloud', SendMsgControl: ['NoUnread'] })
    const { heard, stop } = listen(world)
    expect(await modify(ann, ben, MsgKey, { MsgBody: text('better') })).toEqual({ ...ok, ErrorInfo: 'succeed' })
    expect((await page(ben, ann)).MsgList).toMatchObject([{ MsgKey, MsgBody: text('better'), CloudCustomData: 'cloud' }])
    expect(await modify(ann, ben, MsgKey, { CloudCustomData: '' })).toMatchObject({ ErrorCode: 0 })
    expect((await page(ann, ben)).MsgList).toMatchObject([{ MsgKey, MsgBody: text('better'), CloudCustomData: '' }])
    stop()
    expect(heard).toMatchObject([
      {
        name: 'message.modified',
        content: { userIds: [ann, ben], senderId: ann, sequence: 1, body: text('better'), cloudCustomData: 'cloud' },
      },
      { name: 'message.modified', content: { cloudCustomData: '' } },
    ])
    expect(await unreadOf(ben)).toBe(0)
  })

  test('two at once are carried out one after the other', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben)
    const answers = await Promise.all([
      modify(ann, ben, MsgKey, { MsgBody: text('words') }),
      modify(ann, ben, MsgKey, { CloudCustomData: 'cloud' }),
    ])
    expect(answers.map(({ ErrorCode }) => ErrorCode)).toEqual([0, 0])
    expect((await page(ann, ben)).MsgList).toMatchObject([{ MsgBody: text('words'), CloudCustomData: 'cloud' }])
  })

  test.each([
    ['nothing to change', {}, 90001],
    ['a MsgBody that is no array', { MsgBody: 'x' }, 90007],
    ['an empty MsgBody', { MsgBody: [] }, 90002],
    ['an element that is malformed', { MsgBody: [{ MsgType: 'TIMTextElem' }] }, 90010],
    ['more than 12 KB', { MsgBody: text('x'.repeat(12_288)) }, 93000],
    ['custom data that is too long with the words that stay', { CloudCustomData: 'x'.repeat(12_250) }, 93000],
    ['a key that is malformed', { MsgKey: 'x', CloudCustomData: 'x' }, 90054],
    ['a key without message', { MsgKey: `1_1_${start}`, CloudCustomData: 'x' }, 20001],
    ['a sender who does not exist', { From_Account: 'nobody', CloudCustomData: 'x' }, 90008],
    ['a receiver who does not exist', { To_Account: 'nobody', CloudCustomData: 'x' }, 90012],
    ['no receiver', { To_Account: undefined, CloudCustomData: 'x' }, 90003],
  ])('refuses %s, and nothing is changed', async (_, change, code) => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben)
    const { heard, stop } = listen(world)
    expect(await modify(ann, ben, MsgKey, change)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    stop()
    expect(heard).toEqual([])
    expect((await page(ann, ben)).MsgList).toMatchObject([{ MsgBody: text('hi'), CloudCustomData: '' }])
  })

  test('a recalled message has nothing to modify', async () => {
    const [ann, ben] = await pair()
    const MsgKey = await say(ann, ben)
    await app.ok('openim/admin_msgwithdraw', { From_Account: ann, To_Account: ben, MsgKey })
    expect(await modify(ann, ben, MsgKey, { MsgBody: text('back') })).toMatchObject({ ErrorCode: 20001 })
  })
})
