import { type GroupType, isCommunityId, Refusal } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { jsonText } from '../platform/stored-text.ts'
import { type AppInMemory, StaleRevision } from '../road/context.ts'
import { holdDay } from '../road/days.ts'
import { type Allowed, lockApp, lockGroups, lockUsers } from './locks.ts'
import { membersMaxOf } from './members.ts'
import { removeRowsOfGroups } from './owned-rows.ts'
import { listTopicIds } from './topics.ts'
import type { When } from './users.ts'

export interface NewGroup {
  groupId: string
  type: GroupType
  name: string
  introduction: string
  notification: string
  faceUrl: string
  ownerId: string | null
  /** null: the plan's limit. */
  memberMax: number | null
  applyJoinOption: string
  inviteJoinOption: string
  supportsTopics: boolean
  custom: CustomValuesByKey
  /** Of the owner as a member. */
  ownerCustom: CustomValuesByKey
  /** Without the owner. */
  members: { userId: string; role: 'Admin' | 'Member'; custom: CustomValuesByKey }[]
  /** Brought over from elsewhere: since when it is there. It takes nothing of what a day may grow. */
  importedFrom?: Date
}

type CustomValuesByKey = Record<string, string>

/** Creates the group with its owner and members, or refuses: the rate of the day first, then the counts in the order in which joins are refused. */
export async function createGroup(sql: Sql, { app, limits }: Allowed, group: NewGroup, when: When): Promise<void> {
  const isAv = group.type === 'AVChatRoom'
  const counts = await lockAppAndDay(sql, app, when)
  await refuseTakenId(sql, app, group)
  const isImport = group.importedFrom !== undefined
  if (!isImport && (await growthOf(sql, app, when.day)) >= limits.groupsPerDayMax)
    throw new Refusal('group_daily_growth_limit', { allowed: limits.groupsPerDayMax })
  if (isAv) refuseFrom('av_group_limit', counts.avGroupCount, limits.avGroupsMax)
  else if (group.type === 'Community') refuseFrom('community_limit', counts.communityCount, limits.communitiesMax)
  else refuseFrom('group_limit', counts.groupCount - counts.avGroupCount - counts.communityCount, limits.ordinaryGroupsMax)

  const allowed = membersMaxOf(group.groupId, limits)
  const memberMax = isAv ? null : (group.memberMax ?? allowed)
  const owner = group.ownerId === null || isAv ? [] : [{ userId: group.ownerId, role: 'Owner' as const, custom: group.ownerCustom }]
  const members = [...owner, ...group.members]
  const counting = [...new Set([...(group.ownerId === null ? [] : [group.ownerId]), ...members.map(({ userId }) => userId)])]
  const groupCounts = await lockUsers(sql, app.sdkAppId, counting)
  for (const userId of counting) {
    const groupCount = groupCounts.get(userId)
    if (groupCount === undefined) throw new Refusal('group_user_unknown', { userId })
    if (groupCount >= limits.groupsPerUserMax) throw new Refusal('user_group_limit', { userId, allowed: limits.groupsPerUserMax })
  }
  if (memberMax !== null && Math.max(members.length, memberMax) > allowed) throw new Refusal('group_member_limit', { allowed })
  if (memberMax !== null && members.length > memberMax) throw new Refusal('group_full', { allowed: memberMax })

  await Promise.all([
    insertGroup(sql, app, { ...group, memberMax }, members, when),
    sql`update im_users set group_count = group_count + 1 where app_id = ${app.sdkAppId} and user_id = any(${counting})`,
    countGroups(sql, app, { groups: 1, type: group.type, isImport, before: counts.groupCount }, when),
  ])
}

/** The day before the app, both in one round trip. */
async function lockAppAndDay(sql: Sql, app: AppInMemory, { day }: Pick<When, 'day'>) {
  const [, counts] = await Promise.all([holdDay(sql, day), lockApp(sql, app, 'counters')])
  return counts
}

function refuseFrom(code: 'group_limit' | 'av_group_limit' | 'community_limit', count: number, allowed: number | null) {
  if (allowed !== null && count >= allowed) throw new Refusal(code, { allowed })
}

async function refuseTakenId(sql: Sql, app: AppInMemory, { groupId, ownerId }: NewGroup) {
  const [taken] = await sql<{ ownerId: string | null }[]>`select owner_id from groups where app_id = ${app.sdkAppId} and id = ${groupId}`
  if (taken) throw new Refusal(ownerId !== null && taken.ownerId === ownerId ? 'group_id_yours' : 'group_id_taken')
}

async function growthOf(sql: Sql, app: AppInMemory, day: string): Promise<number> {
  const [row] = await sql<{ growth: number }[]>`
    select groups_created - groups_imported - groups_disbanded as growth from app_days where app_id = ${app.sdkAppId} and day = ${day}`
  return row?.growth ?? 0
}

async function insertGroup(
  sql: Sql,
  { sdkAppId }: AppInMemory,
  group: NewGroup,
  members: { userId: string; role: string; custom: CustomValuesByKey }[],
  { now, day }: When,
) {
  const createdAt = group.importedFrom ?? now
  const insertion = sql`
    insert into groups (
      app_id, id, type, name, introduction, notification, face_url, owner_id, created_at, created_day, info_changed_at,
      member_max, apply_join_option, invite_join_option, supports_topics, member_count, members_changed_at, custom
    ) values (
      ${sdkAppId}, ${group.groupId}, ${group.type}, ${group.name}, ${group.introduction}, ${group.notification}, ${group.faceUrl},
      ${group.ownerId}, ${createdAt}, ${day}, ${createdAt}, ${group.memberMax}, ${group.applyJoinOption}, ${group.inviteJoinOption},
      ${group.supportsTopics}, ${members.length}, ${now}, ${sql.json(group.custom)}
    )`
  const column = <T>(pick: (member: (typeof members)[number]) => T) => members.map(pick)
  await Promise.all([
    insertion,
    sql`
      insert into group_members (app_id, group_id, user_id, role, joined_at, joined_sequence, custom)
      select ${sdkAppId}::bigint, ${group.groupId}, user_id, role, ${createdAt}::timestamptz, 0, custom::jsonb
      from unnest(${column(({ userId }) => userId)}::text[], ${column(({ role }) => role)}::text[], ${column(({ custom }) => jsonText(custom))}::text[])
        as member (user_id, role, custom)`,
  ])
}

/**
 * Disbands a group; everyone in it is in one group less. `look` sees it under its lock, and may refuse. Returns what it saw, who was in the
 * group, and the ids of the group and its topics, whose conversations end with them.
 */
export async function destroyGroup<Seen>(
  sql: Sql,
  app: AppInMemory,
  groupId: string,
  when: Pick<When, 'day'>,
  look: () => Promise<Seen>,
): Promise<{ keys: string[]; group: Seen; memberIds: string[] }> {
  const { sdkAppId } = app
  const { groupCount } = await lockAppAndDay(sql, app, when)
  const [group] = await lockGroups(sql, sdkAppId, [groupId])
  if (!group) throw new Refusal('group_unknown')
  const seen = await look()
  const isAv = group.type === 'AVChatRoom'
  // Members change only under the group's lock: these are all.
  const members = await sql<{ userId: string }[]>`select user_id from group_members where app_id = ${sdkAppId} and group_id = ${groupId}`
  const memberIds = members.map(({ userId }) => userId)
  const counting = isAv && group.ownerId !== null ? [group.ownerId] : memberIds
  await lockUsers(sql, sdkAppId, counting)
  // Topics come and go only under the lock of their community.
  const keys = [groupId, ...(isCommunityId(groupId) ? await listTopicIds(sql, sdkAppId, groupId) : [])]
  await Promise.all([
    removeRowsOfGroups(sql, sdkAppId, keys),
    sql`delete from group_members where app_id = ${sdkAppId} and group_id = ${groupId}`,
    sql`update im_users set group_count = group_count - 1 where app_id = ${sdkAppId} and user_id = any(${counting})`,
    sql`delete from groups where app_id = ${sdkAppId} and id = ${groupId}`,
    countGroups(sql, app, { groups: -1, type: group.type, isImport: false, before: groupCount }, when),
  ])
  return { keys, group: seen, memberIds }
}

/** The app's counters and those of the day, whose peak is exact: groups come and go only under the app's lock. */
async function countGroups(
  sql: Sql,
  { sdkAppId }: AppInMemory,
  { groups, type, isImport, before }: { groups: 1 | -1; type: string; isImport: boolean; before: number },
  { day }: Pick<When, 'day'>,
) {
  const [created, disbanded] = groups === 1 ? [1, 0] : [0, 1]
  const after = before + groups
  await Promise.all([
    sql`
      update apps set
        group_count = group_count + ${groups},
        av_group_count = av_group_count + ${type === 'AVChatRoom' ? groups : 0},
        community_count = community_count + ${type === 'Community' ? groups : 0}
      where id = ${sdkAppId}`,
    sql`
      insert into app_days (app_id, day, groups_created, groups_imported, groups_disbanded, peak_groups, groups_at_end)
      values (${sdkAppId}, ${day}, ${created}, ${isImport ? 1 : 0}, ${disbanded}, ${Math.max(before, after)}, ${after})
      on conflict (app_id, day) do update set
        groups_created = app_days.groups_created + excluded.groups_created,
        groups_imported = app_days.groups_imported + excluded.groups_imported,
        groups_disbanded = app_days.groups_disbanded + excluded.groups_disbanded,
        peak_groups = greatest(app_days.peak_groups, excluded.peak_groups),
        groups_at_end = excluded.groups_at_end`,
  ])
}

/** Raises the own maximum of groups below the plan's limit to it, a portion at a time. Returns how many; 0: all are raised. */
export async function raiseMaximums(sql: Sql, { app, limits }: Allowed, portion: number, now: Date): Promise<number> {
  const [row] = await sql<{ raised: number }[]>`
    with present_app as (
      select id from apps where id = ${app.sdkAppId} and revision = ${app.revision} for key share
    ), low as (
      select id from groups
      where app_id = (select id from present_app) and id = any(array(
        select id from groups
        where app_id = ${app.sdkAppId} and member_max < ${limits.groupMembersMax} and type in ('Work', 'Public', 'Meeting')
        order by member_max limit ${portion}
      ))
      order by id for update
    ), raised as (
      update groups set member_max = ${limits.groupMembersMax}, info_seq = info_seq + 1, info_changed_at = ${now}
      where app_id = ${app.sdkAppId} and id in (select id from low) and member_max < ${limits.groupMembersMax}
      returning 1
    )
    select (select count(*) from raised)::int as raised from present_app`
  if (!row) throw new StaleRevision()
  return row.raised
}
