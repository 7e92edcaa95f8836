import type { z } from 'zod'
import { clockCommands } from './clock.ts'
import { appCommands } from './control/apps/apps.ts'
import { callCommands } from './control/apps/calls.ts'
import { groupRuleCommands } from './control/apps/group-rules.ts'
import { rateCommands } from './control/apps/rates.ts'
import { settingCommands } from './control/apps/settings.ts'
import { tagCommands } from './control/apps/tags.ts'
import { paperCommands } from './control/bills/papers.ts'
import { billProofCommands } from './control/bills/proof.ts'
import { runningMonthCommands } from './control/bills/running-month.ts'
import { billCommands } from './control/bills.ts'
import { peopleCommands } from './control/people/people.ts'
import { sessionCommands } from './control/people/sessions.ts'
import { planCommands } from './control/plans.ts'
import { webhookCommands } from './control/webhooks.ts'
import { callbackCommands } from './im/callbacks.ts'
import { contactCommands } from './im/contacts/contacts.ts'
import { conversationCommands } from './im/contacts/conversations.ts'
import { customFieldCommands } from './im/custom-fields.ts'
import { appGroupCommands } from './im/groups/app-groups.ts'
import { joiningCommands } from './im/groups/applications.ts'
import { attributeCommands } from './im/groups/attributes.ts'
import { avGroupCommands } from './im/groups/av-groups.ts'
import { groupCommands } from './im/groups/groups.ts'
import { groupMemberCommands } from './im/groups/members.ts'
import { pinCommands } from './im/groups/pins.ts'
import { receiptCommands } from './im/groups/receipts.ts'
import { topicCommands } from './im/groups/topics.ts'
import { connectionCommands, featureCommands } from './im/live/connection.ts'
import { presenceCommands } from './im/live/presence.ts'
import { statusCommands } from './im/live/status.ts'
import { directCommands } from './im/messages/direct.ts'
import { extensionCommands } from './im/messages/extensions.ts'
import { foundMessageCommands } from './im/messages/found-messages.ts'
import { messageCommands } from './im/messages/messages.ts'
import { reactionCommands } from './im/messages/reactions.ts'
import { searchCommands } from './im/messages/search.ts'
import { operationCommands } from './im/operations.ts'
import { pushCommands } from './im/push.ts'
import { blocklistCommands } from './im/relations/blocklist.ts'
import { friendListCommands } from './im/relations/friend-lists.ts'
import { friendRequestCommands } from './im/relations/friend-requests.ts'
import { friendCommands } from './im/relations/friends.ts'
import { appUserCommands } from './im/users/app-users.ts'
import { userNoticeCommands } from './im/users/notices.ts'
import { profileCommands } from './im/users/profiles.ts'
import { userCommands } from './im/users/users.ts'
import { limitCommands } from './limits.ts'
import { recordCommands } from './records.ts'
import { usageCommands } from './usage.ts'

export const commands = {
  ...sessionCommands,
  ...peopleCommands,
  ...appCommands,
  ...callCommands,
  ...settingCommands,
  ...rateCommands,
  ...groupRuleCommands,
  ...tagCommands,
  ...limitCommands,
  ...planCommands,
  ...billCommands,
  ...billProofCommands,
  ...paperCommands,
  ...runningMonthCommands,
  ...webhookCommands,
  ...usageCommands,
  ...recordCommands,
  ...clockCommands,
  ...userCommands,
  ...groupCommands,
  ...messageCommands,
  ...foundMessageCommands,
  ...callbackCommands,
  ...attributeCommands,
  ...avGroupCommands,
  ...topicCommands,
  ...contactCommands,
  ...conversationCommands,
  ...customFieldCommands,
  ...directCommands,
  ...friendCommands,
  ...blocklistCommands,
  ...friendListCommands,
  ...friendRequestCommands,
  ...groupMemberCommands,
  ...joiningCommands,
  ...operationCommands,
  ...connectionCommands,
  ...featureCommands,
  ...presenceCommands,
  ...statusCommands,
  ...profileCommands,
  ...userNoticeCommands,
  ...pushCommands,
  ...receiptCommands,
  ...extensionCommands,
  ...reactionCommands,
  ...searchCommands,
  ...pinCommands,
  ...appUserCommands,
  ...appGroupCommands,
}

export type Commands = typeof commands
export type CommandName = keyof Commands
/** What a caller sends: fields with a default may be left out. */
export type Input<N extends CommandName> = z.input<Commands[N]['input']>
/** What a handler gets. */
export type ParsedInput<N extends CommandName> = z.output<Commands[N]['input']>
export type Output<N extends CommandName> = z.input<Commands[N]['output']>

export * from './command.ts'
export * from './control/apps/apps.ts'
export * from './control/apps/calls.ts'
export * from './control/apps/group-notices.ts'
export * from './control/apps/group-rules.ts'
export * from './control/apps/setting-labels.ts'
export * from './control/apps/settings.ts'
export * from './control/apps/tags.ts'
export * from './control/bills/proof.ts'
export * from './control/bills.ts'
export * from './control/people/people.ts'
export * from './control/people/sessions.ts'
export * from './control/plans.ts'
export * from './control/webhooks.ts'
export * from './exact-number.ts'
export * from './im/callbacks.ts'
export * from './im/contacts/contacts.ts'
export * from './im/contacts/conversations.ts'
export * from './im/custom-fields.ts'
export * from './im/groups/app-groups.ts'
export * from './im/groups/applications.ts'
export * from './im/groups/attributes.ts'
export * from './im/groups/av-groups.ts'
export * from './im/groups/group-ids.ts'
export * from './im/groups/groups.ts'
export * from './im/groups/members.ts'
export * from './im/groups/pins.ts'
export * from './im/groups/receipts.ts'
export * from './im/groups/topics.ts'
export * from './im/live/connection.ts'
export * from './im/live/events.ts'
export * from './im/live/presence.ts'
export * from './im/live/status.ts'
export * from './im/messages/direct.ts'
export * from './im/messages/extensions.ts'
export * from './im/messages/found-messages.ts'
export * from './im/messages/message-body.ts'
export * from './im/messages/messages.ts'
export * from './im/messages/offline-push.ts'
export * from './im/messages/reactions.ts'
export * from './im/operations.ts'
export * from './im/push.ts'
export * from './im/relations/friend-lists.ts'
export * from './im/relations/friend-requests.ts'
export * from './im/relations/friends.ts'
export { type Relation, relation } from './im/relations/relations.ts'
export * from './im/users/app-users.ts'
export * from './im/users/notices.ts'
export * from './im/users/profiles.ts'
export * from './im/users/users.ts'
export * from './limits.ts'
export * from './records.ts'
export * from './refusals.ts'
export * from './values.ts'
