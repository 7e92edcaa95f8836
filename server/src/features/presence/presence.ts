import type { Platform } from '@plenum/contract'
import type { Emission, Hub } from '../messages/hub.ts'
import { type AvMember, createAvMembers } from './av-members.ts'

/** Someone's device that is connected to this process. */
export interface Connection {
  readonly userId: string
  readonly platform: Platform
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
  const avGroups = new Map<string, ReturnType<typeof createAvMembers>>()

  function connect(sdkAppId: number, userId: string, platform: Platform): Connection {
    const key = keyOf(sdkAppId, userId)
    const joined = new Set<string>()
    const connection: Connection = {
      userId,
      platform,
      joinAvGroup(groupId, now) {
        if (!connections.get(key)?.has(connection)) return
        joined.add(groupId)
        const group = keyOf(sdkAppId, groupId)
        const members = avGroups.get(group) ?? createAvMembers()
        avGroups.set(group, members)
        members.join(userId, connection, now)
      },
      leaveAvGroup(groupId) {
        joined.delete(groupId)
        const group = keyOf(sdkAppId, groupId)
        const members = avGroups.get(group)
        members?.leave(userId, connection)
        if (members?.size === 0) avGroups.delete(group)
      },
      close() {
        for (const groupId of joined) connection.leaveAvGroup(groupId)
        const own = connections.get(key)
        own?.delete(connection)
        if (own?.size === 0) connections.delete(key)
      },
    }
    connections.set(key, (connections.get(key) ?? new Set()).add(connection))
    return connection
  }

  function connectionsOf(sdkAppId: number, userId: string): Connection[] {
    return [...(connections.get(keyOf(sdkAppId, userId)) ?? [])]
  }

  function follow({ sdkAppId, name, content }: Emission): void {
    if (name === 'user.kicked') for (const connection of connectionsOf(sdkAppId, content.userId)) connection.close()
    if (name === 'group.membersBanned') {
      for (const connection of content.userIds.flatMap((userId) => connectionsOf(sdkAppId, userId)))
        connection.leaveAvGroup(content.groupId)
    }
  }
  hub.listen(follow)

  return {
    connect,

    /** On what a user is connected; empty: the user is not. */
    platformsOf: (sdkAppId: number, userId: string): Platform[] => [
      ...new Set(connectionsOf(sdkAppId, userId).map(({ platform }) => platform)),
    ],

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
