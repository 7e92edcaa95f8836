import type { Message, MessageReaction } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { reactionsSeenBy } from './reactions-seen.ts'
import { isSeen, type View } from './seen-store.ts'
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

/** Takes the numbers of the next changes of a conversation; returns the last one. After the messages, and held until the transaction ends. */
async function countChanges(sql: Sql, conversationId: number, changes: number, now: Date): Promise<number> {
  const [row] = await sql<{ change: number }[]>`
    update conversations set change = change + ${changes}::bigint, changed_at = ${now} where id = ${conversationId} returning change`
  return row?.change ?? 0
}

/** Of messages that are locked. Returns the number of the last change: they have consecutive ones, in the order given. */
export async function recallMessages(
  sql: Sql,
  conversationId: number,
  messages: Pick<Message, 'sequence' | 'at'>[],
  { operatorId, now }: { operatorId: string; now: Date },
): Promise<number> {
  const last = await countChanges(sql, conversationId, messages.length, now)
  await sql`
    update messages
    set recalled_at = ${now}, body = '[]', cloud_custom_data = '', change = ${last - messages.length}::bigint + named.place,
      extra = (coalesce(extra::jsonb, '{}') || jsonb_build_object('recalledBy', ${operatorId}::text))::json
    from unnest(${messages.map(({ sequence }) => sequence)}::bigint[], ${messages.map(({ at }) => at)}::text[]::timestamptz[])
      with ordinality as named (sequence, at, place)
    where conversation_id = ${conversationId} and messages.sequence = named.sequence and messages.at = named.at`
  await removeAnswers(
    sql,
    conversationId,
    messages.map(({ sequence }) => sequence!),
  )
  return last
}

/** Nobody has reacted to what is gone, and nobody pins it. */
async function removeAnswers(sql: Sql, conversationId: number, sequences: number[]): Promise<void> {
  const ofThem = sql`where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[])`
  await sql`
    with reactions as (delete from message_reactions ${ofThem}), changes as (delete from message_reaction_changes ${ofThem})
    delete from message_pins ${ofThem}`
}

interface OfSender {
  senderId: string
  /** Of the numbers above it. */
  after: number
  hiddenUntil: Date
  operatorId: string
  now: Date
}

/** Returns how many. */
export async function recallOfSender(
  sql: Sql,
  conversationId: number,
  { senderId, after, hiddenUntil, operatorId, now }: OfSender,
): Promise<number> {
  const found = await sql<{ sequence: number; at: Date }[]>`
    select sequence, at from messages
    where conversation_id = ${conversationId} and sequence > ${after} and at > ${hiddenUntil}
      and sender_id = ${senderId} and recalled_at is null and not system
    order by sequence for update`
  if (found.length > 0) {
    const messages = found.map(({ sequence, at }) => ({ sequence, at: at.toISOString() }))
    await recallMessages(sql, conversationId, messages, { operatorId, now })
  }
  return found.length
}

/** Of a message that is locked. Returns the number of the change. */
export async function rewriteMessage(
  sql: Sql,
  conversationId: number,
  { sequence, at }: Pick<Message, 'sequence' | 'at'>,
  { body, cloudCustomData }: Pick<Message, 'body' | 'cloudCustomData'>,
  now: Date,
): Promise<number> {
  const change = await countChanges(sql, conversationId, 1, now)
  await sql`
    update messages set body = ${JSON.stringify(body)}::text::json, cloud_custom_data = ${cloudCustomData}, change = ${change}
    where conversation_id = ${conversationId} and sequence = ${sequence} and at = ${at}::text::timestamptz`
  return change
}

/**
 * What became of messages under the numbers after `after`, as they are now, in the order of their last changes: those recalled or rewritten,
 * and all reactions to those reacted to. What the view does not hold is left out.
 */
export async function listChanged(sql: Sql, conversationId: number, { after, limit, ...view }: View & { after: number; limit: number }) {
  type Row = MessageRow & { clientSequence: number | null; isSeen: boolean | null; number: number } & {
    ofReactions: boolean
    reactions: MessageReaction[] | null
  }
  const rows = await sql<Row[]>`
    with changed as (
      (select sequence as changed_sequence, change as number, false as of_reactions from messages
        where conversation_id = ${conversationId} and change > ${after} order by change limit ${limit})
      union all
      (select sequence, change, true from message_reaction_changes
        where conversation_id = ${conversationId} and change > ${after} order by change limit ${limit})
      order by number limit ${limit}
    )
    select
      ${sql(messageColumns)}, client_sequence, number, of_reactions, ${isSeen(sql, view)} as is_seen,
      case when of_reactions then ${reactionsSeenBy(sql, view.userId, conversationId, sql`changed_sequence`)} end as reactions
    from changed left join messages on conversation_id = ${conversationId} and sequence = changed_sequence
    order by number`
  const seen = rows.filter((row) => row.isSeen)
  return {
    messages: seen.flatMap((row) =>
      row.ofReactions ? [] : [{ ...messageOf(row), ...(row.clientSequence !== null && { clientSequence: row.clientSequence }) }],
    ),
    reactions: seen.flatMap(({ sequence, number, ofReactions, reactions }) =>
      ofReactions ? [{ sequence, change: number, reactions: reactions ?? [] }] : [],
    ),
    /** Continues there; null: these are all. */
    reached: rows.length === limit ? rows.at(-1)!.number : null,
  }
}
