import type { Group, GroupType, Member } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type CustomChanges, changedColumn, changesAnything, shownValues } from '../custom-fields/values.ts'
import { membershipColumns } from './members-store.ts'

interface GroupRow extends Omit<Group, 'createdAt' | 'infoChangedAt' | 'nextSequence' | 'lastMessageAt' | 'custom'> {
  createdAt: Date
  infoChangedAt: Date
  lastSequence: number | null
  lastAt: Date | null
  custom: Record<string, string>
}

const groupColumns = (sql: Sql) => sql`
  groups.id as group_id, type, name, introduction, notification, face_url, owner_id, created_at, info_seq, info_changed_at,
  member_count, member_max, apply_join_option, invite_join_option, mute_all, supports_topics, last_sequence, last_at, groups.custom`

const withConversation = (sql: Sql) => sql`
  left join lateral (
    select * from conversations where app_id = groups.app_id and key = groups.id limit 1
  ) as conversations on true`

export async function findGroups(sql: Sql, sdkAppId: number, groupIds: string[]): Promise<Map<string, Group>> {
  const rows = await sql<GroupRow[]>`
    select ${groupColumns(sql)} from groups ${withConversation(sql)}
    where groups.app_id = ${sdkAppId} and groups.id = any(${groupIds})`
  return new Map(rows.map((row) => [row.groupId, asGroup(row)]))
}

/** Ids in the order of creation, after the group of that number. */
export async function listGroupIds(
  sql: Sql,
  sdkAppId: number,
  { types, after, limit, withCommunities }: { types?: GroupType[] | undefined; after: number; limit: number; withCommunities: boolean },
) {
  const ofType = sql`${types ? sql`and type = any(${types})` : sql``} ${withCommunities ? sql`` : sql`and type <> 'Community'`}`
  const [rows, [count]] = await Promise.all([
    sql<{ groupId: string; number: number }[]>`
      select id as group_id, number from groups where app_id = ${sdkAppId} and number > ${after} ${ofType} order by number limit ${limit + 1}`,
    types
      ? sql<{ count: number }[]>`select count(*) as count from groups where app_id = ${sdkAppId} ${ofType}`
      : sql<
          { count: number }[]
        >`select group_count ${withCommunities ? sql`` : sql`- community_count`} as count from apps where id = ${sdkAppId}`,
  ])
  const page = rows.slice(0, limit)
  return { count: count?.count ?? 0, groupIds: page.map(({ groupId }) => groupId), next: rows.length > limit ? page.at(-1)!.number : null }
}

interface JoinedPage {
  types?: GroupType[] | undefined
  onlyWithTopics: boolean
  withCommunities: boolean
  /** Audio-video groups store no members: those the user is in at the moment. Null: neither they nor those the user owns are wanted. */
  avGroupIds: string[] | null
  withNotActivated: boolean
  offset: number
  limit: number
}

/** Nothing of the membership where the user only owns the group. */
interface JoinedRow {
  role: Member['role'] | null
  joinedAt: Date | null
  msgFlag: Member['msgFlag']
  nameCard: string | null
  readSequence: number | null
  unread: number
}

/**
 * Groups the user is in, and the audio-video groups the user owns when they are wanted. Every row is looked up by its key, however a plan
 * made early counts the rows.
 */
export async function listJoinedGroups(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { types, onlyWithTopics, withCommunities, avGroupIds, withNotActivated, offset, limit }: JoinedPage,
) {
  const joined = sql`
    from (
      select group_id from group_members where app_id = ${sdkAppId} and user_id = ${userId}
      ${avGroupIds ? sql`union ${avGroupsOf(sql, sdkAppId, userId, avGroupIds)}` : sql``}
    ) as mine
    cross join lateral (select * from groups where app_id = ${sdkAppId} and id = mine.group_id limit 1) as groups
    left join lateral (
      select * from group_members where app_id = ${sdkAppId} and group_id = mine.group_id and user_id = ${userId} limit 1
    ) as group_members on true
    ${withConversation(sql)}
    where true
    ${types ? sql`and type = any(${types})` : sql``}
    ${onlyWithTopics ? sql`and supports_topics` : sql``}
    ${withCommunities ? sql`` : sql`and type <> 'Community'`}
    ${withNotActivated ? sql`` : sql`and (type <> 'Work' or listed_at is not null)`}`
  const [rows, [counted]] = await Promise.all([
    sql<(GroupRow & JoinedRow)[]>`
      select ${groupColumns(sql)}, ${membershipColumns(sql)}, ${unreadColumn(sql)} ${joined} order by groups.id offset ${offset} limit ${limit}`,
    sql<{ count: number }[]>`select count(*) as count ${joined}`,
  ])
  return {
    count: counted!.count,
    groups: rows.map(({ role, joinedAt, msgFlag, nameCard, readSequence, unread, ...group }) => ({
      ...asGroup(group),
      self: role && { role, joinedAt: joinedAt!.toISOString(), msgFlag, nameCard: nameCard!, readSequence: readSequence!, unread },
    })),
  }
}

/** Of what the member may see. */
const unreadColumn = (sql: Sql) => sql`
  greatest(0, last_sequence - greatest(read_through(read_sequence, known_floor, read_floor), cleared_sequence)) as unread`

const avGroupsOf = (sql: Sql, sdkAppId: number, userId: string, avGroupIds: string[]) => sql`
  select id from groups where app_id = ${sdkAppId} and owner_id = ${userId} and type = 'AVChatRoom'
  union select id from groups where app_id = ${sdkAppId} and id = any(${avGroupIds}) and type = 'AVChatRoom'`

export interface GroupChanges {
  type?: string | undefined
  name?: string | undefined
  introduction?: string | undefined
  notification?: string | undefined
  faceUrl?: string | undefined
  memberMax?: number | undefined
  applyJoinOption?: string | undefined
  inviteJoinOption?: string | undefined
  muteAll?: boolean | undefined
  ownerId?: string
}

/** Every change of the profile has a number and a time of its own. */
export async function updateGroup(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  { custom, ...changes }: GroupChanges & { custom?: CustomChanges },
  now: Date,
): Promise<void> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const hasCustom = custom !== undefined && changesAnything(custom)
  if (Object.keys(given).length === 0 && !hasCustom) return
  await sql`
    update groups set ${sql.set({ ...given, infoChangedAt: now })}, info_seq = info_seq + 1
      ${hasCustom ? sql`, custom = ${changedColumn(sql, custom)}` : sql``}
    where app_id = ${sdkAppId} and id = ${groupId}`
}

function asGroup({ lastSequence, lastAt, custom, ...row }: GroupRow): Group {
  return {
    ...row,
    createdAt: row.createdAt.toISOString(),
    infoChangedAt: row.infoChangedAt.toISOString(),
    nextSequence: (lastSequence ?? 0) + 1,
    lastMessageAt: lastAt?.toISOString() ?? null,
    custom: shownValues(custom),
  }
}

/** Of this type, that are there now. */
export async function countGroupsOwned(sql: Sql, sdkAppId: number, ownerId: string, type: GroupType): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from groups where app_id = ${sdkAppId} and owner_id = ${ownerId} and type = ${type}`
  return row!.count
}
