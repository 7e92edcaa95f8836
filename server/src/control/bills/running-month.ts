import {
  addDays,
  type BillFigures,
  billFigures,
  bookOf,
  estimateMonth,
  firstDay,
  type Line,
  monthOf,
  type PriceBooks,
  roundToCents,
  type SupposedChange,
  serviceDays,
  sumExact,
  supposeChanges,
} from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import type { Context, Handlers } from '../../road/context.ts'
import { paidDays, stretchesOf } from '../plans/charged-days.ts'
import { exactUsd, toMonthLine, usd } from '../plans/money.ts'
import { accountToRead } from './accounts.ts'
import type { NamedFacts } from './bill-text.ts'
import { loadBillFacts } from './issue.ts'
import { countFreeApps, findClosedMonth } from './store.ts'

export const runningMonthHandlers = {
  async 'bill.estimateByApp'({ accountId }, context) {
    const { sql, day, installation } = context
    const owner = await accountToRead(context, accountId)
    const [facts, freeApps] = await Promise.all([factsOfRunningMonth(context, owner), countFreeApps(sql, owner)])
    const { month } = facts
    const apps = facts.apps.map((app) => ({ app, ...estimateMonth(app.ledger, app.usageDays, month, day, installation.books) }))
    const soFar = sumExact(apps.flatMap((estimate) => estimate.soFar))
    const { adjustmentsCents, subtotalCents, taxCents, totalCents, sum } = billFigures(facts)
    return {
      month,
      asOf: day === firstDay(month) ? null : addDays(day, -1),
      apps: apps
        .filter(({ app, expected }) => expected.length > 0 || isInService(app, day))
        .map(({ app, soFar, expected }) => ({
          sdkAppId: app.sdkAppId,
          name: app.name,
          edition: app.ledger.at(-1)!.configuration.edition,
          soFar: shown(soFar),
          expected: shown(expected),
          charged: stretchesOf(paidDays(app.ledger, month)),
          ...peaksOf(app, day, installation.books),
        })),
      freeApps,
      soFar: { exact: exactUsd(soFar), total: usd(roundToCents(soFar)) },
      expected: {
        exact: exactUsd(sum),
        adjustments: usd(adjustmentsCents),
        subtotal: usd(subtotalCents),
        taxBasisPoints: facts.taxBasisPoints,
        tax: usd(taxCents),
        total: usd(totalCents),
      },
    }
  },

  async 'bill.whatIf'({ accountId, month, changes }, context) {
    const owner = await accountToRead(context, accountId)
    const closed = month !== monthOf(context.day)
    const facts = closed ? await factsOfClosedMonth(context, owner, month) : await factsOfRunningMonth(context, owner)
    const supposed = { ...facts, apps: await suppose(context, owner, facts, changes) }
    const [present, changed] = [billFigures(facts), billFigures(supposed)]
    const names = new Map(supposed.apps.map(({ sdkAppId, name }) => [sdkAppId, name]))
    return {
      month,
      closed,
      taxBasisPoints: facts.taxBasisPoints,
      present: describe(present, names),
      changed: describe(changed, names),
      difference: usd(changed.totalCents - present.totalCents),
    }
  },
} satisfies Partial<Handlers>

/** What the bill of the running month is made from, with the days so far. */
export async function factsOfRunningMonth({ sql, day, installation: { books } }: Context, accountId: string): Promise<NamedFacts> {
  return (await loadBillFacts(sql, [accountId], { month: monthOf(day), books }, { usageThrough: day })).get(accountId)!
}

async function factsOfClosedMonth({ sql, day }: Context, accountId: string, month: string): Promise<NamedFacts> {
  if (month > monthOf(day)) throw badInput('month', `${month} has not begun.`)
  const closed = await findClosedMonth(sql, month)
  if (!closed) throw badInput('month', `${month} is not closed, or was before the first month that is billed.`)
  return (await loadBillFacts(sql, [accountId], closed)).get(accountId)!
}

type Change = SupposedChange & { sdkAppId: number }

/** All apps of the account with the ledgers they would have; also those on Free for which a plan is supposed. */
async function suppose({ sql, day }: Context, accountId: string, facts: NamedFacts, changes: Change[]): Promise<NamedFacts['apps']> {
  const { month, books } = facts
  for (const [index, change] of changes.entries()) {
    const field = `changes.${index}.day`
    if (monthOf(change.day) !== month) throw badInput(field, `${change.day} is not a day of ${month}.`)
    const twice = changes.findIndex((other) => other.sdkAppId === change.sdkAppId && other.day === change.day) !== index
    if (twice) throw badInput(field, 'An app is changed once on a day.')
  }
  const byApp = Map.groupBy(changes, ({ sdkAppId }) => sdkAppId)
  const free = [...byApp.keys()].filter((id) => !facts.apps.some(({ sdkAppId }) => sdkAppId === id))
  const through = month === monthOf(day) ? { usageThrough: day } : {}
  const more = free.length === 0 ? [] : (await loadBillFacts(sql, [accountId], facts, { ...through, also: free })).get(accountId)!.apps
  const apps = free.length === 0 ? facts.apps : more
  for (const sdkAppId of byApp.keys()) if (!apps.some((app) => app.sdkAppId === sdkAppId)) throw new Refusal('not_found')
  return apps.map((app) => {
    const wanted = byApp.get(app.sdkAppId)
    return wanted ? { ...app, ledger: ledgerWith(app, wanted, books) } : app
  })
}

function ledgerWith({ ledger }: NamedFacts['apps'][number], changes: Change[], books: PriceBooks) {
  const created = ledger[0]!.day
  const early = changes.find(({ day }) => day < created)
  if (early) throw badInput('changes', `The app was created on ${created}, after ${early.day}.`)
  const decision = supposeChanges(ledger, changes, books)
  if (!decision.allowed) throw new Refusal(decision.reason as 'out_of_range', decision.details)
  return decision.change
}

function peaksOf(app: NamedFacts['apps'][number], day: string, books: PriceBooks) {
  const paid = new Set(paidDays(app.ledger, monthOf(day)))
  const days = app.usageDays.filter((usage) => usage.day <= day && paid.has(usage.day))
  const { dailyActiveUsers, groups } = bookOf(books, day).overage
  const peak = (of: 'dau' | 'peakGroups', quota: typeof groups) => {
    const highest = days.toSorted((a, b) => b[of] - a[of])[0]
    const use = highest?.[of] ?? 0
    const steps = Math.ceil(Math.max(0, use - quota.included) / quota.step)
    const { included, step, priceCents } = quota
    return { use, day: use > 0 ? highest!.day : null, included, step, stepPrice: usd(priceCents), steps }
  }
  return { peakDailyUsers: peak('dau', dailyActiveUsers), peakGroups: peak('peakGroups', groups) }
}

const isInService = ({ ledger }: NamedFacts['apps'][number], day: string) => serviceDays(ledger, [day]).length > 0

function describe(figures: BillFigures, names: Map<number, string>) {
  const { apps, sum, adjustmentsCents, subtotalCents, taxCents, totalCents } = figures
  return {
    apps: apps.map(({ sdkAppId, lines }) => ({ sdkAppId, name: names.get(sdkAppId)!, ...shown(lines) })),
    exact: exactUsd(sum),
    adjustments: usd(adjustmentsCents),
    subtotal: usd(subtotalCents),
    tax: usd(taxCents),
    total: usd(totalCents),
  }
}

const shown = (lines: Line[]) => ({ lines: lines.map(toMonthLine), exact: exactUsd(sumExact(lines)) })

const badInput = (field: string, reason: string) => new Refusal('bad_input', { field, reason: `${field}: ${reason}` })
