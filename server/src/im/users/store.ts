import type { Sql } from '../../platform/database.ts'

export async function findUserIds(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ userId: string }[]>`select user_id from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Set(rows.map(({ userId }) => userId))
}

/** False: there is no such user. */
export async function setSignaturesFrom(sql: Sql, sdkAppId: number, userId: string, from: Date): Promise<boolean> {
  const { count } = await sql`update im_users set signatures_from = ${from} where app_id = ${sdkAppId} and user_id = ${userId}`
  return count > 0
}

/** Nickname and avatar of those who exist. */
export async function findNames(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, { nick: string; faceUrl: string }>> {
  const rows = await sql<{ userId: string; nick: string; faceUrl: string }[]>`
    select user_id, nick, face_url from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Map(rows.map(({ userId, ...names }) => [userId, names]))
}

/** From when on UserSigs of the user sign in; null: always, or there is no such user yet. */
export async function findSignaturesFrom(sql: Sql, sdkAppId: number, userId: string): Promise<Date | null> {
  const [row] = await sql<{ signaturesFrom: Date | null }[]>`
    select signatures_from from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
  return row?.signaturesFrom ?? null
}
