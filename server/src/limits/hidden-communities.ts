import type { Limits } from '@plenum/billing'
import { isCommunityId, Refusal } from '@plenum/contract'

/** Where the plan has no communities, those from before are hidden: kept, and seen again when the plan has them again. */
export function isHiddenCommunity(groupId: string, { features }: Limits): boolean {
  return !features.communities && isCommunityId(groupId)
}

/** Whatever is asked of a hidden community is answered as if one were to be created. */
export function refuseHiddenCommunity(input: unknown, limits: Limits): void {
  const { groupId } = input as { groupId?: unknown }
  if (typeof groupId === 'string' && isHiddenCommunity(groupId, limits)) throw new Refusal('community_not_enabled')
}
