import { type FriendAdded, Refusal } from '@plenum/contract'
import { findBlockedPairs } from '../im/relations/blocklist/store.ts'
import { insertLists, listListNames } from '../im/relations/friends/lists-store.ts'
import { type Circle, decideAdditions, type Manner, type NewFriend } from '../im/relations/friends/rules.ts'
import { findFriendPairs } from '../im/relations/friends/store.ts'
import { countRequests, findAsked, putRequests, removeRequests } from '../im/relations/requests-store.ts'
import { findProfiles } from '../im/users/profiles/store.ts'
import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from '../road/context.ts'
import { type Allowed, lockApp, lockUsers } from './locks.ts'
import { columnsOf, type Pair, pairsBetween, sidesOf } from './pairs.ts'

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

/** Adds friends one by one as far as there are places in every list they come into. Who must be asked is asked. */
export async function addFriends(
  sql: Sql,
  { app, limits }: Allowed,
  userId: string,
  wanted: NewFriend[],
  manner: Manner,
  now: Date,
): Promise<{ results: FriendAdded[]; pairs: Pair[] }> {
  const { sdkAppId } = app
  const wantedIds = wanted.map((friend) => friend.userId)
  const others = await lockCircle(sql, app, userId, wantedIds)
  const circle = await loadCircle(sql, sdkAppId, userId, others)
  const { results, mine, theirs, asked, newLists } = decideAdditions(userId, wanted, circle, manner, limits.friendsMax)
  const entries = [
    ...mine.map((friend) => ({ userId, friendId: friend.userId, friend })),
    ...theirs.map((friend) => ({ userId: friend.userId, friendId: userId, friend: { ...friend, remark: '', lists: [], custom: {} } })),
  ]
  await insertLists(sql, sdkAppId, userId, newLists)
  await insertFriends(sql, sdkAppId, entries)
  await removeRequests(sql, sdkAppId, entries)
  await putRequests(sql, sdkAppId, userId, asked, { mutual: manner.mutual, now })
  return { results, pairs: entries.map((entry) => ({ userId: entry.userId, friendId: entry.friendId })) }
}

async function loadCircle(sql: Sql, sdkAppId: number, userId: string, otherIds: string[]): Promise<Circle> {
  const between = pairsBetween(userId, otherIds)
  const everybody = [userId, ...otherIds]
  const [profiles, friendCounts, requestCounts, friendPairs, blockedPairs, asked, lists] = await Promise.all([
    findProfiles(sql, sdkAppId, everybody),
    countsOfFriends(sql, sdkAppId, everybody),
    countRequests(sql, sdkAppId, otherIds),
    findFriendPairs(sql, sdkAppId, between),
    findBlockedPairs(sql, sdkAppId, between),
    findAsked(sql, sdkAppId, userId, otherIds),
    listListNames(sql, sdkAppId, userId),
  ])
  const personOf = (other: string) => ({
    friendCount: friendCounts.get(other)!,
    allowType: profiles.get(other)!.allowType ?? 'allowAny',
    requestCount: requestCounts.get(other) ?? 0,
  })
  return {
    me: { friendCount: friendCounts.get(userId)!, mayAsk: profiles.get(userId)!.adminForbid !== 'sendOut', lists },
    others: new Map(otherIds.map((other) => [other, personOf(other)])),
    friends: sidesOf(userId, friendPairs),
    blocks: sidesOf(userId, blockedPairs),
    asked,
  }
}

async function countsOfFriends(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, number>> {
  const rows = await sql<{ userId: string; friendCount: number }[]>`
    select user_id, friend_count from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Map(rows.map(({ userId, friendCount }) => [userId, friendCount]))
}

interface Entry extends Pair {
  friend: NewFriend
}

/** Under the locks of all of them, and only who is no friend yet. */
async function insertFriends(sql: Sql, sdkAppId: number, entries: Entry[]): Promise<void> {
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
