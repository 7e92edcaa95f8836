import { type GroupType, messagePriority, Refusal } from '@plenum/contract'
import { z } from 'zod'

/** Published SDKs send names of two generations: an older name counts where the present one is absent. */
export function withOlderNames<S extends z.ZodType>(older: Record<string, string>, schema: S) {
  return z.preprocess((body) => {
    if (typeof body !== 'object' || body === null) return body
    const renamed = Object.entries(older).flatMap(([name, present]) =>
      name in body && !(present in body) ? [[present, (body as never)[name]]] : [],
    )
    return { ...body, ...Object.fromEntries(renamed) }
  }, schema)
}

/** `Key` and `Value` are sent in either letter case. */
export function inAnyCase<S extends z.ZodType>(schema: S) {
  return z.preprocess((item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).map(([name, member]) => [name.toLowerCase(), member]))
  }, schema)
}

/** Requests use the names of either generation; answers show the older one, as documented. */
const presentTypes = {
  Private: 'Work',
  Work: 'Work',
  Public: 'Public',
  ChatRoom: 'Meeting',
  Meeting: 'Meeting',
  AVChatRoom: 'AVChatRoom',
  Community: 'Community',
} as const satisfies Record<string, GroupType>
const retiredType = 'BChatRoom'

export const typeName = z.enum([...(Object.keys(presentTypes) as (keyof typeof presentTypes)[]), retiredType])

export function presentType(name: z.infer<typeof typeName>): GroupType {
  if (name === retiredType) throw new Refusal('group_not_supported')
  return presentTypes[name]
}

/** Of a filter: nothing is of the retired type, and without a name everything is wanted. */
export function presentTypesOf(name: z.infer<typeof typeName> | undefined): GroupType[] | undefined {
  if (name === undefined) return undefined
  return name === retiredType ? [] : [presentTypes[name]]
}

export function documentedType(type: GroupType): string {
  if (type === 'Work') return 'Private'
  return type === 'Meeting' ? 'ChatRoom' : type
}

/** Some SDKs send an empty text for what they do not set. */
export function unlessEmpty<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).optional()
}

/** And some send 0. */
export function unlessZero<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === 0 ? undefined : value), schema.optional()).optional()
}

/** And some send an empty list for what they do not choose from, in PHP in the place of an object too. */
export function unlessNone<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? undefined : value), schema.optional()).optional()
}

/**
 * Some SDKs send a number as text. Not for what the documentation numbers when it is no integer (MsgRandom 90005, MsgSeq 90004, MsgTimeStamp
 * 90006, MsgLifeTime 90044 …): numbers of messages on their way in. Nor for what always had to be a number: seconds, marks, counters.
 */
export function numeric<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value), schema)
}

/** The same for members of an object that decide which form it has. */
export function withNumbers<S extends z.ZodType>(names: string[], schema: S) {
  return z.preprocess((body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
    const written = Object.entries(body).filter(
      ([name, value]) => names.includes(name) && typeof value === 'string' && /^\d{1,15}$/.test(value),
    )
    return { ...body, ...Object.fromEntries(written.map(([name, value]) => [name, Number(value)])) }
  }, schema)
}

/** Some SDKs send 0, or an empty text, for a number they do not set. */
export function unlessUnset<S extends z.ZodType>(schema: S) {
  return z.preprocess((value) => (value === 0 || value === '0' || value === '' ? undefined : value), numeric(schema).optional()).optional()
}

/** Values of custom fields. */
export const customData = z.array(inAnyCase(z.object({ key: z.string(), value: z.string() }))).optional()

/** In any letter case. SDKs send words of their own as well: what nobody knows is Normal. */
export const priorityName = z
  .string()
  .optional()
  .transform((name) => messagePriority.options.find((priority) => priority.toLowerCase() === name?.trim().toLowerCase()))

/** `1` asks for it, `0` or nothing does not. */
export const flag = unlessUnset(z.number().int()).transform((value) => value === 1)

export function unixSecondsOf(moment: string): number {
  return Math.floor(Date.parse(moment) / 1000)
}

/** 32 bits without a sign, as the real service answers them. */
const lastUnixSecond = 4_294_967_295

/** Until when a mute or a ban lasts: 0 for none, the last second there is for one without end. */
export function mutedUntilSeconds(mutedUntil: string | null): number {
  return mutedUntil === null ? 0 : Math.min(unixSecondsOf(mutedUntil), lastUnixSecond)
}

/** Of a time that is given in seconds. */
export function momentOf(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString()
}

/** The fields a filter names; without a filter all. */
export function filtered(fields: Record<string, unknown>, filter: string[] | undefined): Record<string, unknown> {
  if (!filter) return fields
  return Object.fromEntries(Object.entries(fields).filter(([name]) => filter.includes(name)))
}

/** A number of JSON with all its digits, which a number of JavaScript would round. */
export function exactInteger(digits: string): unknown {
  return JSON.rawJSON(digits)
}

/** Only when some have failed, each named once. */
export function failAccounts(userIds: string[]) {
  return userIds.length > 0 ? { Fail_Account: [...new Set(userIds)] } : {}
}
