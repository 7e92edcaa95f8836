import type { Sql } from '../../../platform/database.ts'
import type { MessageName } from '../direct/rules.ts'
import { type MessageRow, messageColumns, messageOf } from '../store.ts'

interface Bounds {
  /** Not later than this is past the storage period. */
  hiddenUntil: Date
  limit: number
}

type Row = MessageRow & { conversation: string; kind: 'group' | 'topic' | 'direct'; clientSequence: number | null }

/** Between any two users of the app, in the order in which they were written. */
export async function findByName(sql: Sql, sdkAppId: number, { at, clientSequence, random }: MessageName, { hiddenUntil, limit }: Bounds) {
  const rows = await sql<Row[]>`
    select named.*, key as conversation, kind from (
      select ${sql(messageColumns)}, client_sequence, conversation_id from messages
      where app_id = ${sdkAppId} and at = ${at} and client_sequence = ${clientSequence} and random = ${random} and at > ${hiddenUntil}
    ) as named
    join conversations on conversations.app_id = ${sdkAppId} and conversations.id = conversation_id
    where kind = 'direct' order by conversation_id, sequence limit ${limit}`
  return rows.map(found)
}

/** Of a group or a topic. */
export async function findByNumber(sql: Sql, sdkAppId: number, id: string, sequence: number, { hiddenUntil, limit }: Bounds) {
  const rows = await sql<Row[]>`
    select numbered.*, key as conversation, kind from conversations
    cross join lateral (
      select ${sql(messageColumns)}, client_sequence from messages
      where conversation_id = conversations.id and sequence = ${sequence} and at > ${hiddenUntil}
    ) as numbered
    where app_id = ${sdkAppId} and key = ${id} and kind <> 'direct' limit ${limit}`
  return rows.map(found)
}

const found = (row: Row) => ({
  message: messageOf(row),
  clientSequence: row.clientSequence,
  conversation: row.conversation,
  kind: row.kind,
})
