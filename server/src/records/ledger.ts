import type { LedgerEntry, NewLedgerEntry } from '@plenum/billing'
import type { Actor } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { type Doer, namesOf } from './audit.ts'

export type RecordedEntry = LedgerEntry & { actor: Actor }

/** The transaction holds the row of the app locked: sequences have no gaps and no two entries the same. */
export async function appendToLedger(sql: Sql, sdkAppId: number, entry: NewLedgerEntry, actor: Doer) {
  const { configuration: after } = entry
  await sql`
    insert into ledger_entries (
      app_id, sequence, kind, at, day, actor,
      edition, unlimited_av_groups, groups_per_user, members_per_group, history_days, book_id
    )
    select
      ${sdkAppId}, coalesce(max(sequence), 0) + 1, ${entry.kind}, ${entry.at}, ${entry.day}, ${sql.json(namesOf(actor))},
      ${after.edition}, ${after.unlimitedAvGroups}, ${after.groupsPerUser}, ${after.membersPerGroup}, ${after.historyDays}, ${entry.bookId}
    from ledger_entries where app_id = ${sdkAppId}`
}

/** Oldest first, as billing/ reads it. */
export async function loadLedger(sql: Sql, sdkAppId: number): Promise<RecordedEntry[]> {
  return (await loadLedgers(sql, [sdkAppId])).get(sdkAppId) ?? []
}

export async function loadLedgers(sql: Sql, sdkAppIds: number[]): Promise<Map<number, RecordedEntry[]>> {
  const rows = await sql<Row[]>`
    select * from ledger_entries where app_id = any(${sdkAppIds}::bigint[]) order by app_id, sequence`
  return Map.groupBy(rows.map(entryOf), ({ appId }) => appId)
}

/** Newest first. */
export async function listLedger(sql: Sql, sdkAppId: number, before: number | undefined, limit: number): Promise<RecordedEntry[]> {
  const rows = await sql<Row[]>`
    select * from ledger_entries
    where app_id = ${sdkAppId} ${before === undefined ? sql`` : sql`and sequence < ${before}::bigint`}
    order by sequence desc limit ${limit}`
  return rows.map(entryOf)
}

type Row = LedgerEntry['configuration'] & Omit<RecordedEntry, 'configuration'> & { appId: number }

function entryOf({ edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays, ...entry }: Row) {
  return { ...entry, configuration: { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays } }
}
