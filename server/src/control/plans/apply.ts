import { bookOf, daysInMonth, monthOf, type NewLedgerEntry, type PlanChange } from '@plenum/billing'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { appendToLedger } from '../../records/ledger.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { AppContext } from '../../road/context.ts'
import { changesBetween } from './configuration-text.ts'

/** In force for the next request on every process. Returns the new revision. */
export async function applyPlanChange(context: AppContext, { entry, price }: PlanChange): Promise<number> {
  const { sql, app, caller, request, installation } = context
  const revision = await raiseRevision(sql, app.sdkAppId)
  await appendToLedger(sql, app.sdkAppId, entry, actorOf(caller))
  await recordAudit(sql, {
    at: entry.at,
    day: entry.day,
    accountId: app.accountId,
    appId: app.sdkAppId,
    category: 'plan',
    action: `plan.${entry.kind}`,
    actor: actorOf(caller),
    address: request.address,
    changes: changesBetween(app.configuration, entry.configuration, bookOf(installation.books, entry.day)),
    priceDifferenceCents: price.monthCentsAfter - price.monthCentsBefore,
    note: entry.kind === 'retentionSet' ? `whole month, ${monthName(entry.day)}` : `${daysLeft(entry.day)} in ${monthName(entry.day)}`,
  })
  return revision
}

/** The operator gives the modification of this month back. */
export async function applyAllowanceReset({ sql, app, caller, request }: AppContext, entry: NewLedgerEntry) {
  await raiseRevision(sql, app.sdkAppId)
  await appendToLedger(sql, app.sdkAppId, entry, actorOf(caller))
  await recordAudit(sql, {
    at: entry.at,
    day: entry.day,
    accountId: app.accountId,
    appId: app.sdkAppId,
    category: 'plan',
    action: `plan.${entry.kind}`,
    actor: actorOf(caller),
    address: request.address,
    note: `modification of ${monthName(entry.day)} given back`,
  })
}

/** Days at the new price: `29 of 31 days`. The day of the change is one of them. */
function daysLeft(day: string) {
  const all = daysInMonth(monthOf(day))
  return `${all - Number(day.slice(8)) + 1} of ${all} days`
}

/** `October` */
function monthName(day: string) {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC' })
}
