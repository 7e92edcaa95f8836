import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { conversationOf } from '../communities/rules.ts'
import { findConversation } from './store.ts'

/** Of a group, or of a topic of a community. */
export async function getConversation(sql: Sql, sdkAppId: number, { groupId, topicId }: { groupId: string; topicId?: string | undefined }) {
  const { kind, key } = conversationOf(groupId, topicId)
  const conversation = await findConversation(sql, sdkAppId, key)
  if (!conversation) throw new Refusal(kind === 'topic' ? 'topic_unknown' : 'group_unknown')
  return conversation
}
