import type { Profile } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

interface ProfileRow {
  userId: string
  nick: string
  faceUrl: string
  profile: Omit<Profile, 'nick' | 'faceUrl' | 'custom'>
  custom: Profile['custom']
}

/** The nickname and the avatar may have come with the account. An empty one counts as not set. */
export async function findProfiles(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, Profile>> {
  const rows = await sql<ProfileRow[]>`
    select user_id, nick, face_url, profile, custom from im_users where app_id = ${sdkAppId} and user_id = any(${userIds})`
  return new Map(
    rows.map(({ userId, nick, faceUrl, profile, custom }) => [
      userId,
      { ...(nick !== '' && { nick }), ...(faceUrl !== '' && { faceUrl }), ...profile, custom },
    ]),
  )
}

/** False: there is no such user. */
export async function changeProfile(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { nick = null, faceUrl = null, custom, ...profile }: { [K in keyof Profile]: Profile[K] | null },
): Promise<boolean> {
  const rows = await sql`
    update im_users set
      nick = coalesce(${nick}, nick),
      face_url = coalesce(${faceUrl}, face_url),
      profile = profile || ${sql.json(profile as never)}::jsonb,
      custom = custom || ${sql.json(custom as never)}::jsonb
    where app_id = ${sdkAppId} and user_id = ${userId}
    returning 1`
  return rows.length > 0
}
