import type { Topic } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

interface TopicRow extends Omit<Topic, 'createdAt' | 'nextSequence' | 'lastMessageAt' | 'self'> {
  createdAt: Date
  lastSequence: number
  lastAt: Date | null
  msgFlag: string | null
  readFloor: number
  mutedUntil: Date | null
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
      : await sql`update topics set ${sql.set(given)} where ${which} returning 1`
  return rows.length > 0
}
