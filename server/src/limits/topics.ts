import { Refusal } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from '../road/context.ts'
import { type Allowed, lockApp, lockGroups, lockUsers } from './locks.ts'
import { removeRowsOfGroups } from './owned-rows.ts'

export interface NewTopic {
  topicId: string
  groupId: string
  creatorId: string | null
  name: string
  introduction: string
  notification: string
  faceUrl: string
  customString: string
  createdAt: Date
}

/** Topics come and go under the lock of their community, so that their number holds. */
export async function lockCommunity(sql: Sql, app: AppInMemory, groupId: string): Promise<void> {
  await lockApp(sql, app, 'revision')
  const [community] = await lockGroups(sql, app.sdkAppId, [groupId])
  if (!community) throw new Refusal('group_unknown')
  if (!community.supportsTopics) throw new Refusal('group_not_supported')
}

/** Its conversation is to be opened in the same transaction. */
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
  await insertTopic(sql, sdkAppId, topic)
}

/** Returns which were there: their conversations end with them. */
export async function destroyTopics(sql: Sql, app: AppInMemory, groupId: string, topicIds: string[]): Promise<string[]> {
  await lockCommunity(sql, app, groupId)
  const destroyed = await deleteTopics(sql, app.sdkAppId, groupId, topicIds)
  await removeRowsOfGroups(sql, app.sdkAppId, destroyed)
  return destroyed
}

/** All of a community: the plan limits how many there are. */
export async function listTopicIds(sql: Sql, sdkAppId: number, groupId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from topics where app_id = ${sdkAppId} and group_id = ${groupId} order by number`
  return rows.map(({ id }) => id)
}

async function insertTopic(sql: Sql, sdkAppId: number, topic: NewTopic): Promise<void> {
  await sql`
    insert into topics (app_id, id, group_id, creator_id, name, introduction, notification, face_url, custom_string, created_at)
    values (
      ${sdkAppId}, ${topic.topicId}, ${topic.groupId}, ${topic.creatorId}, ${topic.name}, ${topic.introduction}, ${topic.notification},
      ${topic.faceUrl}, ${topic.customString}, ${topic.createdAt}
    )`
}

/** null: there is no such topic. */
async function findCreator(sql: Sql, sdkAppId: number, topicId: string) {
  const [row] = await sql<{ creatorId: string | null }[]>`select creator_id from topics where app_id = ${sdkAppId} and id = ${topicId}`
  return row ?? null
}

async function countTopics(sql: Sql, sdkAppId: number, groupId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) as count from topics where app_id = ${sdkAppId} and group_id = ${groupId}`
  return row!.count
}

async function deleteTopics(sql: Sql, sdkAppId: number, groupId: string, topicIds: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    delete from topics where app_id = ${sdkAppId} and group_id = ${groupId} and id = any(${topicIds}) returning id`
  return rows.map(({ id }) => id)
}
