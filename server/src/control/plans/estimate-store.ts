import type { Sql } from '../../platform/database.ts'

/** Apps that were there at some moment of the month. */
export async function listAppsOfMonth(
  sql: Sql,
  { accountId, apps, monthStart }: { accountId: string; apps: number[] | null; monthStart: Date },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from apps
    where account_id = ${accountId} and coalesce(deleted_at, purged_at, ${monthStart}) >= ${monthStart}
      ${apps === null ? sql`` : sql`and id = any(${apps}::bigint[])`}
    order by id`
  return rows.map(({ id }) => id)
}
