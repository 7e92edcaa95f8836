import type { Sql } from '../../../platform/database.ts'

/** Who has read, of each message. */
export async function listReaders(sql: Sql, conversationId: number, sequences: number[]): Promise<Map<number, Set<string>>> {
  const rows = await sql<{ sequence: number; userId: string }[]>`
    select sequence, user_id from message_readings
    where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[]) order by user_id`
  const bySequence = Map.groupBy(rows, ({ sequence }) => sequence)
  return new Map(sequences.map((sequence) => [sequence, new Set(bySequence.get(sequence)?.map(({ userId }) => userId))]))
}

interface Reading {
  sdkAppId: number
  groupId: string
  /** A member. */
  userId: string
  sequences: number[]
  now: Date
  hiddenUntil: Date
}

/**
 * A member's client tells that messages were read; returns which of them it was the first to tell of. Only those that ask for it count, of
 * others, said since the member is there and within the storage period. The statement commits by itself; a conversation that ends meanwhile keeps nothing of it.
 */
export async function recordReadings(sql: Sql, { sdkAppId, groupId, userId, sequences, now, hiddenUntil }: Reading): Promise<number[]> {
  const rows = await sql<{ sequence: number }[]>`
    with reader as (
      select conversations.id as conversation_id, joined_at
      from conversations join group_members on group_members.app_id = conversations.app_id and group_id = key
      where conversations.app_id = ${sdkAppId} and key = ${groupId} and user_id = ${userId}
      for key share of conversations
    )
    insert into message_readings (conversation_id, sequence, user_id, app_id, day, read_at)
    select conversation_id, sequence, ${userId}, app_id, day, ${now}::timestamptz
    from messages join reader using (conversation_id)
    where sequence = any(${sequences}::bigint[]) and at > ${hiddenUntil} and at >= joined_at and sender_id <> ${userId}
      and extra ->> 'needsReceipt' = 'true' and recalled_at is null
    on conflict do nothing returning sequence`
  return rows.map(({ sequence }) => sequence)
}
