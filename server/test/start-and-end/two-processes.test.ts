import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { AppDriver, type V4Answer } from '../app-driver.ts'
import { Client } from '../client.ts'
import { upTo } from '../counted.ts'
import { text } from '../message-bodies.ts'
import { operatorKey, startWorld, type World } from '../world.ts'

let world: World
let second: Awaited<ReturnType<typeof startApp>>
/** The same app: changed through one process, used through the other, which remembers it. */
let here: AppDriver
let there: AppDriver

beforeAll(async () => {
  world = await startWorld()
  const config = readConfig({
    PLENUM_PORT: '0',
    PLENUM_CLOCK: 'manual',
    PLENUM_OPERATOR_KEY: operatorKey,
    DATABASE_URL: 'postgres://unused',
  })
  second = await startApp(config, { sql: world.sql, log: pino({ level: 'silent' }) as never, metrics: createMetrics() })
})
afterAll(async () => {
  await second.close()
  await world.close()
})
beforeEach(async () => {
  here = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'] })
  there = new AppDriver(here, new Client(second.url, operatorKey), world.now)
  expect(await check()).toBe(0)
})

const MsgBody = text('hi')
const check = async (query: Record<string, string> = {}) =>
  (await there.v4('im_open_login_svc/account_check', { CheckItem: [] }, query)).ErrorCode
const group = async (command: string, body: object) => (await there.v4(`group_open_http_svc/${command}`, body)).ErrorCode

test('the next request to another process finds a disabled app disabled, and an enabled one as it was', async () => {
  const GroupId = await here.createGroup({ Owner_Account: 'ann' })
  await here.disable()
  const bodies = {
    get_group_info: { GroupIdList: [GroupId] },
    add_group_member: { GroupId, MemberList: [{ Member_Account: 'ben' }] },
    delete_group_member: { GroupId, MemberToDel_Account: ['ben'] },
    modify_group_base_info: { GroupId, Name: 'x' },
    create_group: { Type: 'Public', Name: 'x' },
    destroy_group: { GroupId: 'nope' },
  }
  for (const [command, body] of Object.entries(bodies)) {
    expect(await group(command, body)).toBe(60016)
    await here.enable()
    expect(await group('get_group_info', { GroupIdList: [] })).toBe(0)
    await here.disable()
  }
  expect(await check()).toBe(60016)
  await here.enable()
  expect(await group('add_group_member', bodies.add_group_member)).toBe(0)
})

test('the next request to another process is measured by the changed plan', async () => {
  const small = await here.createGroup({ MaxMemberCount: 200 })
  expect(await group('modify_group_base_info', { GroupId: small, MaxMemberNum: 201 })).toBe(10038)
  await here.modify({ edition: 'pro', membersPerGroup: 300 })
  expect(await group('modify_group_base_info', { GroupId: small, MaxMemberNum: 201 })).toBe(0)
  expect(await group('create_group', { Type: 'Public', Name: 'x', MaxMemberCount: 300 })).toBe(0)
})

test('the next request to another process knows keys and administrators that came and went', async () => {
  const { owner, sdkAppId } = here
  const { key } = await owner.call('key.add', { sdkAppId })
  const usersig = here.userSig('administrator', key.secretKey)
  expect(await check({ usersig })).toBe(0)
  await owner.call('key.remove', { sdkAppId, keyId: key.keyId })
  expect(await check({ usersig })).toBe(70009)
  await owner.call('admin.add', { sdkAppId, userId: 'ann' })
  expect(await check({ identifier: 'ann' })).toBe(0)
  await owner.call('admin.remove', { sdkAppId, userId: 'ann' })
  expect(await check({ identifier: 'ann' })).toBe(60010)
})

test('what is said and taken over through two processes at once stands there once, under consecutive numbers', async () => {
  const both = [here, there]
  const GroupId = await here.createGroup({ Owner_Account: 'ann' })
  const second = Math.floor(world.now().getTime() / 1000)
  const atBoth = (path: string, body: object) => Promise.all(both.map((process) => process.ok(path, body)))

  const MsgList = upTo(20).map((Random) => ({ From_Account: 'ben', SendTime: second, Random, MsgBody }))
  const [taken, alsoTaken] = await atBoth('group_open_http_svc/import_group_msg', { GroupId, MsgList })
  expect(taken!.ImportMsgResult.map(({ MsgSeq, Result }: V4Answer) => [MsgSeq, Result])).toEqual(upTo(20).map((sequence) => [sequence, 0]))
  expect(alsoTaken).toEqual(taken)

  const sent = await Promise.all(
    upTo(30).map((Random) => atBoth('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random, MsgBody })),
  )
  for (const [one, other] of sent) expect(other).toEqual(one)
  expect(sent.map(([one]) => one!.MsgSeq).toSorted((a, b) => a - b)).toEqual(upTo(30).map((number) => 20 + number))

  const between = { From_Account: 'ann', To_Account: 'cy', MsgBody }
  await Promise.all([
    ...upTo(10).map((MsgRandom) => atBoth('openim/sendmsg', { ...between, MsgSeq: 1, MsgRandom })),
    ...upTo(10).map((MsgRandom) =>
      atBoth('openim/importmsg', { ...between, SyncFromOldSystem: 5, MsgSeq: 2, MsgRandom, MsgTimeStamp: second - 60 }),
    ),
  ])
  const [mine, theirs] = await atBoth('openim/admin_getroammsg', {
    ...{ Operator_Account: 'cy', Peer_Account: 'ann', MaxCnt: 100, MinTime: 0, MaxTime: second },
  })
  expect(theirs).toEqual(mine)
  expect(mine!.MsgList.map(({ MsgSeq, MsgRandom }: V4Answer) => [MsgSeq, MsgRandom])).toEqual([
    ...upTo(10).map((MsgRandom) => [2, MsgRandom]),
    ...upTo(10).map((MsgRandom) => [1, MsgRandom]),
  ])
  expect(await there.ok('openim/get_c2c_unread_msg_num', { To_Account: 'cy' })).toMatchObject({ AllC2CUnreadMsgNum: 20 })
})

test('the next request to another process shows what a changed storage period leaves', async () => {
  const keepFor = (days: number) => here.owner.call('retention.set', { sdkAppId: here.sdkAppId, days, acceptLoss: true })
  const MsgTimeStamp = Math.floor(world.now().getTime() / 1000) - 10 * 24 * 60 * 60
  const said = { SyncFromOldSystem: 2, From_Account: 'ann', To_Account: 'ben', MsgRandom: 1, MsgTimeStamp, MsgBody }
  const bring = async () => (await there.v4('openim/importmsg', said)).ErrorCode
  const shown = async () =>
    (await there.ok('openim/admin_getroammsg', { Operator_Account: 'ben', Peer_Account: 'ann', MaxCnt: 9, MinTime: 0, MaxTime: 4e9 }))
      .MsgCnt
  expect(await bring()).toBe(90006)
  await keepFor(30)
  expect([await bring(), await shown()]).toEqual([0, 1])
  await here.modify({ edition: 'ultimate' })
  expect(await shown()).toBe(1)
})

test('the next request to another process keeps to the rates that are set for all apps', async () => {
  const quiet = await world.app()
  const elsewhere = new AppDriver(quiet, new Client(second.url, operatorKey), world.now)
  // Documented: one a second.
  const burst = async () => {
    const answers = await Promise.all(upTo(20).map(() => elsewhere.v4('group_open_http_svc/get_appid_group_list', {})))
    return new Set(answers.map(({ ErrorCode }) => ErrorCode))
  }
  expect(await burst()).toContain(60007)
  await world.operator.call('rate.setDefaults', { rates: { default: 1000 } })
  expect(await burst()).toEqual(new Set([0]))
  await world.operator.call('rate.setDefaults', { rates: { default: null } })
  expect(await burst()).toContain(60007)
})
