import type { Push } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

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

/** Returns how many went. */
export async function forgetPushes(sql: Sql, at: Date, portion: number): Promise<number> {
  const { count } = await sql`
    delete from pushes where (app_id, task_id) in (
      select app_id, task_id from pushes where forgotten_at <= ${at} order by forgotten_at limit ${portion}
    )`
  return count
}
