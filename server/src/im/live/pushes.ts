import type { Push } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Connection } from './connection.ts'
import type { User } from './entrance.ts'
import type { Presence } from './presence.ts'

interface Parts {
  sql: Sql
  hub: Hub
  presence: Presence
  /** Which of these users the condition names. */
  findReached(sql: Sql, sdkAppId: number, userIds: string[], condition: Push['condition']): Promise<string[]>
  /** What each may still get that was pushed while the user was away. */
  listKept(sql: Sql, users: User[], now: Date): Promise<Push[][]>
  onError(error: unknown): void
}

const usersAtOnce = 5_000

/** Pushes to all users: to those who are connected at once, to others when they come within its life. */
export function openPushes({ sql, hub, presence, findReached, listKept, onError }: Parts) {
  const itemOf = (push: Push) => JSON.stringify({ event: 'push.sent', content: push })

  hub.listen(({ sdkAppId, name, content }) => {
    if (name === 'push.sent') void deliver(sdkAppId, content).catch(onError)
  })

  async function deliver(sdkAppId: number, push: Push): Promise<void> {
    const item = itemOf(push)
    const online = presence.userIdsIn(sdkAppId)
    for (let at = 0; at < online.length; at += usersAtOnce) {
      const portion = online.slice(at, at + usersAtOnce)
      const reached = push.condition === null ? portion : await findReached(sql, sdkAppId, portion, push.condition)
      for (const userId of reached) for (const { client } of presence.connectionsOf(sdkAppId, userId)) client?.say(item)
    }
  }

  const keptFor = gather(async (arrivals: (User & { now: Date })[]) => {
    const now = new Date(Math.max(...arrivals.map((arrival) => arrival.now.getTime())))
    return listKept(sql, arrivals, now)
  })

  return {
    /** The same push may come again with the next connection: its `taskId` tells. */
    async handKept({ sdkAppId, userId, client }: Connection, now: Date): Promise<void> {
      for (const push of await keptFor({ sdkAppId, userId, now })) client?.say(itemOf(push))
    },
  }
}
