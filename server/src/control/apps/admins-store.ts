import { Refusal } from '@plenum/contract'
import { addAdministratorUser } from '../../limits/users.ts'
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
export async function addAdmin(sql: Sql, sdkAppId: number, admin: Admin & { day: string }, usersMax: number | null) {
  const { userId, addedAt, addedBy, day } = admin
  const isUser = await addAdministratorUser(sql, sdkAppId, userId, usersMax, { now: addedAt, day })
  if (!isUser) throw new Refusal('user_limit', { allowed: usersMax })
  await sql`
    insert into app_admins (app_id, user_id, added_at, added_by)
    values (${sdkAppId}, ${userId}, ${addedAt}, ${addedBy}) on conflict do nothing`
}

/** The account stays. */
export async function removeAdmin(sql: Sql, sdkAppId: number, userId: string) {
  await sql`delete from app_admins where app_id = ${sdkAppId} and user_id = ${userId}`
}
