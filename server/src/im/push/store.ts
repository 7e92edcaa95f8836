import type { Push } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { isReached } from './rules.ts'
import { findTraits } from './traits-store.ts'

const duplicateWindow = '5 minutes'

/** A push of the same sender and number that is a retry's first. */
export async function findTaskId(sql: Sql, sdkAppId: number, senderId: string, random: number, now: Date): Promise<string | null> {
  const [row] = await sql<{ taskId: string }[]>`
    select task_id from pushes
    where app_id = ${sdkAppId} and sender_id = ${senderId} and random = ${random} and at > ${now}::timestamptz - ${duplicateWindow}::interval
    order by at desc limit 1`
  return row?.taskId ?? null
}

export async function addPush(sql: Sql, sdkAppId: number, push: Push): Promise<void> {
  const { taskId, senderId, random, body, condition, offlinePushInfo, at } = push
  const expiresAt = push.expiresAt ?? at
  await sql`
    insert into pushes (app_id, task_id, sender_id, random, body, condition, offline_push_info, at, expires_at, forgotten_at)
    values (
      ${sdkAppId}, ${taskId}, ${senderId}, ${random}, ${JSON.stringify(body)}::text::json,
      ${condition && JSON.stringify(condition)}::text::json, ${offlinePushInfo && JSON.stringify(offlinePushInfo)}::text::json, ${at}, ${expiresAt},
      greatest(${expiresAt}::timestamptz, ${at}::timestamptz + ${duplicateWindow}::interval)
    )`
}

/** What a user who comes now has missed and still gets, oldest first. Whoever has come after a push is not meant by it. */
export async function listKeptPushes(sql: Sql, sdkAppId: number, userId: string, now: Date): Promise<Push[]> {
  const [rows, traits] = await Promise.all([
    sql<(Omit<Push, 'at' | 'expiresAt'> & { at: Date; expiresAt: Date })[]>`
      select task_id, sender_id, random, body, condition, offline_push_info, at, expires_at from pushes
      where app_id = ${sdkAppId} and expires_at > ${now} and at < expires_at
        and at >= (select created_at from im_users where app_id = ${sdkAppId} and user_id = ${userId})
      order by at, task_id limit ${keptMax}`,
    findTraits(sql, sdkAppId, userId),
  ])
  return rows
    .filter(({ condition }) => isReached(condition, traits))
    .map(({ at, expiresAt, ...push }) => ({ ...push, at: at.toISOString(), expiresAt: expiresAt.toISOString() }))
}

/** More than seven days of 100 pushes. */
const keptMax = 1_000

/** Returns how many went. */
export async function forgetPushes(sql: Sql, at: Date, portion: number): Promise<number> {
  const { count } = await sql`
    delete from pushes where (app_id, task_id) in (
      select app_id, task_id from pushes where forgotten_at <= ${at} order by forgotten_at limit ${portion}
    )`
  return count
}
