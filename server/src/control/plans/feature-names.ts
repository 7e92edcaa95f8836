import type { FeatureName } from '@plenum/billing'

/** Feature switches in the order and words of the comparison (plans-and-billing.md 1.2). */
export const featureNames: Record<FeatureName, string> = {
  globalAccess: 'Global access',
  pushToAllUsers: 'Push to all users',
  multipleDevicesPerPlatform: 'Several devices of one platform online at once',
  localMessageSearch: 'Local message search',
  avGroupHistoryForNewMembers: 'History for new members of an audio-video group',
  communities: 'Community groups',
  groupReadReceipts: 'Group message read receipts',
  targetedGroupMessages: 'Targeted group messages',
  avGroupOnlineMembers: 'List of online audio-video group members',
  avGroupBroadcast: 'Audio-video group broadcast message',
  userStatus: 'User status of others',
  conversationMarks: 'Conversation mark',
  conversationGroups: 'Conversation groups',
  avGroupBan: 'Ban a member of an audio-video group',
  messageExtensions: 'Message extensions',
  moreConversations: 'More recent conversations to pull',
  callbacks: 'Third-party callbacks',
  oneToOneReadReceipts: 'One-to-one read receipts',
  longerHistory: 'Extending history',
}
