import { z } from 'zod'
import { command } from '../../command.ts'
import { groupType } from '../../im/groups/group-type.ts'
import { sdkAppId } from '../../values.ts'

const fields = (max: number) =>
  z
    .array(z.string().regex(/^[A-Za-z_]\w{0,15}$/, 'A field has up to 16 letters, digits and underscores, and begins with no digit.'))
    .max(max)

/** Whole days. */
const days = z.number().int().min(1).max(365)

/** Types that can be changed into each other, and whose groups can be reclaimed. */
export const ordinaryType = groupType.extract(['Work', 'Public', 'Meeting'])
/** Types that store members. */
export const memberedType = groupType.exclude(['AVChatRoom'])

const after = <Type extends z.ZodType>(type: Type) => z.object({ types: z.array(type).min(1).max(4), days }).nullable()

/** What the operator has set for the groups of an app beside rates (console.md 5.4). */
export const groupRules = z.object({
  /** Custom fields whose values go with every message of a group: those of the group, and those of its sender as a member. */
  carriedFields: z.object({ group: fields(10), member: fields(5) }),
  /** May the type of an existing group be changed among Work, Public and Meeting? */
  typeChanges: z.boolean(),
  /** Members of groups of these types who were not online for so long are removed once a day; owners and admins stay. null: off. */
  offlineMembers: after(memberedType),
  /** Groups of these types in which for so long nothing was said and no member came or went are disbanded once a day. null: off. */
  idleGroups: after(ordinaryType),
})
export type GroupRules = z.infer<typeof groupRules>

export const groupRulesAtFirst: GroupRules = {
  carriedFields: { group: [], member: [] },
  typeChanges: false,
  offlineMembers: null,
  idleGroups: null,
}

export const groupRuleCommands = {
  'groupRule.get': command({
    summary: 'What the operator has set for the groups of an app beside rates.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    app: 'any',
    input: z.object({ sdkAppId }),
    output: z.object({ app: z.object({ sdkAppId, name: z.string() }), rules: groupRules }),
  }),
  'groupRule.set': command({
    summary:
      'Change what is named of it; the rest stays. Fields are carried and types can be changed from the next request on; offline members and idle groups are looked for at once and then once a day. What was different is recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    input: z.object({ sdkAppId, rules: groupRules.partial() }),
    output: z.object({ rules: groupRules }),
  }),
}
