import type { GroupType } from '@plenum/contract'
import type { Fragment, Sql } from '../../../platform/database.ts'

/** Whoever was here on this day or later stays; what happened after this moment counts. */
export interface Since {
  day: string
  moment: Date
}

export interface Wanted {
  sdkAppId: number
  types: GroupType[]
  since: Since
  /** The billing day of now. */
  today: string
}

/** Plain members of a group who came, whose account was made and who were last online before. */
const isAway = (sql: Sql, { sdkAppId, since, today }: Wanted): Fragment => sql`
  (members.role = 'Member' and members.joined_at <= ${since.moment} and users.created_day < ${since.day}
    and coalesce(users.seen_day < ${since.day}, true)
    and not exists (
      select from generate_series(0, ${today}::date - ${since.day}::date) as back
      where exists (
        select from login_days where app_id = ${sdkAppId} and day = ${today}::date - back and login_days.user_id = members.user_id
      )
    ))`

/** Behind a group the next ones of these types, and whether anybody is away in them. */
export function listGroupsWithAway(sql: Sql, wanted: Wanted, after: string, limit: number) {
  return sql<{ groupId: string; isConcerned: boolean }[]>`
    select id as group_id, exists (
      select from group_members as members
      join im_users as users on users.app_id = members.app_id and users.user_id = members.user_id
      where members.app_id = groups.app_id and members.group_id = groups.id and ${isAway(sql, wanted)}
    ) as is_concerned
    from groups where app_id = ${wanted.sdkAppId} and type = any(${wanted.types}) and id > ${after} order by id limit ${limit}`
}

/** Behind a user the next ones who are away. */
export async function listAway(sql: Sql, wanted: Wanted, groupId: string, after: string, limit: number): Promise<string[]> {
  const rows = await sql<{ userId: string }[]>`
    select members.user_id from group_members as members
    join im_users as users on users.app_id = members.app_id and users.user_id = members.user_id
    where members.app_id = ${wanted.sdkAppId} and members.group_id = ${groupId} and members.user_id > ${after} and ${isAway(sql, wanted)}
    order by members.user_id limit ${limit}`
  return rows.map(({ userId }) => userId)
}

/** They are connected, perhaps since an earlier day. Those who are noted already are not written again. */
export async function noteSeen(sql: Sql, sdkAppId: number, userIds: string[], day: string): Promise<void> {
  await sql`
    update im_users set seen_day = ${day}
    where app_id = ${sdkAppId} and user_id = any(array(
      select user_id from im_users
      where app_id = ${sdkAppId} and user_id = any(${userIds}) and seen_day is distinct from ${day}::date order by user_id for no key update
    ))`
}

/** An imported group was made on the day on which it came. */
const isIdle = (sql: Sql, { since }: Pick<Wanted, 'since'>): Fragment => sql`
  (created_day < ${since.day} and coalesce(members_changed_at <= ${since.moment}, true) and coalesce(last_at <= ${since.moment}, true))`

/** Behind a group the next ones of these types, and whether they are idle. */
export function listGroupsIfIdle(sql: Sql, wanted: Wanted, after: string, limit: number) {
  return sql<{ groupId: string; isConcerned: boolean }[]>`
    select groups.id as group_id, ${isIdle(sql, wanted)} as is_concerned
    from groups left join conversations on conversations.app_id = groups.app_id and conversations.key = groups.id
    where groups.app_id = ${wanted.sdkAppId} and type = any(${wanted.types}) and groups.id > ${after} order by groups.id limit ${limit}`
}

/** Under the lock of the group its members stay; messages do not wait for it. */
export async function isGroupIdle(sql: Sql, { sdkAppId, since }: Pick<Wanted, 'sdkAppId' | 'since'>, groupId: string): Promise<boolean> {
  const [row] = await sql<{ idle: boolean }[]>`
    select ${isIdle(sql, { since })} as idle
    from groups left join conversations on conversations.app_id = groups.app_id and conversations.key = groups.id
    where groups.app_id = ${sdkAppId} and groups.id = ${groupId}`
  return row?.idle ?? false
}
