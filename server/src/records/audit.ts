import type { Actor, AuditEntry, Scope } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import type { AppContext, Caller } from '../road/context.ts'
import { withinScope } from '../road/seen-apps.ts'
import type { Audited, Doer } from './audited.ts'
import { tellOthers } from './change-notices.ts'

export type { Audited, Change, Doer } from './audited.ts'

/** Part of the transaction that does the thing: what was not recorded did not happen. The others of the account are told. */
export async function recordAudit(sql: Sql, audited: Audited) {
  const [entry] = await sql<{ id: number }[]>`
    insert into audit_entries (at, day, account_id, app_id, category, action, actor, address, changes, price_difference_cents, note)
    values (
      ${audited.at}, ${audited.day}, ${audited.accountId}, ${audited.appId ?? null}, ${audited.category}, ${audited.action},
      ${sql.json(namesOf(audited.actor))}, ${audited.address || null}, ${sql.json(audited.changes ?? [])}, ${audited.priceDifferenceCents ?? null}, ${audited.note ?? null}
    ) returning id`
  await tellOthers(sql, entry!.id, audited)
}

/** What somebody changed about an app, with who it was and from where. */
export function recordOfApp(
  { sql, now, day, app, caller, request }: AppContext,
  recorded: Pick<Audited, 'category' | 'action' | 'changes'>,
) {
  const { accountId, sdkAppId: appId } = app
  return recordAudit(sql, { at: now, day, accountId, appId, actor: actorOf(caller), address: request.address, ...recorded })
}

/** Plenum itself: sweeps, and what happens without a caller. */
export const system: Actor = { kind: 'system', name: 'Plenum', role: null }

/** Records name who did it and keep no id: people leave. */
export function namesOf({ kind, name, role }: Doer): Actor {
  return { kind, name, role }
}

export function actorOf(caller: Caller): Doer {
  if (caller.kind === 'anyone' || caller.kind === 'service') return system
  if (caller.kind === 'app') return { kind: 'app', name: caller.userId, role: 'app administrator' }
  if (caller.kind === 'user') return { kind: 'app', name: caller.userId, role: 'user' }
  if (caller.via === 'apiKey') return { kind: 'apiKey', name: caller.name, role: null, id: caller.personId }
  return { kind: 'person', name: caller.name, role: caller.operator ? 'operator' : caller.role, id: caller.personId }
}

export interface AuditFilter {
  /** None: of all accounts. */
  accountId: string | undefined
  /** Entries about these apps; `all`: also those about none. */
  scope: Scope
  category?: AuditEntry['category'] | undefined
  /** Entries older than this one. */
  before?: number | undefined
  limit: number
}

/** Newest first. */
export async function listAudit(sql: Sql, filter: AuditFilter) {
  return sql<AuditRow[]>`
    select
      audit_entries.id as audit_id, at, day, category, action, app_id as sdk_app_id, apps.name as app_name, actor, address, changes,
      price_difference_cents, note
    from audit_entries left join apps on apps.id = app_id
    where true
      ${filter.accountId === undefined ? sql`` : sql`and audit_entries.account_id = ${filter.accountId}`}
      and ${withinScope(sql, filter.scope, sql`app_id`)}
      ${filter.category === undefined ? sql`` : sql`and category = ${filter.category}`}
      ${filter.before === undefined ? sql`` : sql`and audit_entries.id < ${filter.before}`}
    order by audit_entries.id desc limit ${filter.limit}`
}

type AuditRow = Omit<AuditEntry, 'at' | 'priceDifference'> & { at: Date; priceDifferenceCents: number | null }
