import type { GroupRules } from './group-rules.ts'
import type { AppSettings } from './settings.ts'

/** What the console calls each setting (console.md 5), on its page and in the ledger. */
export const settingLabels: Record<keyof AppSettings, string> = {
  loginPolicy: 'Login Settings',
  webInstancesMax: 'Web instances online at once',
  devicesPerPlatformMax: 'Devices per platform',
  recallSeconds: 'Message Recall Settings',
  avGroupHistoryMessages: 'Message History for New Members',
  blockedSendsSucceed: 'Show "Sent successfully" After Sending Messages',
  friendsOnly: 'Check Relationship for One-to-One Messages',
  defaultAllowType: 'Default Verification for Adding Friends',
  receiptGroupTypes: 'Group Message Read Receipts',
  syncConversationDeletion: 'Sync Conversation Deletion Across Clients',
  conversationsMax: 'Configuration of conversations to pull',
  userStatus: 'Set user status query and status change notification',
  friendStatusNotices: "Notify friends' status automatically",
  messageExtensions: 'Set message extension',
  pushToAll: 'Push to all users',
  communities: 'Community',
  avGroupOnlineMembers: 'List of online audio-video group members',
  avGroupBroadcast: 'Broadcast messaging of audio-video group',
  avGroupBroadcastsPerSecond: 'Broadcasts per second',
  avGroupBan: 'Audio-video group member banning',
  historyBeforeJoining: 'Pull message history before group join',
  memberChangeNotices: 'Notification of group member change',
  groupProfileNotices: 'Notification of group profile change',
  memberProfileNotices: 'Notification of group member profile change',
}

/** What the operator sets for the groups of an app (console.md 5.4). */
export const groupRuleLabels: Record<keyof GroupRules, string> = {
  carriedFields: 'Custom fields carried in group messages',
  typeChanges: 'Changes to a group type',
  offlineMembers: 'Periodic removal of offline members',
  idleGroups: 'Automatic reclaiming of idle groups',
}

export const loginPolicyLabels: Record<AppSettings['loginPolicy'], string> = {
  single: 'Single-platform',
  dual: 'Dual-platform',
  triple: 'Triple-platform',
  multi: 'Multi-platform',
}

export const allowTypeLabels: Record<AppSettings['defaultAllowType'], string> = {
  allowAny: 'Accept everyone',
  needConfirm: 'Ask for confirmation',
  denyAny: 'Refuse everyone',
}

type Events<Name extends 'memberChangeNotices' | 'groupProfileNotices' | 'memberProfileNotices'> = keyof AppSettings[Name]['Work']

export const noticeEventLabels: Record<
  Events<'memberChangeNotices'> | Events<'groupProfileNotices'> | Events<'memberProfileNotices'>,
  string
> = {
  invited: 'Invited',
  joined: 'Joined',
  removed: 'Removed',
  left: 'Left',
  name: 'Name',
  announcement: 'Announcement',
  introduction: 'Introduction',
  photo: 'Photo',
  owner: 'Owner',
  muteAll: 'Mute all',
  wayOfJoining: 'Way of joining',
  muting: 'Muting of a member',
  role: 'Administrator',
}

export const noticeModeLabels = { off: 'Off', push: 'Push', store: 'Push and store' } as const

/** With the types of groups where the console writes another word. */
export const groupTypeLabels = {
  Work: 'Work',
  Public: 'Public',
  Meeting: 'Meeting',
  Community: 'Community',
  AVChatRoom: 'Audio-video group',
} as const
