/** A conversation: a group, a topic of a community, or another user. */
export type Conversation = { groupId: string; topicId?: string } | { peerId: string }

/** What `message.sent` says about where it was said. */
export interface Addressed {
  groupId?: string
  topicId?: string
  senderId: string
  receiverId?: string
}

/** Names a conversation: two names are equal when the conversations are. */
export function nameOf(conversation: Conversation): string {
  if ('peerId' in conversation) return `user ${conversation.peerId}`
  return conversation.topicId === undefined ? `group ${conversation.groupId}` : `topic ${conversation.topicId}`
}

/** The conversation of a message, as `userId` sees it. */
export function conversationOf({ groupId, topicId, senderId, receiverId }: Addressed, userId: string): Conversation {
  if (groupId !== undefined) return topicId === undefined ? { groupId } : { groupId, topicId }
  return { peerId: senderId === userId ? receiverId! : senderId }
}
