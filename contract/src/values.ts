import { z } from 'zod'

/** Public number of an app: 1400000001 and upwards, never reused. */
export const sdkAppId = z.number().int().min(1400000001).max(4294967295)
export const edition = z.enum(['free', 'pro', 'ultimate'])
export const appStatus = z.enum(['enabled', 'suspended', 'disabled', 'deleted', 'purged'])

/** A decimal text, never a float: two places for amounts that are paid, eight for exact parts of a bill. */
export const money = z.object({ currency: z.literal('USD'), amount: z.string().regex(/^-?\d+\.\d{2}(\d{6})?$/) })
/** Calendars of people and of PostgreSQL have no year 0. */
const isInYear1OrLater = (written: string) => !written.startsWith('0000')
/** ISO 8601 in UTC. */
export const moment = z.iso.datetime().refine(isInYear1OrLater, 'There is no year 0.')
/** A civil day of the installation's time zone. */
export const day = z.iso.date().refine(isInYear1OrLater, 'There is no year 0.')
export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .refine(isInYear1OrLater, 'There is no year 0.')

export const configuration = z.object({
  edition,
  /** Always true on Ultimate, false on Free. */
  unlimitedAvGroups: z.boolean(),
  groupsPerUser: z.number().int(),
  membersPerGroup: z.number().int(),
  historyDays: z.number().int(),
})

export const role = z.enum(['owner', 'administrator', 'developer', 'billingReader', 'reader'])
/** What only the owner may do unless it is granted (console.md 13). */
export const grant = z.enum(['plan', 'disable', 'delete', 'key'])

/** Who did it: a person, an API key, an app's server, or Plenum itself. */
export const actor = z.object({ kind: z.enum(['person', 'apiKey', 'app', 'system']), name: z.string(), role: z.string().nullable() })

/** Makes a retry safe: the same id answers the same for 30 days; with other input it is refused. */
export const requestId = z.string().min(8).max(64)
/** From the preview; when the app has changed since, the change is refused with `changed_meanwhile`. */
export const expectedRevision = z.number().int().min(0)

export const appName = z.string().trim().min(1, 'A name has 1 to 50 characters.').max(50, 'A name has 1 to 50 characters.')
/** A name of a person, an account or a key: one line, since it stands in mails, without characters that turn text around. */
export const shownName = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u, 'A name has no line breaks or control characters.')
export const email = z.email('This is not an e-mail address.').max(254).toLowerCase()
/** Length is judged by the handler, so that the refusal is `weak_password`. */
export const password = z.string().max(1000)
export const nothing = z.object({})

/** What is no Unicode is replaced, since the database keeps none. */
export const text = z.string().overwrite((given) => given.toWellFormed())
/** Length in bytes of UTF-8. */
export const textOf = (bytesMax: number) =>
  text.refine((given) => new TextEncoder().encode(given).length <= bytesMax, { error: `has more than ${bytesMax} bytes` })
const plain = /^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u
const tagText = (max: number) => text.trim().max(max).regex(plain, 'A tag has no line breaks or control characters.')

/** Searched as `key:value`, so that a key has no colon. */
export const appTag = z.object({ key: tagText(50).regex(/^[^:]+$/, 'A key has 1 to 50 characters and no colon.'), value: tagText(100) })

/** All apps of the account, present and future; a list of them; or those that have one of the tags at the moment of the call. */
export const scope = z.union([z.literal('all'), z.array(sdkAppId).max(300), z.object({ tags: z.array(appTag).min(1).max(20) })])

export const uint32 = z.number().int().min(0).max(4_294_967_295)

/** A list continues after a key, not at an offset. */
export const pageLimit = (max: number, standard: number) => z.number().int().min(1).max(max).default(standard)

export type Money = z.infer<typeof money>
export type Edition = z.infer<typeof edition>
export type AppStatus = z.infer<typeof appStatus>
export type Configuration = z.infer<typeof configuration>
export type Role = z.infer<typeof role>
export type Grant = z.infer<typeof grant>
export type AppTag = z.infer<typeof appTag>
export type Scope = z.infer<typeof scope>
export type Actor = z.infer<typeof actor>
