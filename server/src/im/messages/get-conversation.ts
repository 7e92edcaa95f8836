import { isCommunityId, isTopicOf, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { findConversation } from './store.ts'

/** Of a group, or of a topic of a community. */
export async function getConversation(sql: Sql, sdkAppId: number, { groupId, topicId }: { groupId: string; topicId?: string | undefined }) {
  if (topicId !== undefined) refuseForeignTopic(groupId, topicId)
  const conversation = await findConversation(sql, sdkAppId, topicId ?? groupId)
  if (!conversation) throw new Refusal(topicId === undefined ? 'group_unknown' : 'topic_unknown')
  return conversation
}

/** Only communities have topics, and each only its own. Whether the topic is there says its conversation. */
export function refuseForeignTopic(groupId: string, topicId: string): void {
  if (!isCommunityId(groupId)) throw new Refusal('group_not_supported')
  if (!isTopicOf(groupId, topicId)) throw new Refusal('topic_unknown')
}
