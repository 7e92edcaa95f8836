import { z } from 'zod'
import { moment } from '../../values.ts'
import { markedContact } from '../contacts/contacts.ts'
import { conversation } from '../contacts/conversations.ts'
import { broadcast } from '../groups/av-groups.ts'
import { groupEvents } from '../groups/group-events.ts'
import { msgFlag } from '../groups/groups.ts'
import { topicChanges } from '../groups/topics.ts'
import { message, messageReaction, reactionCount } from '../messages/messages.ts'
import { offlinePushInfo } from '../messages/offline-push.ts'
import { reactingUser } from '../messages/reactions.ts'
import { push } from '../push.ts'
import { friendEvents } from '../relations/friend-events.ts'
import { userNotice } from '../users/notices.ts'
import { profile } from '../users/profiles.ts'
import { platform } from './presence.ts'
import { userStatus } from './status.ts'

/** What concerns the way to the receivers only: it is not kept. */
export const delivery = z.object({
  offlinePush: offlinePushInfo.optional(),
  /** To the sender's own devices as well. */
  copyToSender: z.boolean().optional(),
  /** Whoever does not want to be disturbed by the sender is not. */
  heedsMute: z.boolean().optional(),
})
export type Delivery = z.infer<typeof delivery>

/** Of a group, of a topic of a community, or of two users. */
const place = z.object({
  groupId: z.string().optional(),
  topicId: z.string().optional(),
  userIds: z.tuple([z.string(), z.string()]).optional(),
})

/** Which message it is; the sender's own number only of messages between users. */
const named = message.pick({ senderId: true, random: true, at: true, clientSequence: true }).extend({
  sequence: z.number().int(),
  /** Number of the change in the conversation, from 1 without a gap. */
  change: z.number().int(),
})

/** What happened, told after the commit. */
export const events = {
  /** To a group, to a topic of a community, or to one user. */
  'message.sent': message
    .extend({ groupId: z.string().optional(), topicId: z.string().optional(), receiverId: z.string().optional() })
    .extend(delivery.shape),
  /** Their words are gone. */
  'message.recalled': place.extend({ messages: z.array(named), operatorId: z.string() }),
  /** What it says now. */
  'message.modified': place.extend(named.shape).extend(message.pick({ body: true, cloudCustomData: true, receiverIds: true }).shape),
  /** `userId` has read up to this number: what `peerId` said, or of a group, which only concerns the own devices. */
  'message.read': z.object({
    userId: z.string(),
    peerId: z.string().optional(),
    groupId: z.string().optional(),
    topicId: z.string().optional(),
    sequence: z.number().int(),
    at: moment,
  }),
  /** How many have read messages of `senderId`, after `userId` has. */
  'receipt.changed': z.object({
    groupId: z.string(),
    senderId: z.string(),
    userId: z.string(),
    receipts: z.array(z.object({ sequence: z.number().int(), read: z.number().int(), unread: z.number().int() })),
  }),
  /** How a user has a conversation now, told the user's own devices: only what was set. */
  'conversation.changed': z.object({
    userId: z.string(),
    conversations: z.array(conversation),
    isPinned: z.boolean().optional(),
    msgFlag: msgFlag.optional(),
    /** What was said until now is gone for the user. */
    cleared: z.boolean().optional(),
  }),
  'conversation.removed': z.object({ userId: z.string(), conversations: z.array(conversation), clearHistory: z.boolean() }),
  /** Marks of conversations and in which groups of the user they are, as they are now. */
  'contact.marked': z.object({ userId: z.string(), contacts: z.array(markedContact.omit({ changedAt: true })) }),
  /** All groups of conversations that the user has now. */
  'contactGroup.changed': z.object({
    userId: z.string(),
    groups: z.array(z.object({ contactGroupId: z.number().int(), name: z.string() })),
  }),
  'topic.created': z.object({ groupId: z.string(), topicId: z.string(), operatorId: z.string() }),
  /** Only the fields that were set. */
  'topic.changed': z.object({ groupId: z.string(), topicId: z.string(), operatorId: z.string(), changes: topicChanges }),
  /** A group that is destroyed takes its topics along and does not name them. */
  'topic.destroyed': z.object({ groupId: z.string(), topicIds: z.array(z.string()), operatorId: z.string() }),
  /** Keys and values that hang on a message: set under the number of the change, deleted, or all taken away. */
  'message.extensionsChanged': place.extend({
    sequence: z.number().int(),
    set: z.array(z.object({ key: z.string(), value: z.string(), change: z.number().int() })),
    deleted: z.array(z.string()),
    cleared: z.boolean(),
    /** Of a message to some: nobody else hears of it. */
    receiverIds: z.array(z.string()).optional(),
  }),
  /** Somebody has reacted to a message, or taken that back. */
  'message.reactionsChanged': place.extend({
    sequence: z.number().int(),
    /** Number of the change in the conversation, from 1 without a gap. */
    change: z.number().int(),
    /** All reactions to the message now. `mine` only where a client missed changes and tells what it has asked for. */
    reactions: z.array(reactionCount.extend(messageReaction.pick({ mine: true }).partial().shape)),
    /** Absent: a client missed changes. `firstUsers`: of the reaction, up to 10. */
    by: z.object({ userId: z.string(), reactionId: z.string(), added: z.boolean(), firstUsers: z.array(reactingUser) }).optional(),
    /** Of a message to some: nobody else hears of it. */
    receiverIds: z.array(z.string()).optional(),
  }),
  /** A message was pinned, or is no more; the message itself stands in `group.listPinnedMessages`, for whoever sees it. */
  'group.pinsChanged': z.object({
    groupId: z.string(),
    topicId: z.string().optional(),
    sequence: z.number().int(),
    isPinned: z.boolean(),
    operatorId: z.string(),
    at: moment,
  }),
  /** Whoever shows them reads them again. */
  'group.attributesChanged': z.object({ groupId: z.string() }),
  'group.countersChanged': z.object({ groupId: z.string() }),
  /** Only the fields that were set. */
  'profile.changed': z.object({ userId: z.string(), changes: profile }),
  ...friendEvents,
  ...groupEvents,
  /** What the app's server tells a group; `receiverIds` null: everybody in it. */
  'group.notified': z.object({
    groupId: z.string(),
    topicId: z.string().optional(),
    content: z.string(),
    receiverIds: z.array(z.string()).nullable(),
    at: moment,
  }),
  'group.membersBanned': z.object({ groupId: z.string(), userIds: z.array(z.string()), bannedUntil: moment, description: z.string() }),
  /** To everybody in the audio-video groups of the app. */
  'broadcast.sent': broadcast,
  /** Whom messages of the group reach from now on. `silent`: the group is not told. */
  'group.membersAdded': z.object({ groupId: z.string(), userIds: z.array(z.string()), operatorId: z.string(), silent: z.boolean() }),
  /** Those removed hear it in any case: the group's own messages do not reach them any more. */
  'group.membersRemoved': z.object({
    groupId: z.string(),
    userIds: z.array(z.string()),
    operatorId: z.string(),
    reason: z.string(),
    silent: z.boolean(),
  }),
  /** `noticed`: the members were told one by one. */
  'group.destroyed': z.object({ groupId: z.string(), operatorId: z.string(), noticed: z.boolean() }),
  /** How a member wants the messages of a group: to the member's own devices. `Discard`: nothing is pushed any more. */
  'group.receiveOptionChanged': z.object({ groupId: z.string(), userId: z.string(), msgFlag }),
  /** The server closes this connection; the close frame has the same code. */
  'connection.ended': z.object({
    closeCode: z.number().int(),
    /** `replaced`, `kicked`, or the code of a refusal. */
    reason: z.string(),
    /** As clients show it: 91101 of a web page that another one replaced; null where there is none. */
    number: z.number().int().nullable(),
    /** Of the device that took the place. */
    platform: platform.optional(),
  }),
  /** For callbacks: a device of the user came or went. `kicked`: whose places it took. */
  'user.stateChanged': z.object({
    userId: z.string(),
    platform,
    action: z.enum(['Login', 'Logout', 'Disconnect']),
    reason: z.enum(['Register', 'Unregister', 'LinkClose', 'TimeOut']),
    kicked: z.array(platform),
    /** Where the device is connected from. */
    address: z.string(),
    at: moment,
  }),
  /** For callbacks: users of an audio-video group lost their connections for a while (`offline`), or are in it again. */
  'avGroup.presenceChanged': z.object({
    groupId: z.string(),
    userIds: z.array(z.string()),
    presence: z.enum(['offline', 'online']),
    at: moment,
  }),
  /** To whoever subscribed to the user's status, and by setting to friends. */
  'status.changed': userStatus,
  /** All connections of the user end. */
  'user.kicked': z.object({ userId: z.string(), at: moment }),
  /** One user was told something under the next number of their own; `event` and `content` say what. */
  'user.noticed': userNotice.extend({ userId: z.string() }),
  'user.deleted': z.object({ userIds: z.array(z.string()) }),
  /** To the users its condition names; who hands it over looks at their attributes and tags. */
  'push.sent': push,
}

export type EventName = keyof typeof events
export type EventContent<N extends EventName> = z.infer<(typeof events)[N]>
