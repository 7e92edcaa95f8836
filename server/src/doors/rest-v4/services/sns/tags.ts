import { type Friend, friendValue, type Profile, Refusal, text } from '@plenum/contract'
import { z } from 'zod'
import type { TagValue } from '../../dialect/profile-tags.ts'
import { unixSecondsOf } from '../../dialect/spelling.ts'

const sourcePrefix = 'AddSource_Type_'
const customTag = /^Tag_SNS_Custom_([A-Za-z]{1,8})$/
const standardTags = {
  Tag_SNS_IM_Group: ({ lists }: Shown) => lists,
  Tag_SNS_IM_Remark: ({ remark }: Shown) => remark,
  Tag_SNS_IM_AddSource: ({ source }: Shown) => source && `${sourcePrefix}${source}`,
  Tag_SNS_IM_AddWording: ({ wording }: Shown) => wording,
  Tag_SNS_IM_AddTime: ({ addedAt }: Shown) => addedAt && unixSecondsOf(addedAt),
}

/** What is not shown is absent. */
type Shown = Partial<Omit<Friend, 'custom'>> & { custom: Profile['custom'] | null }

export const tagItem = z.object({ Tag: z.string(), Value: z.unknown() })
type TagItem = z.output<typeof tagItem>

/** The word after the prefix; of another form: nothing, which no source is. */
export function sourceWord(source: string): string {
  return source.startsWith(sourcePrefix) ? source.slice(sourcePrefix.length) : ''
}

export function isSnsTag(tag: string): boolean {
  return Object.hasOwn(standardTags, tag) || customTag.test(tag)
}

/** What was never set is left out. */
export function snsTagValues(friend: Shown, tags?: string[]): TagValue[] {
  const all: TagValue[] = [
    ...Object.entries(standardTags).map(([Tag, valueIn]) => ({ Tag, Value: valueIn(friend) })),
    ...Object.entries(friend.custom ?? {}).map(([key, Value]) => ({ Tag: `Tag_SNS_Custom_${key}`, Value })),
  ]
  const set = all.filter(({ Value }) => Value !== undefined && Value !== '' && !(Array.isArray(Value) && Value.length === 0))
  return tags ? tags.flatMap((tag) => set.filter(({ Tag }) => Tag === tag)) : set
}

/** Of a tag that comes twice the last counts. */
export function customOf(items: TagItem[]): Profile['custom'] {
  return Object.fromEntries(
    items.map(({ Tag, Value }) => {
      const key = customTag.exec(Tag)?.[1]
      if (key === undefined) throw wrongTag(Tag)
      return [key, parsedValue(friendValue, Tag, Value)]
    }),
  )
}

/** Remark, lists and fields of the app's own: nothing else of a friend is changed. */
export function friendChangesOf(items: TagItem[]) {
  const standard: { remark?: string; lists?: string[] } = {}
  const rest: TagItem[] = []
  for (const item of items) {
    if (item.Tag === 'Tag_SNS_IM_Remark') standard.remark = parsedValue(text, item.Tag, item.Value)
    else if (item.Tag === 'Tag_SNS_IM_Group') standard.lists = parsedValue(listsValue, item.Tag, item.Value)
    else rest.push(item)
  }
  return { ...standard, custom: customOf(rest) }
}

/** One list may stand alone. */
const listsValue = z.union([z.array(text), text.transform((name) => [name])])

function parsedValue<T>(schema: z.ZodType<T>, tag: string, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal('bad_input', { field: tag, reason: `${tag} cannot have this value.` })
  return parsed.data
}

export function wrongTag(tag: string): Refusal {
  return new Refusal('bad_input', { field: tag, reason: `${tag} cannot be used here.` })
}
