import type { Sql } from '../../platform/database.ts'

export async function findUserIds(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ userId: string }[]>`select user_id from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Set(rows.map(({ userId }) => userId))
}
