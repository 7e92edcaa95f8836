import type { Emission } from '../../platform/hub.ts'
import type { Connection } from './connection.ts'
import type { Interest } from './interest.ts'
import type { Presence } from './presence.ts'

interface Membership {
  groupId: string
  isQuiet: boolean
}

/**
 * Which connections hear which groups: kept true by the events. A connection is subscribed first and loaded then; what happens in between is
 * newer than what is loaded and counts.
 */
export function followMemberships(groups: Interest<Connection>, presence: Presence) {
  const loading = new Set<Connection>()

  function enter(connection: Connection, groupId: string, isQuiet = false): void {
    connection.noteGroup(groupId, true, isQuiet)
    groups.add(connection.sdkAppId, groupId, connection)
  }

  function leave(connection: Connection, groupId: string): void {
    connection.noteGroup(groupId, false)
    groups.remove(connection.sdkAppId, groupId, connection)
  }

  presence.listen({
    closed(connection) {
      loading.delete(connection)
      for (const groupId of connection.groupIds) groups.remove(connection.sdkAppId, groupId, connection)
    },
  })

  return {
    beginLoading(connection: Connection): void {
      connection.loading = new Map()
      loading.add(connection)
    },

    endLoading(connection: Connection, loaded: Membership[]): void {
      const meanwhile = connection.loading
      connection.loading = null
      loading.delete(connection)
      if (!connection.isOpen) return
      for (const { groupId, isQuiet } of loaded) if (meanwhile?.get(groupId) !== false) enter(connection, groupId, isQuiet)
    },

    /** Whoever is added hears of it as a member. */
    before({ sdkAppId, name, content }: Emission): void {
      if (name !== 'group.membersAdded') return
      for (const userId of content.userIds) {
        for (const connection of presence.connectionsOf(sdkAppId, userId)) {
          connection.loading?.set(content.groupId, true)
          enter(connection, content.groupId)
        }
      }
    },

    /** Whoever is removed has heard of it. */
    after({ sdkAppId, name, content }: Emission): void {
      if (name === 'group.membersRemoved') {
        for (const userId of content.userIds) {
          for (const connection of presence.connectionsOf(sdkAppId, userId)) {
            connection.loading?.set(content.groupId, false)
            leave(connection, content.groupId)
          }
        }
      }
      if (name === 'group.destroyed') {
        for (const connection of groups.in(sdkAppId, content.groupId)) leave(connection, content.groupId)
        for (const connection of loading) if (connection.sdkAppId === sdkAppId) connection.loading?.set(content.groupId, false)
      }
      if (name === 'group.receiveOptionChanged') {
        for (const connection of presence.connectionsOf(sdkAppId, content.userId))
          connection.noteQuiet(content.groupId, content.msgFlag === 'Discard')
      }
      if (name === 'user.noticed') {
        for (const connection of presence.connectionsOf(sdkAppId, content.userId))
          connection.notice = Math.max(connection.notice, content.notice)
      }
    },
  }
}

export type Memberships = ReturnType<typeof followMemberships>
