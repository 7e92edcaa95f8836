import { z } from 'zod'
import { moment } from '../../values.ts'
import { application } from './applications.ts'
import { applyJoinOption, groupType, inviteJoinOption, memberRole } from './groups.ts'

const which = { groupId: z.string(), type: groupType, name: z.string(), operatorId: z.string() }

/** What happens around groups and is told one user under a number of their own (`user.noticed`). */
export const groupNotices = {
  /** From now on I am in it. `added`: by a member or the app's server; `approved`: somebody agreed to my coming. */
  'group.entered': z.object({ ...which, way: z.enum(['created', 'added', 'joined', 'approved', 'imported']) }),
  'group.left': z.object({ ...which, way: z.enum(['left', 'removed']), reason: z.string() }),
  /** The group is gone. Members of a community hear `group.destroyed` only, while they are connected. */
  'group.ended': z.object(which),
  'group.roleChanged': z.object({ ...which, role: memberRole }),
  /** null: I may speak again. */
  'group.muted': z.object({ ...which, topicId: z.string().optional(), mutedUntil: moment.nullable() }),
  'application.made': z.object({ applications: z.array(application) }),
  'application.answered': application,
}

export const groupEvents = {
  ...groupNotices,
  /** What no tip in the group says; `custom`: keys of fields that have other values now. */
  'group.changed': z.object({
    groupId: z.string(),
    operatorId: z.string(),
    changes: z.object({
      type: groupType.optional(),
      memberMax: z.number().int().optional(),
      applyJoinOption: applyJoinOption.optional(),
      inviteJoinOption: inviteJoinOption.optional(),
      muteAll: z.boolean().optional(),
    }),
    custom: z.array(z.string()),
  }),
}
