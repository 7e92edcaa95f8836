import type { Sql } from '../../platform/database.ts'

/** As far as one looks back in a conversation: who spoke before counts as silent. */
const newestMax = 1_000
/** And in all conversations of a call together. */
const lookedAtMax = 5_000

/** When each of those who spoke lately in these conversations last did, by key and user. */
export async function findLastSpoken(sql: Sql, sdkAppId: number, keys: string[], hiddenUntil: Date): Promise<Map<string, string>> {
  const newest = Math.min(newestMax, Math.floor(lookedAtMax / keys.length))
  const rows = await sql<{ key: string; senderId: string; at: Date }[]>`
    select key, sender_id, spoken.at from unnest(${keys}::text[]) as wanted (key)
    cross join lateral (
      select id, last_sequence from conversations where app_id = ${sdkAppId} and conversations.key = wanted.key limit 1
    ) as conversation
    cross join lateral (
      select sender_id, max(at) as at from (
        select sender_id, at from messages
        where conversation_id = conversation.id and sequence > last_sequence - ${newest}::bigint and at > ${hiddenUntil} and not system
        limit ${newest}
      ) as newest
      group by sender_id
    ) as spoken`
  return new Map(rows.map(({ key, senderId, at }) => [spokenKey(key, senderId), at.toISOString()]))
}

/** No id holds a line end. */
export function spokenKey(key: string, userId: string): string {
  return `${key}\n${userId}`
}
