import type { Sql } from '../../platform/database.ts'

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
