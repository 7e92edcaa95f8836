import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { join } from '../../control/people/people-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveDirect } from './direct-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())

const { say, sendMany } = driveDirect(() => app)
const find = (key: string, by: Client = app.owner) => by.call('message.find', { sdkAppId: app.sdkAppId, key })
let random = 0
const sendTo = async (GroupId: string, MsgBody: unknown = text('hi')) =>
  (await app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random: ++random, MsgBody })).MsgSeq as number

describe('a message', () => {
  test('to a user is found by its MsgKey alone, with who said it to whom and when', async () => {
    const key = await say('ben', 'ann', { MsgBody: text('Rain from noon on') })
    await say('ben', 'ann')
    expect(await find(` ${key}\n`)).toEqual({
      messages: [
        {
          key,
          senderId: 'ben',
          receiverId: 'ann',
          groupId: null,
          topicId: null,
          at: new Date(Math.floor(world.now().getTime() / 1000) * 1000).toISOString(),
          types: ['TIMTextElem'],
          text: 'Rain from noon on',
          isCut: false,
          recalledAt: null,
          isChanged: false,
          isSystem: false,
        },
      ],
      more: false,
    })
    const [sequence, rest] = [Number(key.split('_')[0]), key.slice(key.indexOf('_'))]
    expect((await find(`${sequence + 1}${rest}`)).messages).toEqual([])
  })

  test('to many is found once for each receiver, twenty of them', async () => {
    const receivers = Array.from({ length: 25 }, (_, index) => `many_${index}`)
    await app.importUsers(receivers)
    const { MsgKey } = await sendMany('ann', receivers)
    const { messages, more } = await find(MsgKey)
    expect(new Set(messages.map(({ receiverId }) => receiverId)).size).toBe(20)
    expect(messages).toMatchObject(messages.map(() => ({ key: MsgKey, receiverId: expect.stringMatching(/^many_/) })))
    expect([messages.length, more]).toEqual([20, true])
  })

  test('of a group is found by GroupId and MsgSeq, as they are pasted', async () => {
    const GroupId = await app.createGroup({ MemberList: [{ Member_Account: 'ann' }] })
    const sequence = await sendTo(GroupId)
    for (const between of [' ', '\t', ', ', ':', ' ; ']) {
      expect((await find(`${GroupId}${between}${sequence}`)).messages, between).toMatchObject([
        { key: `${GroupId} ${sequence}`, groupId: GroupId, receiverId: null, senderId: 'ann', text: 'hi' },
      ])
    }
    expect((await find(`${GroupId} ${sequence + 1}`)).messages).toEqual([])
    expect((await find(`none ${sequence}`)).messages).toEqual([])
    const odd = 'room: 7, blue'
    await app.createGroup({ GroupId: odd })
    expect((await find(`${odd} ${await sendTo(odd)}`)).messages).toMatchObject([{ groupId: odd }])
  })

  test('of which the words were taken back or rewritten says so', async () => {
    const [gone, changed] = [await say('ann', 'cy', { MsgBody: text('secret') }), await say('ann', 'cy')]
    await app.ok('openim/admin_msgwithdraw', { From_Account: 'ann', To_Account: 'cy', MsgKey: gone })
    await app.ok('openim/modify_c2c_msg', { From_Account: 'ann', To_Account: 'cy', MsgKey: changed, MsgBody: text('better') })
    expect((await find(gone)).messages).toMatchObject([{ text: '', recalledAt: world.now().toISOString(), isChanged: false }])
    expect((await find(changed)).messages).toMatchObject([{ text: 'better', recalledAt: null, isChanged: true }])
  })

  test('shows its words as text, a thousand characters of them, and the types of what has none', async () => {
    const image = {
      MsgType: 'TIMImageElem',
      MsgContent: { UUID: 'u', ImageFormat: 1, ImageInfoArray: [{ Type: 1, URL: 'https://x.example/a.png' }] },
    }
    const body = [...text('<b>🌹</b>'), image, { MsgType: 'TIMCustomElem', MsgContent: { Data: 'x'.repeat(2_000) } }]
    const [found] = (await find(await say('ann', 'ben', { MsgBody: body }))).messages
    expect(found).toMatchObject({ types: ['TIMTextElem', 'TIMImageElem', 'TIMCustomElem'], isCut: true })
    expect(found!.text!.startsWith('<b>🌹</b>\n[TIMImageElem]\nxxx')).toBe(true)
    expect([...found!.text!]).toHaveLength(1_000)
  })
})

describe('messages are found', () => {
  test('never across apps', async () => {
    const key = await say('ann', 'ben')
    const other = await world.busyApp({ owner: app.owner, edition: 'pro', users: ['ann', 'ben'], name: 'Another' })
    expect((await app.owner.call('message.find', { sdkAppId: other.sdkAppId, key })).messages).toEqual([])
    const GroupId = await app.createGroup()
    await sendTo(GroupId)
    expect((await app.owner.call('message.find', { sdkAppId: other.sdkAppId, key: `${GroupId} 1` })).messages).toEqual([])
    const stranger = await world.signUp('Nora Lind')
    expect((await stranger.refused('message.find', { sdkAppId: app.sdkAppId, key })).code).toBe('not_found')
  })

  test('by who only reads without their words', async () => {
    const key = await say('ann', 'ben', { MsgBody: text('between us') })
    for (const role of ['reader', 'billingReader'] as const) {
      const { client } = await join(app.owner, { role })
      expect((await find(key, client)).messages).toMatchObject([{ senderId: 'ann', text: null }])
    }
    const { client: developer } = await join(app.owner, { role: 'developer' })
    expect((await find(key, developer)).messages).toMatchObject([{ text: 'between us' }])
  })

  test('and who saw the words is in the audit, with the key: by then it was written', async () => {
    const [key, gone] = [await say('ann', 'ben', { MsgBody: text('on record') }), await say('ann', 'ben')]
    await app.ok('openim/admin_msgwithdraw', { From_Account: 'ann', To_Account: 'ben', MsgKey: gone })
    const { client: support } = await join(app.owner, { role: 'developer' })
    const { client: reader } = await join(app.owner, { role: 'reader' })
    const reads = async () => {
      const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'people' })
      return entries.filter(({ action }) => action === 'message.shown')
    }
    const before = (await reads()).length
    await find(key, reader)
    await find(gone, support)
    await find('1_2_3', support)
    expect((await support.call('message.find', { sdkAppId: app.sdkAppId, key, words: false })).messages).toMatchObject([{ text: null }])
    expect(await reads()).toHaveLength(before)
    await find(key, support)
    expect((await reads()).slice(0, -before || undefined)).toMatchObject([
      { actor: { role: 'developer' }, changes: [{ field: 'Message', before: null, after: key }], address: '127.0.0.1' },
    ])
    await app.disable()
    await find(key, support)
    await app.owner.call('app.enable', { sdkAppId: app.sdkAppId })
    expect(await reads()).toHaveLength(before + 2)
  })

  test.each(['', 'ann', '1_2', '1_2_', 'a\nb 7', `${'g'.repeat(193)} 7`, '12345678901_1_1', 'g -1'])(
    'by a key, which “%s” is not',
    async (key) => {
      expect((await app.owner.refused('message.find', { sdkAppId: app.sdkAppId, key })).code).toBe('bad_input')
    },
  )

  test('as long as the storage period shows them', async () => {
    const GroupId = await app.createGroup()
    const [key, inGroup] = [await say('ann', 'ben'), `${GroupId} ${await sendTo(GroupId)}`]
    await world.moveBy(6.9 * 86_400)
    expect([(await find(key)).messages.length, (await find(inGroup)).messages.length]).toEqual([1, 1])
    await world.moveBy(0.2 * 86_400)
    expect([(await find(key)).messages.length, (await find(inGroup)).messages.length]).toEqual([0, 0])
  })
})
