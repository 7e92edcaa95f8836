import type { Sql } from '../../platform/database.ts'

export async function findBlocked(sql: Sql, sdkAppId: number, urls: string[]): Promise<Set<string>> {
  const rows = await sql<{ url: string }[]>`select url from blocked_media where app_id = ${sdkAppId} and url = any(${urls})`
  return new Set(rows.map(({ url }) => url))
}

export async function block(sql: Sql, sdkAppId: number, url: string, now: Date): Promise<void> {
  await sql`insert into blocked_media (app_id, url, blocked_at) values (${sdkAppId}, ${url}, ${now}) on conflict do nothing`
}

export async function unblock(sql: Sql, sdkAppId: number, url: string): Promise<void> {
  await sql`delete from blocked_media where app_id = ${sdkAppId} and url = ${url}`
}
