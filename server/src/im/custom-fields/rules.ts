import { type CustomFieldLevel, type CustomFieldRight, type GroupType, groupTypes, Refusal, type RightsInType } from '@plenum/contract'

const customFieldsMax: Record<CustomFieldLevel, number> = { user: 20, friend: 20, group: 10, member: 5 }
/** UTF-8. */
export const customValueBytesMax: Record<CustomFieldLevel, number> = { user: 500, friend: 500, group: 512, member: 64 }

const letters = { pattern: /^[A-Za-z]{1,8}$/, rule: '1 to 8 letters' }
const identifier = { pattern: /^[A-Za-z_]\w{0,15}$/, rule: '1 to 16 letters, digits or underscores, and does not begin with a digit' }
const keyRules: Record<CustomFieldLevel, { pattern: RegExp; rule: string }> = {
  user: letters,
  friend: letters,
  group: identifier,
  member: identifier,
}

/** Where fields of another level are named in the same breath, a name is given once. */
const sharesNamesWith: Partial<Record<CustomFieldLevel, CustomFieldLevel>> = { group: 'member', member: 'group' }

interface Declared {
  level: CustomFieldLevel
  key: string
}

/** Refuses what cannot be declared beside the fields that are there. */
export function refuseUndeclarable({ level, key }: Declared, present: readonly Declared[]): void {
  const { pattern, rule } = keyRules[level]
  if (!pattern.test(key)) throw new Refusal('custom_field_key_invalid', { rule })
  const namesake = present.find((field) => field.key === key && (field.level === level || field.level === sharesNamesWith[level]))
  if (namesake) {
    const reason = namesake.level === level ? 'with other rights, which customField.setRights changes' : `it is one of ${namesake.level}s`
    throw new Refusal('custom_field_taken', { key, reason })
  }
  const allowed = customFieldsMax[level]
  if (present.filter((field) => field.level === level).length >= allowed) throw new Refusal('custom_field_limit', { allowed })
}

type LevelOfGroups = 'group' | 'member'

export const isOfGroups = (level: CustomFieldLevel): level is LevelOfGroups => level === 'group' || level === 'member'

/** Audio-video groups store no members. */
const isPossible = (level: LevelOfGroups, type: GroupType) => level === 'group' || type !== 'AVChatRoom'

/** The same rights in every type that there can be. */
export function inEveryType(level: LevelOfGroups, rights: Pick<RightsInType, 'readableBy' | 'writableBy'>): RightsInType[] {
  return groupTypes
    .filter((type) => isPossible(level, type))
    .map((type) => ({ type, readableBy: rights.readableBy, writableBy: rights.writableBy, selfReads: false, selfWrites: false }))
}

export function refuseTypes({ level, key }: Declared, types: readonly RightsInType[] | undefined): void {
  if (types === undefined) return
  const refusal = (rule: string) => new Refusal('custom_field_types_invalid', { key, rule })
  if (!isOfGroups(level)) throw refusal('only fields of groups and members have some')
  if (new Set(types.map(({ type }) => type)).size < types.length) throw refusal('each type stands there once')
  if (!types.every(({ type }) => isPossible(level, type))) throw refusal('audio-video groups have no fields of members')
  if (level === 'group' && types.some(({ selfReads, selfWrites }) => selfReads || selfWrites)) {
    throw refusal('a group is nobody, only fields of members have rights of oneself')
  }
}

const rank: Record<CustomFieldRight, number> = { everyone: 0, member: 1, admin: 2, owner: 3, app: 4 }

/** Who reads or writes a value. */
export interface Asking {
  role: CustomFieldRight
  /** The value is about whoever asks. */
  isSelf: boolean
}

export const appServer: Asking = { role: 'app', isSelf: false }

/** The least role that may, or oneself. */
export function mayRead({ role, isSelf }: Asking, { readableBy, selfReads }: RightsInType): boolean {
  return rank[role] >= rank[readableBy] || (isSelf && selfReads)
}

export function mayWrite({ role, isSelf }: Asking, { writableBy, selfWrites }: RightsInType): boolean {
  return rank[role] >= rank[writableBy] || (isSelf && selfWrites)
}
