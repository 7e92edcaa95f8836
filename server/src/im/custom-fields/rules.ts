import { type CustomFieldLevel, type CustomFieldRight, Refusal } from '@plenum/contract'

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

const rank: Record<CustomFieldRight, number> = { everyone: 0, member: 1, admin: 2, owner: 3, app: 4 }

/** Who asks, against the least role that may. */
export function hasRight(who: CustomFieldRight, least: CustomFieldRight): boolean {
  return rank[who] >= rank[least]
}
