import { z } from 'zod'
import { command } from '../command.ts'
import { configuration, day, edition, expectedRevision, moment, money, month, nothing, pageLimit, requestId, sdkAppId } from '../values.ts'

const wanted = {
  sdkAppId,
  /** `free` is accepted as a word and refused as a wish: there is no way back. */
  edition,
  unlimitedAvGroups: z.boolean(),
  groupsPerUser: z.number().int(),
  membersPerGroup: z.number().int(),
}
/** Who asks somebody says false until they agreed; left out, as automation does: what the preview said of lost messages is accepted. */
const acceptLoss = z.boolean().default(true)
const change = { requestId: requestId.optional(), expectedRevision: expectedRevision.optional() }

/** `label` is the text of a bill line, such as `Members per group, step to 2,000`. */
const priceItem = z.object({
  kind: z.enum(['base', 'avGroups', 'groupsPerUser', 'membersPerGroup', 'history']),
  label: z.string(),
  step: z.number().int().nullable(),
  price: money,
})

/** A stretch of days of one month at one list price: `amount = listPrice x days / daysInMonth`, exact to 8 decimals. */
export const monthLine = z.object({
  kind: z.enum(['base', 'avGroups', 'groupsPerUser', 'membersPerGroup', 'history', 'dauOverage', 'groupOverage']),
  label: z.string(),
  listPrice: money,
  days: z.number().int(),
  daysInMonth: z.number().int(),
  fromDay: day,
  /** Exclusive. */
  toDay: day,
  /** Not spread over days: retention and overage. */
  wholeMonth: z.boolean(),
  amount: money,
})
export type MonthLine = z.infer<typeof monthLine>

/** What a change costs, as the bill will compute it. */
export const price = z.object({
  before: z.object({ items: z.array(priceItem), eachMonth: money }),
  after: z.object({ items: z.array(priceItem), eachMonth: money }),
  /** after minus before, each month. */
  difference: money,
  thisMonth: z.object({
    month,
    daysInMonth: z.number().int(),
    /** First day at the new price. */
    fromDay: day,
    lines: z.array(monthLine),
    exact: money,
    /** Rounded as on the bill. */
    total: money,
    /** What the month would cost without the change. */
    unchanged: money,
  }),
  firstFullMonth: z.object({ month, total: money }),
})
export type Price = z.infer<typeof price>

/** What stands above a limit after the change. It stays and works; only new joins and new groups are refused. */
const above = z.object({
  count: z.number().int(),
  allowed: z.number().int().nullable(),
  /** The first hundred. `value` is the number of members, or of groups; null for audio-video groups. */
  named: z.array(z.object({ id: z.string(), name: z.string(), value: z.number().int().nullable() })),
})

/** What to choose instead, so that more stays within the limit. */
const wayOut = z.object({
  value: z.number().int(),
  /** On top of each month. */
  price: money,
  /** So many of those above the limit then fit. */
  fits: z.number().int(),
})

const preview = z.object({
  sdkAppId,
  revision: z.number().int(),
  operation: z.enum(['upgrade', 'modify']),
  allowed: z.boolean(),
  /** Why not, when not allowed. */
  refusal: z.object({ code: z.string(), number: z.number(), message: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  before: configuration,
  after: configuration,
  /** null when not allowed. */
  price: price.nullable(),
  /** What becomes of each item; `note` says why (plans-and-billing.md 6.3). */
  items: z.array(z.object({ item: z.string(), before: z.string(), after: z.string(), note: z.string() })),
  lostFeatures: z.array(z.string()),
  /** Those of `lostFeatures` that the app uses now, as far as its rows show it. */
  lostFeaturesInUse: z.array(z.string()),
  gainedFeatures: z.array(z.string()),
  impact: z.object({
    groups: above,
    users: above,
    avGroups: above,
    /** Hidden as long as the plan has no communities, and kept. */
    communities: above,
  }),
  /** In the edition chosen; null where it has nothing larger, or nothing stands above. */
  waysOut: z.object({
    membersPerGroup: wayOut.nullable(),
    groupsPerUser: wayOut.nullable(),
    /** `value` is the number of groups there are. */
    unlimitedAvGroups: wayOut.nullable(),
  }),
  /** The cheapest configuration at which nothing stands above a limit; null where the one asked for is it, or there is none. */
  nothingAbove: z.object({ configuration, eachMonth: money }).nullable(),
  /** Set when messages will be lost: history falls to so many days; what is older is hidden at once and purged at `lostAt`. */
  historyFalls: z
    .object({
      fromDays: z.number().int(),
      toDays: z.number().int(),
      lostAt: moment,
      /** Messages older than the new period; counted up to 100,000. */
      messages: z.number().int(),
    })
    .nullable(),
  /** Groups that keep a lower maximum than the new limit. */
  groupsBelowLimit: z.number().int(),
  /** A number between two steps costs the same as the step. */
  sameCost: z.object({ groupsPerUser: z.number().int().nullable(), membersPerGroup: z.number().int().nullable() }),
  readAt: moment,
})
export type PlanPreview = z.infer<typeof preview>

const planChange = z.object({
  sdkAppId,
  revision: z.number().int(),
  planName: z.string(),
  configuration,
  price,
  inForceSince: moment,
  /** Offer `group.raiseMaximum` when above zero. */
  groupsBelowLimit: z.number().int(),
})

const step = z.object({ upTo: z.number().int(), price: money })
const catalogEdition = z.object({
  edition,
  name: z.string(),
  planName: z.string(),
  price: money,
  groupsPerUser: z.object({ included: z.number().int(), steps: z.array(step) }),
  membersPerGroup: z.object({ included: z.number().int(), steps: z.array(step) }),
  avGroups: z.object({ included: z.number().int().nullable(), unlimited: money.nullable() }),
  historyDays: z.object({ included: z.number().int(), steps: z.array(step) }),
})

export const planCommands = {
  'plan.catalog': command({
    summary: 'Editions with limits, steps and prices of today, and the rows of the comparison.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: nothing,
    output: z.object({
      day,
      editions: z.array(catalogEdition),
      /** Rows of Compare Upgradeable Items: text per edition. */
      comparison: z.array(z.object({ section: z.string(), row: z.string(), free: z.string(), pro: z.string(), ultimate: z.string() })),
      overage: z.object({ dailyUsersIncluded: z.number().int(), dailyUsersStep: step, groupsIncluded: z.number().int(), groupsStep: step }),
    }),
  }),
  'plan.preview': command({
    summary: 'What an upgrade (on Free) or a modification would cost and break. Reads only.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object(wanted),
    output: preview,
  }),
  'plan.aboveLimits': command({
    summary:
      'All groups, users or audio-video groups that would stand above the limits of a configuration, or communities that would be hidden, page by page.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      ...wanted,
      kind: z.enum(['groups', 'users', 'avGroups', 'communities']),
      after: z.string().max(200).optional(),
      limit: pageLimit(1000, 1000),
    }),
    output: z.object({
      rows: z.array(z.object({ id: z.string(), name: z.string(), value: z.number().int().nullable() })),
      next: z.string().nullable(),
    }),
  }),
  'plan.upgrade': command({
    summary: 'Upgrade from Free. In force at once; there is no way back to Free.',
    callers: ['person'],
    effect: 'write',
    right: 'plan',
    app: 'kept',
    billed: true,
    input: z.object({ ...wanted, acceptNoReturn: z.boolean().default(false), ...change }),
    output: planChange,
  }),
  'plan.modify': command({
    summary: 'Modify feature configuration, once in a calendar month. With `acceptLoss: false` refused when history falls.',
    callers: ['person'],
    effect: 'write',
    right: 'plan',
    app: 'kept',
    billed: true,
    input: z.object({ ...wanted, acceptLoss, ...change }),
    output: planChange,
  }),
  'plan.resetAllowance': command({
    summary: 'Give an app its monthly modification back. Logged.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    billed: true,
    input: z.object({ sdkAppId }),
    output: nothing,
  }),
  'retention.preview': command({
    summary: 'What another storage period of historical messages would cost and lose. Reads only.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId, days: z.number().int() }),
    output: z.object({
      sdkAppId,
      revision: z.number().int(),
      allowed: z.boolean(),
      refusal: preview.shape.refusal,
      before: z.number().int(),
      after: z.number().int(),
      price: price.nullable(),
      historyFalls: preview.shape.historyFalls,
      /** What can be chosen on this plan, with its price a month. */
      choices: z.array(z.object({ days: z.number().int(), price: money, included: z.boolean() })),
      readAt: moment,
    }),
  }),
  'retention.set': command({
    summary: 'Set the storage period of historical messages, once in a calendar month; the whole month is charged.',
    callers: ['person'],
    effect: 'write',
    right: 'plan',
    app: 'kept',
    billed: true,
    input: z.object({ sdkAppId, days: z.number().int(), acceptLoss, ...change }),
    output: planChange.omit({ groupsBelowLimit: true }),
  }),
  'price.list': command({
    summary: 'Price books: valid today, earlier and announced.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: nothing,
    output: z.object({
      books: z.array(
        z.object({
          bookId: z.string(),
          fromDay: day,
          /** Exclusive; null: no end known. */
          toDay: day.nullable(),
          valid: z.boolean(),
          editions: z.array(catalogEdition),
          overage: z.object({
            dailyUsersIncluded: z.number().int(),
            dailyUsersStep: step,
            groupsIncluded: z.number().int(),
            groupsStep: step,
          }),
        }),
      ),
    }),
  }),
  'bill.estimate': command({
    summary:
      'The running month: charged through yesterday, and expected if nothing changes. Of one app, or of all that the caller sees of an account.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    app: 'any',
    input: z.object({ sdkAppId: sdkAppId.optional(), accountId: z.string().max(40).optional() }),
    output: z.object({
      month,
      /** The last day counted in `soFar`; null on the first of the month. */
      asOf: day.nullable(),
      soFar: z.object({ lines: z.array(monthLine), exact: money, total: money }),
      expected: z.object({ lines: z.array(monthLine), exact: money, total: money }),
      /** Days of the whole month with paid service of any of the apps, if nothing changes. `toDay` is exclusive. */
      charged: z.array(z.object({ fromDay: day, toDay: day })),
      /** What `expected` takes for granted, in sentences. */
      assumptions: z.array(z.string()),
    }),
  }),
}
