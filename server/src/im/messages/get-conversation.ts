import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { refuseForeignTopic } from '../groups/communities/rules.ts'
import { findConversation } from './store.ts'

/** Of a group, or of a topic of a community. */
export async function getConversation(sql: Sql, sdkAppId: number, { groupId, topicId }: { groupId: string; topicId?: string | undefined }) {
  if (topicId !== undefined) refuseForeignTopic(groupId, topicId)
  const conversation = await findConversation(sql, sdkAppId, topicId ?? groupId)
  if (!conversation) throw new Refusal(topicId === undefined ? 'group_unknown' : 'topic_unknown')
  return conversation
}
