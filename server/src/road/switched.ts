import type { Limits } from '@plenum/billing'
import type { AppInMemory } from './context.ts'

/** What the plan allows, the operator has set otherwise, and the owner has switched on (plans-and-billing.md 1.2). What was set stays set while the plan does not have it. */
export function switchedOn(limits: Limits, { settings, rates }: Pick<AppInMemory, 'settings' | 'rates'>): Limits {
  const { features } = limits
  return {
    ...limits,
    groupsPerDayMax: rates.groupsPerDay ?? limits.groupsPerDayMax,
    conversationsMax: Math.min(limits.conversationsMax, settings.conversationsMax),
    features: {
      ...features,
      pushToAllUsers: features.pushToAllUsers && settings.pushToAll,
      avGroupHistoryForNewMembers: features.avGroupHistoryForNewMembers && settings.avGroupHistoryMessages > 0,
      communities: features.communities && settings.communities,
      groupReadReceipts: features.groupReadReceipts && settings.receiptGroupTypes.length > 0,
      avGroupOnlineMembers: features.avGroupOnlineMembers && settings.avGroupOnlineMembers,
      avGroupBroadcast: features.avGroupBroadcast && settings.avGroupBroadcast,
      userStatus: features.userStatus && settings.userStatus,
      avGroupBan: features.avGroupBan && settings.avGroupBan,
      messageExtensions: features.messageExtensions && settings.messageExtensions,
    },
  }
}
