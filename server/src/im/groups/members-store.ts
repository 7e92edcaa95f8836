import type { Member } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import { type CustomChanges, changedColumn, shownValues } from '../custom-fields/values.ts'

/** What may be asked of members beside who they are. */
interface Asked {
  now: Date
}

interface MemberRow {
  groupId: string
  userId: string
  role: Member['role']
  joinedAt: Date
  msgFlag: Member['msgFlag']
  nameCard: string
  readSequence: number
  mutedUntil: Date | null
  custom: Record<string, string>
}

/** A member without the moment of speaking, which is another look-up. */
export type MemberFound = Omit<Member, 'lastSpokeAt'> & { groupId: string }

/** In groups of these types who is away is not pushed to unless the member wants it. */
const quietTypes = ['Meeting', 'AVChatRoom']

/** Of group_members beside its group and conversation. */
export const membershipColumns = (sql: Sql) => sql`
  role, joined_at, name_card,
  coalesce(msg_flag, case when type = any(${quietTypes}) then 'AcceptNotNotify' else 'AcceptAndNotify' end) as msg_flag,
  read_through(read_sequence, known_floor, read_floor) as read_sequence`

/**
 * Every row is looked up by its key, one group after the other, however a plan made early counts the rows. `which` says who of a group and
 * how many.
 */
const selectMembers = (sql: Sql, sdkAppId: number, groupIds: string[], which: Fragment, { now }: Asked) => sql`
  select members.group_id, members.user_id, ${membershipColumns(sql)}, muted_until, members.custom
  from unnest(${groupIds}::text[]) as wanted (group_id)
  cross join lateral (select type from groups where app_id = ${sdkAppId} and id = wanted.group_id limit 1) as of_group
  cross join lateral (select read_floor from conversations where app_id = ${sdkAppId} and key = wanted.group_id limit 1) as conversation
  cross join lateral (
    select * from group_members where app_id = ${sdkAppId} and group_id = wanted.group_id ${which}
  ) as members
  left join lateral (
    select muted_until from group_mutes
    where app_id = ${sdkAppId} and group_id = members.group_id and user_id = members.user_id and muted_until > ${now} limit 1
  ) as mute on true`

/** Members of several groups in the order of joining; null when there are more than `countMax`. */
export async function listMembersOfGroups(sql: Sql, sdkAppId: number, groupIds: string[], countMax: number, asked: Asked) {
  const rows = await sql<MemberRow[]>`
    ${selectMembers(sql, sdkAppId, [...new Set(groupIds)], sql`limit ${countMax + 1}`, asked)}
    order by joined_at, members.user_id limit ${countMax + 1}`
  return rows.length > countMax ? null : rows.map(asMember)
}

interface MemberPage {
  roles?: Member['role'][] | undefined
  offset: number
  /** By id, after this one: a community of 100,000 is not sorted for each page. Otherwise in the order of joining. */
  afterId?: string | undefined
  limit: number
}

export async function listMembers(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  { roles, offset, afterId, limit }: MemberPage,
  asked: Asked,
): Promise<MemberFound[]> {
  const order = afterId === undefined ? sql`order by joined_at, user_id` : sql`order by user_id`
  const which = sql`
    ${roles ? sql`and role = any(${roles})` : sql``} ${afterId === undefined ? sql`` : sql`and user_id > ${afterId}`}
    ${order} offset ${offset} limit ${limit}`
  const rows = await sql<MemberRow[]>`
    select * from (${selectMembers(sql, sdkAppId, [groupId], which, asked)}) as page ${order}`
  return rows.map(asMember)
}

/** In the order of their ids. */
export async function findMembers(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  { userIds, roles }: { userIds: string[]; roles?: Member['role'][] | undefined },
  asked: Asked,
): Promise<MemberFound[]> {
  const which = sql`and user_id = any(${userIds}) ${roles ? sql`and role = any(${roles})` : sql``} limit ${userIds.length}`
  const rows = await sql<MemberRow[]>`
    ${selectMembers(sql, sdkAppId, [groupId], which, asked)}
    order by members.user_id limit ${userIds.length}`
  return rows.map(asMember)
}

/** Those of the groups in which the user is a member. */
export async function findOwnMemberships(sql: Sql, sdkAppId: number, groupIds: string[], userId: string, asked: Asked) {
  const rows = await sql<MemberRow[]>`
    ${selectMembers(sql, sdkAppId, groupIds, sql`and user_id = ${userId} limit 1`, asked)} limit ${groupIds.length}`
  return new Map(rows.map((row) => [row.groupId, asMember(row)]))
}

export async function findRoles(sql: Sql, sdkAppId: number, groupId: string, userIds: string[]): Promise<Map<string, Member['role']>> {
  const rows = await sql<{ userId: string; role: Member['role'] }[]>`
    select user_id, role from group_members where app_id = ${sdkAppId} and group_id = ${groupId} and user_id = any(${userIds})`
  return new Map(rows.map(({ userId, role }) => [userId, role]))
}

interface MemberChanges {
  role?: Member['role'] | null | undefined
  msgFlag?: Member['msgFlag'] | null | undefined
  nameCard?: string | null | undefined
}

/** What is absent stays. Under the group's lock. */
export async function updateMember(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  userId: string,
  { role = null, msgFlag = null, nameCard = null, custom }: MemberChanges & { custom: CustomChanges },
): Promise<void> {
  await sql`
    update group_members set
      role = coalesce(${role}, role), msg_flag = coalesce(${msgFlag}, msg_flag), name_card = coalesce(${nameCard}, name_card),
      custom = ${changedColumn(sql, custom)}
    where app_id = ${sdkAppId} and group_id = ${groupId} and user_id = ${userId}`
}

/** Under the group's lock. Whoever was the owner becomes a plain member. */
export async function setOwner(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  { from, to }: { from: string | null; to: string },
): Promise<void> {
  await sql`
    update group_members set role = case when user_id = ${to} then 'Owner' else 'Member' end
    where app_id = ${sdkAppId} and group_id = ${groupId} and user_id = any(${from === null ? [to] : [from, to]})`
}

/** Cut to the number of messages. A later import marks everything as read again. */
export async function setUnread(sql: Sql, sdkAppId: number, groupId: string, userId: string, count: number): Promise<void> {
  await sql`
    update group_members set read_sequence = greatest(0, last_sequence - ${count}::bigint), known_floor = read_floor
    from conversations
    where conversations.app_id = ${sdkAppId} and key = ${groupId}
      and group_members.app_id = ${sdkAppId} and group_id = ${groupId} and user_id = ${userId}`
}

function asMember({ joinedAt, mutedUntil, custom, ...row }: MemberRow): MemberFound {
  return { ...row, joinedAt: joinedAt.toISOString(), mutedUntil: mutedUntil?.toISOString() ?? null, custom: shownValues(custom) }
}
