import type { Topic } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

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

interface TopicRow extends Omit<Topic, 'createdAt' | 'nextSequence' | 'lastMessageAt' | 'self'> {
  createdAt: Date
  lastSequence: number
  lastAt: Date | null
  msgFlag: string | null
  readFloor: number
  mutedUntil: Date | null
}

export async function insertTopic(sql: Sql, sdkAppId: number, topic: NewTopic): Promise<void> {
  await sql`
    insert into topics (app_id, id, group_id, creator_id, name, introduction, notification, face_url, custom_string, created_at)
    values (
      ${sdkAppId}, ${topic.topicId}, ${topic.groupId}, ${topic.creatorId}, ${topic.name}, ${topic.introduction}, ${topic.notification},
      ${topic.faceUrl}, ${topic.customString}, ${topic.createdAt}
    )`
}

/** null: there is no such topic. */
export async function findCreator(sql: Sql, sdkAppId: number, topicId: string) {
  const [row] = await sql<{ creatorId: string | null }[]>`select creator_id from topics where app_id = ${sdkAppId} and id = ${topicId}`
  return row ?? null
}

export async function countTopics(sql: Sql, sdkAppId: number, groupId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) as count from topics where app_id = ${sdkAppId} and group_id = ${groupId}`
  return row!.count
}

/** All of a community: the plan limits how many there are. */
export async function listTopicIds(sql: Sql, sdkAppId: number, groupId: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from topics where app_id = ${sdkAppId} and group_id = ${groupId} order by number`
  return rows.map(({ id }) => id)
}

/** As the member sees them, the oldest first; `topicIds`: only these. Nobody's own readings of topics are known yet, so what an import set holds. */
export async function listTopics(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  userId: string,
  now: Date,
  topicIds?: string[],
): Promise<Topic[]> {
  const rows = await sql<TopicRow[]>`
    select
      topics.id as topic_id, topics.group_id, name, introduction, notification, face_url, custom_string, created_at, mute_all,
      last_sequence, last_at, read_floor, muted_until,
      case when group_members.user_id is not null then coalesce(msg_flag, 'AcceptAndNotify') end as msg_flag
    from topics
    join conversations on conversations.app_id = topics.app_id and conversations.key = topics.id
    left join group_members
      on group_members.app_id = topics.app_id and group_members.group_id = topics.group_id and group_members.user_id = ${userId}
    left join group_mutes
      on group_mutes.app_id = topics.app_id and group_mutes.group_id = topics.id and group_mutes.user_id = ${userId} and muted_until > ${now}
    where topics.app_id = ${sdkAppId} and topics.group_id = ${groupId} ${topicIds ? sql`and topics.id = any(${topicIds})` : sql``}
    order by number`
  return rows.map(asTopic)
}

function asTopic({ lastSequence, lastAt, msgFlag, readFloor, mutedUntil, ...row }: TopicRow): Topic {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    nextSequence: lastSequence + 1,
    lastMessageAt: lastAt?.toISOString() ?? null,
    self: msgFlag === null ? null : { mutedUntil: mutedUntil?.toISOString() ?? null, readSequence: readFloor, msgFlag },
  }
}

/**
 * Messages of all topics of communities together, and how many of them are read by everybody. Every conversation is looked up by its key,
 * however a plan made early counts the rows.
 */
export async function sumTopics(sql: Sql, sdkAppId: number, groupIds: string[]): Promise<Map<string, { messages: number; read: number }>> {
  const rows = await sql<{ groupId: string; messages: number; read: number }[]>`
    select wanted.group_id, sum(last_sequence)::bigint as messages, sum(read_floor)::bigint as read
    from unnest(${groupIds}::text[]) as wanted (group_id)
    cross join lateral (select id from topics where app_id = ${sdkAppId} and group_id = wanted.group_id offset 0) as topic
    cross join lateral (
      select last_sequence, read_floor from conversations where app_id = ${sdkAppId} and key = topic.id limit 1
    ) as conversation
    group by wanted.group_id`
  return new Map(rows.map(({ groupId, ...sums }) => [groupId, sums]))
}

interface TopicChanges {
  name?: string | undefined
  introduction?: string | undefined
  notification?: string | undefined
  faceUrl?: string | undefined
  customString?: string | undefined
  muteAll?: boolean | undefined
}

/** False: there is no such topic. */
export async function updateTopic(sql: Sql, sdkAppId: number, groupId: string, topicId: string, changes: TopicChanges): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const which = sql`app_id = ${sdkAppId} and id = ${topicId} and group_id = ${groupId}`
  const rows =
    Object.keys(given).length === 0
      ? await sql`select 1 from topics where ${which}`
      : await sql`update topics set ${sql(given)} where ${which} returning 1`
  return rows.length > 0
}

/** Returns which were there. */
export async function deleteTopics(sql: Sql, sdkAppId: number, groupId: string, topicIds: string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    delete from topics where app_id = ${sdkAppId} and group_id = ${groupId} and id = any(${topicIds}) returning id`
  return rows.map(({ id }) => id)
}
