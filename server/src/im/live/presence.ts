import type { Platform } from '@plenum/contract'
import type { Emission } from '../../platform/hub.ts'
import { type AvMember, type AvMembers, createAvMembers } from './av-members.ts'
import { type Client, kicked, notInService } from './client.ts'
import { Connection, type Whereabouts } from './connection.ts'

interface AppPresence {
  users: Map<string, Set<Connection>>
  avGroups: Map<string, AvMembers<Connection>>
}

/** Hears of users who come with their first connection and go with their last. */
export interface PresenceListener {
  onlineChanged?(sdkAppId: number, userId: string, isOnline: boolean): void
  /** Into an audio-video group with the first connection, and out of it when the last one in it has ended without leaving. */
  avMemberCame?(sdkAppId: number, groupId: string, userId: string): void
  avMemberLost?(sdkAppId: number, groupId: string, userId: string): void
  /** All its groups are left by now. */
  closed?(connection: Connection): void
}

/**
 * Who is connected to this process, and in which audio-video groups: they store no members. Whoever is forced out by an event leaves it by
 * itself.
 */
export function createPresence() {
  const apps = new Map<number, AppPresence>()
  const entering = new Set<Connection>()
  const listeners: PresenceListener[] = []

  const whereabouts: Whereabouts = {
    beginToEnter: (connection) => void entering.add(connection),
    endEntering: (connection) => void entering.delete(connection),
    enterAvGroup(connection, groupId, now) {
      const { avGroups } = apps.get(connection.sdkAppId)!
      const members = avGroups.get(groupId) ?? createAvMembers<Connection>()
      avGroups.set(groupId, members)
      const { sdkAppId, userId } = connection
      const isNew = members.find(userId) === undefined
      members.join(userId, connection, now)
      if (isNew) for (const { avMemberCame } of listeners) avMemberCame?.(sdkAppId, groupId, userId)
    },
    leaveAvGroup(connection, groupId, isLost) {
      const { sdkAppId, userId } = connection
      const avGroups = apps.get(sdkAppId)?.avGroups
      const members = avGroups?.get(groupId)
      if (!members) return
      const wasIn = members.find(userId) !== undefined
      members.leave(userId, connection)
      if (isLost && wasIn && !members.find(userId)) for (const { avMemberLost } of listeners) avMemberLost?.(sdkAppId, groupId, userId)
      if (members.size === 0) avGroups!.delete(groupId)
    },
    close(connection) {
      const { sdkAppId, userId } = connection
      const app = apps.get(sdkAppId)
      const own = app?.users.get(userId)
      own?.delete(connection)
      for (const { closed } of listeners) closed?.(connection)
      if (own?.size !== 0) return
      app!.users.delete(userId)
      if (app!.users.size === 0) apps.delete(sdkAppId)
      for (const { onlineChanged } of listeners) onlineChanged?.(sdkAppId, userId, false)
    },
  }

  function connect(sdkAppId: number, userId: string, platform: Platform, client: Client | null = null): Connection {
    const connection = new Connection(whereabouts, sdkAppId, userId, platform, client)
    const app = apps.get(sdkAppId) ?? { users: new Map(), avGroups: new Map() }
    apps.set(sdkAppId, app)
    const own = app.users.get(userId)
    if (own) own.add(connection)
    else {
      app.users.set(userId, new Set([connection]))
      for (const { onlineChanged } of listeners) onlineChanged?.(sdkAppId, userId, true)
    }
    return connection
  }

  const connectionsOf = (sdkAppId: number, userId: string): ReadonlySet<Connection> => apps.get(sdkAppId)?.users.get(userId) ?? nobody
  const avMembersOf = (sdkAppId: number, groupId: string) => apps.get(sdkAppId)?.avGroups.get(groupId)

  function* connectionsIn(sdkAppId: number): Iterable<Connection> {
    for (const own of apps.get(sdkAppId)?.users.values() ?? []) yield* own
  }

  return {
    connect,
    connectionsOf,
    connectionsIn,
    listen: (listener: PresenceListener) => void listeners.push(listener),
    appIds: (): number[] => [...apps.keys()],
    isOnline: (sdkAppId: number, userId: string): boolean => connectionsOf(sdkAppId, userId).size > 0,
    userIdsIn: (sdkAppId: number): string[] => [...(apps.get(sdkAppId)?.users.keys() ?? [])],
    countUsers: (sdkAppId: number): number => apps.get(sdkAppId)?.users.size ?? 0,

    /** After what happened was told: those it forces out go. */
    follow({ sdkAppId, name, content }: Emission): void {
      if (name === 'user.kicked') for (const connection of [...connectionsOf(sdkAppId, content.userId)]) connection.end(kicked)
      if (name === 'user.deleted') {
        const gone = notInService('user_unknown')
        for (const userId of content.userIds) for (const connection of [...connectionsOf(sdkAppId, userId)]) connection.end(gone)
      }
      if (name === 'group.membersBanned') {
        for (const userId of content.userIds)
          for (const connection of connectionsOf(sdkAppId, userId)) connection.leaveAvGroup(content.groupId)
      }
      if (name === 'group.destroyed') {
        for (const connection of avMembersOf(sdkAppId, content.groupId)?.connections ?? nobody) connection.leaveAvGroup(content.groupId)
        for (const connection of entering) if (connection.sdkAppId === sdkAppId) connection.leaveAvGroup(content.groupId)
      }
    },

    /** On what a user is connected; empty: the user is not. */
    platformsOf: (sdkAppId: number, userId: string): Platform[] => [
      ...new Set(Array.from(connectionsOf(sdkAppId, userId), ({ platform }) => platform)),
    ],

    /** The audio-video groups a user is in with any connection. */
    avGroupIdsOf: (sdkAppId: number, userId: string): string[] => [
      ...new Set(Array.from(connectionsOf(sdkAppId, userId)).flatMap(({ avGroupIds }) => [...avGroupIds])),
    ],

    isAvGroup: (sdkAppId: number, groupId: string): boolean => avMembersOf(sdkAppId, groupId) !== undefined,
    avConnectionsIn: (sdkAppId: number, groupId: string): ReadonlySet<Connection> => avMembersOf(sdkAppId, groupId)?.connections ?? nobody,
    /** In any of the app's audio-video groups. */
    avConnectionsOf: (sdkAppId: number): ReadonlySet<Connection> =>
      new Set(Array.from(apps.get(sdkAppId)?.avGroups.values() ?? []).flatMap(({ connections }) => [...connections])),
    countAvMembers: (sdkAppId: number, groupId: string): number => avMembersOf(sdkAppId, groupId)?.size ?? 0,
    findAvMember: (sdkAppId: number, groupId: string, userId: string): AvMember | undefined => avMembersOf(sdkAppId, groupId)?.find(userId),
    newestAvMembers: (sdkAppId: number, groupId: string, count: number): AvMember[] => avMembersOf(sdkAppId, groupId)?.newest(count) ?? [],
  }
}

export type Presence = ReturnType<typeof createPresence>

const nobody: ReadonlySet<never> = new Set()
