import { customValue, type Profile, type ProfileField, profileFields, profileTextBytesMax, Refusal } from '@plenum/contract'

interface StandardTag {
  field: ProfileField
  type: 'string' | 'number'
  /** Documented words for ours. */
  words?: Record<string, string>
}

const standardTags: Record<string, StandardTag> = {
  Tag_Profile_IM_Nick: { field: 'nick', type: 'string' },
  Tag_Profile_IM_Gender: {
    field: 'gender',
    type: 'string',
    words: { Gender_Type_Unknown: 'unknown', Gender_Type_Female: 'female', Gender_Type_Male: 'male' },
  },
  Tag_Profile_IM_BirthDay: { field: 'birthday', type: 'number' },
  Tag_Profile_IM_Location: { field: 'location', type: 'string' },
  Tag_Profile_IM_SelfSignature: { field: 'signature', type: 'string' },
  Tag_Profile_IM_AllowType: {
    field: 'allowType',
    type: 'string',
    words: {
      AllowType_Type_AllowAny: 'allowAny',
      AllowType_Type_NeedConfirm: 'needConfirm',
      AllowType_Type_DenyAny: 'denyAny',
    },
  },
  Tag_Profile_IM_Language: { field: 'language', type: 'number' },
  Tag_Profile_IM_Image: { field: 'faceUrl', type: 'string' },
  Tag_Profile_IM_MsgSettings: { field: 'messageSettings', type: 'number' },
  Tag_Profile_IM_AdminForbidType: {
    field: 'adminForbid',
    type: 'string',
    words: { AdminForbid_Type_None: 'none', AdminForbid_Type_SendOut: 'sendOut' },
  },
  Tag_Profile_IM_Level: { field: 'level', type: 'number' },
  Tag_Profile_IM_Role: { field: 'role', type: 'number' },
}
/** All standard tags. */
export const profileTags = Object.keys(standardTags)
const customTag = /^Tag_Profile_Custom_([A-Za-z]{1,8})$/

type ShownProfile = Omit<Profile, 'custom'> & { custom?: Profile['custom'] | undefined }

export interface TagValue {
  Tag: string
  Value: unknown
}

/** Standard tags stand at their own name, fields of the app's own at their key. Of a tag that comes twice the last counts. */
export function changesOf(items: { Tag: string; Value?: unknown }[]): Profile {
  const changes: Record<string, unknown> = {}
  const custom: Profile['custom'] = {}
  for (const { Tag, Value } of items) {
    const key = customKeyOf(Tag)
    if (Value === undefined) throw new Refusal('bad_input', { field: 'ProfileItem', reason: `Value of ${Tag} is missing.` })
    if (key !== null) custom[key] = customValueOf(Tag, Value)
    else changes[standardTag(Tag).field] = standardValueOf(Tag, Value)
  }
  return { ...changes, custom }
}

/** The keys of the app's own fields among the tags. Refuses a tag that nobody knows. */
export function customKeysOf(tags: string[]): string[] {
  return tags.flatMap((tag) => {
    const key = customKeyOf(tag)
    if (key === null) standardTag(tag)
    return key === null ? [] : [key]
  })
}

/** In the order of the tags; what was never set is left out. */
export function tagValues(profile: ShownProfile, tags: string[]): TagValue[] {
  return tags.flatMap((Tag) => {
    const key = customKeyOf(Tag)
    const value = key === null ? profile[standardTag(Tag).field] : profile.custom?.[key]
    return value === undefined ? [] : [{ Tag, Value: documentedWord(Tag, value) }]
  })
}

export const isProfileTag = (tag: string): boolean => Object.hasOwn(standardTags, tag) || customKeyOf(tag) !== null

function customKeyOf(tag: string): string | null {
  return customTag.exec(tag)?.[1] ?? null
}

function standardTag(tag: string): StandardTag {
  if (!Object.hasOwn(standardTags, tag)) throw new Refusal('profile_field_unknown', { field: tag })
  return standardTags[tag]!
}

function standardValueOf(tag: string, given: unknown): unknown {
  const { field, type, words } = standardTag(tag)
  // SDKs of languages without mixed types write numbers as texts.
  const value = type === 'number' && typeof given === 'string' && /^\d{1,10}$/.test(given) ? Number(given) : given
  if (typeof value !== type) {
    throw new Refusal('profile_type_invalid', { field: tag, expected: type === 'string' ? 'a text' : 'a whole number' })
  }
  refuseLongText(tag, value)
  const parsed = profileFields[field].safeParse(words ? words[value as string] : value)
  if (!parsed.success) throw new Refusal('profile_value_invalid', { field: tag })
  return parsed.data
}

function customValueOf(tag: string, value: unknown): string | number {
  refuseLongText(tag, value)
  const parsed = customValue.safeParse(value)
  if (!parsed.success) throw new Refusal('bad_input', { field: 'ProfileItem', reason: `${tag} is a text or a whole number.` })
  return parsed.data
}

function refuseLongText(tag: string, value: unknown): void {
  if (typeof value === 'string' && Buffer.byteLength(value) > profileTextBytesMax) {
    throw new Refusal('profile_value_too_long', { field: tag, allowed: profileTextBytesMax })
  }
}

function documentedWord(tag: string, value: unknown): unknown {
  const words = standardTags[tag]?.words
  return words ? Object.keys(words).find((word) => words[word] === value) : value
}
