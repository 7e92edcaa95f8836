import type { Sql } from '../../../platform/database.ts'

/** Whom each of many users has as friends; in the order given. */
export async function listFriendIdsOf(sql: Sql, users: { sdkAppId: number; userId: string }[]): Promise<string[][]> {
  const rows = await sql<{ place: number; friendId: string }[]>`
    select place, friend_id
    from unnest(${users.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${users.map(({ userId }) => userId)}::text[])
      with ordinality as wanted (app_id, user_id, place)
    join lateral (
      select friend_id from friends where app_id = wanted.app_id and user_id = wanted.user_id limit ${friendsMax}
    ) as own on true`
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return users.map((_, index) => (byPlace.get(index + 1) ?? []).map(({ friendId }) => friendId))
}

/** More than any plan allows. */
const friendsMax = 10_000
