import type { Limits } from '@plenum/billing'
import type { Member } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { findLastSpoken, spokenKey } from '../messages/last-spoken.ts'
import { hiddenUntil } from '../messages/rules.ts'
import type { MemberFound } from './members-store.ts'

/** Members with the moment each last spoke, where it is wanted. */
export async function withLastSpoken(
  sql: Sql,
  members: MemberFound[],
  isWanted: boolean,
  { sdkAppId, now, limits }: { sdkAppId: number; now: Date; limits: Limits },
): Promise<(Member & { groupId: string })[]> {
  const groupIds = isWanted ? [...new Set(members.map(({ groupId }) => groupId))] : []
  const spoken = groupIds.length > 0 ? await findLastSpoken(sql, sdkAppId, groupIds, hiddenUntil(now, limits.historyDays)) : undefined
  return members.map((member) => ({ ...member, lastSpokeAt: spoken?.get(spokenKey(member.groupId, member.userId)) ?? null }))
}
