import { hash } from 'node:crypto'
import { type EventContent, type EventName, type GroupType, isCommunityId, type Member } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { type AppInMemory, StaleRevision } from '../road/context.ts'
import type { Allowed } from './locks.ts'
import type { When } from './users.ts'

type MemberRole = Member['role']

export type JoinRefusal = 'group_user_unknown' | 'user_group_limit' | 'group_full' | 'group_member_limit'

export interface Joined {
  added: string[]
  already: string[]
  refused: { userId: string; code: JoinRefusal; allowed: number | null }[]
}

/** Why nothing can be done with the members of a group. */
type Obstacle = 'group_unknown' | 'av_group' | 'owner_stays' | 'no_right'

interface JoinRow {
  groupType: GroupType | null
  groupName: string | null
  memberMax: number
  userId: string
  outcome: 'added' | 'already' | 'unknown' | 'busy' | 'full' | 'no_right'
  notice: number | null
}

/** Of a user who comes or goes, or makes somebody; looked up under the lock of the group. */
export interface RightTo<What extends string> {
  userId: string
  /** By type of group and role in it (`NotMember`). */
  of: Partial<Record<GroupType, Partial<Record<MemberRole | 'NotMember', readonly What[]>>>>
}

/** Adds somebody while the group has one of these options. */
export interface RightToAdd extends RightTo<string> {
  option: 'apply' | 'invite'
}

/** What those concerned are told under a number of their own, with the group it happens in. */
export interface Told<N extends EventName> {
  event: N
  content: Omit<EventContent<N>, 'groupId' | 'type' | 'name'>
}

export interface Notice {
  userId: string
  notice: number
  content: object
}

/** How many members the plan allows in this group. */
export function membersMaxOf(groupId: string, { communityMembersMax, groupMembersMax }: Allowed['limits']): number {
  return isCommunityId(groupId) ? communityMembersMax : groupMembersMax
}

/** By an administrator. */
const asBefore = {
  right: null,
  told: { event: 'group.entered', content: { operatorId: '', way: 'added' } } satisfies Told<'group.entered'>,
} as const

/** Adds users in the order given as far as places go. */
export async function addMembers(
  sql: Sql,
  { app, limits }: Allowed,
  groupId: string,
  userIds: string[],
  { now, day }: When,
  { right, told }: { right: RightToAdd | null; told: Told<'group.entered'> } = asBefore,
): Promise<(Joined & { type: GroupType; notices: Notice[] }) | Obstacle> {
  const membersMax = membersMaxOf(groupId, limits)
  const rows = await sql<JoinRow[]>`
    with joining as materialized (
      select * from add_group_members(
        ${app.sdkAppId}, ${app.revision}, ${groupId}, ${[...new Set(userIds)]}, ${limits.groupsPerUserMax}, ${membersMax}, ${now},
        ${day}, ${right?.userId ?? null}, ${right && sql.json(right.of)}, ${right?.option ?? null}, ${told.event}, ${sql.json(told.content)}
      )
    ), counted as (
      insert into member_days (app_id, day, shard, joins)
      select ${app.sdkAppId}::bigint, ${day}::date, ${shardOf(groupId)}::smallint, count(*) from joining where outcome = 'added' having count(*) > 0
      on conflict (app_id, day, shard) do update set joins = member_days.joins + excluded.joins
    )
    select * from joining`
  const obstacle = obstacleOf(rows[0])
  if (obstacle) return obstacle
  const { groupType, groupName, outcome: first } = rows[0]!
  if (first === 'no_right') return 'no_right'
  const content = { ...told.content, groupId, type: groupType, name: groupName }
  const usersWith = (outcome: JoinRow['outcome']) => rows.filter((row) => row.outcome === outcome).map(({ userId }) => userId)
  return {
    type: groupType!,
    notices: rows.flatMap(({ userId, notice }) => (notice === null ? [] : [{ userId, notice, content }])),
    added: usersWith('added'),
    already: usersWith('already'),
    refused: rows.flatMap((row) => {
      const reason = refusalOf(row, limits.groupsPerUserMax, membersMax)
      return reason ? [{ userId: row.userId, ...reason }] : []
    }),
  }
}

/** Where the plan's limit binds the answer is 10038, where the group's own maximum does it is 10014. */
export function refusalOf({ outcome, memberMax }: Pick<JoinRow, 'outcome' | 'memberMax'>, groupsPerUserMax: number, membersMax: number) {
  if (outcome === 'unknown') return { code: 'group_user_unknown' as const, allowed: null }
  if (outcome === 'busy') return { code: 'user_group_limit' as const, allowed: groupsPerUserMax }
  if (outcome !== 'full') return null
  if (memberMax > membersMax) return { code: 'group_member_limit' as const, allowed: membersMax }
  return { code: 'group_full' as const, allowed: memberMax }
}

/** Whoever is no member is passed over. The owner of a Work group goes as well, and it has none then; elsewhere the owner stays, and so does everybody named beside. */
export async function removeMembers(
  sql: Sql,
  app: AppInMemory,
  groupId: string,
  userIds: string[],
  { now, day }: When,
  { right, told }: { right: RightTo<MemberRole> | null; told: Told<'group.left'> },
): Promise<{ type: GroupType; removed: string[]; notices: Notice[] } | Obstacle> {
  const [row] = await sql<LeaveRow[]>`
    with leaving as materialized (
      select * from remove_group_members(
        ${app.sdkAppId}, ${app.revision}, ${groupId}, ${userIds}, ${now}, ${day}, ${right?.userId ?? null}, ${right && sql.json(right.of)},
        ${told.event}, ${sql.json(told.content)}
      )
    ), counted as (
      insert into member_days (app_id, day, shard, leaves)
      select ${app.sdkAppId}::bigint, ${day}::date, ${shardOf(groupId)}::smallint, cardinality(removed) from leaving where removed <> '{}'
      on conflict (app_id, day, shard) do update set leaves = member_days.leaves + excluded.leaves
    )
    select * from leaving`
  const obstacle = obstacleOf(row)
  if (obstacle) return obstacle
  const { groupType, groupName, actorRole, isAllowed, isOwnerAmong, removed, notices } = row!
  // What one may not see does not exist.
  if (!isAllowed) return groupType === 'Work' && actorRole === null ? 'group_unknown' : 'no_right'
  if (isOwnerAmong) return 'owner_stays'
  const content = { ...told.content, groupId, type: groupType, name: groupName }
  return {
    type: groupType!,
    removed,
    notices: removed.map((userId, index) => ({ userId, notice: notices[index]!, content })),
  }
}

interface LeaveRow {
  groupType: GroupType | null
  groupName: string | null
  actorRole: MemberRole | null
  isAllowed: boolean
  isOwnerAmong: boolean
  removed: string[]
  notices: number[]
}

function obstacleOf(row: { groupType: string | null } | undefined): Obstacle | null {
  if (!row) throw new StaleRevision()
  if (row.groupType === null) return 'group_unknown'
  return row.groupType === 'AVChatRoom' ? 'av_group' : null
}

/** Of the 64 rows that count a day: always the same one for a group. */
function shardOf(groupId: string): number {
  return hash('md5', groupId, 'buffer')[0]! % 64
}
