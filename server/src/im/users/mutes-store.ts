import type { Sql } from '../../platform/database.ts'

/** Until when a user is muted by the app, in all groups and towards users; null: not. */
interface Mutes {
  groups: Date | null
  direct: Date | null
}

export async function findMutes(sql: Sql, sdkAppId: number, userId: string): Promise<Mutes | null> {
  const [row] = await sql<Mutes[]>`
    select groups_muted_until as groups, direct_muted_until as direct from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
  return row ?? null
}

/** False: there is no such user. */
export async function setMutes(sql: Sql, sdkAppId: number, userId: string, { groups, direct }: Partial<Mutes>): Promise<boolean> {
  const { count } = await sql`
    update im_users set
      groups_muted_until = ${groups === undefined ? sql`groups_muted_until` : groups},
      direct_muted_until = ${direct === undefined ? sql`direct_muted_until` : direct}
    where app_id = ${sdkAppId} and user_id = ${userId}`
  return count > 0
}
