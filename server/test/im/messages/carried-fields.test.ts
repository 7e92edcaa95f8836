import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let GroupId: string

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
  const { sdkAppId, owner } = app
  for (const [level, key] of [
    ['group', 'color'],
    ['group', 'size'],
    ['member', 'rank'],
  ] as const)
    await owner.call('customField.add', { sdkAppId, level, key })
  GroupId = await app.createGroup({
    Owner_Account: 'ann',
    AppDefinedData: [
      { Key: 'color', Value: 'red' },
      { Key: 'size', Value: 'XL' },
    ],
    MemberList: [{ Member_Account: 'ben', AppMemberDefinedData: [{ Key: 'rank', Value: 'captain' }] }],
  })
})
afterAll(() => world.close())

let random = 0
const say = (body: object = {}) =>
  app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ben', Random: ++random, MsgBody: text('hi'), ...body })
const carry = (group: string[], member: string[]) =>
  world.operator.call('groupRule.set', { sdkAppId: app.sdkAppId, rules: { carriedFields: { group, member } } })
async function last() {
  const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 1 })
  return RspMsgList[0]
}

test('the fields that are named go with every message from the next one on, as they were when it was said', async () => {
  const ann = await LiveClient.signIn(app, 'ann')
  const { MsgSeq: plain } = await say()
  expect(await ann.hears('message.sent', ({ sequence }) => sequence === plain)).not.toHaveProperty('carried')
  expect(await last()).not.toHaveProperty('AppDefinedData')

  await carry(['color', 'missing'], ['rank'])
  const { MsgSeq } = await say()
  const red = { group: [{ key: 'color', value: 'red' }], member: [{ key: 'rank', value: 'captain' }] }
  expect((await ann.hears('message.sent', ({ sequence }) => sequence === MsgSeq)).carried).toEqual(red)
  expect(await last()).toMatchObject({
    MsgSeq,
    AppDefinedData: [{ Key: 'color', Value: 'red' }],
    AppMemberDefinedData: [{ Key: 'rank', Value: 'captain' }],
  })

  await app.ok('group_open_http_svc/modify_group_base_info', { GroupId, AppDefinedData: [{ Key: 'color', Value: 'blue' }] })
  expect((await ann.call('message.list', { groupId: GroupId })).messages.find(({ sequence }) => sequence === MsgSeq)?.carried).toEqual(red)
  // Whoever is no member has no fields, and what is only delivered carries too.
  await say({ From_Account: 'administrator', OnlineOnlyFlag: 1 })
  expect((await ann.hears('message.sent', ({ senderId, system }) => senderId === 'administrator' && !system)).carried).toEqual({
    group: [{ key: 'color', value: 'blue' }],
    member: [],
  })
  await carry([], [])
  await say()
  expect(await last()).not.toHaveProperty('AppDefinedData')
  await ann.close()
})

test('many at once carry each its own', async () => {
  await carry(['size'], ['rank'])
  await Promise.all(Array.from({ length: 40 }, (_, index) => say({ From_Account: index % 2 ? 'ann' : 'ben' })))
  const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  for (const { From_Account, AppDefinedData, AppMemberDefinedData } of RspMsgList) {
    expect(AppDefinedData).toEqual([{ Key: 'size', Value: 'XL' }])
    expect(AppMemberDefinedData).toEqual(From_Account === 'ben' ? [{ Key: 'rank', Value: 'captain' }] : [])
  }
  expect(RspMsgList).toHaveLength(20)
})
