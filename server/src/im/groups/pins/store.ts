import type { Message } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { isSeen, type View } from '../../messages/seen-store.ts'
import { type MessageRow, messageColumns, messageOf } from '../../messages/store.ts'

/** Numbers of the messages that are pinned: neither recalled nor past the storage period. */
export async function listPinnedNumbers(sql: Sql, conversationId: number, hiddenUntil: Date): Promise<number[]> {
  const rows = await sql<{ sequence: number }[]>`
    select sequence from message_pins join messages using (conversation_id, sequence)
    where conversation_id = ${conversationId} and at > ${hiddenUntil} and recalled_at is null`
  return rows.map(({ sequence }) => sequence)
}

interface Pin {
  sdkAppId: number
  conversationId: number
  sequence: number
  day: string
  operatorId: string
  now: Date
}

export async function insertPin(sql: Sql, { sdkAppId, conversationId, sequence, day, operatorId, now }: Pin): Promise<void> {
  await sql`
    insert into message_pins (conversation_id, sequence, operator_id, pinned_at, app_id, day)
    values (${conversationId}, ${sequence}, ${operatorId}, ${now}, ${sdkAppId}, ${day})`
}

/** False: it was not pinned. */
export async function deletePin(sql: Sql, conversationId: number, sequence: number): Promise<boolean> {
  const { count } = await sql`delete from message_pins where conversation_id = ${conversationId} and sequence = ${sequence}`
  return count > 0
}

/** Those that the view holds, the latest pinned first. */
export async function listPinned(sql: Sql, conversationId: number, view: View) {
  const rows = await sql<(MessageRow & { operatorId: string; pinnedAt: Date })[]>`
    select ${sql(messageColumns)}, operator_id, pinned_at from message_pins join messages using (conversation_id, sequence)
    where conversation_id = ${conversationId} and recalled_at is null and ${isSeen(sql, view)}
    order by pinned_at desc, sequence desc`
  return rows.map((row): { message: Message; operatorId: string; pinnedAt: string } => ({
    message: messageOf(row),
    operatorId: row.operatorId,
    pinnedAt: row.pinnedAt.toISOString(),
  }))
}
