import type { Sql } from '../platform/database.ts'
import { type Allowed, lockUsers } from './locks.ts'
import { type Joined, membersMaxOf, refusalOf } from './members.ts'

export interface ImportedMember {
  userId: string
  role: 'Admin' | 'Member'
  joinedAt: Date
  /** Cut to the number of messages. */
  unread: number
}

interface GroupLocked {
  groupId: string
  memberMax: number | null
  memberCount: number
}

/** Adds members as they were elsewhere, in the order given as far as places go. The app and the group are locked. */
export async function importMembers(
  sql: Sql,
  { app, limits }: Allowed,
  { groupId, memberMax, memberCount }: GroupLocked,
  members: ImportedMember[],
  now: Date,
): Promise<Joined> {
  const { sdkAppId } = app
  const userIds = members.map(({ userId }) => userId)
  const groupCounts = await lockUsers(sql, sdkAppId, userIds)
  const rows = await sql<{ userId: string }[]>`
    select user_id from group_members where app_id = ${sdkAppId} and group_id = ${groupId} and user_id = any(${userIds})`
  const present = new Set(rows.map(({ userId }) => userId))
  const membersMax = membersMaxOf(groupId, limits)
  const groupMax = memberMax ?? membersMax
  let places = Math.min(groupMax, membersMax) - memberCount

  const outcomeOf = (userId: string) => {
    const groupCount = groupCounts.get(userId)
    if (groupCount === undefined) return 'unknown'
    if (present.has(userId)) return 'already'
    if (groupCount >= limits.groupsPerUserMax) return 'busy'
    return places-- > 0 ? 'added' : 'full'
  }
  const decided = members.map((member) => ({ member, outcome: outcomeOf(member.userId) }) as const)
  const added = decided.flatMap(({ member, outcome }) => (outcome === 'added' ? [member] : []))
  await insertMembers(sql, sdkAppId, groupId, added, now)
  return {
    added: added.map(({ userId }) => userId),
    already: [...present],
    refused: decided.flatMap(({ member: { userId }, outcome }) => {
      const reason = refusalOf({ outcome, memberMax: groupMax }, limits.groupsPerUserMax, membersMax)
      return reason ? [{ userId, ...reason }] : []
    }),
  }
}

async function insertMembers(sql: Sql, sdkAppId: number, groupId: string, members: ImportedMember[], now: Date): Promise<void> {
  if (members.length === 0) return
  const column = <T>(pick: (member: ImportedMember) => T) => members.map(pick)
  const userIds = column(({ userId }) => userId)
  await Promise.all([
    sql`
      insert into group_members (app_id, group_id, user_id, role, joined_at, read_sequence, known_floor)
      select ${sdkAppId}::bigint, ${groupId}, user_id, role, joined_at, greatest(0, last_sequence - unread), read_floor
      from unnest(
        ${userIds}::text[], ${column(({ role }) => role)}::text[],
        ${column(({ joinedAt }) => joinedAt.toISOString())}::text[]::timestamptz[], ${column(({ unread }) => unread)}::bigint[]
      ) as member (user_id, role, joined_at, unread)
      join conversations on app_id = ${sdkAppId} and key = ${groupId}`,
    sql`update groups set member_count = member_count + ${members.length}, members_changed_at = ${now} where app_id = ${sdkAppId} and id = ${groupId}`,
    sql`update im_users set group_count = group_count + 1 where app_id = ${sdkAppId} and user_id = any(${userIds})`,
  ])
}
