import type { GroupType } from '@plenum/contract'

/** As the page calls them; the new names of the dialect are shown beside nothing else. */
const typeNames: Record<GroupType, string> = {
  Work: 'Work',
  Public: 'Public',
  Meeting: 'Meeting',
  AVChatRoom: 'Audio-video Group',
  Community: 'Community',
}

export const typeName = (type: GroupType) => typeNames[type]

/** Communities are not offered here. */
export const newTypes = (['Work', 'Public', 'Meeting', 'AVChatRoom'] as const).map((value) => ({ value, label: typeNames[value] }))
export type NewType = (typeof newTypes)[number]['value']

export const joinOptions = [
  { value: 'FreeAccess', label: 'Anyone joins' },
  { value: 'NeedPermission', label: 'An administrator is asked' },
  { value: 'DisableApply', label: 'Nobody may apply' },
] as const
export type JoinOption = (typeof joinOptions)[number]['value']

/** Where a group becomes one of this type. */
export const usualJoin: Record<GroupType, JoinOption> = {
  Work: 'DisableApply',
  Public: 'NeedPermission',
  Meeting: 'FreeAccess',
  AVChatRoom: 'FreeAccess',
  Community: 'FreeAccess',
}

export const joinName = (option: JoinOption) => joinOptions.find(({ value }) => value === option)?.label ?? option

export const bytesOf = (text: string) => new TextEncoder().encode(text).length
