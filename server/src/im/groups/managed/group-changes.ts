import type { Group, ParsedInput } from '@plenum/contract'
import type { Change } from '../../../records/audit.ts'

type Changes = Omit<ParsedInput<'appGroup.update'>, 'sdkAppId' | 'groupId'>

/** As the page calls them. */
const names: Record<keyof Changes, string> = {
  type: 'Group Type',
  name: 'Group Name',
  introduction: 'Introduction',
  notification: 'Announcement',
  faceUrl: 'Photo',
  applyJoinOption: 'Way of joining',
  memberMax: 'Member maximum',
  muteAll: 'Mute all',
}

/** What is different after the change, for the audit. */
export function groupChanges(before: Group, changes: Changes): Change[] {
  return Object.entries(changes).flatMap(([key, after]) => {
    const field = key as keyof Changes
    const [was, is] = [textOf(before[field]), textOf(after)]
    return was === is ? [] : [{ field: `${names[field]} of ${before.groupId}`, before: was, after: is }]
  })
}

function textOf(value: string | number | boolean | null | undefined): string | null {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return value === undefined || value === null || value === '' ? null : String(value)
}
