import type { Profile, ProfileField } from '@plenum/contract'
import type { Change } from '../../../records/audit.ts'

/** As the page calls them. */
const names: Record<ProfileField, string> = {
  nick: 'Nickname',
  faceUrl: 'Profile Photo',
  gender: 'Gender',
  birthday: 'Birth date',
  location: 'Location',
  signature: "What's Up",
  allowType: 'Friend request verification',
  language: 'Language',
  messageSettings: 'Message settings',
  adminForbid: 'Asking for friends',
  level: 'Level',
  role: 'Role',
}

/** What is different after the change, for the audit. */
export function profileChanges(userId: string, before: Profile, { custom, ...changes }: Profile): Change[] {
  const { custom: customBefore, ...fieldsBefore } = before
  const fields = Object.entries(changes).map(([field, after]) => ({
    field: names[field as ProfileField],
    before: fieldsBefore[field as ProfileField],
    after,
  }))
  const ownFields = Object.entries(custom).map(([key, after]) => ({ field: `Custom field ${key}`, before: customBefore[key], after }))
  return [...fields, ...ownFields].flatMap(({ field, before, after }) =>
    textOf(before) === textOf(after) ? [] : [{ field: `${field} of ${userId}`, before: textOf(before), after: textOf(after) }],
  )
}

const textOf = (value: string | number | undefined) => (value === undefined || value === '' ? null : String(value))
