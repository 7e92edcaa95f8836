import type { Platform } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { type CallbackWorld, eventually, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())
afterEach(() => vi.restoreAllMocks())

const on = (app: AppDriver, platform: Platform, userId = 'ann') => LiveClient.signIn(app, userId, { platform })
const signOut = (client: LiveClient) => client.call('connection.close' as never, {} as never)

/** Technical time goes on so far. */
function passes(seconds: number) {
  const real = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => real() + seconds * 1000)
}

test('who signs in, signs out, is replaced, kicked or lost is told with platform and address, in this order', async () => {
  const { app, receiver } = await world.appWith(['State.StateChange'])
  const phone = await on(app, 'iPhone')
  const computer = await on(app, 'PC')
  expect((await phone.closed).reason).toBe('replaced')
  await signOut(computer)
  await computer.closed
  const tablet = await on(app, 'iPad')
  tablet.websocket.terminate()
  await receiver.have(5)
  const linux = await on(app, 'Linux')
  await app.ok('im_open_login_svc/kick', { UserID: 'ann' })
  expect((await linux.closed).reason).toBe('kicked')
  await receiver.have(7)
  const EventTime = world.now().getTime()
  const body = (Action: string, Reason: string, more = {}) => ({
    CallbackCommand: 'State.StateChange',
    Info: { Action, To_Account: 'ann', Reason },
    ...more,
    EventTime,
  })
  expect(receiver.received.map((one) => [one.query.OptPlatform, one.body])).toEqual([
    ['IOS', body('Login', 'Register')],
    ['Windows', body('Login', 'Register', { KickedDevice: [{ Platform: 'iOS' }] })],
    ['Windows', body('Logout', 'Unregister')],
    ['iPad', body('Login', 'Register')],
    ['iPad', body('Disconnect', 'LinkClose')],
    ['Unknown', body('Login', 'Register')],
    ['Unknown', body('Disconnect', 'LinkClose')],
  ])
  for (const { query } of receiver.received) expect(query.ClientIP).toContain('127.0.0.1')
})

test('a device that says nothing for 400 seconds is told as timed out', async () => {
  const { app, receiver } = await world.appWith(['State.StateChange'])
  const phone = await on(app, 'Android')
  passes(401)
  await phone.closed
  await receiver.have(2)
  expect(receiver.received[1]!.body.Info).toEqual({ Action: 'Disconnect', To_Account: 'ann', Reason: 'TimeOut' })
})

test('nothing is written of an app that has the callback switched off', async () => {
  const { app, deliveries } = await world.appWith(['Profile.CallbackPortraitSet'])
  const other = await world.appWith(['State.StateChange'])
  await (await on(app, 'Web')).close()
  await (await on(other.app, 'Web')).close()
  await other.receiver.have(2)
  expect(await deliveries()).toEqual([])
})

test('of audio-video groups it is told who was lost for 20 seconds and is back, and not who left, came back in time or has another device in it', async () => {
  const { app, bodies } = await world.appWith(['Group.CallbackOnMemberStateChange'], { plan: { edition: 'ultimate' } })
  await app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings: { loginPolicy: 'multi' } })
  await app.importUsers(['dan', 'eve', 'fay'])
  const groupId = await app.createGroup({ Type: 'AVChatRoom' })
  const enter = async (userId: string, platform: Platform = 'iPhone') => {
    const client = await on(app, platform, userId)
    await client.call('avGroup.join', { groupId })
    return client
  }
  const count = () => world.presence.countAvMembers(app.sdkAppId, groupId)
  const [ann, ben, cy, dan, eve] = await Promise.all(['ann', 'ben', 'cy', 'dan', 'eve'].map((userId) => enter(userId)))
  await enter('dan', 'iPad')
  await enter('fay')
  for (const lost of [ann, ben, dan]) lost!.websocket.terminate()
  await signOut(cy!)
  await eve!.call('avGroup.leave', { groupId })
  eve!.websocket.terminate()
  await eventually(count).toBe(2)
  await enter('ben')
  passes(20)
  await eventually(() => bodies('Group.CallbackOnMemberStateChange').length).toBe(1)
  const again = await enter('ann')
  await enter('ann', 'Web')
  await eventually(() => bodies('Group.CallbackOnMemberStateChange').length).toBe(2)
  await again.settle()
  const told = (EventType: string, userId: string) => ({
    CallbackCommand: 'Group.CallbackOnMemberStateChange',
    GroupId: groupId,
    EventType,
    MemberList: [{ Member_Account: userId }],
    EventTime: world.now().getTime(),
  })
  expect(bodies('Group.CallbackOnMemberStateChange')).toEqual([told('Offline', 'ann'), told('Online', 'ann')])
})

test('without the list of online members, or when the group is gone meanwhile, no state of members is told', async () => {
  const [off, on_] = await Promise.all([
    world.appWith(['Group.CallbackOnMemberStateChange'], { plan: { edition: 'ultimate' } }),
    world.appWith(['Group.CallbackOnMemberStateChange'], { plan: { edition: 'ultimate' } }),
  ])
  await off.app.owner.call('settings.set', { sdkAppId: off.sdkAppId, settings: { avGroupOnlineMembers: false } })
  const lose = async ({ app }: typeof off, userId: string, groupId: string) => {
    const client = await on(app, 'iPhone', userId)
    await client.call('avGroup.join', { groupId })
    client.websocket.terminate()
    await eventually(() => world.presence.countAvMembers(app.sdkAppId, groupId)).toBe(0)
  }
  await lose(off, 'ann', await off.app.createGroup({ Type: 'AVChatRoom' }))
  const gone = await on_.app.createGroup({ Type: 'AVChatRoom' })
  await lose(on_, 'ann', gone)
  await on_.app.ok('group_open_http_svc/destroy_group', { GroupId: gone })
  await lose(on_, 'ben', await on_.app.createGroup({ Type: 'AVChatRoom' }))
  passes(20)
  await on_.receiver.have(1)
  expect([off, on_].map(({ receiver }) => receiver.received.map(({ body }) => body.MemberList))).toEqual([
    [],
    [[{ Member_Account: 'ben' }]],
  ])
})
