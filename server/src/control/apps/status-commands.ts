import {
  bookOf,
  type Decision,
  decideDelete,
  decideDisable,
  decideEnable,
  monthCents,
  priceItems,
  type StatusChange,
} from '@plenum/billing'
import { type App, Refusal } from '@plenum/contract'
import { actorOf } from '../../records/audit.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { circumstancesOf, type Facts, loadFacts } from '../plans/facts.ts'
import { getAppRow, toApp } from './app-rows.ts'
import { changeStatus } from './change-status.ts'

/** Disabling, enabling and deleting (plans-and-billing.md 5.2). */
export const statusHandlers = {
  async 'app.disable'({ confirmName }, context) {
    confirmed(confirmName, context)
    const { facts, change } = await decided(context, decideDisable)
    return apply(context, facts, change, isPaid(context) ? `${shortDay(change.entry.day)} is the last day charged` : undefined)
  },

  async 'app.enable'(_, context) {
    const { facts, change } = await decided(context, decideEnable)
    return apply(context, facts, change, isPaid(context) ? `${shortDay(change.entry.day)} counts as one day` : undefined, 0)
  },

  async 'app.delete'({ confirmName }, context) {
    confirmed(confirmName, context)
    const { facts, change } = await decided(context, decideDelete)
    return apply(context, facts, change, 'Gone for good')
  },
} satisfies Partial<Handlers>

type Decide = (facts: Facts, when: ReturnType<typeof circumstancesOf>) => Decision<StatusChange>

async function decided({ sql, app, day, now, installation }: AppContext, decide: Decide) {
  const facts = await loadFacts(sql, app.sdkAppId, day)
  const decision = decide(facts, circumstancesOf({ now, day, installation }))
  if (!decision.allowed) throw new Refusal(decision.reason, decision.details)
  return { facts, change: decision.change }
}

async function apply(context: AppContext, facts: Facts, change: StatusChange, note?: string, priceDifferenceCents?: number): Promise<App> {
  const { sql, app, caller, request, installation } = context
  await changeStatus(sql, {
    app,
    before: facts.statusFacts,
    after: change.statusFacts,
    entry: change.entry,
    actor: actorOf(caller),
    address: request.address,
    timeZone: installation.timeZone,
    note,
    ...(priceDifferenceCents !== undefined && { priceDifferenceCents }),
  })
  return toApp(await getAppRow(sql, app.sdkAppId), context)
}

/** The app's name, typed in, is the second confirmation. */
function confirmed(confirmName: string, { app }: AppContext) {
  if (confirmName.trim() !== app.name) throw new Refusal('name_does_not_match')
}

function isPaid({ app, day, installation }: AppContext) {
  return monthCents(priceItems(app.configuration, bookOf(installation.books, day))) > 0
}

/** `14 Oct` */
function shortDay(day: string) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
}
