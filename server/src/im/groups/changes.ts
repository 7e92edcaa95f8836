import type { Group, ParsedInput } from '@plenum/contract'
import type { Action } from './permissions.ts'

type Changes = Partial<Omit<ParsedInput<'group.update'>, 'groupId' | 'custom'>>

/** What a user must be allowed for these changes of a group. Fields of the app's own have rights of their own. */
export function actionsOf(changes: Changes, hasCustom: boolean): Action[] {
  const { muteAll, memberMax, applyJoinOption, inviteJoinOption } = changes
  if (hasCustom && Object.values(changes).every((value) => value === undefined)) return []
  const changesSettings = [memberMax, applyJoinOption, inviteJoinOption].some((value) => value !== undefined)
  return [
    'changeProfile',
    ...(changesSettings ? (['changeSettings'] as const) : []),
    ...(muteAll === undefined ? [] : (['muteAll'] as const)),
  ]
}

const quietFields = ['type', 'memberMax', 'applyJoinOption', 'inviteJoinOption', 'muteAll'] as const
type Quiet = Pick<Changes, (typeof quietFields)[number]>

/** What is different now and tips tell only where the app has set it. */
export function quietChanges(before: Group, changes: Quiet): Quiet {
  return Object.fromEntries(
    quietFields.flatMap((field) => {
      const value = changes[field]
      return value === undefined || value === before[field] ? [] : [[field, value]]
    }),
  )
}
