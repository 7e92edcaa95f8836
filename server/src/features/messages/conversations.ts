import type { Sql } from '../../platform/database.ts'

/** Together with the group: every group has one. */
export async function openConversation(sql: Sql, sdkAppId: number, groupId: string, keepsMessages: boolean): Promise<void> {
  await sql`insert into conversations (app_id, key, keeps_messages) values (${sdkAppId}, ${groupId}, ${keepsMessages})`
}

/** Together with the group. From the commit on nobody reads its messages or writes another; a sweep takes them away. */
export async function endConversation(sql: Sql, sdkAppId: number, groupId: string, now: Date): Promise<void> {
  await sql`
    with ended as (
      delete from conversations where app_id = ${sdkAppId} and key = ${groupId} returning id
    )
    insert into ended_conversations (id, ended_at) select id, ${now}::timestamptz from ended`
}
