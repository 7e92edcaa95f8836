import type { AfterCallback } from '@plenum/contract'
import type { NewDelivery } from '../../outbox/store.ts'
import type { AppContext } from '../../road/context.ts'
import { directKey } from '../messages/lanes/write-batch.ts'
import { actingIn } from './address.ts'
import { bodyOf } from './asker.ts'
import type { Settings } from './settings-store.ts'
import { receiverOf } from './target.ts'

/** What has the same key arrives in its order. */
export const keys = {
  group: (groupId: string) => `group ${groupId}`,
  direct: (userId: string, peerId: string) => `direct ${directKey(userId, peerId)}`,
  user: (userId: string) => `user ${userId}`,
}

/** One "after" callback; nothing when it is switched off. */
export function told(context: AppContext, settings: Settings, command: AfterCallback, orderKey: string, fields: object): NewDelivery[] {
  if (!settings.commands.includes(command)) return []
  const { sdkAppId } = context.app
  return [
    {
      receiver: receiverOf(sdkAppId),
      appId: sdkAppId,
      orderKey,
      kind: command,
      body: bodyOf(command, fields, context.now),
      query: { ...actingIn(context) },
      at: context.now,
      once: !settings.retries,
    },
  ]
}

/** Only the app's own server may leave callbacks out of a message: users would get around them. */
export function leavesOut({ withoutCallbacks }: { withoutCallbacks: string[] }, { caller }: AppContext, kind: 'before' | 'after'): boolean {
  return caller.kind === 'app' && withoutCallbacks.includes(kind)
}

/** Such as `[{Member_Account}]`. */
export const members = (userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))

export const secondsOf = (at: Date) => Math.floor(at.getTime() / 1000)
