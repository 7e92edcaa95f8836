import { type AppFacts, addDays, type Circumstances, formatCents, monthOf } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { loadLedger, type RecordedEntry } from '../../records/ledger.ts'
import type { StatusFacts } from '../../road/app-in-memory.ts'
import type { Context, Installation } from '../../road/context.ts'
import { loadUsage } from './usage.ts'

export type Facts = AppFacts & { ledger: RecordedEntry[] }

/** All that a decision about an app rests on. In a `write` the road has locked the row: nothing of it changes until the commit. */
export async function loadFacts(sql: Sql, sdkAppId: number, day: string): Promise<Facts> {
  const [[statusFacts], ledger, usage] = await Promise.all([
    sql<(StatusFacts & { balanceCents: number })[]>`
      select disabled_at, apps.suspended_at, deleted_at, purged_at, least(balance_cents, 0) as balance_cents
      from apps join accounts on accounts.id = account_id where apps.id = ${sdkAppId}`,
    loadLedger(sql, sdkAppId),
    loadUsage(sql, [sdkAppId], monthOf(day), day),
  ])
  const { balanceCents, ...facts } = statusFacts!
  const owing = { accountOverdue: balanceCents < 0, owed: `${formatCents(-balanceCents)} USD` }
  return { ledger, statusFacts: facts, ...owing, usageDays: usage.get(sdkAppId) ?? [] }
}

/** The day of a command is open: what it changes counts for no earlier one. */
export function circumstancesOf({ now, day, installation }: Pick<Context, 'now' | 'day'> & { installation: Installation }): Circumstances {
  return { now, closedThrough: addDays(day, -1), timeZone: installation.timeZone, books: installation.books }
}
