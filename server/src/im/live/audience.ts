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
  'message.modified': (content) => (content.receiverIds ? { userIds: [...content.receiverIds, content.senderId] } : ofPlace(content)),
  'message.extensionsChanged': (content) => (content.receiverIds ? { userIds: content.receiverIds } : ofPlace(content)),
  'message.reactionsChanged': (content) => (content.receiverIds ? { userIds: content.receiverIds } : ofPlace(content)),
  'message.read': ({ userId, peerId }) => ({ userIds: peerId === undefined ? [userId] : [userId, peerId] }),
  // By notices of the user.
  'conversation.changed': () => ({}),
  'conversation.removed': () => ({}),
  'contact.marked': () => ({}),
  'contactGroup.changed': () => ({}),
  'receipt.changed': ({ senderId }) => ({ userIds: [senderId] }),
  'topic.created': ofGroup,
  'topic.changed': ofGroup,
  'topic.destroyed': ofGroup,
  'group.attributesChanged': ofGroup,
  'group.countersChanged': ofGroup,
  'group.pinsChanged': ofGroup,
  'group.membersBanned': ({ groupId, userIds }) => ({ groupIds: [groupId], userIds }),
  // Who came or went hears it as a notice.
  'group.membersAdded': ({ groupId, silent }) => (silent ? {} : { groupIds: [groupId] }),
  'group.membersRemoved': ({ groupId, silent }) => (silent ? {} : { groupIds: [groupId] }),
  'group.destroyed': ({ groupId, noticed }) => (noticed ? {} : { groupIds: [groupId] }),
  'group.changed': ofGroup,
  'group.notified': ({ groupId, receiverIds }) => (receiverIds ? { userIds: receiverIds } : { groupIds: [groupId] }),
  'profile.changed': ({ userId }) => ({ userIds: [userId] }),
  'friend.added': byNotice,
  'friend.removed': byNotice,
  'blocklist.changed': byNotice,
  'friend.requested': byNotice,
  'friend.requestsMade': byNotice,
  'friend.requestAnswered': byNotice,
  'friend.requestsRead': byNotice,
  'friend.requestDeleted': byNotice,
  'friend.updated': byNotice,
  'friendList.changed': byNotice,
  'group.entered': byNotice,
  'group.left': byNotice,
  'group.ended': byNotice,
  'group.roleChanged': byNotice,
  'group.muted': byNotice,
  'application.made': byNotice,
  'application.answered': byNotice,
  'broadcast.sent': () => ({ avGroups: true }),
  'push.sent': () => ({}),
  'user.noticed': ({ userId }) => ({ userIds: [userId] }),
  'group.receiveOptionChanged': ({ userId }) => ({ userIds: [userId] }),
  'connection.ended': () => ({}),
  'user.stateChanged': () => ({}),
  'avGroup.presenceChanged': () => ({}),
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

/** Told users one by one, inside `user.noticed`. */
function byNotice(): Audience {
  return {}
}
