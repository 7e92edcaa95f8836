import type { Limits } from '@plenum/billing'
import type { AppSettings } from '@plenum/contract'

/** What the plan allows and the owner has switched on (plans-and-billing.md 1.2). What was set stays set while the plan does not have it. */
export function switchedOn(limits: Limits, settings: AppSettings): Limits {
  const { features } = limits
  return {
    ...limits,
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
