import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, sdkAppId, text, textOf } from '../../values.ts'
import {
  applyJoinOption,
  group,
  groupFaceUrl,
  groupId,
  groupIntroduction,
  groupMemberMax,
  groupName,
  groupNotification,
  groupType,
  memberRole,
} from './groups.ts'
import { groupMemberCommands } from './members.ts'

/** As a list shows it. */
const appGroup = z.object({
  groupId: z.string(),
  name: z.string(),
  type: groupType,
  ownerId: z.string().nullable(),
  memberCount: z.number().int(),
  createdAt: moment,
})
export type AppGroup = z.infer<typeof appGroup>

const named = { sdkAppId, groupId }
const userIds = z.array(z.string()).min(1).max(100)
/** Where a page ended. */
const place = z.object({ groupId: z.string(), name: z.string() })

export const groupMessageCharactersMax = 300

/** Groups of an app, as a person manages them in the console: in the name of an administrator, under the limits that its server has. */
export const appGroupCommands = {
  'appGroup.list': command({
    summary: 'Groups whose id, or whose name, begins with a text, in that order. `next` continues the list; null when it ends.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      sdkAppId,
      by: z.enum(['groupId', 'name']).default('groupId'),
      search: textOf(96).default(''),
      after: place.optional(),
      limit: pageLimit(100, 20),
    }),
    output: z.object({ groups: z.array(appGroup), next: place.nullable() }),
  }),
  'appGroup.get': command({
    summary:
      'A group, how many members the plan allows in it, and which types it may become. Refused: group_unknown, community_not_enabled.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object(named),
    output: group.extend({
      membersAllowed: z.number().int(),
      /** Its own and those it may be changed into; empty: the type stays. */
      typesAllowed: z.array(groupType),
    }),
  }),
  'appGroup.create': command({
    summary:
      'Create a group. Refused: group_daily_growth_limit, group_limit, av_group_limit, user_group_limit, group_user_unknown. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    billed: true,
    right: 'develop',
    input: z.object({ sdkAppId, name: groupName, type: groupType.exclude(['Community']), ownerId: z.string().min(1).optional() }),
    output: z.object({ groupId: z.string() }),
  }),
  'appGroup.update': command({
    summary:
      'Change the profile of a group or its own maximum of members; its type where the operator allows it. Refused: group_unknown, group_type_fixed, group_member_limit, group_not_supported. What was different is recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({
      ...named,
      type: groupType.optional(),
      name: groupName.optional(),
      introduction: groupIntroduction.optional(),
      notification: groupNotification.optional(),
      faceUrl: groupFaceUrl.optional(),
      applyJoinOption: applyJoinOption.optional(),
      memberMax: groupMemberMax.optional(),
      muteAll: z.boolean().optional(),
    }),
    output: nothing,
  }),
  'appGroup.destroy': command({
    summary: 'Disband a group for good. Refused: group_unknown. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    billed: true,
    right: 'develop',
    input: z.object(named),
    output: nothing,
  }),
  'appGroup.members': command({
    summary:
      'Members of a group by id; of an audio-video group the newest who are connected. `next` continues the list; null when it ends. Refused: group_unknown.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ ...named, after: z.string().default(''), limit: pageLimit(100, 20) }),
    output: z.object({
      memberCount: z.number().int(),
      members: z.array(
        z.object({
          userId: z.string(),
          nick: z.string(),
          role: memberRole,
          joinedAt: moment,
          /** Among the last 1,000 messages of the group. */
          lastSpokeAt: moment.nullable(),
        }),
      ),
      next: z.string().nullable(),
    }),
  }),
  'appGroup.addMembers': command({
    summary:
      'Add users to a group; says of each whether it got in, was in already or was refused and why. Refused: group_unknown, group_not_supported. Recorded in the audit.',
    callers: ['person'],
    effect: 'statement',
    right: 'develop',
    input: z.object({ ...named, userIds }),
    output: groupMemberCommands['group.addMembers'].output,
  }),
  'appGroup.removeMembers': command({
    summary: 'Remove members. The owner goes in a Work group only. Refused: group_unknown, group_not_supported. Recorded in the audit.',
    callers: ['person'],
    effect: 'statement',
    right: 'develop',
    input: z.object({ ...named, userIds }),
    output: groupMemberCommands['group.removeMembers'].output,
  }),
  'appGroup.send': command({
    summary:
      'Send a text of up to 300 characters to a group in the name of an administrator. The same `random` within five minutes is one message. Refused: group_unknown. Recorded in the audit.',
    callers: ['person'],
    effect: 'lane',
    right: 'develop',
    input: z.object({
      ...named,
      text: text.refine((given) => given.trim() !== '' && [...given].length <= groupMessageCharactersMax, {
        error: `A message has 1 to ${groupMessageCharactersMax} characters.`,
      }),
      random: z.number().int().min(0).max(4_294_967_295),
    }),
    output: z.object({
      senderId: z.string(),
      /** null: above the rate of the group, and dropped. */
      sequence: z.number().int().nullable(),
    }),
  }),
}
