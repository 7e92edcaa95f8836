import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isRevoked } from '../../../src/im/users/rules.ts'
import type { Emission } from '../../../src/platform/hub.ts'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ users: ['ann', 'ben', 'cy'] })
})
afterAll(() => world.close())

const connect = (userId: string, platform: Parameters<World['presence']['connect']>[2], of = app) =>
  world.presence.connect(of.sdkAppId, userId, platform)
const status = (body: unknown, command = 'query_online_status', of = app) => of.v4(`openim/${command}`, body)
const statusOf = async (userId: string, of = app) => (await status({ To_Account: [userId] }, 'querystate', of)).QueryResult[0].Status
const online = (userId: string) => ({ To_Account: userId, Status: 'Online', State: 'Online' })
const offline = (userId: string) => ({ To_Account: userId, Status: 'Offline', State: 'Offline' })

describe('query_online_status', () => {
  test.each(['query_online_status', 'querystate'])(
    'says under the name %s who is connected, in both fields, and who does not exist',
    async (name) => {
      const connections = [connect('ann', 'iPhone'), connect('ann', 'Web'), connect('ann', 'Web'), connect('ben', 'Mac')]
      connections[3]!.close()
      expect(await status({ To_Account: ['ben', 'ann', 'zed'] }, name)).toEqual({
        ...ok,
        QueryResult: [offline('ben'), online('ann')],
        ErrorList: [{ To_Account: 'zed', ErrorCode: 70107 }],
      })
      expect((await status({ To_Account: ['ann', 'ben'], IsNeedDetail: 1 }, name)).QueryResult).toEqual([
        {
          ...online('ann'),
          Detail: [
            { Platform: 'iPhone', Status: 'Online' },
            { Platform: 'Web', Status: 'Online' },
          ],
        },
        { ...offline('ben'), Detail: [] },
      ])
      for (const connection of connections) connection.close()
      expect(await status({ To_Account: ['ann'], IsNeedDetail: 0 }, name)).toEqual({ ...ok, QueryResult: [offline('ann')], ErrorList: [] })
    },
  )

  test('a user is online as long as one connection is left, and closing one twice closes no other', async () => {
    const [one, other] = [connect('cy', 'PC'), connect('cy', 'iPad')]
    one.close()
    one.close()
    expect(await statusOf('cy')).toBe('Online')
    other.close()
    expect(await statusOf('cy')).toBe('Offline')
  })

  test('has failed when not one account exists (70107)', async () => {
    expect(await status({ To_Account: ['zed', 'yve'] })).toMatchObject({
      ActionStatus: 'FAIL',
      ErrorCode: 70107,
      ErrorInfo: 'The account zed does not exist.',
      ErrorList: [{ To_Account: 'zed', ErrorCode: 70107 }, { To_Account: 'yve' }],
    })
  })

  test('takes up to 500 users (90011), at least one (90001), as texts (90003)', async () => {
    const many = (count: number) => ['ann', ...Array.from({ length: count - 1 }, (_, index) => `u${index}`)]
    expect((await status({ To_Account: many(500) })).ErrorList).toHaveLength(499)
    expect(await status({ To_Account: many(501) })).toMatchObject({ ErrorCode: 90011 })
    expect(await status({ To_Account: [] })).toMatchObject({ ErrorCode: 90001 })
    for (const To_Account of [undefined, null, 'ann', {}, 7, ['ann', 7]])
      expect(await status({ To_Account })).toMatchObject({ ErrorCode: 90003 })
    expect(await status({})).toMatchObject({ ErrorInfo: 'To_Account is missing.' })
    expect(await status({ To_Account: ['ann'], IsNeedDetail: 'yes' })).toMatchObject({ ErrorCode: 90001 })
  })

  test('nobody who was deleted is connected, nor a later account of the same id', async () => {
    const other = await world.app({ name: 'Another' })
    await other.importUsers(['ann'])
    const connection = connect('ann', 'Android', other)
    await other.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ann' }] })
    expect(await status({ To_Account: ['ann'] }, 'querystate', other)).toMatchObject({ ErrorCode: 70107 })
    await other.importUsers(['ann'])
    expect(await statusOf('ann', other)).toBe('Offline')
    connection.close()
  })

  test('knows the users of each app apart', async () => {
    const other = await world.app({ name: 'Another' })
    await other.importUsers(['ann'])
    const connection = connect('ann', 'Android', other)
    expect([await statusOf('ann'), await statusOf('ann', other)]).toEqual(['Offline', 'Online'])
    connection.close()
  })
})

describe('kick', () => {
  const kick = (body: unknown) => app.v4('im_open_login_svc/kick', body)

  test('ends all connections of the user, tells so, and makes UserSigs from before worthless for signing in', async () => {
    const connections = [connect('ann', 'Web'), connect('ann', 'iPhone'), connect('ben', 'Web')]
    const heard: Emission[] = []
    const stop = world.hub.listen((emission) => heard.push(emission))
    await world.moveTo('2022-11-10T07:00:00Z')
    expect(await kick({ UserID: 'ann' })).toEqual(ok)
    expect(await kick({ Identifier: 'cy' })).toEqual(ok)
    stop()
    expect([await statusOf('ann'), await statusOf('ben')]).toEqual(['Offline', 'Online'])
    const at = '2022-11-10T07:00:00.000Z'
    expect(heard).toEqual(['ann', 'cy'].map((userId) => ({ sdkAppId: app.sdkAppId, name: 'user.kicked', content: { userId, at } })))
    const [row] = await world.sql`select signatures_from from im_users where app_id = ${app.sdkAppId} and user_id = 'ann'`
    expect(row!.signaturesFrom).toEqual(new Date(at))
    for (const connection of connections) connection.close()
  })

  test('does not touch the calls of an administrator', async () => {
    const usersig = app.userSig()
    await world.moveTo('2022-11-10T08:00:00Z')
    expect(await kick({ UserID: 'administrator' })).toEqual(ok)
    expect(await app.v4('im_open_login_svc/kick', { UserID: 'ann' }, { usersig })).toEqual(ok)
  })

  test('refuses accounts that do not exist (70107) and what is no UserID (70402, 60015)', async () => {
    expect(await kick({ UserID: 'zed' })).toMatchObject({ ErrorCode: 70107, ErrorInfo: 'The account zed does not exist.' })
    expect(await kick({})).toMatchObject({ ErrorCode: 70402, ErrorInfo: 'UserID is missing.' })
    expect(await kick({ UserID: 7 })).toMatchObject({ ErrorCode: 60015 })
  })

  test.each(['07:00:00.000', '07:00:00.700'])('at %s makes a UserSig of that second or before worthless, and none made later', (time) => {
    const from = new Date(`2022-11-10T${time}Z`)
    const second = Date.parse('2022-11-10T07:00:00Z') / 1000
    expect([-1, 0, 1].map((after) => isRevoked({ issuedAt: second + after }, from))).toEqual([true, true, false])
    expect(isRevoked({ issuedAt: 0 }, null)).toBe(false)
  })
})
