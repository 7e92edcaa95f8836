import type { Message, MessageReaction } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import { reactionsSeenBy } from './reactions-seen.ts'
import { type MessageRow, messageColumns, messageOf, startOfMonth } from './store.ts'

/** Whose view of a conversation it is. */
export interface View {
  userId: string
  /** Not later than this is past the storage period. */
  hiddenUntil: Date
  /** Up to here the history is gone for this user. */
  clearedSequence: number
  /** In a group: what was said before is not for this user. */
  seenFrom?: Date | null
}

/** Of many conversations at once: by their columns. */
interface ViewOfMany extends Omit<View, 'clearedSequence' | 'seenFrom'> {
  clearedSequence: Fragment
  seenFrom: Fragment
}

/** Of a message of the conversation: what the view holds. Recalled ones stand there without words. */
export const isSeen = (sql: Sql, { userId, hiddenUntil, clearedSequence, seenFrom = null }: View | ViewOfMany): Fragment => sql`
  (messages.at > ${hiddenUntil} and messages.sequence > ${clearedSequence}
    ${seenFrom ? sql`and messages.at >= coalesce(${seenFrom}, '-infinity'::timestamptz)` : sql``}
    and (extra is null
      or (extra ->> 'receiverIds' is null or sender_id = ${userId} or (extra -> 'receiverIds')::jsonb ? ${userId})
        and (extra ->> 'notForSender' is null or sender_id <> ${userId}))
    and not exists (
      select from hidden_messages
      where hidden_messages.conversation_id = messages.conversation_id and user_id = ${userId} and hidden_messages.sequence = messages.sequence
    ))`

/**
 * Newest first. So many are looked at, however few of them the user may see: what is not shown is covered. Of a group times rise with the
 * numbers, so below the first that is past the storage period or from before the joining there is nothing.
 */
export async function listSeen(
  sql: Sql,
  conversationId: number,
  { through, limit, timesRise, ...view }: View & { through: number; limit: number; timesRise: boolean },
) {
  const oldest = view.seenFrom && view.seenFrom > view.hiddenUntil ? view.seenFrom : view.hiddenUntil
  type Row = MessageRow & { clientSequence: number | null; reactions: MessageReaction[] | null } & {
    first: number | null
    found: number
    isEnd: boolean | null
  }
  const rows = await sql<Row[]>`
    with page as materialized (
      select ${sql(messageColumns)}, client_sequence, ${isSeen(sql, view)} as is_seen from messages
      where conversation_id = ${conversationId} and sequence <= ${through} and sequence > ${view.clearedSequence} and at >= ${startOfMonth(oldest)}
      order by sequence desc limit ${limit}
    )
    select extent.*, seen.*, ${reactionsSeenBy(sql, view.userId, conversationId, sql`seen.sequence`)} as reactions
    from (select min(sequence) as first, count(*) as found, bool_or(at < ${oldest}) as is_end from page) as extent
    left join (select * from page where is_seen) as seen on true
    order by sequence desc`
  const { first, found, isEnd } = rows[0]!
  const isWhole = found < limit || (timesRise && isEnd === true)
  const messages = rows.flatMap((row): Message[] =>
    row.sequence === null
      ? []
      : [
          {
            ...messageOf(row),
            ...(row.clientSequence !== null && { clientSequence: row.clientSequence }),
            ...(row.reactions && { reactions: row.reactions }),
          },
        ],
  )
  return { messages, coveredFrom: isWhole ? 1 : first! }
}

/** Of these numbers those that the user sees, with the day that what hangs on them goes with. */
export async function listSeenNumbers(sql: Sql, conversationId: number, sequences: number[], view: View) {
  return sql<{ sequence: number; day: string }[]>`
    select sequence, day from messages
    where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[]) and ${isSeen(sql, view)} order by sequence`
}

/** Takes them out of the user's own view. May be repeated. */
export async function hideMessages(
  sql: Sql,
  conversationId: number,
  { sdkAppId, userId, messages }: { sdkAppId: number; userId: string; messages: readonly { sequence: number; day: string }[] },
): Promise<void> {
  await sql`
    insert into hidden_messages (conversation_id, user_id, sequence, app_id, day)
    select ${conversationId}::bigint, ${userId}, sequence, ${sdkAppId}::bigint, day
    from unnest(${messages.map(({ sequence }) => sequence)}::bigint[], ${messages.map(({ day }) => day)}::date[]) as named (sequence, day)
    on conflict do nothing`
}
