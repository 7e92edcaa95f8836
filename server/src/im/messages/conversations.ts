import type { Sql } from '../../platform/database.ts'

/** Together with the group or the topic: every one has one. */
export async function openConversation(sql: Sql, sdkAppId: number, key: string, keepsMessages: boolean, kind: 'group' | 'topic' = 'group') {
  await sql`insert into conversations (app_id, key, kind, keeps_messages) values (${sdkAppId}, ${key}, ${kind}, ${keepsMessages})`
}

/**
 * Together with their groups or topics. From the commit on nobody reads their messages or writes another; a sweep takes them away. Locked in
 * the order in which sending locks them. Returns when something was last said in any of them.
 */
export async function endConversations(sql: Sql, sdkAppId: number, keys: string[], now: Date): Promise<Date | null> {
  const [row] = await sql<{ lastSaidAt: Date | null }[]>`
    with ended as (
      delete from conversations
      where id in (select id from conversations where app_id = ${sdkAppId} and key = any(${keys}) order by id for update)
      returning id, last_at
    ), noted as (
      insert into ended_conversations (id, ended_at) select id, ${now}::timestamptz from ended
    )
    select max(last_at) as last_said_at from ended`
  return row!.lastSaidAt
}
