import type { Sql } from '../../platform/database.ts'

export interface Returning {
  sdkAppId: number
  userId: string
  since: Date
}

/**
 * Which of these users may find something that was said, changed or read in their conversations since: asked together for all who come back
 * at once. What `conversation.list` leaves out counts too, so that it is never asked too seldom. Every row is looked up by its key, however
 * a plan made early counts the rows.
 */
export async function findChanged(sql: Sql, returning: Returning[]): Promise<boolean[]> {
  const column = <T>(pick: (one: Returning) => T) => returning.map(pick)
  const rows = await sql<{ isChanged: boolean }[]>`
    select
      exists (
        select from direct_sides as mine
        cross join lateral (select * from conversations where id = mine.conversation_id limit 1) as conversation
        left join lateral (
          select read_at from direct_sides
          where app_id = mine.app_id and user_id = mine.peer_id and peer_id = mine.user_id limit 1
        ) as theirs on true
        where mine.app_id = who.app_id and mine.user_id = who.user_id
          and greatest(last_at, changed_at, mine.read_at, theirs.read_at) >= since
      ) or exists (
        select from group_members
        cross join lateral (
          select * from conversations where app_id = group_members.app_id and key = group_members.group_id limit 1
        ) as conversation
        where group_members.app_id = who.app_id and group_members.user_id = who.user_id
          and greatest(last_at, changed_at, group_members.read_at, joined_at) >= since
      ) or exists (
        select from group_members
        cross join lateral (
          select id from topics where topics.app_id = group_members.app_id and topics.group_id = group_members.group_id
        ) as topic
        cross join lateral (select * from conversations where app_id = group_members.app_id and key = topic.id limit 1) as conversation
        left join lateral (
          select read_at from topic_sides
          where app_id = group_members.app_id and user_id = group_members.user_id and group_id = topic.id limit 1
        ) as topic_side on true
        where group_members.app_id = who.app_id and group_members.user_id = who.user_id
          and greatest(last_at, changed_at, topic_side.read_at, joined_at) >= since
      ) as is_changed
    from unnest(
      ${column(({ sdkAppId }) => sdkAppId)}::bigint[], ${column(({ userId }) => userId)}::text[],
      ${column(({ since }) => since.toISOString())}::text[]::timestamptz[]
    ) with ordinality as who (app_id, user_id, since, place)
    order by place`
  return rows.map(({ isChanged }) => isChanged)
}
