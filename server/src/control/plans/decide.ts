import {
  billingDay,
  type Decision,
  decideModify,
  decideRetention,
  decideUpgrade,
  type PlanChange,
  type WantedConfiguration,
} from '@plenum/billing'
import { Refusal, refusals, refusalText } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'
import { circumstancesOf, type Facts, loadFacts } from './facts.ts'

export type Wish =
  | { operation: 'upgrade' | 'modify'; wanted: WantedConfiguration }
  /** What the present plan has: an upgrade on Free, otherwise a modification. */
  | { operation: 'either'; wanted: WantedConfiguration }
  | { operation: 'retention'; days: number }

/** Previews show what this decides, commands write it: both get the same answer from the same facts. */
export async function decideChange(
  { sql, app, now, day, installation }: AppContext,
  wish: Wish,
): Promise<{ facts: Facts; decision: Decision<PlanChange> }> {
  const facts = await loadFacts(sql, app.sdkAppId, day)
  const when = circumstancesOf({ now, day, installation })
  if (wish.operation === 'retention') return { facts, decision: decideRetention(facts, wish.days, when) }
  const upgrade = wish.operation === 'upgrade' || (wish.operation === 'either' && app.configuration.edition === 'free')
  return { facts, decision: upgrade ? decideUpgrade(facts, wish.wanted, when) : decideModify(facts, wish.wanted, when) }
}

export function changeOf<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Refusal(decision.reason, decision.details)
  return decision.change
}

/** A refusal as part of a preview. */
export function refusalOf(decision: Decision<unknown>) {
  if (decision.allowed) return null
  const { reason: code, details } = decision
  return { code, number: refusals[code].number, message: refusalText(code, details), details }
}

const dayMs = 24 * 60 * 60 * 1000

/** Messages past the new period are hidden at once and purged a day later. */
export function historyFall({ app, now }: AppContext, toDays: number) {
  const fromDays = app.configuration.historyDays
  if (toDays >= fromDays) return null
  return { fromDays, toDays, lostAt: new Date(now.getTime() + dayMs).toISOString() }
}

const countedMax = 100_000

/** The same with the number of messages that are seen today and would be hidden. */
export async function historyFallCounted(context: AppContext, toDays: number) {
  const fall = historyFall(context, toDays)
  if (!fall) return null
  const { sql, app, now, installation } = context
  const [from, to] = [fall.fromDays, toDays].map((days) => new Date(now.getTime() - days * dayMs)) as [Date, Date]
  const [counted] = await sql<{ messages: number }[]>`
    select count(*) as messages from (
      select from messages
      where app_id = ${app.sdkAppId} and at >= ${from} and at < ${to}
        and day between ${billingDay(from, installation.timeZone)} and ${billingDay(to, installation.timeZone)}
      limit ${countedMax}
    ) as older`
  return { ...fall, ...counted! }
}
