import { addDays, estimateMonth, firstDay, type Line, monthOf, startOfDay } from '@plenum/billing'
import { type Money, Refusal } from '@plenum/contract'
import { loadLedgers } from '../../records/ledger.ts'
import { type Context, personOf } from '../../road/context.ts'
import { scopeOf } from '../../road/rights.ts'
import { findAccountName } from '../people/accounts-store.ts'
import { type Assumed, assumptionsOf } from './assumptions.ts'
import { paidDays, stretchesOf } from './charged-days.ts'
import { listAppsOfMonth } from './estimate-store.ts'
import { sumOf } from './money.ts'
import { loadUsage } from './usage.ts'

interface Estimate extends Assumed {
  soFar: Line[]
  expected: Line[]
}

/** The running month of each app, by the arithmetic of the bill. */
async function estimateApps({ sql, day, installation }: Context, sdkAppIds: number[]): Promise<Map<number, Estimate>> {
  const month = monthOf(day)
  const [ledgers, usage] = await Promise.all([loadLedgers(sql, sdkAppIds), loadUsage(sql, sdkAppIds, month, day)])
  return new Map(
    sdkAppIds.map((id) => {
      const [ledger, usageDays] = [ledgers.get(id)!, usage.get(id)!]
      return [id, { ledger, usageDays, ...estimateMonth(ledger, usageDays, month, day, installation.books) }]
    }),
  )
}

/** The last day that is charged; null on the first of the month. */
export function countedThrough(day: string): string | null {
  return day === firstDay(monthOf(day)) ? null : addDays(day, -1)
}

/** Charged through yesterday, by app: exact, since parts that are shown with their sum are not rounded one by one. */
export async function monthSoFar(context: Context, sdkAppIds: number[]): Promise<Map<number, Money>> {
  const estimates = await estimateApps(context, sdkAppIds)
  return new Map([...estimates].map(([id, { soFar }]) => [id, sumOf(soFar).exact]))
}

/** One app, or all that the caller sees of an account; deleted ones too, as long as the month has something of them. */
export async function estimateBill(context: Context, wanted: { sdkAppId?: number | undefined; accountId?: string | undefined }) {
  const { sql, day, installation } = context
  const person = personOf(context)
  const { operator, accountId: own } = person
  const accountId = wanted.accountId ?? own
  if (accountId !== own && !(operator && (await findAccountName(sql, accountId)))) throw new Refusal('not_found')
  const monthStart = startOfDay(firstDay(monthOf(day)), installation.timeZone)
  const apps =
    wanted.sdkAppId === undefined ? await listAppsOfMonth(sql, { accountId, scope: scopeOf(person), monthStart }) : [wanted.sdkAppId]
  const estimates = [...(await estimateApps(context, apps)).values()]
  const month = monthOf(day)
  const charged = new Set(estimates.flatMap(({ ledger }) => paidDays(ledger, month)))
  return {
    month,
    asOf: countedThrough(day),
    // Rounded once, on the sum of all apps, as the bill will be.
    soFar: sumOf(estimates.flatMap((estimate) => estimate.soFar)),
    expected: sumOf(estimates.flatMap((estimate) => estimate.expected)),
    charged: stretchesOf([...charged].toSorted()),
    assumptions: assumptionsOf(estimates, day, installation.books),
  }
}
