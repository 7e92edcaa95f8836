import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Admin {
  userId: string
  addedAt: Date
  addedBy: string
}

/** In the order in which they were added. */
export function listAdmins(sql: Sql, sdkAppId: number) {
  return sql<Admin[]>`select user_id, added_at, added_by from app_admins where app_id = ${sdkAppId} order by added_at, user_id`
}

/** A new name creates the account of the app, which counts like any other. */
export async function addAdmin(sql: Sql, sdkAppId: number, admin: Admin & { day: string }, usersMax: number | null = null) {
  const { userId, addedAt, addedBy, day } = admin
  const added = await sql`
    insert into im_users (app_id, user_id, created_at, created_day)
    select ${sdkAppId}, ${userId}, ${addedAt}, ${day} from apps where id = ${sdkAppId} and (${usersMax}::int is null or user_count < ${usersMax})
    on conflict do nothing returning 1`
  if (added.length > 0) await sql`update apps set user_count = user_count + 1 where id = ${sdkAppId}`
  else {
    const known = await sql`select 1 from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
    if (known.length === 0) throw new Refusal('user_limit', { allowed: usersMax })
  }
  await sql`insert into app_admins (app_id, user_id, added_at, added_by) values (${sdkAppId}, ${userId}, ${addedAt}, ${addedBy}) on conflict do nothing`
}

/** The account stays. */
export async function removeAdmin(sql: Sql, sdkAppId: number, userId: string) {
  await sql`delete from app_admins where app_id = ${sdkAppId} and user_id = ${userId}`
}
