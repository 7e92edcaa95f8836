import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countRates } from '../../src/platform/rates.ts'
import type { AppDriver } from '../app-driver.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver
let other: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app()
  other = await world.app({ name: 'Another' })
  await world.unlimitedRates(app.sdkAppId)
})
afterAll(() => world.close())

const check = 'im_open_login_svc/account_check'
const body = { CheckItem: [{ UserID: 'administrator' }] }
const codeOf = async (query: Record<string, string | null>, path = check) => (await app.v4(path, body, query)).ErrorCode

/** Any request at all; the answer is HTTP 200 with the three fields of the envelope, or the test fails. */
async function raw(path: string, init: RequestInit = { method: 'POST', body: '{}' }) {
  const response = await fetch(`${world.url}/v4/${path}`, init)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  const answer = (await response.json()) as { ActionStatus: string; ErrorCode: number; ErrorInfo: string }
  expect(answer).toMatchObject({ ActionStatus: expect.any(String), ErrorInfo: expect.any(String), ErrorCode: expect.any(Number) })
  return answer
}

describe('a request is admitted in the documented order', () => {
  test('and answered when all is well', async () => {
    expect(await app.v4(check, body)).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      ResultItem: [{ UserID: 'administrator', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' }],
    })
  })

  test('and answered to pages of any site as well, as the documentation shows it: only the UserSig admits', async () => {
    for (const path of [check, 'nothing/at_all']) {
      const { headers } = await fetch(`${world.url}/v4/${path}`, { method: 'POST', body: '{}' })
      const named = (name: string) => headers.get(`access-control-allow-${name}`)
      expect([named('origin'), named('headers'), named('methods')]).toEqual(['*', 'X-Requested-With', 'POST'])
    }
  })

  test('an address that cannot be read or a method other than POST: 60002', async () => {
    expect(await raw('im_open_login_svc/%E0%A4%A')).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 60002 })
    expect(await raw(`${check}?sdkappid=${app.sdkAppId}`, { method: 'GET' })).toMatchObject({ ErrorCode: 60002 })
    expect(await raw(`${check}?sdkappid=${app.sdkAppId}`, { method: 'PUT', body: '{}' })).toMatchObject({ ErrorCode: 60002 })
  })

  test('an unknown service or command, in the wrong case too: 60009, before anything about the app', async () => {
    for (const path of [
      'nothing/account_check',
      'im_open_login_svc/nothing',
      'im_open_login_svc/Account_Check',
      'im_open_login_svc',
      'a/b/c',
      `a/v4/${check}`,
    ]) {
      expect(await raw(path)).toMatchObject({ ErrorCode: 60009 })
    }
  })

  test('no sdkappid: 60012; one that is unknown or no number: 60006', async () => {
    expect(await codeOf({ sdkappid: null })).toBe(60012)
    expect(await codeOf({ sdkappid: '' })).toBe(60012)
    expect(await codeOf({ sdkappid: '1499999999' })).toBe(60006)
    expect(await codeOf({ sdkappid: '99999999999999999999' })).toBe(60006)
    expect(await codeOf({ sdkappid: 'abc' })).toBe(60006)
  })

  test('no identifier: 60004; a UserSig that is missing or faulty: its own code', async () => {
    expect(await codeOf({ identifier: null })).toBe(60004)
    expect(await codeOf({ usersig: null })).toBe(70002)
    expect(await codeOf({ usersig: 'eJxx' })).toBe(70003)
    expect(await codeOf({ usersig: app.userSig('administrator', 'not the key') })).toBe(70009)
    expect(await codeOf({ usersig: app.userSig('ann') })).toBe(70013)
    expect(await codeOf({ usersig: other.userSig() })).toBe(70014)
  })

  test('a good UserSig of someone who is no administrator: 60010', async () => {
    expect(await codeOf({ identifier: 'ann' })).toBe(60010)
    expect((await app.v4('group_open_http_svc/create_group', {}, { identifier: 'ann' })).ErrorCode).toBe(60010)
  })

  test('a body that is no JSON object: 60003, only after all that', async () => {
    for (const text of ['', '{', '[]', '"text"', 'null', '{"a":1}x']) expect((await app.v4(check, text)).ErrorCode).toBe(60003)
    expect((await app.v4(check, '{', { usersig: null })).ErrorCode).toBe(70002)
  })

  test('a body of more than 1 MB: 60002', async () => {
    expect((await app.v4(check, { ...body, Padding: 'x'.repeat(1_100_000) })).ErrorCode).toBe(60002)
    expect((await app.v4(check, { ...body, Padding: 'x'.repeat(900_000) })).ErrorCode).toBe(0)
  })
})

describe('the body', () => {
  test('is read as JSON whatever its Content-Type, with unknown members, null for optional ones and no random', async () => {
    const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${app.userSig()}&contenttype=json`
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream', 'application/json; charset=gbk']) {
      const answer = await raw(`${check}?${query}`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ ...body, Extra: {} }),
      })
      expect(answer.ErrorCode).toBe(0)
    }
    const group = { Type: 'Public', Name: 'Nulls', MemberList: null, AppDefinedData: null, MaxMemberCount: null, Owner_Account: '' }
    expect((await app.v4('group_open_http_svc/create_group', group)).ErrorCode).toBe(0)
  })

  test('names the field that is wrong, with the number of its service', async () => {
    expect(await app.v4('im_open_login_svc/account_import', {})).toEqual({
      ActionStatus: 'FAIL',
      ErrorCode: 70402,
      ErrorInfo: 'UserID is missing.',
    })
    expect(await app.v4('group_open_http_svc/create_group', { Name: 'x' })).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: 'Type is missing.',
    })
    const members = { Type: 'Public', Name: 'x', MemberList: [{ Member_Account: 'ann' }, {}] }
    expect(await app.v4('group_open_http_svc/create_group', members)).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: 'MemberList[1].Member_Account is missing.',
    })
  })

  test('is strict about types: a number is no UserID (60015), a text no number', async () => {
    expect((await app.v4('im_open_login_svc/account_import', { UserID: 42 })).ErrorCode).toBe(60015)
    expect((await app.v4('im_open_login_svc/account_import', { Identifier: 42 })).ErrorCode).toBe(60015)
    expect((await app.v4('im_open_login_svc/multiaccount_import', { Accounts: ['ann', 7] })).ErrorCode).toBe(60015)
    expect((await app.v4('group_open_http_svc/add_group_member', { GroupId: 'g', MemberList: [{ Member_Account: 1 }] })).ErrorCode).toBe(
      60015,
    )
    expect((await app.v4('group_open_http_svc/get_appid_group_list', { Limit: '10' })).ErrorCode).toBe(10004)
    expect((await app.v4('group_open_http_svc/get_appid_group_list', { Limit: 1.5 })).ErrorCode).toBe(10004)
    expect((await app.v4('group_open_http_svc/get_group_info', { GroupIdList: 'one' })).ErrorCode).toBe(10004)
  })
})

describe('the next request', () => {
  test('finds a disabled app disabled, whatever else is wrong, and an enabled one as it was', async () => {
    const third = await world.app({ name: 'Third' })
    const groupId = await third.createGroup()
    await third.disable()
    expect(await third.v4(check, body)).toEqual({ ActionStatus: 'FAIL', ErrorInfo: 'This app is disabled.', ErrorCode: 60016 })
    expect((await third.v4(check, '{', { usersig: null })).ErrorCode).toBe(60016)
    expect((await third.v4('group_open_http_svc/destroy_group', { GroupId: groupId })).ErrorCode).toBe(60016)
    await third.enable()
    expect((await third.v4(check, body)).ErrorCode).toBe(0)
    expect((await third.v4('group_open_http_svc/destroy_group', { GroupId: groupId })).ErrorCode).toBe(0)
    await third.disable()
    await third.delete()
    expect((await third.v4(check, body)).ErrorCode).toBe(60006)
  })

  test('finds an app suspended whose account is overdue (60020), which weighs more than being disabled', async () => {
    const overdue = await world.app({ name: 'Overdue' })
    expect((await overdue.v4(check, body)).ErrorCode).toBe(0)
    const suspend = (at: Date | null) =>
      world.sql`update apps set suspended_at = ${at}, revision = revision + 1 where id = ${overdue.sdkAppId}`
    await suspend(world.now())
    for (const path of [check, 'im_open_login_svc/account_import', 'group_open_http_svc/create_group'])
      expect((await overdue.v4(path, '{', { usersig: null })).ErrorCode).toBe(60020)
    await suspend(null)
    await overdue.disable()
    await suspend(world.now())
    expect((await overdue.v4(check, body)).ErrorCode).toBe(60020)
    await suspend(null)
    expect((await overdue.v4(check, body)).ErrorCode).toBe(60016)
  })

  test('holds with either key while keys rotate, and with a removed one no more', async () => {
    const { owner, sdkAppId, key } = app
    const { key: added } = await owner.call('key.add', { sdkAppId })
    const [old, fresh] = [app.userSig('administrator', key), app.userSig('administrator', added.secretKey)]
    expect([await codeOf({ usersig: old }), await codeOf({ usersig: fresh })]).toEqual([0, 0])
    await owner.call('key.remove', { sdkAppId, keyId: added.keyId })
    expect([await codeOf({ usersig: old }), await codeOf({ usersig: fresh })]).toEqual([0, 70009])
  })

  test('knows a new administrator, and one whose rights were taken', async () => {
    const { owner, sdkAppId } = app
    await owner.call('admin.add', { sdkAppId, userId: 'deputy' })
    expect(await codeOf({ identifier: 'deputy' })).toBe(0)
    await owner.call('admin.remove', { sdkAppId, userId: 'deputy' })
    expect(await codeOf({ identifier: 'deputy' })).toBe(60010)
  })

  test('is refused when the UserSig has expired by the clock of business', async () => {
    const usersig = app.userSig()
    expect(await codeOf({ usersig })).toBe(0)
    await world.moveTo('2022-11-12T06:20:00Z')
    expect(await codeOf({ usersig })).toBe(70001)
    expect(await codeOf({})).toBe(0)
  })
})

describe('calls a second', () => {
  const path = 'group_open_http_svc/get_appid_group_list'
  /** Far more at once than the one a second that is documented, however slow the machine is. */
  const burst = async (from: AppDriver, content: unknown = {}) => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => from.v4(path, content)))
    return answers.map(({ ErrorCode }) => ErrorCode)
  }

  test('are counted for each app and command by themselves: those above are 60007, before their body is read', async () => {
    const fourth = await world.app({ name: 'Fourth' })
    expect(new Set(await burst(fourth))).toEqual(new Set([0, 60007]))
    expect(await burst(fourth, '{')).toContain(60007)
    expect((await fourth.v4(check, body)).ErrorCode).toBe(0)
    expect((await app.v4(path, {})).ErrorCode).toBe(0)
  })

  test('are settings of the app, in force at the next request', async () => {
    const fifth = await world.app({ name: 'Fifth' })
    expect(await burst(fifth)).toContain(60007)
    await world.operator.call('app.setRates', { sdkAppId: fifth.sdkAppId, rates: { [path]: 1000 } })
    expect(new Set(await burst(fifth))).toEqual(new Set([0]))
    await world.operator.call('app.setRates', { sdkAppId: fifth.sdkAppId, rates: { [path]: null, default: 1000 } })
    expect(new Set(await burst(fifth))).toEqual(new Set([0]))
  })

  test('begin anew after a second of technical time', () => {
    let at = 0
    const mayCall = countRates(() => at)
    const calls = (count: number, key = 'app command') => Array.from({ length: count }, () => mayCall(key, 200)).filter(Boolean).length
    expect(calls(250)).toBe(200)
    at = 999
    expect(calls(10)).toBe(0)
    expect(calls(10, 'another')).toBe(10)
    at = 1000
    expect(calls(250)).toBe(200)
  })
})

test('what breaks inside is answered with the number of the service, and nothing of it is shown', async () => {
  const broken = await startWorld()
  const victim = await broken.app()
  await broken.sql`alter table im_users rename to im_users_gone`
  await broken.sql`alter table groups rename to groups_gone`
  for (const [path, content, code] of [
    [check, body, 70500],
    ['group_open_http_svc/get_group_info', { GroupIdList: ['g'] }, 10002],
  ] as const) {
    const answer = await victim.v4(path, content)
    expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(answer.ErrorInfo).not.toMatch(/im_users|groups|relation/)
  }
  await broken.close()
})
