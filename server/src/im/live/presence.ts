import type { Platform } from '@plenum/contract'
import type { Emission, Hub } from '../../platform/hub.ts'
import { type AvMember, type AvMembers, createAvMembers } from './av-members.ts'

/** Someone's device that is connected to this process. */
export interface Connection {
  readonly userId: string
  readonly platform: Platform
  readonly avGroupIds: ReadonlySet<string>
  joinAvGroup(groupId: string, now: Date): void
  leaveAvGroup(groupId: string): void
  /** It leaves all its groups. May be repeated. */
  close(): void
}

/**
 * Who is connected to this process, and in which audio-video groups: they store no members. Live connections feed it when they come and go;
 * whoever is forced out by an event leaves it by itself.
 */
export function createPresence(hub: Hub) {
  const connections = new Map<string, Set<Connection>>()
  const usersOnline = new Map<number, number>()
  const avGroups = new Map<string, AvMembers<Connection>>()

  function connect(sdkAppId: number, userId: string, platform: Platform): Connection {
    const key = keyOf(sdkAppId, userId)
    const avGroupIds = new Set<string>()
    const connection: Connection = {
      userId,
      platform,
      avGroupIds,
      joinAvGroup(groupId, now) {
        if (!connections.get(key)?.has(connection)) return
        avGroupIds.add(groupId)
        const group = keyOf(sdkAppId, groupId)
        const members = avGroups.get(group) ?? createAvMembers<Connection>()
        avGroups.set(group, members)
        members.join(userId, connection, now)
      },
      leaveAvGroup(groupId) {
        avGroupIds.delete(groupId)
        const group = keyOf(sdkAppId, groupId)
        const members = avGroups.get(group)
        members?.leave(userId, connection)
        if (members?.size === 0) avGroups.delete(group)
      },
      close() {
        for (const groupId of avGroupIds) connection.leaveAvGroup(groupId)
        const own = connections.get(key)
        own?.delete(connection)
        if (own?.size === 0 && connections.delete(key)) countUser(sdkAppId, -1)
      },
    }
    if (!connections.has(key)) countUser(sdkAppId, 1)
    connections.set(key, (connections.get(key) ?? new Set()).add(connection))
    return connection
  }

  function countUser(sdkAppId: number, change: 1 | -1): void {
    const count = (usersOnline.get(sdkAppId) ?? 0) + change
    if (count === 0) usersOnline.delete(sdkAppId)
    else usersOnline.set(sdkAppId, count)
  }

  function connectionsOf(sdkAppId: number, userId: string): Connection[] {
    return [...(connections.get(keyOf(sdkAppId, userId)) ?? [])]
  }

  function disconnect(sdkAppId: number, userId: string): void {
    for (const connection of connectionsOf(sdkAppId, userId)) connection.close()
  }

  function follow({ sdkAppId, name, content }: Emission): void {
    if (name === 'user.kicked') disconnect(sdkAppId, content.userId)
    if (name === 'user.deleted') for (const userId of content.userIds) disconnect(sdkAppId, userId)
    if (name === 'group.membersBanned') {
      for (const connection of content.userIds.flatMap((userId) => connectionsOf(sdkAppId, userId)))
        connection.leaveAvGroup(content.groupId)
    }
    if (name === 'group.destroyed') {
      const members = avGroups.get(keyOf(sdkAppId, content.groupId))
      for (const connection of members?.connections() ?? []) connection.leaveAvGroup(content.groupId)
    }
  }
  hub.listen(follow)

  return {
    connect,

    /** On what a user is connected; empty: the user is not. */
    platformsOf: (sdkAppId: number, userId: string): Platform[] => [
      ...new Set(connectionsOf(sdkAppId, userId).map(({ platform }) => platform)),
    ],

    /** The audio-video groups a user is in with any connection. */
    avGroupIdsOf: (sdkAppId: number, userId: string): string[] => [
      ...new Set(connectionsOf(sdkAppId, userId).flatMap(({ avGroupIds }) => [...avGroupIds])),
    ],

    countUsers: (sdkAppId: number): number => usersOnline.get(sdkAppId) ?? 0,
    countAvMembers: (sdkAppId: number, groupId: string): number => avGroups.get(keyOf(sdkAppId, groupId))?.size ?? 0,
    findAvMember: (sdkAppId: number, groupId: string, userId: string): AvMember | undefined =>
      avGroups.get(keyOf(sdkAppId, groupId))?.find(userId),
    newestAvMembers: (sdkAppId: number, groupId: string, count: number): AvMember[] =>
      avGroups.get(keyOf(sdkAppId, groupId))?.newest(count) ?? [],
  }
}

export type Presence = ReturnType<typeof createPresence>

function keyOf(sdkAppId: number, id: string): string {
  return `${sdkAppId} ${id}`
}
