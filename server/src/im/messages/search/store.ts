import type { Message } from '@plenum/contract'
import type { Fragment, Sql } from '../../../platform/database.ts'
import { isSeen, type View } from '../seen-store.ts'
import { type MessageRow, messageColumns, messageOf, startOfMonth } from '../store.ts'

interface Wanted extends View {
  keywords: string[]
  match: 'any' | 'all'
  senderIds?: string[] | undefined
  types?: string[] | undefined
  from?: Date | undefined
  to?: Date | undefined
  through?: number | undefined
  limit: number
  /** With the numbers, so that below what is too old there is nothing. */
  timesRise: boolean
}

/** Numbers that one call looks at: a search goes through a conversation by its key, and no index of words slows what is said down. */
const lookedMax = 1_000

/** Newest first. `coveredFrom` 1: there is nothing below. */
export async function searchMessages(sql: Sql, conversationId: number, wanted: Wanted) {
  const { from, hiddenUntil, seenFrom, clearedSequence, limit, timesRise } = wanted
  const oldest = new Date(Math.max(...[from, hiddenUntil, seenFrom].map((at) => at?.getTime() ?? 0)))
  const [conversation] = await sql<{ lastSequence: number }[]>`select last_sequence from conversations where id = ${conversationId}`
  const lastSequence = conversation?.lastSequence ?? 0
  const coveredTo = Math.min(wanted.through ?? lastSequence, lastSequence)
  const above = Math.max(0, coveredTo - lookedMax)
  const rows = await sql<(MessageRow & { clientSequence: number | null })[]>`
    select * from (
      select ${sql(messageColumns)}, client_sequence, ${isWanted(sql, wanted)} as is_wanted from messages
      where conversation_id = ${conversationId} and sequence <= ${coveredTo} and sequence > ${Math.max(above, clearedSequence)}
        and at >= ${startOfMonth(oldest)}
      order by sequence desc limit ${lookedMax}
    ) as looked_at
    where is_wanted order by sequence desc limit ${limit}`
  const messages = rows.map(
    (row): Message => ({ ...messageOf(row), ...(row.clientSequence !== null && { clientSequence: row.clientSequence }) }),
  )
  if (messages.length === limit) return { messages, coveredFrom: messages.at(-1)!.sequence!, coveredTo }
  const [below] = await sql<{ sequence: number; at: Date }[]>`
    select sequence, at from messages
    where conversation_id = ${conversationId} and sequence <= ${above} and sequence > ${clearedSequence} and at >= ${startOfMonth(oldest)}
    order by sequence desc limit 1`
  const isEnd = !below || (timesRise && below.at < oldest)
  return { messages, coveredFrom: isEnd ? 1 : below.sequence + 1, coveredTo }
}

/** The condition comes with the row, so that it is asked of one after the other until enough are found. */
function isWanted(sql: Sql, { keywords, match, senderIds, types, from, to, ...view }: Wanted): Fragment {
  const words = keywords.map(patternOf)
  return sql`
    not system and recalled_at is null
    ${from ? sql`and at >= ${from}` : sql``}
    ${to ? sql`and at < ${to}` : sql``}
    ${senderIds ? sql`and sender_id = any(${senderIds}::text[])` : sql``}
    ${types ? sql`and exists (select from json_array_elements(body) as element where element::text ~ any(${types.map(typePattern)}::text[]))` : sql``}
    ${words.length === 0 ? sql`` : match === 'all' ? sql`and body::text ~* all(${words}::text[])` : sql`and body::text ~* any(${words}::text[])`}
    and ${isSeen(sql, view)}`
}

/**
 * Of a body as it is written down (`JSON.stringify`), where no quotation mark stands unescaped inside a text: what looks like a member is one.
 */
function patternOf(keyword: string): string {
  const written = JSON.stringify(keyword).slice(1, -1)
  return `"(Text|Desc|FileName|Title)":"([^"\\\\]|\\\\.)*${written.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`
}

const typePattern = (type: string) => `^\\{"MsgType":"${type}"`
