import type { Limits } from '@plenum/billing'
import type { Sql } from '../platform/database.ts'
import { type AppInMemory, StaleRevision } from '../road/context.ts'

/** The app as the door admitted it, and what its plan allows today. */
export interface Allowed {
  app: AppInMemory
  limits: Limits
}

/** How much of the app a write needs for itself. README.md says who waits for whom. */
export type Hold = 'revision' | 'counters' | 'everything'

/**
 * The first lock of every write in a transaction: from here to its end the app is as it was when the limits were decided.
 * Throws StaleRevision when it was changed meanwhile. The counters are the present ones unless only the revision is held.
 */
export async function lockApp(sql: Sql, { sdkAppId, revision }: AppInMemory, hold: Hold) {
  const strength = { revision: sql`for key share`, counters: sql`for no key update`, everything: sql`for update` }[hold]
  const [row] = await sql<{ userCount: number; groupCount: number; avGroupCount: number; communityCount: number }[]>`
    select user_count, group_count, av_group_count, community_count from apps where id = ${sdkAppId} and revision = ${revision} ${strength}`
  if (!row) throw new StaleRevision()
  return row
}

/** After the app. Returns the groups that exist. */
export function lockGroups(sql: Sql, sdkAppId: number, groupIds: string[]) {
  return sql<{ groupId: string; type: string; ownerId: string | null; supportsTopics: boolean }[]>`
    select id as group_id, type, owner_id, supports_topics from groups where app_id = ${sdkAppId} and id = any(${groupIds}) order by id for update`
}

/** In the place of `lockGroups` for what only refers to groups: those returned stay until the transaction ends. */
export async function keepGroups(sql: Sql, sdkAppId: number, groupIds: string[]): Promise<Set<string>> {
  const rows = await sql<{ groupId: string }[]>`
    select id as group_id from groups where app_id = ${sdkAppId} and id = any(${groupIds}) order by id for key share`
  return new Set(rows.map(({ groupId }) => groupId))
}

/** After the groups. Returns the users that exist, with the number of groups each is in. */
export async function lockUsers(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Map<string, number>> {
  const rows = await sql<{ userId: string; groupCount: number }[]>`
    select user_id, group_count from im_users where app_id = ${sdkAppId} and user_id = any(${userIds}) order by user_id for update`
  return new Map(rows.map(({ userId, groupCount }) => [userId, groupCount]))
}
