import type { RefusalCode } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { StaleRevision } from '../road/context.ts'
import { DayClosed } from '../road/days.ts'
import type { Allowed } from './locks.ts'
import type { When } from './users.ts'

export type LoginOutcome = 'in' | Extract<RefusalCode, 'daily_user_limit' | 'user_limit'>

const outcomes: Record<string, LoginOutcome> = { in: 'in', dailyLimit: 'daily_user_limit', userLimit: 'user_limit' }

/**
 * Logins of one app, many in one statement that commits by itself: makes the accounts of new users and counts each user once a day. Answers
 * in the order given; who is refused leaves nothing behind. Throws StaleRevision or DayClosed: nothing was written.
 */
export async function logIn(sql: Sql, { app, limits }: Allowed, userIds: string[], { now, day }: When): Promise<LoginOutcome[]> {
  if (userIds.length === 0) return []
  const rows = await sql<{ userId: string | null; outcome: string }[]>`
    select user_id, outcome from log_in_users(
      ${app.sdkAppId}, ${app.revision}, ${day}, ${userIds}::text[], ${limits.usersMax}::int, ${limits.dailyActiveUsersMax}::int, ${now}
    )`
  if (rows.length === 0) throw new StaleRevision()
  if (rows[0]!.outcome === 'dayClosed') throw new DayClosed(day)
  return rows.map(({ outcome }) => outcomes[outcome]!)
}
