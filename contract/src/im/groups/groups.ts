import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, sdkAppId, textOf } from '../../values.ts'
import { customValues } from '../custom-fields.ts'
import { groupType } from './group-type.ts'

export { type GroupType, groupType, groupTypes } from './group-type.ts'

export const groupName = textOf(30).min(1, 'is empty')
export const groupIntroduction = textOf(240)
export const groupNotification = textOf(300)
export const groupFaceUrl = textOf(100)
/** What the plan allows is another question. */
export const groupMemberMax = z.number().int().min(1)
export const applyJoinOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableApply'])
export const inviteJoinOption = z.enum(['FreeAccess', 'NeedPermission', 'DisableInvite'])
export const memberRole = z.enum(['Owner', 'Admin', 'Member'])
/** What a member hears of: everything, without push to who is away, or nothing. */
export const msgFlag = z.enum(['AcceptAndNotify', 'AcceptNotNotify', 'Discard'])

export const groupId = z.string().min(1).max(96)

export const group = z.object({
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
  custom: customValues,
})
export type Group = z.infer<typeof group>

export const membership = z.object({
  role: memberRole,
  joinedAt: moment,
  msgFlag,
  nameCard: z.string(),
  /** The highest number the member has read. */
  readSequence: z.number().int(),
})
export const member = membership.extend({
  userId: z.string(),
  /** null: not muted now. */
  mutedUntil: moment.nullable(),
  /**
   * Of the newest among the last 1,000 messages of the group, of 100 where 50 groups are asked for at once; null: none of them is the
   * member's, or nobody asked.
   */
  lastSpokeAt: moment.nullable(),
  custom: customValues,
})
export type Member = z.infer<typeof member>

/** What everybody may know of a group that can be found. */
export const publicGroup = group
  .pick({
    groupId: true,
    type: true,
    name: true,
    introduction: true,
    faceUrl: true,
    ownerId: true,
    createdAt: true,
    memberCount: true,
    memberMax: true,
    applyJoinOption: true,
    inviteJoinOption: true,
    supportsTopics: true,
    custom: true,
  })
  .extend({ isPublicPart: z.literal(true) })
export type PublicGroup = z.infer<typeof publicGroup>

const newGroup = {
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
  custom: customValues.default([]),
}

/** Groups of an app. The app's administrator has the owner's rights in every group; what a user may says the role in it (docs/im/users.md). */
export const groupCommands = {
  'group.create': command({
    summary:
      'Create a group. A user who does is its owner. Refused: community_not_enabled, group_not_supported, group_daily_growth_limit, group_limit, av_group_limit, community_limit, group_member_limit, group_full, user_group_limit, group_user_unknown, group_id_invalid, group_id_taken, group_id_yours, custom_field_unknown, custom_field_forbidden, custom_value_too_long.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'ownerId',
    input: z.object({
      ...newGroup,
      members: z
        .array(z.object({ userId: z.string(), role: memberRole.exclude(['Owner']).default('Member'), custom: customValues.default([]) }))
        .max(100)
        .default([]),
    }),
    output: z.object({ groupId: z.string() }),
  }),
  'group.import': command({
    summary:
      'Create a group that existed elsewhere. The limits are those of creation, except that it takes nothing of the daily growth. Refused: group_not_supported, community_not_enabled, group_limit, community_limit, group_member_limit, user_group_limit, group_user_unknown, group_id_invalid, group_id_taken, group_id_yours, group_time_invalid, custom_field_unknown, custom_value_too_long.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      ...newGroup,
      /** Not in the future; default: now. */
      createdAt: moment.optional(),
    }),
    output: z.object({ groupId: z.string() }),
  }),
  'group.search': command({
    summary: 'What is public of the group of exactly this id; Work groups are not found. Refused: group_unknown, community_not_enabled.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ groupId }),
    output: publicGroup,
  }),
  'group.get': command({
    summary:
      'Up to 50 groups in the order asked for; or why it is not there. A user sees of groups of others only what is public, and Work groups not at all; members are listed with group.listMembers. Refused: group_answer_too_large.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({
      groupIds: z.array(z.string()).max(50),
      members: z.boolean().default(false),
      /** Look up when each member last spoke. */
      lastSpoke: z.boolean().default(false),
    }),
    output: z.object({
      groups: z.array(
        z.union([
          group.extend({
            members: z.array(member),
            /** Of the user who asks. */
            self: membership.extend({ mutedUntil: moment.nullable(), custom: customValues }).optional(),
          }),
          publicGroup,
          z.object({ refused: z.enum(['group_unknown', 'community_not_enabled']) }),
        ]),
      ),
    }),
  }),
  'group.list': command({
    summary: 'Ids of the groups of the app, oldest first. `next` continues the list; null when it ends.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ types: z.array(groupType).optional(), after: z.number().int().min(0).default(0), limit: pageLimit(10_000, 10_000) }),
    output: z.object({ count: z.number().int(), groupIds: z.array(z.string()), next: z.number().int().nullable() }),
  }),
  'group.listJoined': command({
    summary: 'Groups a user is in, by id. `count` is that of all that match. Refused: group_user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({
      userId: z.string(),
      types: z.array(groupType).optional(),
      /** Communities whose messages stand in topics. */
      onlyWithTopics: z.boolean().default(false),
      /** Those the user owns, and those the user is in at the moment: audio-video groups store no members. */
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
          /** `unread`: what the user has not read; always 0 where the type counts none. */
          self: membership.extend({ unread: z.number().int() }).nullable(),
          /** Messages of all topics together; null: this group has no topics. */
          topics: z.object({ messages: z.number().int(), read: z.number().int() }).nullable(),
        }),
      ),
    }),
  }),
  'group.update': command({
    summary:
      'Change the profile of a group or its own maximum of members; the group is told of name, texts and picture. A user by role and type. An administrator also its type among Work, Public and Meeting, where the operator allows the app to: the ways of joining become those usual for it unless they are given. Refused: group_unknown, group_type_fixed, group_not_allowed, not_a_member, group_member_limit, group_not_supported, custom_field_unknown, custom_field_forbidden, custom_value_too_long.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({
      groupId,
      type: groupType.optional(),
      name: groupName.optional(),
      introduction: groupIntroduction.optional(),
      notification: groupNotification.optional(),
      faceUrl: groupFaceUrl.optional(),
      memberMax: groupMemberMax.optional(),
      applyJoinOption: applyJoinOption.optional(),
      inviteJoinOption: inviteJoinOption.optional(),
      muteAll: z.boolean().optional(),
      /** An empty value takes it away; fields that are not named stay. */
      custom: customValues.default([]),
    }),
    output: nothing,
  }),
  'group.destroy': command({
    summary: 'Disband a group for good. A user: the owner, and no Work group. Refused: group_unknown, group_not_allowed, not_a_member.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId }),
    output: nothing,
  }),
  'group.raiseMaximum': command({
    summary: 'Raise `MaxMemberNum` of every group below the limit of the plan to it.',
    callers: ['person'],
    effect: 'statement',
    right: 'develop',
    input: z.object({ sdkAppId }),
    output: z.object({ raised: z.number().int(), membersPerGroup: z.number().int() }),
  }),
}
