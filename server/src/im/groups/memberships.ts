import type { Sql } from '../../platform/database.ts'

export interface Membership {
  groupId: string
  /** The member wants nothing pushed of what is said there (`Discard`). */
  isQuiet: boolean
}

/** The groups of many users at once; in the order given. */
export async function listMembershipsOf(sql: Sql, users: { sdkAppId: number; userId: string }[]): Promise<Membership[][]> {
  const rows = await sql<(Membership & { place: number })[]>`
    select place, group_id, msg_flag is not distinct from 'Discard' as is_quiet
    from unnest(${users.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${users.map(({ userId }) => userId)}::text[])
      with ordinality as wanted (app_id, user_id, place)
    join lateral (
      select group_id, msg_flag from group_members where app_id = wanted.app_id and user_id = wanted.user_id limit ${membershipsMax}
    ) as memberships on true`
  const byPlace = Map.groupBy(rows, ({ place }) => place)
  return users.map((_, index) => byPlace.get(index + 1) ?? [])
}

/** More than any plan allows: with a limit each user is looked up by key, however a plan made early counts the rows. */
const membershipsMax = 100_000
