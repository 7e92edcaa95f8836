import type { EventContent, EventName } from '@plenum/contract'

/** Whom an event reaches: whoever is in these groups, and these users. */
export interface Audience {
  groupIds?: string[]
  userIds?: string[]
  /** Whoever is in any audio-video group of the app. */
  avGroups?: true
}

type Audiences = { [N in EventName]: (content: EventContent<N>) => Audience }

/** Of each event. What ends connections, is for callbacks, or is chosen by attributes of users reaches nobody by this table. */
export const audiences: Audiences = {
  'message.sent'({ groupId, senderId, receiverId, receiverIds, copyToSender }) {
    if (receiverIds) return { userIds: [...receiverIds, senderId] }
    if (groupId !== undefined) return { groupIds: [groupId] }
    return { userIds: [receiverId!, ...(copyToSender ? [senderId] : [])] }
  },
  'message.recalled': ofPlace,
  'message.modified': ofPlace,
  'message.extensionsChanged': ofPlace,
  'message.read': ({ userId, peerId }) => ({ userIds: [userId, peerId] }),
  'topic.created': ofGroup,
  'topic.changed': ofGroup,
  'topic.destroyed': ofGroup,
  'group.attributesChanged': ofGroup,
  'group.countersChanged': ofGroup,
  'group.membersBanned': ({ groupId, userIds }) => ({ groupIds: [groupId], userIds }),
  'group.membersAdded': ({ groupId, userIds, silent }) => (silent ? { userIds } : { groupIds: [groupId], userIds }),
  'group.membersRemoved': ({ groupId, userIds, silent }) => (silent ? { userIds } : { groupIds: [groupId], userIds }),
  'group.destroyed': ofGroup,
  'group.notified': ({ groupId, receiverIds }) => (receiverIds ? { userIds: receiverIds } : { groupIds: [groupId] }),
  'profile.changed': ({ userId }) => ({ userIds: [userId] }),
  'friend.added': ({ pairs }) => ({ userIds: ofPairs(pairs) }),
  'friend.removed': ({ pairs }) => ({ userIds: ofPairs(pairs) }),
  'blocklist.changed': ({ userId }) => ({ userIds: [userId] }),
  'broadcast.sent': () => ({ avGroups: true }),
  'push.sent': () => ({}),
  'user.noticed': ({ userId }) => ({ userIds: [userId] }),
  'group.receiveOptionChanged': ({ userId }) => ({ userIds: [userId] }),
  'connection.ended': () => ({}),
  'user.stateChanged': () => ({}),
  'status.changed': () => ({}),
  'user.kicked': () => ({}),
  'user.deleted': () => ({}),
}

function ofPlace({ groupId, userIds }: { groupId?: string | undefined; userIds?: [string, string] | undefined }): Audience {
  return groupId === undefined ? { userIds: userIds ?? [] } : { groupIds: [groupId] }
}

function ofGroup({ groupId }: { groupId: string }): Audience {
  return { groupIds: [groupId] }
}

function ofPairs(pairs: { userId: string }[]): string[] {
  return [...new Set(pairs.map(({ userId }) => userId))]
}
