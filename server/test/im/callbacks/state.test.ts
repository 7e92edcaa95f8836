import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellMemberStates, tellStates } from '../../../src/im/callbacks/state.ts'
import { type CallbackWorld, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

test('sign-ins, devices that are replaced and lost connections are told in the documented words', async () => {
  const { receiver, sdkAppId } = await world.appWith(['State.StateChange', 'Group.CallbackOnMemberStateChange'])
  const at = world.now().toISOString()
  const happens = (content: object) =>
    world.hub.emit({ sdkAppId, name: 'user.stateChanged', content: { userId: 'ann', platform: 'iOS', at, ...content } } as never)
  happens({ action: 'Login', reason: 'Register', kicked: ['Android'] })
  happens({ action: 'Disconnect', reason: 'TimeOut', kicked: [] })
  await receiver.have(2)
  await tellMemberStates(world.sql, sdkAppId, [{ groupId: '@TGS#aX', event: 'Offline', userIds: ['ann'], at: world.now() }])
  await receiver.have(3)
  const EventTime = world.now().getTime()
  expect(receiver.received.map(({ body }) => body)).toEqual([
    {
      CallbackCommand: 'State.StateChange',
      Info: { Action: 'Login', To_Account: 'ann', Reason: 'Register' },
      KickedDevice: [{ Platform: 'Android' }],
      EventTime,
    },
    { CallbackCommand: 'State.StateChange', Info: { Action: 'Disconnect', To_Account: 'ann', Reason: 'TimeOut' }, EventTime },
    {
      CallbackCommand: 'Group.CallbackOnMemberStateChange',
      GroupId: '@TGS#aX',
      EventType: 'Offline',
      MemberList: [{ Member_Account: 'ann' }],
      EventTime,
    },
  ])
  expect(receiver.received[0]!.query).toMatchObject({ OptPlatform: 'IOS' })
})

test('nothing is written of an app that has the callback switched off', async () => {
  const { sdkAppId, deliveries } = await world.appWith(['Profile.CallbackPortraitSet'])
  await tellStates(world.sql, sdkAppId, [{ userId: 'ann', action: 'Logout', reason: 'Unregister', platform: 'Web', at: world.now() }])
  expect(await deliveries()).toEqual([])
})
