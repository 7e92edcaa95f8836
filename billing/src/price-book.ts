import { z } from 'zod'
import tencent20221018 from '../price-books/2022-10-18.json' with { type: 'json' }

/** US cents a month, before tax. */
const priceCents = z.int().nonnegative()
/** Within 32 bits, as it is stored. */
const count = z.int32().nonnegative()
/** null: no limit. */
const limit = count.nullable()

/** A paid enlargement: everything above what is included, up to and including `upTo`, for one price. Steps do not add up (doc 34350, Oct 2022). */
const step = z.strictObject({ upTo: count.positive(), priceCents })

const choice = z.strictObject({ included: count, steps: z.array(step) }).check((context) => {
  let below = { upTo: context.value.included, priceCents: 0 }
  context.value.steps.forEach((step, index) => {
    const wrong = (field: 'upTo' | 'priceCents', message: string) =>
      context.issues.push({ code: 'custom', input: step, path: ['steps', index, field], message })
    if (step.upTo <= below.upTo) wrong('upTo', `must be above ${below.upTo}: steps ascend`)
    if (step.priceCents < below.priceCents) wrong('priceCents', `must be at least ${below.priceCents}: a larger step never costs less`)
    below = step
  })
})

/** Switches by edition: doc 34349, Nov 2022, unless said otherwise. */
const features = z.strictObject({
  globalAccess: z.boolean(),
  /** Docs 37165 and 44322, Dec 2022. */
  pushToAllUsers: z.boolean(),
  /** Several devices of one platform online at once. */
  multipleDevicesPerPlatform: z.boolean(),
  localMessageSearch: z.boolean(),
  avGroupHistoryForNewMembers: z.boolean(),
  communities: z.boolean(),
  groupReadReceipts: z.boolean(),
  /** Doc 34959, Dec 2022. */
  targetedGroupMessages: z.boolean(),
  /** List of online members of an audio-video group. */
  avGroupOnlineMembers: z.boolean(),
  avGroupBroadcast: z.boolean(),
  /** Status of others: query, subscription, notice of change. */
  userStatus: z.boolean(),
  conversationMarks: z.boolean(),
  conversationGroups: z.boolean(),
  avGroupBan: z.boolean(),
  /** Doc 34419, Jan 2023. */
  messageExtensions: z.boolean(),
  /** Number of conversations to pull, settable up to `conversationsMax` (doc 34419, Aug 2022). */
  moreConversations: z.boolean(),
  /** Doc 34354, Dec 2022. */
  callbacks: z.boolean(),
  /** Doc 48022, Dec 2022. */
  oneToOneReadReceipts: z.boolean(),
  /** Value-added service. */
  longerHistory: z.boolean(),
})
export type FeatureName = keyof z.infer<typeof features>

/** What one edition contains and costs. */
const editionTerms = z.strictObject({
  /** Base price, doc 34350, Oct 2022. */
  priceCents,
  /** Accounts, doc 34349, Nov 2022. */
  usersMax: limit,
  friendsMax: count,
  /** Groups one user can create and join: source page; Free and steps docs 34349 and 34350. */
  groupsPerUser: choice,
  /** Members of one Work, Public or Meeting group: source page; Free and steps docs 34349 and 34350. */
  membersPerGroup: choice,
  /** Days of history: docs 34349, 34381; prices doc 34350, Oct 2022. */
  historyDays: choice,
  /** `included` null: unlimited without a fee. `unlimitedPriceCents` null: unlimited is not sold (source page; doc 34350). */
  avGroups: z.strictObject({ included: limit, unlimitedPriceCents: priceCents.nullable() }),
  /** Work, Public and Meeting groups existing at once, doc 34349, Nov 2022. */
  ordinaryGroupsMax: limit,
  communitiesMax: count,
  /** Doc 33529, Dec 2022. */
  communityMembersMax: count,
  /** Doc 34381, Feb 2023. */
  topicsPerCommunityMax: count,
  /** Net increase of groups in a calendar day, all types, doc 34349, Nov 2022. */
  groupsPerDayMax: count,
  /** A hard limit; null: what is above the quota is billed (doc 34349, Nov 2022). */
  dailyActiveUsersMax: limit,
  /** Recent conversations pulled from the cloud, doc 34419, Aug 2022. */
  conversationsMax: count,
  /** Devices of one platform online at once, doc 34419, Aug 2022. */
  devicesPerPlatformMax: z.strictObject({ web: count, other: count }),
  /** Doc 34540, May 2022. */
  administratorsMax: count,
  /** Through the account-deletion API, doc 34955, Dec 2022. */
  accountsDeletable: z.boolean(),
  features,
})

/** Usage above `included` costs `priceCents` per started `step`, for the whole month (doc 34350, Oct 2022). */
const overage = z.strictObject({ included: count, step: z.int().positive(), priceCents })

const fileShape = z
  .strictObject({
    id: z.string().min(1),
    /** First day on which the book is valid. */
    fromDay: z.iso.date(),
    /** Exclusive end; left out: valid until the next book begins. */
    toDay: z.iso.date().nullish(),
    currency: z.literal('USD'),
    editions: z.strictObject({ free: editionTerms, pro: editionTerms, ultimate: editionTerms }),
    /** Same for Pro and Ultimate. The quotas of Free are hard. */
    overage: z.strictObject({ dailyActiveUsers: overage, groups: overage }),
    note: z.string().optional(),
  })
  .check((context) => {
    const { free, ultimate } = context.value.editions
    const wrong = (path: string, message: string) =>
      context.issues.push({ code: 'custom', input: context.value, path: ['editions', ...path.split('.')], message })
    if (free.priceCents !== 0) wrong('free.priceCents', 'must be 0: Free costs nothing')
    for (const item of ['groupsPerUser', 'membersPerGroup', 'historyDays'] as const) {
      if (free[item].steps.length > 0) wrong(`free.${item}.steps`, 'must be empty: Free cannot be enlarged')
    }
    if (free.avGroups.included === null) wrong('free.avGroups.included', 'must be a number: Free has a limit')
    if (free.avGroups.unlimitedPriceCents !== null) wrong('free.avGroups.unlimitedPriceCents', 'must be null: Free cannot be enlarged')
    for (const [edition, { avGroups }] of Object.entries(context.value.editions)) {
      const isIncluded = avGroups.included === null
      if (isIncluded && avGroups.unlimitedPriceCents !== null)
        wrong(`${edition}.avGroups.unlimitedPriceCents`, 'must be null: unlimited is included')
    }
    if (ultimate.avGroups.included !== null) wrong('ultimate.avGroups.included', 'must be null: Ultimate has no limit')
  })

export type Step = z.infer<typeof step>
export type Choice = z.infer<typeof choice>
export type EditionTerms = z.infer<typeof editionTerms>

/** Editions, limits, steps, quotas and prices of a stretch of days. `toDay` is exclusive; null: no end known. */
export type PriceBook = Omit<z.infer<typeof fileShape>, 'toDay'> & { toDay: string | null }

/** In order of days, without gap or overlap; the last has no end. */
export type PriceBooks = readonly PriceBook[]

/** `file` is the name that an error mentions. */
export interface PriceBookFile {
  file: string
  json: unknown
}

/** Its message is one sentence that names file and field. */
export class PriceBookError extends Error {
  override name = 'PriceBookError'
}

/** The prices of 2022-10-18 (docs 34349 and 34350), which the source page belongs to. See billing/README.md on days before. */
export const builtInPriceBookFiles: readonly PriceBookFile[] = [{ file: '2022-10-18.json', json: tencent20221018 }]

/** Reads books in any order. Throws PriceBookError when one is wrong or when they leave a gap, overlap or end. */
export function parsePriceBooks(files: readonly PriceBookFile[]): PriceBooks {
  if (files.length === 0) throw new PriceBookError('There is no price book.')
  const read = files.map(({ file, json }) => ({ file, book: parseBook(file, json) }))
  const ordered = read.toSorted((a, b) => (a.book.fromDay < b.book.fromDay ? -1 : 1))

  return ordered.map(({ file, book }, index) => {
    const next = ordered[index + 1]
    const wrong = (sentence: string) => new PriceBookError(`Price book ${file}: ${sentence}`)
    if (ordered.slice(0, index).some((earlier) => earlier.book.id === book.id)) throw wrong(`id "${book.id}" is used by another book.`)
    if (next?.book.fromDay === book.fromDay) throw wrong(`fromDay ${book.fromDay} is also that of ${next.file}: books overlap.`)
    if (book.toDay && book.toDay <= book.fromDay) throw wrong(`toDay ${book.toDay} must be after fromDay ${book.fromDay}.`)
    if (book.toDay && !next) throw wrong(`toDay ${book.toDay} leaves no prices after it: the last book has no end.`)
    if (book.toDay && next && book.toDay < next.book.fromDay) {
      throw wrong(`toDay ${book.toDay} leaves a gap: ${next.file} begins on ${next.book.fromDay}.`)
    }
    if (book.toDay && next && book.toDay > next.book.fromDay) {
      throw wrong(`toDay ${book.toDay} overlaps ${next.file}, which begins on ${next.book.fromDay}.`)
    }
    return { ...book, toDay: next?.book.fromDay ?? null }
  })
}

export const builtInPriceBooks: PriceBooks = parsePriceBooks(builtInPriceBookFiles)

export function bookOf(books: PriceBooks, day: string): PriceBook {
  const book = books.findLast((book) => book.fromDay <= day)
  if (!book) throw new PriceBookError(`There is no price book for ${day}: prices are known from ${books[0]?.fromDay} on.`)
  return book
}

function parseBook(file: string, json: unknown) {
  const read = fileShape.safeParse(json)
  if (read.success) return read.data
  const issue = read.error.issues[0]!
  const field = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  const missing = issue.message.endsWith('received undefined')
  const message = missing ? 'is missing' : issue.message.charAt(0).toLowerCase() + issue.message.slice(1)
  throw new PriceBookError(`Price book ${file}: ${field ? `${field.slice(1)} ` : ''}${message}.`)
}
