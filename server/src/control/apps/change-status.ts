import { dataLostAt, type NewLedgerEntry, type StatusFacts, statusOf } from '@plenum/billing'
import type { Actor } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { recordAudit } from '../../records/audit.ts'
import { appendToLedger } from '../../records/ledger.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'

interface Change {
  app: { sdkAppId: number; accountId: string }
  before: StatusFacts
  after: StatusFacts
  entry: NewLedgerEntry
  actor: Actor
  /** Where it was called from. */
  address?: string
  timeZone: string
  note?: string | undefined
  /** "No change" for an app that comes back as it was. */
  priceDifferenceCents?: number
}

/** Facts, ledger and audit in one: in force for the next request. The transaction holds the row of the app locked. */
export async function changeStatus(sql: Sql, { app, before, after, entry, actor, address, timeZone, note, priceDifferenceCents }: Change) {
  const { disabledAt, suspendedAt, deletedAt, purgedAt } = after
  await sql`
    update apps set
      disabled_at = ${disabledAt}, suspended_at = ${suspendedAt}, deleted_at = ${deletedAt}, purged_at = ${purgedAt},
      data_lost_at = ${dataLostAt(after, timeZone)}, warned_days = null
    where id = ${app.sdkAppId}`
  await raiseRevision(sql, app.sdkAppId)
  if (isGone(after) && !isGone(before)) await sql`update accounts set app_count = app_count - 1 where id = ${app.accountId}`
  await appendToLedger(sql, app.sdkAppId, entry, actor)
  await recordAudit(sql, {
    at: entry.at,
    day: entry.day,
    accountId: app.accountId,
    appId: app.sdkAppId,
    category: 'status',
    action: `app.${entry.kind}`,
    actor,
    changes: [{ field: 'Status', before: statusTexts[statusOf(before)], after: statusTexts[statusOf(after)] }],
    ...(address && { address }),
    ...(note && { note }),
    ...(priceDifferenceCents !== undefined && { priceDifferenceCents }),
  })
}

/** A deleted or purged app no longer counts towards the apps of its account. */
const isGone = (facts: StatusFacts) => Boolean(facts.deletedAt ?? facts.purgedAt)

const statusTexts = { enabled: 'Enabled', suspended: 'Suspended', disabled: 'Disabled', deleted: 'Deleted', purged: 'Purged' } as const
