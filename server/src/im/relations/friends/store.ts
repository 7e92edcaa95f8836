import type { Friend, Profile } from '@plenum/contract'
import { columnsOf, type Pair } from '../../../limits/pairs.ts'
import type { Sql } from '../../../platform/database.ts'

interface FriendRow extends Omit<Friend, 'addedAt'> {
  userId: string
  addedAt: Date
  number: number
}

const friendColumns = (sql: Sql) => sql`friend_id as user_id, number, remark, lists, source, wording, added_at, custom`

/** Those of the pairs that are friends. One look-up by key for each, whatever the planner makes of the size of the table: `limit 1`. */
export async function findFriendPairs(sql: Sql, sdkAppId: number, pairs: readonly Pair[]): Promise<Pair[]> {
  const { users, friends } = columnsOf(pairs)
  return sql<Pair[]>`
    select pair.user_id, pair.friend_id from unnest(${users}::text[], ${friends}::text[]) as pair (user_id, friend_id)
    cross join lateral (
      select from friends where app_id = ${sdkAppId} and user_id = pair.user_id and friend_id = pair.friend_id limit 1
    ) as found`
}

export async function listFriendIds(sql: Sql, sdkAppId: number, userId: string): Promise<string[]> {
  const rows = await sql<{ friendId: string }[]>`
    select friend_id from friends where app_id = ${sdkAppId} and user_id = ${userId} order by friend_id`
  return rows.map(({ friendId }) => friendId)
}

/** Who has the user as a friend, as many as hear of changes of the user. */
export async function listWhoHas(sql: Sql, sdkAppId: number, friendId: string, limit: number): Promise<string[]> {
  const rows = await sql<{ userId: string }[]>`
    select user_id from friends where app_id = ${sdkAppId} and friend_id = ${friendId} order by user_id limit ${limit}`
  return rows.map(({ userId }) => userId)
}

export async function findFriends(sql: Sql, sdkAppId: number, userId: string, friendIds: string[]): Promise<Map<string, Friend>> {
  const rows = await sql<FriendRow[]>`
    select ${friendColumns(sql)} from friends where app_id = ${sdkAppId} and user_id = ${userId} and friend_id = any(${friendIds})`
  return new Map(rows.map((row) => [row.userId, asFriend(row)]))
}

/** In the order of adding. */
export async function listFriends(sql: Sql, sdkAppId: number, userId: string, { after, limit }: { after: number; limit: number }) {
  const rows = await sql<FriendRow[]>`
    select ${friendColumns(sql)} from friends
    where app_id = ${sdkAppId} and user_id = ${userId} and number > ${after} order by number limit ${limit + 1}`
  const page = rows.slice(0, limit)
  return {
    page: page.map((row) => ({ userId: row.userId, friend: asFriend(row) })),
    next: rows.length > limit ? page.at(-1)!.number : null,
  }
}

function asFriend({ remark, lists, source, wording, addedAt, custom }: FriendRow): Friend {
  return { remark, lists, source, wording, addedAt: addedAt.toISOString(), custom }
}

/** null: there is no such user. */
export async function findFriendSequences(sql: Sql, sdkAppId: number, userId: string) {
  const [row] = await sql<{ count: number; sequence: number; customSequence: number }[]>`
    select friend_count as count, friend_sequence as sequence, friend_custom_sequence as custom_sequence
    from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
  return row ?? null
}

export interface FriendChange {
  userId: string
  remark?: string | undefined
  lists?: string[] | undefined
  custom: Profile['custom']
}

/** Under the lock of the user. What is absent stays. */
export async function changeFriends(sql: Sql, sdkAppId: number, userId: string, changes: FriendChange[]): Promise<void> {
  const rows = changes.map((change) => ({ friend_id: change.userId, remark: change.remark, lists: change.lists, custom: change.custom }))
  const standard = changes.filter(({ remark, lists }) => remark !== undefined || lists !== undefined).length
  const custom = changes.filter((change) => Object.keys(change.custom).length > 0).length
  await sql`
    update friends set
      remark = coalesce(change.remark, friends.remark),
      lists = coalesce(change.lists, friends.lists),
      custom = friends.custom || change.custom
    from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as change (friend_id text, remark text, lists text[], custom jsonb)
    where app_id = ${sdkAppId} and user_id = ${userId} and friends.friend_id = change.friend_id`
  await sql`
    update im_users set friend_sequence = friend_sequence + ${standard}, friend_custom_sequence = friend_custom_sequence + ${custom}
    where app_id = ${sdkAppId} and user_id = ${userId}`
}
