import type { Sql } from '../../platform/database.ts'

/** What is to be known of a message for what hangs on it: receipts, extensions and pins. */
export interface MessageFacts {
  sequence: number
  at: Date
  day: string
  senderId: string
  needsReceipt: boolean
  supportsExtensions: boolean
  /** Told by the service. */
  system: boolean
  /** Of a message to some members. */
  receiverIds: string[] | null
}

/** By number; those there are, neither recalled nor past the storage period. */
export async function findMessageFacts(
  sql: Sql,
  conversationId: number,
  sequences: number[],
  hiddenUntil: Date,
): Promise<Map<number, MessageFacts>> {
  return bySequence(await sql<MessageFacts[]>`${factsOf(sql, conversationId, sequences, hiddenUntil)}`)
}

/** They stay as they are until the transaction ends. */
export async function lockMessageFacts(
  sql: Sql,
  conversationId: number,
  sequences: number[],
  hiddenUntil: Date,
): Promise<Map<number, MessageFacts>> {
  return bySequence(await sql<MessageFacts[]>`${factsOf(sql, conversationId, sequences, hiddenUntil)} order by sequence for update`)
}

const factsOf = (sql: Sql, conversationId: number, sequences: number[], hiddenUntil: Date) => sql`
  select
    sequence, at, day, sender_id, system,
      coalesce(extra ->> 'needsReceipt', '') = 'true' as needs_receipt,
      coalesce(extra ->> 'supportsExtensions', '') = 'true' as supports_extensions, extra -> 'receiverIds' as receiver_ids
    from messages
    where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[]) and at > ${hiddenUntil} and recalled_at is null`

const bySequence = (rows: MessageFacts[]) => new Map(rows.map((row) => [row.sequence, row]))
