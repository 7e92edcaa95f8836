import type { Sql } from '../../platform/database.ts'

/** As far as one looks back in a conversation: who spoke before counts as silent. */
const newestMax = 1_000

/** When each of those who spoke lately in these conversations last did, by key and user. */
export async function findLastSpoken(sql: Sql, sdkAppId: number, keys: string[], hiddenUntil: Date): Promise<Map<string, string>> {
  const rows = await sql<{ key: string; senderId: string; at: Date }[]>`
    select key, sender_id, max(newest.at) as at from unnest(${keys}::text[]) as wanted (key)
    cross join lateral (
      select id, last_sequence from conversations where app_id = ${sdkAppId} and conversations.key = wanted.key limit 1
    ) as conversation
    cross join lateral (
      select sender_id, at from messages
      where conversation_id = conversation.id and sequence > last_sequence - ${newestMax} and at > ${hiddenUntil} and not system
      limit ${newestMax}
    ) as newest
    group by key, sender_id`
  return new Map(rows.map(({ key, senderId, at }) => [spokenKey(key, senderId), at.toISOString()]))
}

/** No id holds a line end. */
export function spokenKey(key: string, userId: string): string {
  return `${key}\n${userId}`
}
