import type { Sql } from '../../platform/database.ts'

/** Returns who was one. */
export async function demoteAdmins(sql: Sql, sdkAppId: number, groupId: string): Promise<string[]> {
  const rows = await sql<{ userId: string }[]>`
    update group_members set role = 'Member' where app_id = ${sdkAppId} and group_id = ${groupId} and role = 'Admin' returning user_id`
  return rows.map(({ userId }) => userId)
}

/** Nobody can apply to a Work group. */
export async function endApplicationsToJoin(sql: Sql, sdkAppId: number, groupId: string): Promise<void> {
  await sql`
    delete from group_applications
    where app_id = ${sdkAppId} and group_id = ${groupId} and answer is null and user_id = applicant_id`
}

export async function endMutes(sql: Sql, sdkAppId: number, groupId: string): Promise<void> {
  await sql`delete from group_mutes where app_id = ${sdkAppId} and group_id = ${groupId}`
}

/** For every member. */
export async function markAllRead(sql: Sql, sdkAppId: number, groupId: string): Promise<void> {
  await sql`update conversations set read_floor = last_sequence where app_id = ${sdkAppId} and key = ${groupId}`
}
