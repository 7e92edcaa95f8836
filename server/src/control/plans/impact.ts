import type { Limits } from '@plenum/billing'
import type { PlanPreview } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

type Above = PlanPreview['impact']['groups']
export type AboveKind = 'groups' | 'users' | 'avGroups' | 'communities'
export interface AboveRow {
  id: string
  name: string
  value: number | null
}

const namedMax = 100

export const nothingAbove = (limits: Limits): PlanPreview['impact'] => ({
  groups: { count: 0, allowed: limits.groupMembersMax, named: [] },
  users: { count: 0, allowed: limits.groupsPerUserMax, named: [] },
  avGroups: { count: 0, allowed: limits.avGroupsMax, named: [] },
  communities: { count: 0, allowed: limits.communitiesMax, named: [] },
})

/** What exists above the limits. With the limits of the built-in prices only the partial indexes are read, never all groups and users. */
export async function readImpact(sql: Sql, sdkAppId: number, limits: Limits): Promise<PlanPreview['impact']> {
  const [groups, users, avGroups, communities] = await Promise.all([
    above(sql, sdkAppId, 'groups', limits, limits.groupMembersMax),
    above(sql, sdkAppId, 'users', limits, limits.groupsPerUserMax),
    above(sql, sdkAppId, 'avGroups', limits, limits.avGroupsMax),
    above(sql, sdkAppId, 'communities', limits, limits.communitiesMax),
  ])
  return { groups, users, avGroups, communities }
}

async function above(sql: Sql, sdkAppId: number, kind: AboveKind, limits: Limits, allowed: number | null): Promise<Above> {
  const [count, named] = await Promise.all([
    countAbove(sql, sdkAppId, kind, limits),
    listAbove(sql, sdkAppId, kind, limits, undefined, namedMax),
  ])
  return { count, allowed, named: named.rows }
}

/** The largest first, audio-video groups and communities by their id; `next` continues after the last row. */
export async function listAbove(sql: Sql, sdkAppId: number, kind: AboveKind, limits: Limits, after: string | undefined, limit: number) {
  const rows = await sql<AboveRow[]>`${queries[kind](sql, sdkAppId, limits, readCursor(kind, after))} limit ${limit + 1}`
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? `${last.value ?? ''}:${last.id}` : null }
}

export async function countAbove(sql: Sql, sdkAppId: number, kind: AboveKind, limits: Limits): Promise<number> {
  const [row] = await sql<{ count: number }[]>`${counts[kind](sql, sdkAppId, limits)}`
  return row!.count
}

/**
 * The bounds of the partial indexes are repeated, so that every plan of PostgreSQL may use them; an operator's price book may have a
 * limit below them.
 */
const tooLarge = (sql: Sql, { groupMembersMax }: Limits) => sql`
  member_count > ${groupMembersMax} ${groupMembersMax < 200 ? sql`` : sql`and member_count > 200`} and type <> 'Community'`
const tooBusy = (sql: Sql, { groupsPerUserMax }: Limits) => sql`
  group_count > ${groupsPerUserMax} ${groupsPerUserMax < 500 ? sql`` : sql`and group_count > 500`}`

const counts = {
  groups: (sql: Sql, sdkAppId: number, limits: Limits) => sql`
    select count(*) from groups where app_id = ${sdkAppId} and ${tooLarge(sql, limits)}`,
  users: (sql: Sql, sdkAppId: number, limits: Limits) => sql`
    select count(*) from im_users where app_id = ${sdkAppId} and ${tooBusy(sql, limits)}`,
  avGroups: (sql: Sql, sdkAppId: number, { avGroupsMax }: Limits) => sql`
    select coalesce(sum(av_group_count), 0)::bigint as count from apps
    where id = ${sdkAppId} and av_group_count > ${avGroupsMax}::int`,
  communities: (sql: Sql, sdkAppId: number, { features }: Limits) => sql`
    select coalesce(sum(community_count), 0)::bigint as count from apps where id = ${sdkAppId} and not ${features.communities}::boolean`,
}

interface Cursor {
  value: number
  id: string
}

const queries = {
  groups: (sql: Sql, sdkAppId: number, limits: Limits, after: Cursor | null) => sql`
    select id, name, member_count as value from groups
    where app_id = ${sdkAppId} and ${tooLarge(sql, limits)}
      ${after ? sql`and member_count <= ${after.value}::bigint and (member_count < ${after.value}::bigint or id > ${after.id})` : sql``}
    order by member_count desc, id`,
  users: (sql: Sql, sdkAppId: number, limits: Limits, after: Cursor | null) => sql`
    select user_id as id, nick as name, group_count as value from im_users
    where app_id = ${sdkAppId} and ${tooBusy(sql, limits)}
      ${after ? sql`and group_count <= ${after.value}::bigint and (group_count < ${after.value}::bigint or user_id > ${after.id})` : sql``}
    order by group_count desc, user_id`,
  avGroups: (sql: Sql, sdkAppId: number, { avGroupsMax }: Limits, after: Cursor | null) => sql`
    select id, name, null::int as value from groups
    where app_id = ${sdkAppId} and type = 'AVChatRoom'
      and exists (select from apps where apps.id = ${sdkAppId} and av_group_count > ${avGroupsMax}::int)
      ${after ? sql`and id > ${after.id}` : sql``}
    order by id`,
  /** They are hidden where the plan has none. */
  communities: (sql: Sql, sdkAppId: number, { features }: Limits, after: Cursor | null) => sql`
    select id, name, member_count as value from groups
    where app_id = ${sdkAppId} and type = 'Community' and not ${features.communities}::boolean
      ${after ? sql`and id > ${after.id}` : sql``}
    order by id`,
}

function readCursor(kind: AboveKind, after: string | undefined): Cursor | null {
  if (after === undefined) return null
  const colon = after.indexOf(':')
  const value = Number(after.slice(0, Math.max(colon, 0)))
  return { value: kind === 'avGroups' || !Number.isSafeInteger(value) ? 0 : value, id: after.slice(colon + 1) }
}

/** Groups made under a lower limit keep their own maximum until it is raised. */
export async function countGroupsBelow(sql: Sql, sdkAppId: number, membersPerGroup: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from groups
    where app_id = ${sdkAppId} and member_max < ${membersPerGroup} ${membersPerGroup > 6000 ? sql`` : sql`and member_max < 6000`}
      and type <> 'Community'`
  return row!.count
}
