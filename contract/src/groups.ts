import { z } from 'zod'
import { command } from './command.ts'
import { moment, nothing, pageLimit } from './values.ts'

/** New names. The public dialect also knows Private (Work) and ChatRoom (Meeting). */
export const groupTypes = ['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'] as const
export const groupType = z.enum(groupTypes)
export type GroupType = z.infer<typeof groupType>

/** Lengths are bytes of UTF-8. */
const textOf = (bytesMax: number) =>
  z.string().refine((text) => new TextEncoder().encode(text).length <= bytesMax, { error: `has more than ${bytesMax} bytes` })
export const groupName = textOf(30).min(1, 'is empty')
export const groupIntroduction = textOf(240)
export const groupNotification = textOf(300)
export const groupFaceUrl = textOf(100)
/** What the plan allows is another question. */
export const groupMemberMax = z.int32().min(1)
export const applyJoinOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableApply'])
export const inviteJoinOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableInvite'])
export const memberRole = z.enum(['Owner', 'Admin', 'Member'])

export const groupId = z.string().min(1).max(96)
const userIds = z.array(z.string()).min(1).max(500)

const group = z.object({
  groupId: z.string(),
  type: groupType,
  name: z.string(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  ownerId: z.string().nullable(),
  createdAt: moment,
  /** Raised by every change of the profile. */
  infoSeq: z.number().int(),
  infoChangedAt: moment,
  memberCount: z.number().int(),
  /** The group's own maximum; null: unlimited. What binds is the smaller of this and the plan's. */
  memberMax: z.number().int().nullable(),
  applyJoinOption,
  inviteJoinOption,
  muteAll: z.boolean(),
  /** Of a community: its messages stand in topics. */
  supportsTopics: z.boolean(),
  /** The number the next message gets. */
  nextSequence: z.number().int(),
  lastMessageAt: moment.nullable(),
})
export type Group = z.infer<typeof group>

const membership = z.object({ role: memberRole, joinedAt: moment, msgFlag: z.string(), nameCard: z.string() })
const member = membership.extend({ userId: z.string() })
export type Member = z.infer<typeof member>

/** Groups of an app and their members, as its server sees them: the app's administrator has the owner's rights in every group. */
export const groupCommands = {
  'group.create': command({
    summary:
      'Create a group. Refused: community_not_enabled, group_not_supported, group_daily_growth_limit, group_limit, av_group_limit, community_limit, group_member_limit, group_full, user_group_limit, group_user_unknown, group_id_invalid, group_id_taken, group_id_yours.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      type: groupType,
      name: groupName,
      groupId: z.string().optional(),
      introduction: groupIntroduction.default(''),
      notification: groupNotification.default(''),
      faceUrl: groupFaceUrl.default(''),
      /** Becomes owner and member. Of an audio-video group only owner: its members are those connected. */
      ownerId: z.string().optional(),
      /** Only of a community, for good. */
      supportsTopics: z.boolean().default(false),
      /** Default: the plan's limit. Above it the group is refused, not cut. */
      memberMax: groupMemberMax.optional(),
      applyJoinOption: applyJoinOption.optional(),
      inviteJoinOption: inviteJoinOption.optional(),
      members: z
        .array(z.object({ userId: z.string(), role: memberRole.exclude(['Owner']).default('Member') }))
        .max(100)
        .default([]),
    }),
    output: z.object({ groupId: z.string() }),
  }),
  'group.get': command({
    summary: 'Up to 50 groups in the order asked for; or why it is not there. Refused: group_answer_too_large.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ groupIds: z.array(z.string()).max(50), members: z.boolean().default(false) }),
    output: z.object({
      groups: z.array(
        z.union([group.extend({ members: z.array(member) }), z.object({ refused: z.enum(['group_unknown', 'community_not_enabled']) })]),
      ),
    }),
  }),
  'group.list': command({
    summary: 'Ids of the groups of the app, oldest first. `next` continues the list; null when it ends.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ type: groupType.optional(), after: z.number().int().min(0).default(0), limit: pageLimit(10_000, 10_000) }),
    output: z.object({ count: z.number().int(), groupIds: z.array(z.string()), next: z.number().int().nullable() }),
  }),
  'group.listJoined': command({
    summary: 'Groups a user is in, by id. `count` is that of all that match. Refused: group_user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({
      userId: z.string(),
      type: groupType.optional(),
      /** Communities whose messages stand in topics. */
      onlyWithTopics: z.boolean().default(false),
      /** Audio-video groups store no members: only those the user owns. */
      withAvGroups: z.boolean().default(false),
      /** Work groups in which nobody has spoken yet. */
      withNotActivated: z.boolean().default(false),
      offset: z.number().int().min(0).default(0),
      limit: pageLimit(5_000, 5_000),
    }),
    output: z.object({
      count: z.number().int(),
      groups: z.array(
        group.extend({
          self: membership.nullable(),
          /** Messages of all topics together; null: this group has no topics. */
          topics: z.object({ messages: z.number().int(), read: z.number().int() }).nullable(),
        }),
      ),
    }),
  }),
  'group.listMembers': command({
    summary:
      'Members of a group in the order of joining; `memberCount` is that of the whole group. Refused: group_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'read',
    input: z.object({
      groupId,
      roles: z.array(memberRole).optional(),
      offset: z.number().int().min(0).default(0),
      limit: pageLimit(6_000, 6_000),
    }),
    output: z.object({ memberCount: z.number().int(), members: z.array(member) }),
  }),
  'group.addMembers': command({
    summary:
      'Add users to a group; says of each whether it got in, was in already or was refused and why. Refused: group_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'statement',
    input: z.object({ groupId, userIds }),
    output: z.object({
      added: z.array(z.string()),
      already: z.array(z.string()),
      refused: z.array(
        z.object({
          userId: z.string(),
          code: z.enum(['group_user_unknown', 'user_group_limit', 'group_full', 'group_member_limit']),
          allowed: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  'group.removeMembers': command({
    summary: 'Remove members. Whoever is none is no error; the owner cannot be removed. Refused: group_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'statement',
    input: z.object({ groupId, userIds }),
    output: z.object({ removed: z.array(z.string()) }),
  }),
  'group.update': command({
    summary:
      'Change the profile of a group or its own maximum of members. Refused: group_unknown, group_member_limit, group_not_supported.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      groupId,
      name: groupName.optional(),
      introduction: groupIntroduction.optional(),
      notification: groupNotification.optional(),
      faceUrl: groupFaceUrl.optional(),
      memberMax: groupMemberMax.optional(),
      applyJoinOption: applyJoinOption.optional(),
      inviteJoinOption: inviteJoinOption.optional(),
      muteAll: z.boolean().optional(),
    }),
    output: nothing,
  }),
  'group.destroy': command({
    summary: 'Disband a group for good. Refused: group_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ groupId }),
    output: nothing,
  }),
}
