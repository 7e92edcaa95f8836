import { type PushCondition, Refusal } from '@plenum/contract'

export const lifeSecondsMax = 604_800
const slotsOfAttributes = /^[0-9]$/
const attributeBytesMax = 50
const tagBytesMax = 50
const tagsPerCallMax = 10
export const tagsPerUserMax = 100

/** The numbers of attributes by the names that the app has given. */
export type Slots = Map<string, string>

/** Refuses what cannot be; names of attributes become numbers. null: all users. */
export function decideCondition(condition: PushCondition | undefined, slots: Slots): PushCondition | null {
  const { attributesAny, attributesAll, tagsAny, tagsAll } = condition ?? {}
  const attributes = [attributesAny, attributesAll].filter((given) => given !== undefined)
  const tags = [tagsAny, tagsAll].filter((given) => given !== undefined)
  if (attributes.length > 0 && tags.length > 0) throw new Refusal('push_condition_mixed')
  if (attributes.length === 0 && tags.length === 0) return null

  // An empty list is a choice that went wrong, and must not reach everybody.
  if (tags.some((list) => list.length === 0)) throw new Refusal('push_tag_empty')
  for (const list of tags) refuseTags(list)
  const allTags = tags.flat()
  if (new Set(allTags).size < allTags.length) throw new Refusal('push_tags_repeated')

  if (attributes.some((values) => Object.keys(values).length === 0)) throw new Refusal('push_attribute_invalid')
  return {
    ...(attributesAny && { attributesAny: bySlot(attributesAny, slots) }),
    ...(attributesAll && { attributesAll: bySlot(attributesAll, slots) }),
    ...(tagsAny && { tagsAny }),
    ...(tagsAll && { tagsAll }),
  }
}

/** Whom a push chooses users by: attributes by number. */
export interface Traits {
  attributes: Record<string, string>
  tags: string[]
}

/** `any` and `all` must both hold where both are given. */
export function isReached(condition: PushCondition | null, { attributes, tags }: Traits): boolean {
  const { attributesAny, attributesAll, tagsAny, tagsAll } = condition ?? {}
  const has = ([slot, value]: [string, string]) => attributes[slot] === value
  return (
    (!attributesAny || Object.entries(attributesAny).some(has)) &&
    (!attributesAll || Object.entries(attributesAll).every(has)) &&
    (!tagsAny || tagsAny.some((tag) => tags.includes(tag))) &&
    (!tagsAll || tagsAll.every((tag) => tags.includes(tag)))
  )
}

export function refuseTags(tags: string[]): void {
  if (tags.length > tagsPerCallMax) throw new Refusal('push_tags_too_many')
  if (tags.includes('')) throw new Refusal('push_tag_empty')
  if (tags.some((tag) => Buffer.byteLength(tag) > tagBytesMax)) throw new Refusal('push_tag_too_long', { allowed: tagBytesMax })
}

/** The names after a change, or a refusal. */
export function decideNames(present: Slots, wanted: Record<string, string>): Slots {
  const bySlots = new Map(Array.from(present, ([name, slot]) => [slot, name]))
  for (const [slot, name] of Object.entries(wanted)) {
    if (!slotsOfAttributes.test(slot)) throw new Refusal('push_attribute_invalid')
    refuseLength(name)
    bySlots.set(slot, name)
  }
  const names = new Map(Array.from(bySlots, ([slot, name]) => [name, slot]))
  if (names.size < bySlots.size) throw new Refusal('push_attribute_invalid')
  return names
}

export function bySlot(values: Record<string, string>, slots: Slots): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      refuseLength(value)
      return [slotOf(name, slots), value]
    }),
  )
}

export function slotOf(name: string, slots: Slots): string {
  const slot = slots.get(name)
  if (slot === undefined) throw new Refusal('push_attribute_invalid')
  return slot
}

function refuseLength(text: string): void {
  const bytes = Buffer.byteLength(text)
  if (bytes === 0 || bytes > attributeBytesMax) throw new Refusal('push_attribute_length', { allowed: attributeBytesMax })
}
