import type { Group, GroupType, Member } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

interface GroupRow extends Omit<Group, 'createdAt' | 'infoChangedAt' | 'nextSequence' | 'lastMessageAt'> {
  createdAt: Date
  infoChangedAt: Date
  lastSequence: number | null
  lastAt: Date | null
}

interface MemberRow extends Omit<Member, 'joinedAt'> {
  joinedAt: Date
}

const groupColumns = (sql: Sql) => sql`
  groups.id as group_id, type, name, introduction, notification, face_url, owner_id, created_at, info_seq, info_changed_at,
  member_count, member_max, apply_join_option, invite_join_option, mute_all, supports_topics, last_sequence, last_at`

const withConversation = (sql: Sql) => sql`
  left join conversations on conversations.app_id = groups.app_id and conversations.key = groups.id`

export async function findGroups(sql: Sql, sdkAppId: number, groupIds: string[]): Promise<Map<string, Group>> {
  const rows = await sql<GroupRow[]>`
    select ${groupColumns(sql)} from groups ${withConversation(sql)}
    where groups.app_id = ${sdkAppId} and groups.id = any(${groupIds})`
  return new Map(rows.map((row) => [row.groupId, asGroup(row)]))
}

/** Members of several groups, each with its group, in the order of joining; null when there are more than `countMax`. */
export async function listMembersOfGroups(sql: Sql, sdkAppId: number, groupIds: string[], countMax: number) {
  const rows = await sql<(MemberRow & { groupId: string })[]>`
    select group_id, user_id, role, joined_at, msg_flag, name_card from group_members
    where app_id = ${sdkAppId} and group_id = any(${groupIds}) order by joined_at, user_id limit ${countMax + 1}`
  return rows.length > countMax ? null : rows.map((row) => ({ ...asMember(row), groupId: row.groupId }))
}

export async function listMembers(sql: Sql, sdkAppId: number, groupId: string, { roles, offset, limit }: MemberPage): Promise<Member[]> {
  const rows = await sql<MemberRow[]>`
    select user_id, role, joined_at, msg_flag, name_card from group_members
    where app_id = ${sdkAppId} and group_id = ${groupId} ${roles ? sql`and role = any(${roles})` : sql``}
    order by joined_at, user_id offset ${offset} limit ${limit}`
  return rows.map(asMember)
}

interface MemberPage {
  roles?: Member['role'][] | undefined
  offset: number
  limit: number
}

/** Ids in the order of creation, after the group of that number. */
export async function listGroupIds(
  sql: Sql,
  sdkAppId: number,
  { type, after, limit, withCommunities }: { type?: GroupType | undefined; after: number; limit: number; withCommunities: boolean },
) {
  const ofType = sql`${type ? sql`and type = ${type}` : sql``} ${withCommunities ? sql`` : sql`and type <> 'Community'`}`
  const [rows, [count]] = await Promise.all([
    sql<{ groupId: string; number: number }[]>`
      select id as group_id, number from groups where app_id = ${sdkAppId} and number > ${after} ${ofType} order by number limit ${limit + 1}`,
    type
      ? sql<{ count: number }[]>`select count(*) as count from groups where app_id = ${sdkAppId} ${ofType}`
      : sql<
          { count: number }[]
        >`select group_count ${withCommunities ? sql`` : sql`- community_count`} as count from apps where id = ${sdkAppId}`,
  ])
  const page = rows.slice(0, limit)
  return { count: count?.count ?? 0, groupIds: page.map(({ groupId }) => groupId), next: rows.length > limit ? page.at(-1)!.number : null }
}

interface JoinedPage {
  type?: GroupType | undefined
  onlyWithTopics: boolean
  withCommunities: boolean
  withAvGroups: boolean
  withNotActivated: boolean
  offset: number
  limit: number
}

/** Groups the user is in, and the audio-video groups the user owns when they are wanted. */
export async function listJoinedGroups(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { type, onlyWithTopics, withCommunities, withAvGroups, withNotActivated, offset, limit }: JoinedPage,
) {
  const joined = sql`
    from groups left join group_members on group_members.app_id = groups.app_id and group_members.group_id = groups.id and user_id = ${userId}
    ${withConversation(sql)}
    where groups.app_id = ${sdkAppId} and groups.id in (
      select group_id from group_members where app_id = ${sdkAppId} and user_id = ${userId}
      ${withAvGroups ? sql`union select id from groups where app_id = ${sdkAppId} and owner_id = ${userId} and type = 'AVChatRoom'` : sql``}
    )
    ${type ? sql`and type = ${type}` : sql``}
    ${onlyWithTopics ? sql`and supports_topics` : sql``}
    ${withCommunities ? sql`` : sql`and type <> 'Community'`}
    ${withNotActivated ? sql`` : sql`and (type <> 'Work' or listed_at is not null)`}`
  const [rows, [counted]] = await Promise.all([
    sql<(GroupRow & Partial<MemberRow>)[]>`
      select ${groupColumns(sql)}, role, joined_at, msg_flag, name_card ${joined} order by groups.id offset ${offset} limit ${limit}`,
    sql<{ count: number }[]>`select count(*) as count ${joined}`,
  ])
  return {
    count: counted!.count,
    groups: rows.map(({ role, joinedAt, msgFlag, nameCard, ...group }) => ({
      ...asGroup(group),
      self: role && joinedAt ? { role, joinedAt: joinedAt.toISOString(), msgFlag: msgFlag!, nameCard: nameCard! } : null,
    })),
  }
}

export interface GroupChanges {
  name?: string | undefined
  introduction?: string | undefined
  notification?: string | undefined
  faceUrl?: string | undefined
  memberMax?: number | undefined
  applyJoinOption?: string | undefined
  inviteJoinOption?: string | undefined
  muteAll?: boolean | undefined
}

/** Every change of the profile has a number and a time of its own. */
export async function updateGroup(sql: Sql, sdkAppId: number, groupId: string, changes: GroupChanges, now: Date): Promise<void> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length === 0) return
  await sql`
    update groups set ${sql(given)}, info_seq = info_seq + 1, info_changed_at = ${now} where app_id = ${sdkAppId} and id = ${groupId}`
}

function asGroup({ lastSequence, lastAt, ...row }: GroupRow): Group {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    infoChangedAt: row.infoChangedAt.toISOString(),
    nextSequence: (lastSequence ?? 0) + 1,
    lastMessageAt: lastAt?.toISOString() ?? null,
  }
}

function asMember({ userId, role, joinedAt, msgFlag, nameCard }: MemberRow): Member {
  return { userId, role, joinedAt: joinedAt.toISOString(), msgFlag, nameCard }
}
