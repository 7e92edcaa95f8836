import type { Message } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type MessageRow, messageColumns, messageOf } from './store.ts'

/** By number; those there are and which are not past the storage period. */
export async function lockMessages(
  sql: Sql,
  conversationId: number,
  sequences: number[],
  hiddenUntil: Date,
): Promise<Map<number, Message>> {
  const rows = await sql<MessageRow[]>`
    select ${sql(messageColumns)} from messages
    where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[]) and at > ${hiddenUntil}
    order by sequence for update`
  return new Map(rows.map((row) => [row.sequence, messageOf(row)]))
}

export async function recallMessages(
  sql: Sql,
  conversationId: number,
  messages: Pick<Message, 'sequence' | 'at'>[],
  now: Date,
): Promise<void> {
  await sql`
    update messages set recalled_at = ${now}, body = '[]', cloud_custom_data = ''
    from unnest(${messages.map(({ sequence }) => sequence)}::bigint[], ${messages.map(({ at }) => at)}::text[]::timestamptz[]) as named (sequence, at)
    where conversation_id = ${conversationId} and messages.sequence = named.sequence and messages.at = named.at`
}

interface OfSender {
  senderId: string
  /** Of the numbers above it. */
  after: number
  hiddenUntil: Date
  now: Date
}

/** Returns how many. */
export async function recallOfSender(sql: Sql, conversationId: number, { senderId, after, hiddenUntil, now }: OfSender): Promise<number> {
  const { count } = await sql`
    update messages set recalled_at = ${now}, body = '[]', cloud_custom_data = ''
    where conversation_id = ${conversationId} and sequence > ${after} and at > ${hiddenUntil}
      and sender_id = ${senderId} and recalled_at is null and not system`
  return count
}

/** Of a message that is locked. */
export async function rewriteMessage(
  sql: Sql,
  conversationId: number,
  { sequence, at }: Pick<Message, 'sequence' | 'at'>,
  { body, cloudCustomData }: Pick<Message, 'body' | 'cloudCustomData'>,
): Promise<void> {
  await sql`
    update messages set body = ${JSON.stringify(body)}::text::json, cloud_custom_data = ${cloudCustomData}
    where conversation_id = ${conversationId} and sequence = ${sequence} and at = ${at}::text::timestamptz`
}
