import { columnsOf, type Pair } from '../../../limits/pairs.ts'
import type { Sql } from '../../../platform/database.ts'

/** Those of the pairs of which the first has the second on the blocklist. */
export async function findBlockedPairs(sql: Sql, sdkAppId: number, pairs: readonly Pair[]): Promise<Pair[]> {
  const { users, friends } = columnsOf(pairs)
  return sql<Pair[]>`
    select pair.user_id, pair.friend_id from unnest(${users}::text[], ${friends}::text[]) as pair (user_id, friend_id)
    cross join lateral (
      select from blocks where app_id = ${sdkAppId} and user_id = pair.user_id and blocked_id = pair.friend_id limit 1
    ) as found`
}

/** Under the lock of the user. Returns who was on it. */
export async function deleteBlocks(sql: Sql, sdkAppId: number, userId: string, blockedIds: string[]): Promise<string[]> {
  const rows = await sql<{ blockedId: string }[]>`
    delete from blocks where app_id = ${sdkAppId} and user_id = ${userId} and blocked_id = any(${blockedIds}) returning blocked_id`
  await sql`
    update im_users set block_sequence = block_sequence + ${rows.length} where app_id = ${sdkAppId} and user_id = ${userId}`
  return rows.map(({ blockedId }) => blockedId)
}

/** In the order of adding. */
export async function listBlocks(sql: Sql, sdkAppId: number, userId: string, { after, limit }: { after: number; limit: number }) {
  const rows = await sql<{ userId: string; blockedAt: Date; number: number }[]>`
    select blocked_id as user_id, blocked_at, number from blocks
    where app_id = ${sdkAppId} and user_id = ${userId} and number > ${after} order by number limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    blocked: page.map(({ userId: blockedId, blockedAt }) => ({ userId: blockedId, blockedAt: blockedAt.toISOString() })),
    next: rows.length > limit ? page.at(-1)!.number : null,
  }
}

/** null: there is no such user. */
export async function findBlockSequence(sql: Sql, sdkAppId: number, userId: string): Promise<number | null> {
  const [row] = await sql<{ sequence: number }[]>`
    select block_sequence as sequence from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
  return row?.sequence ?? null
}
