import { Refusal } from '@plenum/contract'
import { countTopics, deleteTopics, findCreator, insertTopic, type NewTopic } from '../im/groups/communities/store.ts'
import { endConversations, openConversation } from '../im/messages/conversations.ts'
import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from '../road/context.ts'
import { removeRowsOfGroups } from './groups.ts'
import { type Allowed, lockApp, lockGroups, lockUsers } from './locks.ts'

/** Topics come and go under the lock of their community, so that their number holds. */
export async function lockCommunity(sql: Sql, app: AppInMemory, groupId: string): Promise<void> {
  await lockApp(sql, app, 'revision')
  const [community] = await lockGroups(sql, app.sdkAppId, [groupId])
  if (!community) throw new Refusal('group_unknown')
  if (!community.supportsTopics) throw new Refusal('group_not_supported')
}

export async function createTopic(sql: Sql, { app, limits }: Allowed, topic: NewTopic): Promise<void> {
  const { sdkAppId } = app
  const { groupId, topicId, creatorId } = topic
  await lockCommunity(sql, app, groupId)
  if (creatorId !== null && !(await lockUsers(sql, sdkAppId, [creatorId])).has(creatorId)) {
    throw new Refusal('group_user_unknown', { userId: creatorId })
  }
  const taken = await findCreator(sql, sdkAppId, topicId)
  if (taken) throw new Refusal(creatorId !== null && taken.creatorId === creatorId ? 'topic_id_yours' : 'topic_id_taken')
  const allowed = limits.topicsPerCommunityMax
  if ((await countTopics(sql, sdkAppId, groupId)) >= allowed) throw new Refusal('topic_limit', { allowed })
  await Promise.all([insertTopic(sql, sdkAppId, topic), openConversation(sql, sdkAppId, topicId, true, 'topic')])
}

/** Returns which were there. */
export async function destroyTopics(sql: Sql, app: AppInMemory, groupId: string, topicIds: string[], now: Date): Promise<string[]> {
  await lockCommunity(sql, app, groupId)
  const destroyed = await deleteTopics(sql, app.sdkAppId, groupId, topicIds)
  await Promise.all([removeRowsOfGroups(sql, app.sdkAppId, destroyed), endConversations(sql, app.sdkAppId, destroyed, now)])
  return destroyed
}
