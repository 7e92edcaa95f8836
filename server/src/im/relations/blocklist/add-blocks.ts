import { lockCircle, removeFriends } from '../../../limits/friends.ts'
import { type Pair, pairsBetween } from '../../../limits/pairs.ts'
import type { Sql } from '../../../platform/database.ts'
import type { AppInMemory } from '../../../road/context.ts'
import { removeRequests } from '../requests-store.ts'
import { findBlockedPairs } from './store.ts'

const blocksMax = 1000

interface Blocked {
  /** In the order given; who is not among them is not there, is the user, was on the list, or found no place. */
  added: string[]
  already: ReadonlySet<string>
  present: ReadonlySet<string>
  /** Friendships that ended. */
  pairs: Pair[]
}

/** Puts users on a blocklist as far as there are places. Friendships and requests end in both directions. */
export async function addBlocks(sql: Sql, app: AppInMemory, userId: string, wantedIds: string[], now: Date): Promise<Blocked> {
  const { sdkAppId } = app
  const present = new Set(await lockCircle(sql, app, userId, wantedIds))
  const asked = [...new Set(wantedIds)].filter((wanted) => present.has(wanted))
  const [blocked, [full]] = await Promise.all([
    findBlockedPairs(
      sql,
      sdkAppId,
      asked.map((friendId) => ({ userId, friendId })),
    ),
    sql<{ count: number }[]>`select count(*) as count from blocks where app_id = ${sdkAppId} and user_id = ${userId}`,
  ])
  const already = new Set(blocked.map(({ friendId }) => friendId))
  const added = asked.filter((wanted) => !already.has(wanted)).slice(0, Math.max(0, blocksMax - full!.count))
  await sql`
    insert into blocks (app_id, user_id, blocked_id, number, blocked_at)
    select im_users.app_id, im_users.user_id, blocked_id, block_sequence + place, ${now}::timestamptz
    from unnest(${added}::text[]) with ordinality as added (blocked_id, place), im_users
    where im_users.app_id = ${sdkAppId} and im_users.user_id = ${userId}`
  await sql`
    update im_users set block_sequence = block_sequence + ${added.length} where app_id = ${sdkAppId} and user_id = ${userId}`
  const between = pairsBetween(userId, added)
  const pairs = await removeFriends(sql, sdkAppId, between)
  await removeRequests(sql, sdkAppId, between)
  return { added, already, present, pairs }
}
