import type { Sql } from '../../platform/database.ts'

/** A mute outlives membership: whoever leaves and comes back is still muted. `key` is that of the group, or of a topic. */
export async function setMutedUntil(sql: Sql, sdkAppId: number, key: string, userIds: string[], mutedUntil: Date): Promise<void> {
  await sql`
    insert into group_mutes (app_id, group_id, user_id, muted_until)
    select ${sdkAppId}::bigint, ${key}, user_id, ${mutedUntil}::timestamptz from unnest(${userIds}::text[]) as user_id
    on conflict (app_id, group_id, user_id) do update set muted_until = excluded.muted_until`
}

/** And those that are over, of whomever. Returns who was muted until now. */
export async function liftMutes(sql: Sql, sdkAppId: number, key: string, userIds: string[], now: Date): Promise<Set<string>> {
  const rows = await sql<{ userId: string }[]>`
    with lifted as (
      delete from group_mutes
      where app_id = ${sdkAppId} and group_id = ${key} and (user_id = any(${userIds}) or muted_until <= ${now})
      returning user_id, muted_until
    )
    select user_id from lifted where muted_until > ${now}`
  return new Set(rows.map(({ userId }) => userId))
}

/** Those that still run, by user; null when there are more than `countMax`. */
export async function listMuted(sql: Sql, sdkAppId: number, key: string, now: Date, countMax: number) {
  const rows = await sql<{ userId: string; mutedUntil: Date }[]>`
    select user_id, muted_until from group_mutes
    where app_id = ${sdkAppId} and group_id = ${key} and muted_until > ${now} order by user_id limit ${countMax + 1}`
  return rows.length > countMax ? null : rows.map(({ userId, mutedUntil }) => ({ userId, mutedUntil: mutedUntil.toISOString() }))
}
