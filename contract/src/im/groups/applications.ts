import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, pageLimit, textOf } from '../../values.ts'
import { groupId } from './groups.ts'

export const applicationsKept = 50
const message = textOf(300)

/** Somebody wants to come into a group, or a member wants somebody in it, and the owner or an admin is to say whether. */
export const application = z.object({
  applicationId: z.number().int(),
  kind: z.enum(['join', 'invite']),
  groupId: z.string(),
  groupName: z.string(),
  groupFaceUrl: z.string(),
  /** Who is to become a member. */
  userId: z.string(),
  /** Who asked: the same user, or the member who invited. */
  applicantId: z.string(),
  applicantNick: z.string(),
  applicantFaceUrl: z.string(),
  message: z.string(),
  at: moment,
  /** null: it waits. */
  answer: z.enum(['agreed', 'refused']).nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: moment.nullable(),
  answerMessage: z.string(),
})
export type Application = z.infer<typeof application>

/** How users come into groups by themselves, and go. */
export const joiningCommands = {
  'group.join': command({
    summary:
      'The user comes into a group, or asks to: by its type and its ApplyJoinOption. `waiting`: the owner and the admins were asked. Audio-video groups have avGroup.join. Refused: group_unknown, group_not_supported (nobody applies to a Work group), join_not_allowed, group_full, group_member_limit, user_group_limit.',
    callers: ['user'],
    effect: 'statement',
    input: z.object({ groupId, message: message.default('') }),
    output: z.object({ status: z.enum(['joined', 'already', 'waiting']) }),
  }),
  'group.leave': command({
    summary: 'The user leaves a group. An owner leaves a Work group only. Refused: group_unknown, not_a_member, owner_may_not_leave.',
    callers: ['user'],
    effect: 'statement',
    input: z.object({ groupId }),
    output: z.object({}),
  }),
  'application.list': command({
    summary: `Applications and invitations to groups the user owns or administers, and the user's own, the newest first. The last ${applicationsKept} of each applicant are kept.`,
    callers: ['user'],
    effect: 'read',
    input: z.object({
      /** The `next` of the last page. */
      before: z.number().int().optional(),
      limit: pageLimit(applicationsKept, applicationsKept),
    }),
    output: z.object({ applications: z.array(application), next: z.number().int().nullable() }),
  }),
  'application.answer': command({
    summary:
      'The owner or an admin lets somebody in, or does not. Refused: application_unknown, application_answered, group_not_allowed, group_full, group_member_limit, user_group_limit.',
    callers: ['user'],
    effect: 'write',
    input: z.object({ applicationId: z.number().int(), agree: z.boolean(), message: message.default('') }),
    output: z.object({
      /** Somebody became a member by this answer. */
      entered: z.boolean(),
    }),
  }),
}
