import type { Database, Sql } from '../src/platform/database.ts'

/** As somebody would write who owns the database: no trigger and no foreign key looks. */
export async function pastTheLocks(sql: Database, write: (sql: Sql) => Promise<unknown>): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await write(tx)
  })
}

/** An upgrade that counts for another day. Before the day of creation two calculations make something else of it. */
export function moveUpgrade(sql: Database, sdkAppId: number, day: string): Promise<void> {
  return pastTheLocks(sql, (tx) => tx`update ledger_entries set day = ${day} where app_id = ${sdkAppId} and kind = 'upgraded'`)
}
