import type { Limits } from '@plenum/billing'
import { type AppSettings, type Group, type Member, Refusal } from '@plenum/contract'
import type { MessageFacts } from '../../messages/message-facts.ts'

const membersMax = 200

/** Of messages that are to ask for receipts, and of their receipts. */
export function refuseReceipts(
  group: Pick<Group, 'type' | 'memberCount'> | undefined,
  { limits, settings }: { limits: Limits; settings: Pick<AppSettings, 'receiptGroupTypes'> },
): void {
  if (!limits.features.groupReadReceipts) throw new Refusal('top_plan_needed')
  if (!group) throw new Refusal('group_unknown')
  if (!settings.receiptGroupTypes.some((type) => type === group.type)) throw new Refusal('group_not_supported')
  if (group.memberCount > membersMax) throw new Refusal('receipt_group_too_large', { allowed: membersMax })
}

/** By id. Whoever joined after it was said need not read it, and its sender has. */
export function unreadOf(
  { senderId, at }: MessageFacts,
  members: Pick<Member, 'userId' | 'joinedAt'>[],
  readers: ReadonlySet<string>,
): string[] {
  return members
    .filter(({ userId, joinedAt }) => userId !== senderId && new Date(joinedAt) <= at && !readers.has(userId))
    .map(({ userId }) => userId)
    .sort()
}
