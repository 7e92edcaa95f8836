import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, textOf, uint32 } from '../../values.ts'
import { customValues } from '../custom-fields.ts'
import { groupId, groupType, member, memberRole, msgFlag } from './groups.ts'

const userIds = z.array(z.string()).min(1).max(500)
const userId = z.string()

/** Of the profile; only users are told. */
const names = { nick: z.string().optional(), faceUrl: z.string().optional() }

export const memberNameCard = textOf(50)
/** Carried in the notice. */
export const removalReason = textOf(1_000)
/** 0 lifts the mute; 4294967295 is for ever. */
export const muteSeconds = uint32

/** Members of a group one by one: who they are, roles, mutes, owner, import. */
export const groupMemberCommands = {
  'group.listMembers': command({
    summary:
      'Members of a group in the order of joining, of a community by id; `memberCount` is that of the whole group. Users: members only, 100 at a time, with the name and picture of each. Refused: group_unknown, group_not_supported, not_a_member.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({
      groupId,
      roles: z.array(memberRole).optional(),
      offset: z.number().int().min(0).default(0),
      /** Communities, which have no offset: the `next` of the last page, empty for the first. */
      after: z.string().default(''),
      /** Of a community 100 at most. */
      limit: pageLimit(6_000, 6_000),
      lastSpoke: z.boolean().default(false),
    }),
    output: z.object({
      type: groupType,
      memberCount: z.number().int(),
      members: z.array(member.extend(names)),
      /** Of a community: where the next page begins; null when this was the last. */
      next: z.string().nullable(),
    }),
  }),
  'group.findMembers': command({
    summary: 'Those of up to 50 users who are members. Refused: group_unknown, group_not_supported, not_a_member.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({
      groupId,
      userIds: z.array(userId).max(50),
      roles: z.array(memberRole).optional(),
      lastSpoke: z.boolean().default(false),
    }),
    output: z.object({ members: z.array(member.extend({ ...names, /** null: not told to users. */ isOnline: z.boolean().nullable() })) }),
  }),
  'group.countOnline': command({
    summary:
      'How many members of a group are connected at the moment; of an audio-video group avGroup.countOnline says it. Refused: group_unknown, group_not_supported, not_a_member.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ groupId }),
    output: z.object({ count: z.number().int() }),
  }),
  'group.findRoles': command({
    summary:
      'The role of each of up to 500 users, in the order asked for; null: not a member. Refused: group_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ groupId, userIds: z.array(userId).max(500) }),
    output: z.object({ roles: z.array(z.object({ userId, role: memberRole.nullable() })) }),
  }),
  'group.addMembers': command({
    summary:
      'Add users to a group; says of each whether it got in, was in already or was refused and why. A user invites, by InviteJoinOption: at once, or the owner and the admins are asked (`waiting`, at most 50). Refused: group_unknown, group_not_supported, not_a_member, group_not_allowed, too_many_items.',
    callers: ['app', 'user'],
    effect: 'statement',
    input: z.object({
      groupId,
      userIds,
      /** The group is not told. */
      silent: z.boolean().default(false),
    }),
    output: z.object({
      added: z.array(userId),
      already: z.array(userId),
      waiting: z.array(userId),
      refused: z.array(
        z.object({
          userId,
          /** `refused_by_app`: by its callback. */
          code: z.enum(['group_user_unknown', 'user_group_limit', 'group_full', 'group_member_limit', 'refused_by_app']),
          allowed: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  'group.importMembers': command({
    summary:
      'Bring members over from elsewhere; nobody is told. Says of each whether it got in, was in already or was refused and why. An Admin of a Work group, which has none, is a plain member. Refused: group_unknown, group_not_supported.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      groupId,
      members: z
        .array(
          z.object({
            userId,
            role: memberRole.exclude(['Owner']).default('Member'),
            /** Between the creation of the group and now; default: now. */
            joinedAt: moment.optional(),
            /** Cut to the number of messages. */
            unread: z.number().int().min(0).default(0),
          }),
        )
        .min(1)
        .max(300),
    }),
    output: z.object({
      added: z.array(userId),
      already: z.array(userId),
      refused: z.array(
        z.object({
          userId,
          code: z.enum(['group_user_unknown', 'user_group_limit', 'group_full', 'group_member_limit', 'join_time_invalid']),
          allowed: z.number().int().nullable(),
        }),
      ),
    }),
  }),
  'group.removeMembers': command({
    summary:
      'Remove members. Whoever is none is no error. The owner goes in a Work group only, which has none then. A user: who stands lower. Refused: group_unknown, group_not_supported, not_a_member, group_not_allowed.',
    callers: ['app', 'user'],
    effect: 'statement',
    input: z.object({
      groupId,
      userIds,
      /** Only who was removed is told. */
      silent: z.boolean().default(false),
      reason: removalReason.default(''),
    }),
    output: z.object({ removed: z.array(userId) }),
  }),
  'group.updateMember': command({
    summary:
      'Change what a group keeps of a member. The role of the owner cannot be changed, and a Work group has neither admins nor mutes. A user: the own settings, and what the role allows on who stands lower. Refused: group_unknown, group_not_allowed, group_not_supported, not_a_member, owner_role_stays, custom_field_unknown, custom_field_forbidden, custom_value_too_long.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({
      groupId,
      userId,
      role: memberRole.exclude(['Owner']).optional(),
      msgFlag: msgFlag.optional(),
      nameCard: memberNameCard.optional(),
      muteForSeconds: muteSeconds.optional(),
      /** An empty value takes it away; fields that are not named stay. */
      custom: customValues.default([]),
    }),
    output: nothing,
  }),
  'group.muteMembers': command({
    summary:
      'Keep users from speaking in a group, or in a topic of a community. It holds for who leaves and comes back, and for who is no member yet. A user: members who stand lower. Refused: group_unknown, not_a_member, group_not_allowed, group_not_supported, group_user_unknown, topic_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, topicId: z.string().optional(), userIds, forSeconds: muteSeconds }),
    output: z.object({ mutedUntil: moment.nullable() }),
  }),
  'group.listMuted': command({
    summary:
      'Who is muted now in a group, or in a topic of a community. Refused: group_unknown, not_a_member, group_not_allowed, group_not_supported, topic_unknown, group_answer_too_large.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId, topicId: z.string().optional() }),
    output: z.object({ muted: z.array(z.object({ userId, mutedUntil: moment })) }),
  }),
  'group.changeOwner': command({
    summary:
      'Make a member the owner, also of a group without one; the owner until then becomes a plain member. Refused: group_unknown, group_not_allowed, group_not_supported, not_a_member.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, ownerId: userId }),
    output: nothing,
  }),
  'group.setUnread': command({
    summary:
      'Set how many messages a member has not read, cut to the number of messages. Meeting and audio-video groups count none: no effect. Refused: group_unknown, not_a_member.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ groupId, userId, count: z.number().int().min(0) }),
    output: nothing,
  }),
}
