import { type Profile, Refusal } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from '../road/context.ts'
import { lockApp, lockUsers } from './locks.ts'
import { columnsOf, type Pair } from './pairs.ts'

/**
 * Locks a user together with the others, so that what is decided between them is decided by one at a time. Refuses when the user is not
 * there. Returns those of the others who are; the user is not among them.
 */
export async function lockCircle(sql: Sql, app: AppInMemory, userId: string, otherIds: readonly string[] = []): Promise<string[]> {
  await lockApp(sql, app, 'revision')
  const present = await lockUsers(sql, app.sdkAppId, [...new Set([userId, ...otherIds])])
  if (!present.has(userId)) throw new Refusal('user_unknown', { userId })
  present.delete(userId)
  return [...present.keys()]
}

/** Of users who are locked. */
export async function countsOfFriends(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, number>> {
  const rows = await sql<{ userId: string; friendCount: number }[]>`
    select user_id, friend_count from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Map(rows.map(({ userId, friendCount }) => [userId, friendCount]))
}

/** A friend as it comes into a list. */
export interface NewFriend {
  userId: string
  remark: string
  lists: string[]
  source: string
  wording: string
  addedAt: Date
  custom: Profile['custom']
}

interface Entry extends Pair {
  friend: NewFriend
}

/** Under the locks of all of them, only who is no friend yet, and only as many as there are places for by `countsOfFriends`. */
export async function insertFriends(sql: Sql, sdkAppId: number, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ userId, friendId, friend }, place) => {
    const { remark, source, wording, addedAt, custom } = friend
    return {
      user_id: userId,
      friend_id: friendId,
      place,
      remark,
      lists: [...new Set(friend.lists)],
      source,
      wording,
      added_at: addedAt,
      custom,
    }
  })
  await sql`
    with inserted as (
      insert into friends (app_id, user_id, friend_id, number, remark, lists, source, wording, added_at, custom)
      select
        ${sdkAppId}::bigint, user_id, friend_id, friend_sequence + row_number() over (partition by user_id order by place),
        remark, lists, source, wording, added_at, custom
      from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as entry (
        user_id text, friend_id text, place int, remark text, lists text[], source text, wording text, added_at timestamptz, custom jsonb
      )
      cross join lateral (
        select friend_sequence from im_users where app_id = ${sdkAppId} and im_users.user_id = entry.user_id limit 1
      ) as owner
      returning user_id, custom
    ), grown as (
      select user_id, count(*) as friends, count(*) filter (where custom <> '{}') as customs from inserted group by user_id
    )
    update im_users set
      friend_count = friend_count + friends,
      friend_sequence = friend_sequence + friends,
      friend_custom_sequence = friend_custom_sequence + customs
    from grown
    where app_id = ${sdkAppId} and im_users.user_id = any(array(select user_id from grown)) and im_users.user_id = grown.user_id`
}

/** Under the locks of all whose lists it concerns. Returns the pairs that were friends. */
export async function removeFriends(sql: Sql, sdkAppId: number, pairs: readonly Pair[]): Promise<Pair[]> {
  if (pairs.length === 0) return []
  const { users, friends } = columnsOf(pairs)
  const removed = await sql<Pair[]>`
    delete from friends where ctid = any(array(
      select found.ctid from unnest(${users}::text[], ${friends}::text[]) as pair (user_id, friend_id)
      cross join lateral (
        select ctid from friends where app_id = ${sdkAppId} and user_id = pair.user_id and friend_id = pair.friend_id limit 1
      ) as found
    ))
    returning user_id, friend_id`
  await discount(sql, sdkAppId, removed)
  return removed
}

/** For the deletion of accounts, with the app locked for update: out of their own lists and out of those of everybody. */
export async function removeFriendsOf(sql: Sql, sdkAppId: number, userIds: string[]): Promise<void> {
  const removed = await sql<Pair[]>`
    delete from friends where app_id = ${sdkAppId} and (user_id = any(${userIds}) or friend_id = any(${userIds})) returning user_id, friend_id`
  await discount(sql, sdkAppId, removed)
}

async function discount(sql: Sql, sdkAppId: number, removed: Pair[]): Promise<void> {
  if (removed.length === 0) return
  await sql`
    with fewer as (
      select user_id, count(*) as friends from unnest(${columnsOf(removed).users}::text[]) as user_id group by user_id
    )
    update im_users set friend_count = friend_count - friends, friend_sequence = friend_sequence + friends
    from fewer
    where app_id = ${sdkAppId} and im_users.user_id = any(array(select user_id from fewer)) and im_users.user_id = fewer.user_id`
}
