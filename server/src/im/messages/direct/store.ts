import type { Sql } from '../../../platform/database.ts'
import { directKey } from '../lanes/write-batch.ts'
import { type MessageRow, messageColumns, messageOf } from '../store.ts'
import type { MessageName } from './rules.ts'

/** A conversation as one of its two users has it. */
export interface Side {
  conversationId: number
  readSequence: number
  /** Up to here the history is gone for this user. */
  clearedSequence: number
  /** Of the other one. */
  peerReadSequence: number
}

/** null: they have not spoken since the user is there. */
export async function findSide(sql: Sql, sdkAppId: number, userId: string, peerId: string): Promise<Side | null> {
  const [row] = await sql<Side[]>`
    select mine.conversation_id, mine.read_sequence, mine.cleared_sequence, coalesce(theirs.read_sequence, 0) as peer_read_sequence
    from direct_sides as mine
    left join direct_sides as theirs
      on theirs.app_id = mine.app_id and theirs.user_id = mine.peer_id and theirs.peer_id = mine.user_id
    where mine.app_id = ${sdkAppId} and mine.user_id = ${userId} and mine.peer_id = ${peerId}`
  return row ?? null
}

/** How far it has got; nothing where two have never spoken. */
export async function findDirectConversation(sql: Sql, sdkAppId: number, userId: string, peerId: string) {
  const [row] = await sql<{ lastSequence: number; change: number }[]>`
    select last_sequence, change from conversations where app_id = ${sdkAppId} and key = ${directKey(userId, peerId)}`
  return row ?? { lastSequence: 0, change: 0 }
}

/** One in each direction. */
const sameNameMax = 2

interface Page {
  conversationId: number
  /** Whose view it is. */
  userId: string
  clearedSequence: number
  from: Date
  to: Date
  before?: MessageName | undefined
  limit: number
  bytesMax: number
  hiddenUntil: Date
}

/**
 * The latest that fit, in the order of time, and whether these are all. Two messages that crossed under the same name are not taken apart,
 * since a page continues before a name.
 */
export async function listPage(
  sql: Sql,
  { conversationId, userId, clearedSequence, from, to, before, limit, bytesMax, hiddenUntil }: Page,
) {
  const rows = await sql<(MessageRow & { clientSequence: number; found: number })[]>`
    select * from (
      select *, rank() over newest as place, sum(bytes) over newest as bytes_so_far, count(*) over () as found
      from (
        select ${sql(messageColumns)}, client_sequence, octet_length(body::text) + octet_length(cloud_custom_data) as bytes from messages
        where conversation_id = ${conversationId} and client_sequence is not null
          and at >= ${from} and at <= ${before && before.at < to ? before.at : to} and at > ${hiddenUntil} and sequence > ${clearedSequence}
          ${before ? sql`and (at, client_sequence, random) < (${before.at}, ${before.clientSequence}, ${before.random})` : sql``}
          and not (sender_id = ${userId} and extra is not null and coalesce(extra ->> 'notForSender' = 'true', false))
        order by at desc, client_sequence desc, random desc fetch first (${limit + sameNameMax}::bigint) rows with ties
      ) as latest
      window newest as (order by at desc, client_sequence desc, random desc)
    ) as ranked
    where place <= ${limit} and (place = 1 or bytes_so_far <= ${bytesMax})
    order by at, client_sequence, random, sequence`
  return {
    messages: rows.map((row) => ({ ...messageOf(row), clientSequence: row.clientSequence })),
    complete: rows.length === (rows[0]?.found ?? 0),
  }
}

interface Wanted extends MessageName {
  /** Of the conversation between the two. */
  key: string
  senderId: string
  hiddenUntil: Date
}

/** null: there is none, or it is past the storage period. */
export async function findMessage(sql: Sql, sdkAppId: number, wanted: Wanted) {
  return namedMessage(await sql<NamedRow[]>`${selectNamed(sql, sdkAppId, wanted)}`)
}

/** It stays as it is until the transaction ends. */
export async function lockMessage(sql: Sql, sdkAppId: number, wanted: Wanted) {
  return namedMessage(await sql<NamedRow[]>`${selectNamed(sql, sdkAppId, wanted)} for update`)
}

type NamedRow = MessageRow & { conversationId: number; clientSequence: number }

const selectNamed = (sql: Sql, sdkAppId: number, { key, senderId, at, clientSequence, random, hiddenUntil }: Wanted) => sql`
  select ${sql(messageColumns)}, conversation_id, client_sequence from messages
  where conversation_id = (select id from conversations where app_id = ${sdkAppId} and key = ${key})
    and client_sequence is not null and at = ${at} and client_sequence = ${clientSequence} and random = ${random}
    and sender_id = ${senderId} and at > ${hiddenUntil}`

function namedMessage([row]: NamedRow[]) {
  if (!row) return null
  const { conversationId, sequence, clientSequence } = row
  return { conversationId, message: { ...messageOf(row), sequence, clientSequence } }
}

/** How far a user has read: up to the first message that is later than a moment, or up to a number; without either everything. */
interface Reached {
  through: Date | null
  sequence: number | null
  now: Date
}

/** Raises it; null: it was there already. */
export async function raiseReadSequence(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  peerId: string,
  { through, sequence, now }: Reached,
): Promise<number | null> {
  const [row] = await sql<{ readSequence: number }[]>`
    update direct_sides as side set read_sequence = reached.sequence, read_at = ${now}
    from (
      select mine.app_id, user_id, peer_id, coalesce(
        case when ${sequence}::bigint is not null then least(${sequence}::bigint, last_sequence) end,
        (select min(sequence) - 1 from messages where conversation_id = mine.conversation_id and sequence > read_sequence and at > ${through}::timestamptz),
        last_sequence
      ) as sequence
      from direct_sides as mine join conversations on conversations.id = conversation_id
      where mine.app_id = ${sdkAppId} and user_id = ${userId} and peer_id = ${peerId}
    ) as reached
    where side.app_id = reached.app_id and side.user_id = reached.user_id and side.peer_id = reached.peer_id
      and side.read_sequence < reached.sequence
    returning side.read_sequence`
  return row?.readSequence ?? null
}

/** Of each peer with whom there is something to read; of all peers unless some are named. */
export async function countUnread(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { peerIds, hiddenUntil }: { peerIds: string[] | null; hiddenUntil: Date },
) {
  const rows = await sql<{ peerId: string; unread: number }[]>`
    select peer_id, unread
    from direct_sides
    join conversations on conversations.id = conversation_id
    cross join lateral (
      select count(*) as unread from messages
      where messages.conversation_id = direct_sides.conversation_id and sequence > greatest(read_sequence, cleared_sequence)
        and at > ${hiddenUntil} and sender_id <> user_id and recalled_at is null
        and (extra is null or extra ->> 'noUnread' is distinct from 'true')
    ) as counted
    where direct_sides.app_id = ${sdkAppId} and user_id = ${userId} and last_sequence > greatest(read_sequence, cleared_sequence)
      ${peerIds ? sql`and peer_id = any(${peerIds})` : sql``}`
  return new Map(rows.map(({ peerId, unread }) => [peerId, unread]))
}
