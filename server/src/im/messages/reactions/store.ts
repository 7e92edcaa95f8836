import type { MessageReaction, ReactingUser, ReactionCount } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { reactionsSeenBy } from '../reactions-seen.ts'
import { isSeen, type View } from '../seen-store.ts'

const kindsMax = 30
const usersMax = 100
const firstUsersMax = 10

/** How many there may be, by what refuses more. */
export const allowedOf: Partial<Record<string, number>> = { reaction_limit: kindsMax, reaction_user_limit: usersMax }

export interface Reactable {
  sequence: number
  at: Date
  senderId: string
  /** Of a message to some. */
  receiverIds: string[] | null
}

/** Of these numbers what users said and the view holds; what was recalled is no more. */
export function listReactable(sql: Sql, conversationId: number, sequences: number[], view: View) {
  return sql<Reactable[]>`
    select sequence, at, sender_id, extra -> 'receiverIds' as receiver_ids from messages
    where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[]) and ${isSeen(sql, view)}
      and recalled_at is null and not system`
}

interface Change {
  sdkAppId: number
  revision: number
  conversationId: number
  message: Reactable
  userId: string
  reactionId: string
  adding: boolean
  now: Date
}

interface Changed {
  problem:
    | 'stale'
    | 'gone'
    | 'sender_unknown'
    | 'reaction_given'
    | 'reaction_limit'
    | 'reaction_user_limit'
    | 'reaction_unknown'
    | 'reaction_not_given'
    | null
  change: number
  reactions: ReactionCount[]
  firstUsers: ReactingUser[]
}

/** Commits by itself. */
export async function changeReaction(
  sql: Sql,
  { sdkAppId, revision, conversationId, message, userId, reactionId, adding, now }: Change,
): Promise<Changed> {
  const [row] = await sql<Changed[]>`
    select problem, change, reactions, first_users
    from change_reaction(
      ${sdkAppId}, ${revision}, ${conversationId}, ${message.sequence}, ${message.at}, ${userId}, ${reactionId},
      ${adding}, ${kindsMax}, ${usersMax}, ${firstUsersMax}, ${now}
    )`
  return row!
}

/** By number; those that somebody has reacted to. */
export async function listReactions(sql: Sql, conversationId: number, sequences: number[], userId: string) {
  const rows = await sql<{ sequence: number; reactions: MessageReaction[] | null }[]>`
    select sequence, ${reactionsSeenBy(sql, userId, conversationId, sql`wanted.sequence`)} as reactions
    from unnest(${sequences}::bigint[]) as wanted (sequence)`
  return new Map(rows.map((row) => [row.sequence, row.reactions ?? []]))
}

/** The first of each reaction, in the order of reacting. */
export function listFirstUsers(sql: Sql, sdkAppId: number, conversationId: number, sequences: number[], limit: number) {
  return sql<(ReactingUser & { sequence: number; reactionId: string })[]>`
    select sequence, reaction_id, user_id, nick, face_url
    from (
      select sequence, reaction_id, user_id, number, row_number() over (partition by sequence, reaction_id order by number) as place
      from message_reactions where conversation_id = ${conversationId} and sequence = any(${sequences}::bigint[])
    ) as placed
    join im_users using (user_id)
    where app_id = ${sdkAppId} and place <= ${limit} order by number`
}

export async function listUsers(
  sql: Sql,
  { sdkAppId, conversationId, sequence }: { sdkAppId: number; conversationId: number; sequence: number },
  { reactionId, after, limit }: { reactionId: string; after: number; limit: number },
) {
  const rows = await sql<(ReactingUser & { number: number })[]>`
    select user_id, nick, face_url, number from message_reactions join im_users using (app_id, user_id)
    where app_id = ${sdkAppId} and conversation_id = ${conversationId} and sequence = ${sequence} and reaction_id = ${reactionId}
      and number > ${after}
    order by number limit ${limit + 1}`
  const users = rows.slice(0, limit).map(({ userId, nick, faceUrl }) => ({ userId, nick, faceUrl }))
  return { users, next: rows.length > limit ? rows[limit - 1]!.number : null }
}
