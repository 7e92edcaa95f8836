import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { AppDriver } from './app-driver.ts'
import { Client } from './client.ts'
import { operatorKey, startWorld, type World } from './world.ts'

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
  here = await world.app({ edition: 'pro' })
  await world.unlimitedRates(here.sdkAppId)
  await here.importUsers(['ann', 'ben', 'cy'])
  there = new AppDriver(here, new Client(second.url, operatorKey), world.now)
  expect(await check()).toBe(0)
})

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
