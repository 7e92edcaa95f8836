import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver
let paid: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app()
  paid = await world.app({ edition: 'pro', name: 'Paid' })
})
afterAll(() => world.close())

const call = (command: string, body: unknown, of = app) => of.v4(`im_open_login_svc/${command}`, body)
const userRow = async (userId: string, of = app) => {
  const [row] = await world.sql`select nick, face_url from im_users where app_id = ${of.sdkAppId} and user_id = ${userId}`
  return row
}

describe('account_import', () => {
  test('imports an account with its profile, by the present and the older name of the field', async () => {
    const ok = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }
    expect(await call('account_import', { UserID: 'ann', Nick: 'Ann', FaceUrl: 'https://example.com/ann.png', Type: 0 })).toEqual(ok)
    expect(await call('account_import', { Identifier: 'ben' })).toEqual(ok)
    expect(await userRow('ann')).toEqual({ nick: 'Ann', faceUrl: 'https://example.com/ann.png' })
    expect(await userRow('ben')).toEqual({ nick: '', faceUrl: '' })
  })

  test('twice is no error; what is given replaces, what is absent stays', async () => {
    await call('account_import', { UserID: 'cy', Nick: 'Cy', FaceUrl: 'a' })
    expect((await call('account_import', { UserID: 'cy', Nick: 'Cyrus' })).ErrorCode).toBe(0)
    expect(await userRow('cy')).toEqual({ nick: 'Cyrus', faceUrl: 'a' })
  })

  test('takes an empty text, which some SDKs send for what they do not know, for nothing', async () => {
    await call('account_import', { UserID: 'fox', Nick: 'Fox', FaceUrl: 'a' })
    expect((await call('account_import', { Identifier: 'fox', Nick: '', FaceUrl: '' })).ErrorCode).toBe(0)
    expect(await userRow('fox')).toEqual({ nick: 'Fox', faceUrl: 'a' })
  })

  test('refuses what is no UserID (70402) and a profile of more than 500 bytes (40601)', async () => {
    for (const UserID of ['', 'x'.repeat(33), 'ä', 'new\nline']) expect((await call('account_import', { UserID })).ErrorCode).toBe(70402)
    expect((await call('account_import', { UserID: '' })).ErrorInfo).toBe('UserID: A UserID has 1 to 32 printable ASCII characters.')
    expect((await call('account_import', { UserID: 'x'.repeat(32) })).ErrorCode).toBe(0)
    expect((await call('account_import', { UserID: 'dan', Nick: '字'.repeat(166) })).ErrorCode).toBe(0)
    expect(await call('account_import', { UserID: 'dan', Nick: '字'.repeat(167) })).toMatchObject({
      ErrorCode: 40601,
      ErrorInfo: 'Nick has more than 500 bytes.',
    })
  })
})

describe('multiaccount_import', () => {
  test('imports up to 100 in either form and lists those that failed', async () => {
    expect(await call('multiaccount_import', { Accounts: ['eve', 'eve', 'fay'] }, paid)).toEqual({
      ActionStatus: 'OK',
      ErrorInfo: '',
      ErrorCode: 0,
      FailAccounts: [],
    })
    const list = [
      { UserID: 'eve', Nick: 'Eve' },
      { UserID: 'x'.repeat(33) },
      { UserID: 'gus', FaceUrl: 'f'.repeat(501) },
      { UserID: 'hal' },
    ]
    expect((await call('multiaccount_import', { AccountList: list }, paid)).FailAccounts).toEqual(['x'.repeat(33), 'gus'])
    expect(await userRow('eve', paid)).toMatchObject({ nick: 'Eve' })
    expect((await call('multiaccount_import', { Accounts: ['ivy'], AccountList: [] }, paid)).ErrorCode).toBe(0)
    expect(await userRow('ivy', paid)).toBeDefined()
    expect((await call('multiaccount_import', { Accounts: names('m', 100) }, paid)).ErrorCode).toBe(0)
    expect((await call('multiaccount_import', { Accounts: names('m', 101) }, paid)).ErrorCode).toBe(70206)
    expect((await call('multiaccount_import', {}, paid)).ErrorCode).toBe(70402)
    const both = { Accounts: names('n', 60), AccountList: names('o', 41).map((UserID) => ({ UserID })) }
    expect(await call('multiaccount_import', both, paid)).toMatchObject({ ErrorCode: 70206 })
    expect(await userRow('n0', paid)).toBeUndefined()
  })
})

describe('the 100 accounts of Free', () => {
  test('are counted with the administrator; who is in already needs no place, and deletion frees one', async () => {
    const free = await world.app({ name: 'Full' })
    expect((await call('multiaccount_import', { Accounts: names('u', 98) }, free)).FailAccounts).toEqual([])
    expect((await call('multiaccount_import', { Accounts: ['u0', 'last', 'over', 'u1'] }, free)).FailAccounts).toEqual(['over'])
    expect(await call('account_import', { UserID: 'over' }, free)).toMatchObject({ ErrorCode: 70398 })
    expect((await call('multiaccount_import', { Accounts: ['over', 'more'] }, free)).ErrorCode).toBe(70398)
    expect((await call('account_import', { UserID: 'last', Nick: 'Last' }, free)).ErrorCode).toBe(0)
    expect((await call('multiaccount_import', { Accounts: ['u5', 'last'] }, free)).ErrorCode).toBe(0)
    await call('account_delete', { DeleteItem: [{ UserID: 'u7' }] }, free)
    expect((await call('account_import', { UserID: 'over' }, free)).ErrorCode).toBe(0)
    expect((await call('account_import', { UserID: 'more' }, free)).ErrorCode).toBe(70398)
    await free.upgrade()
    expect((await call('account_import', { UserID: 'more' }, free)).ErrorCode).toBe(0)
    expect((await free.get()).userCount).toBe(101)
  })

  test('bind the console too: an administrator with a new name needs a place', async () => {
    const free = await world.app({ name: 'Full too' })
    await free.importUsers(names('u', 99))
    expect(await free.owner.refused('admin.add', { sdkAppId: free.sdkAppId, userId: 'boss' })).toMatchObject({
      code: 'user_limit',
      number: 70398,
    })
    await free.owner.call('admin.add', { sdkAppId: free.sdkAppId, userId: 'u3' })
    expect((await free.get()).userCount).toBe(100)
  })
})

describe('account_check', () => {
  test('says of each account whether it is imported', async () => {
    const answer = await call('account_check', { CheckItem: [{ UserID: 'administrator' }, { UserID: 'nobody' }] })
    expect(answer.ResultItem).toEqual([
      { UserID: 'administrator', ResultCode: 0, ResultInfo: '', AccountStatus: 'Imported' },
      { UserID: 'nobody', ResultCode: 0, ResultInfo: '', AccountStatus: 'NotImported' },
    ])
    expect((await call('account_check', { CheckItem: names('u', 101).map((UserID) => ({ UserID })) })).ErrorCode).toBe(70206)
    expect((await call('account_check', {})).ErrorCode).toBe(70402)
  })
})

describe('account_delete', () => {
  test('deletes with memberships, leaves groups without owner, and answers for each', async () => {
    await app.importUsers(['ida', 'jan'])
    const owned = await app.createGroup({ Owner_Account: 'ida', MemberList: [{ Member_Account: 'jan' }] })
    const av = await app.createGroup({ Owner_Account: 'ida', Type: 'AVChatRoom' })
    expect(
      await call('account_delete', { DeleteItem: [{ UserID: 'ida' }, { UserID: 'nobody' }, { UserID: 'administrator' }] }),
    ).toMatchObject({
      ErrorCode: 0,
      ResultItem: [
        { ResultCode: 0, ResultInfo: '', UserID: 'ida' },
        { ResultCode: 70107, ResultInfo: 'Err_TLS_PT_Open_Login_Account_Not_Exist', UserID: 'nobody' },
        { ResultCode: 70114, UserID: 'administrator' },
      ],
    })
    const { GroupInfo } = await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [owned, av] })
    expect(GroupInfo[0]).toMatchObject({ Owner_Account: '', MemberNum: 1 })
    expect(GroupInfo[0].MemberList).toMatchObject([{ Member_Account: 'jan', Role: 'Member' }])
    expect(GroupInfo[1]).toMatchObject({ Owner_Account: '' })
    expect(await world.differencesIn(app)).toEqual([])
  })

  test('is for Free only: 71000', async () => {
    await paid.importUsers(['kim'])
    expect((await call('account_delete', { DeleteItem: [{ UserID: 'kim' }] }, paid)).ErrorCode).toBe(71000)
    expect((await call('account_check', { CheckItem: [{ UserID: 'kim' }] }, paid)).ResultItem[0].AccountStatus).toBe('Imported')
  })
})
