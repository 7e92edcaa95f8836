import type { CustomField, CustomFieldLevel, CustomFieldRight } from '@plenum/contract'

/** Of groups and members: for groups of some types. */
export type GroupField = Extract<CustomField, { groupTypes: unknown }>
/** Of users and friends. */
export type UserField = Exclude<CustomField, GroupField>

interface Words {
  title: string
  max: number
  /** The rule of the name. */
  name: string
  pattern: RegExp
  /** What stands in the public dialect before the name. */
  prefix: string
  value: string
}

const letters = { name: 'Letters only, up to 8.', pattern: /^[A-Za-z]{1,8}$/ }
const identifier = {
  name: 'Letters, digits and underscores, up to 16, not beginning with a digit.',
  pattern: /^[A-Za-z_]\w{0,15}$/,
  prefix: '',
}

/** console.md 5.2 to 5.4 */
export const fieldWords: Record<CustomFieldLevel, Words> = {
  user: { ...letters, title: 'Custom User Field', max: 20, prefix: 'Tag_Profile_Custom_', value: 'Up to 500 bytes.' },
  friend: { ...letters, title: 'Custom Friend Field', max: 20, prefix: 'Tag_SNS_Custom_', value: 'Up to 500 bytes.' },
  group: { ...identifier, title: 'Custom Group Field', max: 10, value: 'Up to 512 bytes.' },
  member: { ...identifier, title: 'Custom Group Member Field', max: 5, value: 'Up to 64 bytes. Not in audio-video groups.' },
}

/** Of fields of users; friends have none. */
export const userRights: { value: CustomFieldRight; label: string }[] = [
  { value: 'everyone', label: 'App, app administrator' },
  { value: 'app', label: 'App administrator' },
]
export const userRightLabel = (right: CustomFieldRight) => (right === 'app' ? userRights[1]! : userRights[0]!).label

/** The least role that may, from high to low. */
export const groupRights: { value: CustomFieldRight; label: string }[] = [
  { value: 'app', label: 'App administrator' },
  { value: 'owner', label: 'Owner' },
  { value: 'admin', label: 'Administrator' },
  { value: 'member', label: 'Member' },
  { value: 'everyone', label: 'Everyone' },
]
export const groupRightLabel = (right: CustomFieldRight) => groupRights.find(({ value }) => value === right)!.label

/** Why a name cannot be given; null while nothing is typed. Groups and members share their names. */
export function wrongName(level: CustomFieldLevel, key: string, present: CustomField[]): string | null {
  if (key === '') return null
  if (!fieldWords[level].pattern.test(key)) return fieldWords[level].name
  const namesakes: CustomFieldLevel[] = level === 'group' || level === 'member' ? ['group', 'member'] : [level]
  return present.some((field) => field.key === key && namesakes.includes(field.level)) ? `There is a field ${key} already.` : null
}
