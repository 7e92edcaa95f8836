import type { GroupType, Member } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

/** What a member's own view of a group, or of a topic of it, depends on. */
export interface Membership {
  type: GroupType
  memberCount: number
  role: Member['role']
  joinedAt: Date
  /** Of the group: the number of the last message there was. null: judged by the moment. */
  joinedSequence: number | null
  /** Up to here the history is gone for this member. */
  clearedSequence: number
}

/** null: no member, or there is no such group. */
export async function findMembership(
  sql: Sql,
  sdkAppId: number,
  { groupId, topicId = null }: { groupId: string; topicId?: string | null | undefined },
  userId: string,
): Promise<Membership | null> {
  const [row] = await sql<Membership[]>`
    select
      type, member_count, role, joined_at, ${topicId === null ? sql`joined_sequence` : sql`null::bigint as joined_sequence`},
      coalesce(${topicId === null ? sql`group_members.cleared_sequence` : sql`topic_sides.cleared_sequence`}, 0) as cleared_sequence
    from group_members
    join groups on groups.app_id = group_members.app_id and groups.id = group_members.group_id
    left join topic_sides on topic_sides.app_id = group_members.app_id and topic_sides.user_id = group_members.user_id
      and topic_sides.group_id = ${topicId}
    where group_members.app_id = ${sdkAppId} and group_members.group_id = ${groupId} and group_members.user_id = ${userId}`
  return row ?? null
}
