import { type AppInMemory, StaleRevision } from '../../context.ts'
import type { Sql } from '../../platform/database.ts'
import type { Allowed } from './locks.ts'

export type JoinRefusal = 'group_user_unknown' | 'user_group_limit' | 'group_full' | 'group_member_limit'

export interface Joined {
  added: string[]
  already: string[]
  refused: { userId: string; code: JoinRefusal; allowed: number | null }[]
}

/** Why nothing can be done with the members of a group. */
type Obstacle = 'group_unknown' | 'av_group' | 'owner_stays'

/** Adds users in the order given as far as places go. Answers what the group is instead when nobody can be added to it. */
export async function addMembers(
  sql: Sql,
  { app, limits }: Allowed,
  groupId: string,
  userIds: string[],
  now: Date,
): Promise<Joined | Obstacle> {
  const joined: Joined = { added: [], already: [], refused: [] }
  let waiting = [...new Set(userIds)]
  while (waiting.length > 0) {
    const rows = await join(sql, { app, limits }, groupId, waiting, now)
    if (rows.length === 0) throw new StaleRevision()
    if (rows[0]!.type === null) return 'group_unknown'
    if (rows[0]!.type === 'AVChatRoom') return 'av_group'
    // Someone who got in by another request while this one waited was given a place: whoever found none looks again.
    const again = rows.some(({ outcome }) => outcome === 'again')
    waiting = again ? rows.filter(({ outcome }) => outcome === 'again' || outcome === 'full').map(({ userId }) => userId) : []
    for (const { userId, outcome, memberMax } of rows) {
      if (outcome === 'added') joined.added.push(userId)
      if (outcome === 'already') joined.already.push(userId)
      if (outcome === 'unknown') joined.refused.push({ userId, code: 'group_user_unknown', allowed: null })
      if (outcome === 'busy') joined.refused.push({ userId, code: 'user_group_limit', allowed: limits.groupsPerUserMax })
      if (outcome === 'full' && !again) joined.refused.push({ userId, ...whatBinds(memberMax, limits.groupMembersMax) })
    }
  }
  return joined
}

/** The plan's limit answers 10038, the group's own maximum 10014. */
function whatBinds(memberMax: number, planMax: number) {
  return memberMax <= planMax
    ? { code: 'group_full' as const, allowed: memberMax }
    : { code: 'group_member_limit' as const, allowed: planMax }
}

interface JoinRow {
  type: string | null
  memberMax: number
  userId: string
  outcome: 'added' | 'already' | 'unknown' | 'busy' | 'full' | 'again'
}

/**
 * One statement: lock app, group, users; decide; insert; count what was inserted. Only rows that are locked are read as they are after a
 * wait. `group_members` is read as it was when the statement began; an insert that then conflicts is `again`.
 */
function join(sql: Sql, { app, limits }: Allowed, groupId: string, userIds: string[], now: Date) {
  return sql<JoinRow[]>`
    with present_app as (
      select id from apps where id = ${app.sdkAppId} and revision = ${app.revision} for key share
    ), locked_group as (
      select id, type, member_count, member_max from groups where app_id = (select id from present_app) and id = ${groupId} for update
    ), locked_users as (
      select user_id, group_count from im_users
      where app_id = (select present_app.id from present_app, locked_group where type <> 'AVChatRoom') and user_id = any(${userIds})
      order by user_id for update
    ), candidates as (
      select
        wanted.user_id, place, locked_users.user_id is not null as known, group_count >= ${limits.groupsPerUserMax} as busy,
        exists (select from group_members where app_id = ${app.sdkAppId} and group_id = ${groupId} and group_members.user_id = wanted.user_id) as already
      from unnest(${userIds}::text[]) with ordinality as wanted (user_id, place) left join locked_users using (user_id)
    ), placed as (
      select *, known and not already and not busy as fit, count(*) filter (where known and not already and not busy) over (order by place) as position
      from candidates
    ), joined as (
      insert into group_members (app_id, group_id, user_id, joined_at)
      select ${app.sdkAppId}::bigint, id, user_id, ${now}::timestamptz from placed, locked_group
      where fit and position <= least(member_max, ${limits.groupMembersMax}) - member_count
      order by place
      on conflict do nothing
      returning user_id
    ), group_counted as (
      update groups set member_count = member_count + (select count(*) from joined)
      where app_id = ${app.sdkAppId} and id = ${groupId} and exists (select from joined)
    ), users_counted as (
      update im_users set group_count = group_count + 1 where app_id = ${app.sdkAppId} and user_id in (select user_id from joined)
    )
    select
      type, member_max, placed.user_id,
      case
        when joined.user_id is not null then 'added'
        when not known then 'unknown'
        when already then 'already'
        when busy then 'busy'
        when position > least(member_max, ${limits.groupMembersMax}) - member_count then 'full'
        else 'again'
      end as outcome
    from present_app
    left join locked_group on true
    left join placed on true
    left join joined using (user_id)
    order by place`
}

/** Whoever is no member is passed over. The owner cannot be removed: then nobody is. */
export async function removeMembers(sql: Sql, app: AppInMemory, groupId: string, userIds: string[]): Promise<string[] | Obstacle> {
  const [row] = await sql<{ type: string | null; isOwnerAmong: boolean; removed: string[] }[]>`
    with present_app as (
      select id from apps where id = ${app.sdkAppId} and revision = ${app.revision} for key share
    ), locked_group as (
      select id, type, owner_id from groups where app_id = (select id from present_app) and id = ${groupId} for update
    ), locked_users as (
      select user_id from im_users
      where app_id = (select present_app.id from present_app, locked_group where owner_id is null or owner_id <> all(${userIds}))
        and user_id = any(${userIds})
      order by user_id for update
    ), removed as (
      delete from group_members where app_id = ${app.sdkAppId} and group_id = ${groupId} and user_id in (select user_id from locked_users)
      returning user_id
    ), group_counted as (
      update groups set member_count = member_count - (select count(*) from removed)
      where app_id = ${app.sdkAppId} and id = ${groupId} and exists (select from removed)
    ), users_counted as (
      update im_users set group_count = group_count - 1 where app_id = ${app.sdkAppId} and user_id in (select user_id from removed)
    )
    select
      (select type from locked_group) as type, coalesce((select owner_id = any(${userIds}) from locked_group), false) as is_owner_among,
      array(select user_id from removed) as removed
    from present_app`
  if (!row) throw new StaleRevision()
  if (row.type === null) return 'group_unknown'
  if (row.type === 'AVChatRoom') return 'av_group'
  if (row.isOwnerAmong) return 'owner_stays'
  return row.removed
}
