import { Refusal, type UserStatus } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { AppContext, AppInMemory, Handlers, UserCaller } from '../../road/context.ts'
import { findUserIds } from '../users/store.ts'
import type { Connection } from './connection.ts'
import type { Entrance, User } from './entrance.ts'
import { createInterest } from './interest.ts'
import type { Presence } from './presence.ts'

const watchedMax = 200

/** What the app has switched on, as far as its plan allows it. */
export interface StatusSettings {
  /** Query of others and subscription. */
  isOn: boolean
  /** Friends hear without subscribing. */
  tellsFriends: boolean
}

interface Parts {
  sql: Sql
  presence: Presence
  entrance: Entrance
  apps: { note(app: AppInMemory): void; statusSettingsOf(sdkAppId: number): Promise<StatusSettings> }
  /** Whom each of the users has as friends. */
  listFriendIds(sql: Sql, users: User[]): Promise<string[][]>
  onError(error: unknown): void
}

/** Who is online and what they say of themselves, told to whoever wants to know. */
export function openStatus({ sql, presence, entrance, apps, listFriendIds, onError }: Parts) {
  const watchers = createInterest<Connection>()
  let isStopped = false
  const words = new Map<string, string>()
  const keyOf = (sdkAppId: number, userId: string) => `${sdkAppId} ${userId}`
  const friendIdsOf = gather((users: User[]) => listFriendIds(sql, users))

  presence.listen({
    onlineChanged(sdkAppId, userId, isOnline) {
      if (!isOnline) words.delete(keyOf(sdkAppId, userId))
      if (!isStopped) void tell(sdkAppId, userId).catch(onError)
    },
    closed(connection) {
      for (const userId of connection.watched ?? []) watchers.remove(connection.sdkAppId, userId, connection)
      connection.watched = null
    },
  })

  function statusOf(sdkAppId: number, userId: string): UserStatus {
    const isOnline = presence.isOnline(sdkAppId, userId)
    return { userId, status: isOnline ? 'online' : 'offline', customStatus: words.get(keyOf(sdkAppId, userId)) ?? '' }
  }

  /** What it is when it is told: who comes and goes at once is told of once or twice, and rightly at the end. */
  async function tell(sdkAppId: number, userId: string): Promise<void> {
    const settings = await apps.statusSettingsOf(sdkAppId)
    if (!settings.isOn) return
    const friendIds = settings.tellsFriends ? await friendIdsOf({ sdkAppId, userId }) : []
    const receivers = new Set(watchers.in(sdkAppId, userId))
    for (const friendId of friendIds) for (const connection of presence.connectionsOf(sdkAppId, friendId)) receivers.add(connection)
    if (receivers.size === 0) return
    const item = JSON.stringify({ event: 'status.changed', content: statusOf(sdkAppId, userId) })
    for (const { client } of receivers) client?.say(item)
  }

  function watch(connection: Connection, userIds: string[]): void {
    const watched = connection.watched ?? new Set<string>()
    connection.watched = watched
    for (const userId of userIds) {
      watched.delete(userId)
      watched.add(userId)
      watchers.add(connection.sdkAppId, userId, connection)
    }
    for (const userId of watched) {
      if (watched.size <= watchedMax) break
      unwatch(connection, userId)
    }
  }

  function unwatch(connection: Connection, userId: string): void {
    connection.watched?.delete(userId)
    watchers.remove(connection.sdkAppId, userId, connection)
  }

  const handlers = {
    async 'status.get'({ userIds }, context) {
      const { sql, app, caller } = context
      if (userIds.some((userId) => userId !== userOf(caller).userId)) refuseUnlessOn(context)
      const found = await findUserIds(sql, app.sdkAppId, userIds)
      return { users: userIds.filter((userId) => found.has(userId)).map((userId) => statusOf(app.sdkAppId, userId)) }
    },

    async 'status.subscribe'({ userIds }, context) {
      const { sql, app, caller } = context
      refuseUnlessOn(context)
      apps.note(app)
      const found = await findUserIds(sql, app.sdkAppId, userIds)
      const known = userIds.filter((userId) => found.has(userId))
      watch(entrance.connectionOf(userOf(caller)), known)
      return { users: known.map((userId) => statusOf(app.sdkAppId, userId)) }
    },

    async 'status.unsubscribe'({ userIds }, context) {
      refuseUnlessOn(context)
      const connection = entrance.connectionOf(userOf(context.caller))
      for (const userId of userIds ?? [...(connection.watched ?? [])]) unwatch(connection, userId)
      return {}
    },

    async 'status.setOwn'({ customStatus }, { app, caller }) {
      const { userId } = entrance.connectionOf(userOf(caller))
      if (customStatus === '') words.delete(keyOf(app.sdkAppId, userId))
      else words.set(keyOf(app.sdkAppId, userId), customStatus)
      apps.note(app)
      await tell(app.sdkAppId, userId)
      return {}
    },
  } satisfies Partial<Handlers>

  function stop(): void {
    isStopped = true
  }

  return { handlers, stop }
}

/** Only users have a connection. */
export function userOf(caller: AppContext['caller']): UserCaller {
  if (caller.kind !== 'user') throw new Refusal('not_allowed')
  return caller
}

function refuseUnlessOn({ app, limits }: AppContext): void {
  if (!app.settings.userStatus || !limits.features.userStatus) throw new Refusal('user_status_not_enabled')
}
