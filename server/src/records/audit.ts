import type { Actor, AuditEntry } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import type { Caller } from '../road/context.ts'

/** One thing that was different before and after, in words that people read. */
export type Change = AuditEntry['changes'][number]

export interface Audited {
  at: Date
  day: string
  accountId: string | null
  appId?: number
  category: AuditEntry['category']
  /** Such as `plan.upgraded`, `key.revealed`, `person.invited`. */
  action: string
  actor: Actor
  /** Where it was called from. */
  address?: string
  changes?: Change[]
  /** What it does to the list price of a month. */
  priceDifferenceCents?: number
  note?: string
}

/** Part of the transaction that does the thing: what was not recorded did not happen. */
export async function recordAudit(sql: Sql, audited: Audited) {
  await sql`
    insert into audit_entries (at, day, account_id, app_id, category, action, actor, address, changes, price_difference_cents, note)
    values (
      ${audited.at}, ${audited.day}, ${audited.accountId}, ${audited.appId ?? null}, ${audited.category}, ${audited.action},
      ${sql.json(audited.actor)}, ${audited.address || null}, ${sql.json(audited.changes ?? [])}, ${audited.priceDifferenceCents ?? null}, ${audited.note ?? null}
    )`
}

/** Plenum itself: sweeps, and what happens without a caller. */
export const system: Actor = { kind: 'system', name: 'Plenum', role: null }

export function actorOf(caller: Caller): Actor {
  if (caller.kind === 'anyone') return system
  if (caller.kind === 'app') return { kind: 'app', name: caller.userId, role: 'app administrator' }
  if (caller.via === 'apiKey') return { kind: 'apiKey', name: caller.name, role: null }
  return { kind: 'person', name: caller.name, role: caller.operator ? 'operator' : caller.role }
}

export interface AuditFilter {
  accountId?: string
  apps?: number[]
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
      ${filter.apps === undefined ? sql`` : sql`and app_id = any(${filter.apps}::bigint[])`}
      ${filter.category === undefined ? sql`` : sql`and category = ${filter.category}`}
      ${filter.before === undefined ? sql`` : sql`and audit_entries.id < ${filter.before}`}
    order by audit_entries.id desc limit ${filter.limit}`
}

type AuditRow = Omit<AuditEntry, 'at' | 'priceDifference'> & { at: Date; priceDifferenceCents: number | null }
