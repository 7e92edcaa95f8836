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

export interface SignIn {
  /** From when on UserSigs of the user sign in; null: always. */
  signaturesFrom: Date | null
  /** The number of the last notice. */
  notice: number
}

/** What matters when users sign in, of many at once; in the order given. Users who do not exist yet have not been told anything. */
export async function findSignIns(sql: Sql, users: { sdkAppId: number; userId: string }[]): Promise<SignIn[]> {
  const rows = await sql<(SignIn & { place: number })[]>`
    select place, signatures_from, notice_sequence as notice
    from unnest(${users.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${users.map(({ userId }) => userId)}::text[])
      with ordinality as wanted (app_id, user_id, place)
    cross join lateral (
      select signatures_from, notice_sequence from im_users where app_id = wanted.app_id and user_id = wanted.user_id limit 1
    ) as found`
  const found = new Map(rows.map(({ place, ...signIn }) => [place, signIn]))
  return users.map((_, index) => found.get(index + 1) ?? { signaturesFrom: null, notice: 0 })
}
