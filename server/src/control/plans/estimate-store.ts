import type { Scope } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { withinScope } from '../../road/seen-apps.ts'

/** Apps that were there at some moment of the month. */
export async function listAppsOfMonth(
  sql: Sql,
  { accountId, scope, monthStart }: { accountId: string; scope: Scope; monthStart: Date },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from apps
    where account_id = ${accountId} and coalesce(deleted_at, purged_at, ${monthStart}) >= ${monthStart}
      and ${withinScope(sql, scope, sql`id`)}
    order by id`
  return rows.map(({ id }) => id)
}
