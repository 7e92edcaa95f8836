import type { Platform } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { Emission, Hub } from '../../platform/hub.ts'
import { audiences } from './audience.ts'
import { createInterest } from './interest.ts'
import type { Connection, Presence } from './presence.ts'

interface Client {
  say(item: string): void
  end(code: number, reason: string): void
}

interface Present {
  sdkAppId: number
  userId: string
  groupIds: Set<string>
  client: Client
  connection: Connection
}

interface Parts {
  sql: Sql
  hub: Hub
  presence: Presence
  /** The groups in which the user is a member. */
  loadGroupIds(sql: Sql, sdkAppId: number, userId: string): Promise<string[]>
}

const groupOf = (sdkAppId: number, groupId: string) => `${sdkAppId} group ${groupId}`
const userOf = (sdkAppId: number, userId: string) => `${sdkAppId} user ${userId}`

/** Hands what happens to the clients it concerns: from an index in memory, without a query for a message. */
export function openDelivery({ sql, hub, presence, loadGroupIds }: Parts) {
  const interest = createInterest<Present>()

  function enterGroup(present: Present, groupId: string): void {
    present.groupIds.add(groupId)
    interest.add(groupOf(present.sdkAppId, groupId), present)
  }

  function leaveGroup(present: Present, groupId: string): void {
    present.groupIds.delete(groupId)
    interest.remove(groupOf(present.sdkAppId, groupId), present)
  }

  function follow(emission: Emission): void {
    const { sdkAppId, name, content } = emission
    const ofUser = (userId: string) => interest.in(userOf(sdkAppId, userId))
    if (name === 'group.membersAdded') {
      for (const userId of content.userIds) for (const present of ofUser(userId)) enterGroup(present, content.groupId)
    }
    const receivers = receiversOf(emission)
    if (receivers.size > 0) {
      const item = JSON.stringify({ event: name, content })
      for (const { client } of receivers) client.say(item)
    }
    if (name === 'group.membersRemoved') {
      for (const userId of content.userIds) for (const present of ofUser(userId)) leaveGroup(present, content.groupId)
    }
  }

  function receiversOf({ sdkAppId, name, content, alsoTo = [] }: Emission): ReadonlySet<Present> {
    const { groupIds = [], userIds: named = [] } = audiences[name](content as never)
    const userIds = [...named, ...alsoTo]
    const [only] = groupIds
    if (only !== undefined && groupIds.length === 1 && userIds.length === 0) return interest.in(groupOf(sdkAppId, only))
    return new Set([
      ...groupIds.flatMap((groupId) => [...interest.in(groupOf(sdkAppId, groupId))]),
      ...userIds.flatMap((userId) => [...interest.in(userOf(sdkAppId, userId))]),
    ])
  }
  hub.listen(follow)

  return {
    /** Subscribed first and loaded then, so that a join in between is not missed. */
    async join({ sdkAppId, userId, platform }: { sdkAppId: number; userId: string; platform: Platform }, client: Client) {
      const present: Present = { sdkAppId, userId, groupIds: new Set(), client, connection: presence.connect(sdkAppId, userId, platform) }
      interest.add(userOf(sdkAppId, userId), present)
      for (const groupId of await loadGroupIds(sql, sdkAppId, userId)) enterGroup(present, groupId)
      return () => {
        present.connection.close()
        interest.remove(userOf(sdkAppId, userId), present)
        for (const groupId of present.groupIds) leaveGroup(present, groupId)
      }
    },
  }
}
