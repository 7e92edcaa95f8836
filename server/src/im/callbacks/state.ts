import type { AfterCallback } from '@plenum/contract'
import { gatherWrites } from '../../outbox/gather.ts'
import { write } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Emission, Hub } from '../../platform/hub.ts'
import type { Log } from '../../platform/log.ts'
import { optPlatform, platformNames } from './address.ts'
import { bodyOf } from './asker.ts'
import { findTelling } from './settings-store.ts'
import { receiverOf } from './target.ts'
import { keys, members } from './told.ts'

interface Happening {
  sdkAppId: number
  command: AfterCallback
  orderKey: string
  query: { ClientIP: string; OptPlatform: string }
  fields: object
  at: Date
}

/**
 * Live connections have no command: they tell the hub who comes and goes. Written together and in their order, a moment after it happened:
 * what is under way when a process is killed is not told.
 */
export function tellStates({ hub, sql, log }: { hub: Hub; sql: Sql; log: Log }) {
  const write = gatherWrites((happened: Happening[]) => writeWanted(sql, happened))
  let last: Promise<void> = Promise.resolve()
  const stop = hub.listen((emission) => {
    const happened = happeningOf(emission)
    if (!happened) return
    last = write(happened).catch((error: unknown) => log.error({ err: error }, 'changes of state were not told'))
  })
  return {
    /** What happened until now is written. */
    async stop(): Promise<void> {
      stop()
      await last
    },
  }
}

function happeningOf({ sdkAppId, name, content }: Emission): Happening | null {
  if (name === 'user.stateChanged') {
    const { userId, platform, action, reason, kicked, address, at } = content
    const written = optPlatform(platform)
    return {
      sdkAppId,
      command: 'State.StateChange',
      orderKey: keys.user(userId),
      // This callback alone writes it so.
      query: { ClientIP: address, OptPlatform: written === 'iOS' ? 'IOS' : written },
      fields: {
        Info: { Action: action, To_Account: userId, Reason: reason },
        ...(kicked.length > 0 && { KickedDevice: kicked.map((device) => ({ Platform: platformNames[device] })) }),
      },
      at: new Date(at),
    }
  }
  if (name === 'avGroup.presenceChanged') {
    const { groupId, userIds, presence, at } = content
    return {
      sdkAppId,
      command: 'Group.CallbackOnMemberStateChange',
      orderKey: keys.group(groupId),
      query: { ClientIP: '', OptPlatform: 'Unknown' },
      fields: { GroupId: groupId, EventType: presence === 'offline' ? 'Offline' : 'Online', MemberList: members(userIds) },
      at: new Date(at),
    }
  }
  return null
}

async function writeWanted(sql: Sql, happened: Happening[]): Promise<void> {
  const telling = await findTelling(sql, [...new Set(happened.map(({ sdkAppId }) => sdkAppId))])
  await write(
    sql,
    happened.flatMap(({ sdkAppId, command, orderKey, query, fields, at }) => {
      const settings = telling.get(sdkAppId)
      if (!settings?.commands.includes(command)) return []
      const body = bodyOf(command, fields, at)
      return [{ receiver: receiverOf(sdkAppId), appId: sdkAppId, orderKey, kind: command, body, query, at, once: !settings.retries }]
    }),
  )
}
