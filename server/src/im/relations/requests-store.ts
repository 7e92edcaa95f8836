import type { FriendRequest } from '@plenum/contract'
import type { NewFriend } from '../../limits/friends.ts'
import { columnsOf, type Pair } from '../../limits/pairs.ts'
import type { Sql } from '../../platform/database.ts'

/** How many wait for the consent of each; who has none is absent. */
export async function countRequests(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, number>> {
  const rows = await sql<{ userId: string; count: number }[]>`
    select user_id, count(*) as count from friend_requests where app_id = ${sdkAppId} and user_id = any(${userIds}) group by user_id`
  return new Map(rows.map(({ userId, count }) => [userId, count]))
}

/** Whom of the others the user has asked. */
export async function findAsked(sql: Sql, sdkAppId: number, requesterId: string, userIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ userId: string }[]>`
    select user_id from friend_requests
    where app_id = ${sdkAppId} and user_id = any(${userIds}) and requester_id = ${requesterId}`
  return new Set(rows.map(({ userId }) => userId))
}

/** Who asks again asks with the newer words. */
export async function putRequests(
  sql: Sql,
  sdkAppId: number,
  requesterId: string,
  friends: NewFriend[],
  { mutual, now }: { mutual: boolean; now: Date },
): Promise<void> {
  if (friends.length === 0) return
  const rows = friends.map(({ userId, remark, lists, source, wording }) => ({ user_id: userId, remark, lists, source, wording }))
  await sql`
    insert into friend_requests (app_id, user_id, requester_id, remark, lists, source, wording, mutual, asked_at)
    select ${sdkAppId}::bigint, user_id, ${requesterId}, remark, lists, source, wording, ${mutual}::boolean, ${now}::timestamptz
    from jsonb_to_recordset(${sql.json(rows as never)}::jsonb)
      as asked (user_id text, remark text, lists text[], source text, wording text)
    on conflict (app_id, user_id, requester_id) do update set
      remark = excluded.remark, lists = excluded.lists, source = excluded.source, wording = excluded.wording,
      mutual = excluded.mutual, asked_at = excluded.asked_at, number = default, is_read = false`
}

/** Of each pair the request of the first to the second: it was granted, or is not wanted any more. */
export async function removeRequests(sql: Sql, sdkAppId: number, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return
  const { users, friends } = columnsOf(pairs)
  await sql`
    delete from friend_requests where ctid = any(array(
      select found.ctid from unnest(${users}::text[], ${friends}::text[]) as pair (requester_id, user_id)
      cross join lateral (
        select ctid from friend_requests
        where app_id = ${sdkAppId} and user_id = pair.user_id and requester_id = pair.requester_id limit 1
      ) as found
    ))`
}

interface Page {
  direction: FriendRequest['direction'] | 'both'
  before?: number | undefined
  limit: number
}

interface RequestRow extends Omit<FriendRequest, 'at'> {
  at: Date
  number: number
}

/** The newest first. `next`: where the next page begins; null when this was the last. */
export async function listRequests(sql: Sql, sdkAppId: number, userId: string, { direction, before, limit }: Page) {
  const page = sql`${before === undefined ? sql`` : sql`and number < ${before}`} order by number desc limit ${limit}`
  const rows = await sql<RequestRow[]>`
    select request.other_id as user_id, nick, face_url, direction, source, wording, asked_at as at, is_read, number
    from (
      (
        select *, requester_id as other_id, 'incoming' as direction from friend_requests
        where app_id = ${sdkAppId} and user_id = ${userId} and ${direction !== 'outgoing'} ${page}
      ) union all (
        select *, user_id as other_id, 'outgoing' as direction from friend_requests
        where app_id = ${sdkAppId} and requester_id = ${userId} and ${direction !== 'incoming'} ${page}
      )
    ) as request
    cross join lateral (
      select nick, face_url from im_users where app_id = ${sdkAppId} and im_users.user_id = request.other_id limit 1
    ) as other
    order by number desc limit ${limit}`
  return {
    requests: rows.map(({ number: _, at, ...request }) => ({ ...request, at: at.toISOString() })),
    next: rows.length === limit ? rows.at(-1)!.number : null,
  }
}

/** There are at most 100 to a user. */
export async function countUnread(sql: Sql, sdkAppId: number, userId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) as count from friend_requests where app_id = ${sdkAppId} and user_id = ${userId} and not is_read`
  return row!.count
}

/** Returns how many were not read. Under the lock of the user. */
export async function markRead(sql: Sql, sdkAppId: number, userId: string): Promise<number> {
  const { count } = await sql`
    update friend_requests set is_read = true where app_id = ${sdkAppId} and user_id = ${userId} and not is_read`
  return count
}

export interface Asked {
  remark: string
  lists: string[]
  source: string
  wording: string
}

/** Under the locks of both. null: there is no such request. */
export async function findRequest(sql: Sql, sdkAppId: number, requesterId: string, userId: string): Promise<Asked | null> {
  const [row] = await sql<Asked[]>`
    select remark, lists, source, wording from friend_requests
    where app_id = ${sdkAppId} and user_id = ${userId} and requester_id = ${requesterId}`
  return row ?? null
}
