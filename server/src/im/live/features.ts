import type { Handlers } from '../../road/context.ts'

export const featureHandlers = {
  async 'feature.list'(_, { app: { settings }, limits }) {
    const { groupReadReceipts, userStatus, conversationMarks, conversationGroups, communities, messageExtensions, avGroupOnlineMembers } =
      limits.features
    return {
      receiptGroupTypes: groupReadReceipts ? settings.receiptGroupTypes : [],
      userStatus,
      conversationMarks,
      conversationGroups,
      communities,
      messageExtensions,
      avGroupOnlineMembers,
      recallSeconds: settings.recallSeconds,
    }
  },
} satisfies Partial<Handlers>
