import { bookOf, type Configuration, decideResetAllowance, limitsAt, stepFor } from '@plenum/billing'
import { type PlanPreview, Refusal } from '@plenum/contract'
import type { AppContext, Handlers } from '../../road/context.ts'
import { applyAllowanceReset, applyPlanChange } from './apply.ts'
import { catalogEditions, overageOf } from './catalog.ts'
import { comparison } from './comparison.ts'
import { daysText, limitText, planNameOf } from './configuration-text.ts'
import { changeOf, decideChange, historyFall, historyFallCounted, refusalOf, type Wish } from './decide.ts'
import { estimateBill } from './estimate.ts'
import { circumstancesOf, loadFacts } from './facts.ts'
import { featureNames } from './feature-names.ts'
import { featuresInUse } from './features-in-use.ts'
import { countGroupsBelow, listAbove, nothingAbove, readImpact } from './impact.ts'
import { toPrice, usd } from './money.ts'
import { noWayOut, waysOut } from './ways-out.ts'

export const planHandlers = {
  async 'plan.catalog'(_, { day, installation }) {
    const book = bookOf(installation.books, day)
    return { day, editions: catalogEditions(book), comparison: comparison(book), overage: overageOf(book) }
  },

  async 'plan.preview'({ sdkAppId, ...wanted }, context) {
    const { sql, app, now } = context
    const { decision } = await decideChange(context, { operation: 'either', wanted })
    const before = app.configuration
    const after = decision.allowed ? decision.change.entry.configuration : { ...wanted, historyDays: before.historyDays }
    const book = presentBook(context)
    const limits = limitsAt(after, book)
    const [impact, groupsBelowLimit] = decision.allowed
      ? await Promise.all([readImpact(sql, sdkAppId, limits), countGroupsBelow(sql, sdkAppId, limits.groupMembersMax)])
      : [nothingAbove(limits), 0]
    const out = decision.allowed ? await waysOut(sql, { sdkAppId, before, after, impact, book }) : noWayOut
    return {
      sdkAppId,
      revision: app.revision,
      operation: before.edition === 'free' ? 'upgrade' : 'modify',
      allowed: decision.allowed,
      refusal: refusalOf(decision),
      before,
      after,
      price: decision.allowed ? toPrice(decision.change.price, { before: before.edition, after: after.edition }) : null,
      items: decision.allowed ? decision.change.carriedOver.map(toItem) : [],
      lostFeatures: decision.allowed ? decision.change.lostFeatures.map((name) => featureNames[name]) : [],
      lostFeaturesInUse: decision.allowed
        ? (await featuresInUse(sql, sdkAppId, decision.change.lostFeatures)).map((name) => featureNames[name])
        : [],
      gainedFeatures: decision.allowed ? decision.change.gainedFeatures.map((name) => featureNames[name]) : [],
      impact,
      ...out,
      historyFalls: decision.allowed ? await historyFallCounted(context, after.historyDays) : null,
      groupsBelowLimit,
      sameCost: sameCost(context, after),
      readAt: now.toISOString(),
    }
  },

  async 'plan.aboveLimits'({ sdkAppId, kind, after, limit, ...wanted }, context) {
    const limits = limitsAt({ ...wanted, historyDays: context.app.configuration.historyDays }, presentBook(context))
    return listAbove(context.sql, sdkAppId, kind, limits, after, limit)
  },

  async 'plan.upgrade'(input, context) {
    const answer = await carryOut(context, { operation: 'upgrade', wanted: input }, () => {
      if (!input.acceptNoReturn) throw new Refusal('return_not_accepted')
    })
    return { ...answer, groupsBelowLimit: await countGroupsBelow(context.sql, answer.sdkAppId, answer.configuration.membersPerGroup) }
  },

  async 'plan.modify'(input, context) {
    const answer = await carryOut(context, { operation: 'modify', wanted: input }, (after) =>
      lossAccepted(context, after, input.acceptLoss),
    )
    return { ...answer, groupsBelowLimit: await countGroupsBelow(context.sql, answer.sdkAppId, answer.configuration.membersPerGroup) }
  },

  async 'plan.resetAllowance'({ sdkAppId }, context) {
    const { sql, day, now, installation } = context
    const facts = await loadFacts(sql, sdkAppId, day)
    const { entry } = changeOf(decideResetAllowance(facts, circumstancesOf({ now, day, installation })))
    await applyAllowanceReset(context, entry)
    return {}
  },

  async 'retention.preview'({ sdkAppId, days }, context) {
    const { app, now, day, installation } = context
    const { decision } = await decideChange(context, { operation: 'retention', days })
    const { edition, historyDays } = app.configuration
    const { included, steps } = bookOf(installation.books, day).editions[edition].historyDays
    return {
      sdkAppId,
      revision: app.revision,
      allowed: decision.allowed,
      refusal: refusalOf(decision),
      before: historyDays,
      after: days,
      price: decision.allowed ? toPrice(decision.change.price, { before: edition, after: edition }) : null,
      historyFalls: decision.allowed ? await historyFallCounted(context, days) : null,
      choices: [
        { days: included, price: usd(0), included: true },
        ...steps.map((step) => ({ days: step.upTo, price: usd(step.priceCents), included: false })),
      ],
      readAt: now.toISOString(),
    }
  },

  async 'retention.set'({ days, acceptLoss }, context) {
    return carryOut(context, { operation: 'retention', days }, (after) => lossAccepted(context, after, acceptLoss))
  },

  async 'price.list'(_, { day, installation }) {
    return {
      books: installation.books.map((book) => ({
        bookId: book.id,
        fromDay: book.fromDay,
        toDay: book.toDay,
        valid: book.fromDay <= day && (book.toDay === null || day < book.toDay),
        editions: catalogEditions(book),
        overage: overageOf(book),
      })),
    }
  },

  async 'bill.estimate'(wanted, context) {
    return estimateBill(context, wanted)
  },
} satisfies Partial<Handlers>

/** Decides again under the lock: what a preview showed is done only if it still holds. */
async function carryOut(context: AppContext, wish: Wish, accepted: (after: Configuration) => void) {
  const { app, now } = context
  const { decision } = await decideChange(context, wish)
  const change = changeOf(decision)
  const { configuration } = change.entry
  accepted(configuration)
  const revision = await applyPlanChange(context, change)
  return {
    sdkAppId: app.sdkAppId,
    revision,
    planName: planNameOf(configuration.edition),
    configuration,
    price: toPrice(change.price, { before: app.configuration.edition, after: configuration.edition }),
    inForceSince: now.toISOString(),
  }
}

function lossAccepted(context: AppContext, after: Configuration, acceptLoss: boolean) {
  if (!acceptLoss && historyFall(context, after.historyDays)) throw new Refusal('loss_not_accepted', { days: after.historyDays })
}

function presentBook({ day, installation }: AppContext) {
  return bookOf(installation.books, day)
}

const itemNames = {
  avGroups: 'Audio-video groups',
  groupsPerUser: 'Groups per user',
  membersPerGroup: 'Members per group',
  historyDays: 'History',
} as const

type CarriedOver = { item: keyof typeof itemNames; before: number | null; after: number | null; note: string }

function toItem({ item, before, after, note }: CarriedOver): PlanPreview['items'][number] {
  const text = (value: number | null) => (item === 'historyDays' && value !== null ? daysText(value) : limitText(value))
  return { item: itemNames[item], before: text(before), after: text(after), note }
}

/** The largest number at the same price; null when the number chosen is it already. */
function sameCost(context: AppContext, { edition, groupsPerUser, membersPerGroup }: Configuration): PlanPreview['sameCost'] {
  const terms = presentBook(context).editions[edition]
  const larger = (choice: typeof terms.groupsPerUser, value: number) => {
    const upTo = stepFor(choice, value)?.upTo
    return upTo !== undefined && upTo > value ? upTo : null
  }
  return { groupsPerUser: larger(terms.groupsPerUser, groupsPerUser), membersPerGroup: larger(terms.membersPerGroup, membersPerGroup) }
}
