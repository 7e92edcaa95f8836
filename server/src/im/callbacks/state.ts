import type { AfterCallback } from '@plenum/contract'
import { gatherWrites } from '../../outbox/gather.ts'
import { type NewDelivery, write } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Log } from '../../platform/log.ts'
import { bodyOf } from './asker.ts'
import { findSettings } from './settings-store.ts'
import { receiverOf } from './target.ts'
import { keys, members } from './told.ts'

export interface StateChange {
  userId: string
  action: 'Login' | 'Logout' | 'Disconnect'
  reason: 'Register' | 'Unregister' | 'LinkClose' | 'TimeOut'
  /** Platforms of devices that were replaced; only with Login. */
  kicked?: string[]
  /** The platform of the connection; `iOS` is written IOS here. */
  platform: string
  at: Date
}

export interface MemberState {
  groupId: string
  /** Of an audio-video group, without a connection for 20 seconds, or back. */
  event: 'Offline' | 'Online'
  userIds: string[]
  at: Date
}

/**
 * For live connections, which have no command: what changed in an app, in the order in which it happened. Part of the transaction that
 * writes it, or alone.
 */
export async function tellStates(sql: Sql, sdkAppId: number, changes: readonly StateChange[]): Promise<void> {
  await tellAll(sql, sdkAppId, 'State.StateChange', changes, ({ userId, action, reason, kicked, platform }) => ({
    orderKey: keys.user(userId),
    query: { ClientIP: '', OptPlatform: platform === 'iOS' ? 'IOS' : platform },
    fields: {
      Info: { Action: action, To_Account: userId, Reason: reason },
      ...(kicked && kicked.length > 0 && { KickedDevice: kicked.map((Platform) => ({ Platform })) }),
    },
  }))
}

/** Needs Ultimate with the online list on: whoever calls has looked. */
export async function tellMemberStates(sql: Sql, sdkAppId: number, changes: readonly MemberState[]): Promise<void> {
  await tellAll(sql, sdkAppId, 'Group.CallbackOnMemberStateChange', changes, ({ groupId, event, userIds }) => ({
    orderKey: keys.group(groupId),
    query: { ClientIP: '', OptPlatform: 'Unknown' },
    fields: { GroupId: groupId, EventType: event, MemberList: members(userIds) },
  }))
}

async function tellAll<T extends { at: Date }>(
  sql: Sql,
  sdkAppId: number,
  command: AfterCallback,
  changes: readonly T[],
  describe: (change: T) => { orderKey: string; query: Record<string, string>; fields: object },
): Promise<void> {
  const settings = changes.length > 0 ? await findSettings(sql, sdkAppId) : null
  if (!settings?.commands.includes(command)) return
  const receiver = receiverOf(sdkAppId)
  const deliveries = changes.map((change): NewDelivery => {
    const { orderKey, query, fields } = describe(change)
    const { at } = change
    return { receiver, appId: sdkAppId, orderKey, kind: command, body: bodyOf(command, fields, at), query, at, once: !settings.retries }
  })
  await write(sql, deliveries)
}

/**
 * Live connections tell the hub of each sign-in and each end (`user.stateChanged`). Written together and in their order, a moment after it
 * happened: what is under way when a process is killed is not told.
 */
export function listenForStates(hub: Hub, sql: Sql, log: Log) {
  const write = gatherWrites(async (changed: { sdkAppId: number; change: StateChange }[]) => {
    for (const [sdkAppId, ofApp] of Map.groupBy(changed, (one) => one.sdkAppId)) {
      await tellStates(
        sql,
        sdkAppId,
        ofApp.map(({ change }) => change),
      )
    }
  })
  return hub.listen((emission: { sdkAppId: number; name: string; content: unknown }) => {
    if (emission.name !== 'user.stateChanged') return
    const content = emission.content as Omit<StateChange, 'at'> & { at: string }
    const change = { ...content, at: new Date(content.at) }
    void write({ sdkAppId: emission.sdkAppId, change }).catch((error: unknown) =>
      log.error({ err: error }, 'changes of state were not told'),
    )
  })
}
