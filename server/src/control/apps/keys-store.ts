import type { Sql } from '../../platform/database.ts'

export interface AppKey {
  keyId: number
  secretKey: string
  createdAt: Date
  createdBy: string
  lastShownAt: Date | null
  lastShownBy: string | null
}

/** Newest first. */
export function listKeys(sql: Sql, sdkAppId: number) {
  return sql<AppKey[]>`
    select id as key_id, secret_key, created_at, created_by, last_shown_at, last_shown_by
    from app_keys where app_id = ${sdkAppId} order by id desc`
}

export async function addKey(sql: Sql, sdkAppId: number, key: Omit<AppKey, 'keyId'>): Promise<AppKey> {
  const [row] = await sql<{ keyId: number }[]>`
    insert into app_keys (app_id, id, secret_key, created_at, created_by, last_shown_at, last_shown_by)
    select ${sdkAppId}, coalesce(max(id), 0) + 1, ${key.secretKey}, ${key.createdAt}, ${key.createdBy}, ${key.lastShownAt}, ${key.lastShownBy}
    from app_keys where app_id = ${sdkAppId} returning id as key_id`
  return { ...key, keyId: row!.keyId }
}

/** Returns false when there is no such key. */
export async function removeKey(sql: Sql, sdkAppId: number, keyId: number): Promise<boolean> {
  const { count } = await sql`delete from app_keys where app_id = ${sdkAppId} and id = ${keyId}`
  return count > 0
}

export async function markShown(sql: Sql, sdkAppId: number, shown: { at: Date; by: string }) {
  await sql`update app_keys set last_shown_at = ${shown.at}, last_shown_by = ${shown.by} where app_id = ${sdkAppId}`
}
