import type { CallbackName } from '@plenum/contract'
import { expect } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { text } from '../../message-bodies.ts'
import { type Receiver, type Reply, startReceiver } from '../../receiver.ts'
import { startWorld, type World } from '../../world.ts'

export const allowed = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }
export const allow: Reply = { body: allowed }
export const answering = (body: object): Reply => ({ body: { ...allowed, ...body } })

/** An app with ann, ben and cy, and the far side of its callbacks. */
export async function startCallbackWorld() {
  const world: World = await startWorld({ env: { PLENUM_WEBHOOK_PRIVATE: 'on' } })
  let random = 0
  return {
    ...world,
    async appWith(commands: CallbackName[], more: { unanswered?: 'refuse'; retries?: boolean; plan?: object; receiver?: Receiver } = {}) {
      const { plan = {}, receiver = await startReceiver(() => allow), ...settings } = more
      const app: AppDriver = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy'], ...plan })
      await app.owner.call('callback.set', { sdkAppId: app.sdkAppId, url: receiver.url, commands, ...settings })
      return {
        app,
        receiver,
        sdkAppId: app.sdkAppId,
        owner: app.owner,
        /** At the live door. */
        signIn: <const U extends string[]>(...userIds: U) =>
          Promise.all(userIds.map((userId) => LiveClient.signIn(app, userId))) as Promise<{ [I in keyof U]: LiveClient }>,
        /** What came of this command. */
        bodies: (command: CallbackName) =>
          receiver.received.map(({ body }) => body).filter(({ CallbackCommand }) => CallbackCommand === command),
        say: (body: object = {}) =>
          app.v4('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: ++random, MsgBody: text('hi'), ...body }),
        sayIn: (GroupId: string, body: object = {}) =>
          app.v4('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random: ++random, MsgBody: text('hi'), ...body }),
        deliveries: async () => (await app.owner.call('callback.deliveries', { sdkAppId: app.sdkAppId })).deliveries,
        settings: () => app.owner.call('callback.get', { sdkAppId: app.sdkAppId }),
      }
    },
  }
}

export type CallbackWorld = Awaited<ReturnType<typeof startCallbackWorld>>

export const commandsOf = ({ received }: Receiver) => received.map(({ body }) => body.CallbackCommand as string)
export const textsOf = ({ received }: Receiver) => received.map(({ body }) => body.MsgBody?.[0].MsgContent.Text as string)
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 30_000, interval: 20 })
