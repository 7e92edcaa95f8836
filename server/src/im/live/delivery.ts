import type { Emission, Hub } from '../../platform/hub.ts'
import { audiences } from './audience.ts'
import type { AvHistory } from './av-history.ts'
import type { Connection } from './connection.ts'
import type { Interest } from './interest.ts'
import type { Presence } from './presence.ts'

interface Parts {
  hub: Hub
  presence: Presence
  groups: Interest<Connection>
  memberships: { before(emission: Emission): void; after(emission: Emission): void }
  avHistory: AvHistory
}

/** Hands what happens to the clients it concerns: from an index in memory, without a query for a message. Encoded once. */
export function openDelivery({ hub, presence, groups, memberships, avHistory }: Parts): void {
  hub.listen((emission) => {
    memberships.before(emission)
    deliver(emission)
    keepForNewcomers(emission)
    memberships.after(emission)
    presence.follow(emission)
  })

  function deliver(emission: Emission): void {
    const { sdkAppId, name, content, alsoTo = [] } = emission
    const { groupIds = [], userIds: named = [], avGroups } = audiences[name](content as never)
    const userIds = [...named, ...alsoTo]
    let item: string | undefined
    const hand = (connection: Connection) => {
      if (!connection.client || isQuiet(connection, emission)) return
      item ??= JSON.stringify({ event: name, content })
      connection.client.say(item)
    }

    if (avGroups) for (const connection of presence.avConnectionsOf(sdkAppId)) hand(connection)
    const [only] = groupIds
    if (only !== undefined && groupIds.length === 1 && userIds.length === 0) {
      for (const connection of groups.in(sdkAppId, only)) hand(connection)
      for (const connection of presence.avConnectionsIn(sdkAppId, only)) hand(connection)
    } else {
      for (const connection of everybodyIn(sdkAppId, groupIds, userIds)) hand(connection)
    }
  }

  function keepForNewcomers({ sdkAppId, name, content }: Emission): void {
    if (name === 'group.destroyed') avHistory.forget(sdkAppId, content.groupId)
    if (name !== 'message.sent' || content.groupId === undefined || content.system) return
    if (presence.isAvGroup(sdkAppId, content.groupId)) avHistory.note(sdkAppId, content.groupId, content)
  }

  function everybodyIn(sdkAppId: number, groupIds: string[], userIds: string[]): Set<Connection> {
    const everybody = new Set<Connection>()
    for (const groupId of groupIds) {
      for (const connection of groups.in(sdkAppId, groupId)) everybody.add(connection)
      for (const connection of presence.avConnectionsIn(sdkAppId, groupId)) everybody.add(connection)
    }
    for (const userId of userIds) for (const connection of presence.connectionsOf(sdkAppId, userId)) everybody.add(connection)
    return everybody
  }
}

/** `Discard`: nothing is pushed (groups.md 6), also not to who is connected. What one says oneself comes to one's other devices. */
function isQuiet({ quietIn, userId }: Connection, { name, content }: Emission): boolean {
  if (quietIn === null || name !== 'message.sent' || content.groupId === undefined) return false
  return quietIn.has(content.groupId) && content.senderId !== userId
}
