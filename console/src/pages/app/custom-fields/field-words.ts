import type { CustomField, CustomFieldLevel } from '@plenum/contract'

interface Words {
  title: string
  max: number
  /** The rule of the name. */
  name: string
  pattern: RegExp
  /** What stands in the public dialect before the name. */
  prefix: string
  value: string
  /** Which rights can be chosen; friends have none. */
  rights: { value: CustomField['readableBy']; label: string }[]
  /** What a new one begins with. */
  first: Pick<CustomField, 'readableBy' | 'writableBy'>
  change: string
}

const letters = { name: 'Letters only, up to 8.', pattern: /^[A-Za-z]{1,8}$/ }
const identifier = {
  name: 'Letters, digits and underscores, up to 16, not beginning with a digit.',
  pattern: /^[A-Za-z_]\w{0,15}$/,
  prefix: '',
  change: 'Edit',
  first: { readableBy: 'everyone', writableBy: 'app' },
  rights: [
    { value: 'app', label: 'App administrator' },
    { value: 'owner', label: 'Owner' },
    { value: 'admin', label: 'Administrator' },
    { value: 'member', label: 'Member' },
    { value: 'everyone', label: 'Everyone' },
  ],
} as const

/** console.md 5.2 to 5.4 */
export const fieldWords: Record<CustomFieldLevel, Words> = {
  user: {
    ...letters,
    title: 'Custom User Field',
    max: 20,
    prefix: 'Tag_Profile_Custom_',
    value: 'Up to 500 bytes.',
    rights: [
      { value: 'everyone', label: 'App, app administrator' },
      { value: 'app', label: 'App administrator' },
    ],
    first: { readableBy: 'everyone', writableBy: 'everyone' },
    change: 'Change Permissions',
  },
  friend: {
    ...letters,
    title: 'Custom Friend Field',
    max: 20,
    prefix: 'Tag_SNS_Custom_',
    value: 'Up to 500 bytes.',
    rights: [],
    first: { readableBy: 'everyone', writableBy: 'everyone' },
    change: 'Edit',
  },
  group: { ...identifier, rights: [...identifier.rights], title: 'Custom Group Field', max: 10, value: 'Up to 512 bytes.' },
  member: {
    ...identifier,
    rights: [...identifier.rights],
    title: 'Custom Group Member Field',
    max: 5,
    value: 'Up to 64 bytes. Not in audio-video groups.',
  },
}

export function rightLabel(level: CustomFieldLevel, right: CustomField['readableBy']): string {
  const { rights } = fieldWords[level]
  return rights.find(({ value }) => value === right)?.label ?? rights[0]?.label ?? ''
}
