import type { Sql } from '../../../platform/database.ts'

/** The message that the extensions hang on. What is written here is written under its lock. */
export interface Carrier {
  sdkAppId: number
  conversationId: number
  sequence: number
  day: string
  /** Who hears of it, where not the whole group does. */
  receiverIds?: string[]
}

export interface Extension {
  key: string
  value: string
  change: number
}

/** Each with the number of its last change. */
export async function listKeys(sql: Sql, { conversationId, sequence }: Carrier): Promise<Map<string, number>> {
  const rows = await sql<{ key: string; change: number }[]>`
    select key, change from message_extensions where conversation_id = ${conversationId} and sequence = ${sequence}`
  return new Map(rows.map(({ key, change }) => [key, change]))
}

/** Takes the numbers of the next changes; returns the last one. */
export async function countChanges(sql: Sql, { sdkAppId, conversationId, sequence, day }: Carrier, changes: number): Promise<number> {
  const [row] = await sql<{ latestChange: number }[]>`
    insert into message_extension_changes as known (conversation_id, sequence, app_id, day, latest_change)
    values (${conversationId}, ${sequence}, ${sdkAppId}, ${day}, ${changes})
    on conflict (conversation_id, sequence) do update set latest_change = known.latest_change + excluded.latest_change
    returning latest_change`
  return row!.latestChange
}

export async function setExtensions(
  sql: Sql,
  { sdkAppId, conversationId, sequence, day }: Carrier,
  extensions: Extension[],
): Promise<void> {
  const column = (name: keyof Extension) => extensions.map((extension) => extension[name] as string)
  await sql`
    insert into message_extensions (conversation_id, sequence, key, value, change, app_id, day)
    select ${conversationId}::bigint, ${sequence}::bigint, key, value, change, ${sdkAppId}::bigint, ${day}::date
    from unnest(${column('key')}::text[], ${column('value')}::text[], ${column('change')}::bigint[]) as given (key, value, change)
    on conflict (conversation_id, sequence, key) do update set value = excluded.value, change = excluded.change`
}

export async function deleteExtensions(sql: Sql, { conversationId, sequence }: Carrier, keys: string[]): Promise<void> {
  await sql`
    delete from message_extensions where conversation_id = ${conversationId} and sequence = ${sequence} and key = any(${keys})`
}

export async function clearExtensions(sql: Sql, { conversationId, sequence }: Carrier, change: number): Promise<void> {
  await sql`delete from message_extensions where conversation_id = ${conversationId} and sequence = ${sequence}`
  await sql`
    update message_extension_changes set cleared_change = ${change} where conversation_id = ${conversationId} and sequence = ${sequence}`
}

export async function findChanges(sql: Sql, { conversationId, sequence }: Carrier) {
  const [row] = await sql<{ latestChange: number; clearedChange: number }[]>`
    select latest_change, cleared_change from message_extension_changes where conversation_id = ${conversationId} and sequence = ${sequence}`
  return row ?? { latestChange: 0, clearedChange: 0 }
}

/** In the order of their changes. */
export function listExtensions(sql: Sql, { conversationId, sequence }: Carrier, from: number, limit: number) {
  return sql<Extension[]>`
    select key, value, change from message_extensions
    where conversation_id = ${conversationId} and sequence = ${sequence} and change >= ${from} order by change limit ${limit}`
}
