import type { Sql } from '../platform/database.ts'
import { tablesOfApp } from './owned-rows.ts'

/**
 * Deletes one portion of what an ended app's server made beside messages, which go before. Returns how many rows went; 0: nothing is
 * left. No write comes between, because the app's status has changed and with it its revision.
 */
export async function removeOwnedRows(sql: Sql, sdkAppId: number, portion: number): Promise<number> {
  for (const table of tablesOfApp) {
    const { count } = await sql`
      delete from ${sql(table)} where ctid = any(array(select ctid from ${sql(table)} where app_id = ${sdkAppId} limit ${portion}))`
    if (count > 0) return count
  }
  await sql`update apps set user_count = 0, group_count = 0, av_group_count = 0, community_count = 0 where id = ${sdkAppId} and (user_count > 0 or group_count > 0)`
  return 0
}
