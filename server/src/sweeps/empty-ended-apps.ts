import { removeMessagesOfApp } from '../im/messages/remove-messages.ts'
import { removeOwnedRows } from '../limits/purge.ts'
import type { Sql } from '../platform/database.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000

/**
 * Takes the rows of deleted and purged apps away, a portion at a time: whatever ends it in the middle, the next run goes on. Ledger,
 * usage days, audit, notices, name and number stay, so that old bills still open.
 */
export const emptyEndedApps: Sweep = {
  name: 'empty-ended-apps',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`
      select min(least(deleted_at, purged_at)) as due from apps
      where emptied_at is null and (purged_at is not null or deleted_at is not null)`
    return row!.due
  },

  /** Nobody writes into an ended app any more, but the order of locks is that of all others: app, groups, users. */
  async run(sql, at) {
    const [app] = await sql<{ id: number }[]>`
      select id from apps where emptied_at is null and (purged_at is not null or deleted_at is not null)
      order by id limit 1 for no key update`
    if (!app) return 0
    const gone = await removeAppRows(sql, app.id, portion)
    if (gone > 0) return gone
    await sql`delete from app_keys where app_id = ${app.id}`
    await sql`delete from app_admins where app_id = ${app.id}`
    await sql`update apps set emptied_at = ${at}, rates = '{}', group_rules = '{}' where id = ${app.id}`
    return 1
  },
}

/** One portion. Returns how many rows went; 0: nothing is left. */
export async function removeAppRows(sql: Sql, sdkAppId: number, portion: number): Promise<number> {
  return (await removeMessagesOfApp(sql, sdkAppId, portion)) || (await removeOwnedRows(sql, sdkAppId, portion))
}
