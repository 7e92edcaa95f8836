import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from '../road/context.ts'
import { removeFriendsOf } from './friends.ts'
import { type Allowed, lockApp, lockGroups, lockUsers } from './locks.ts'
import { tablesOfUser } from './owned-rows.ts'

export interface NewUser {
  userId: string
  nick?: string | undefined
  faceUrl?: string | undefined
}

export interface When {
  now: Date
  day: string
}

/** Imports users as far as places go, in the order given. One who is there already takes no place and gets the profile that is given. */
export async function importUsers(sql: Sql, { app, limits }: Allowed, users: NewUser[], { now, day }: When) {
  const { userCount } = await lockApp(sql, app, 'counters')
  const places = limits.usersMax === null ? users.length : Math.max(0, limits.usersMax - userCount)
  const rows = await sql<{ userId: string }[]>`
    with wanted as (
      select * from unnest(${users.map((user) => user.userId)}::text[], ${users.map((user) => user.nick ?? null)}::text[], ${users.map((user) => user.faceUrl ?? null)}::text[])
        with ordinality as wanted (user_id, nick, face_url, place)
    ), present as (
      select user_id from im_users
      where app_id = ${app.sdkAppId} and user_id = any(array(select user_id from wanted)) order by user_id for update
    ), changed as (
      update im_users set nick = coalesce(wanted.nick, im_users.nick), face_url = coalesce(wanted.face_url, im_users.face_url)
      from wanted join present using (user_id)
      where app_id = ${app.sdkAppId} and im_users.user_id = wanted.user_id and (wanted.nick is not null or wanted.face_url is not null)
    ), inserted as (
      insert into im_users (app_id, user_id, nick, face_url, created_at, created_day)
      select ${app.sdkAppId}::bigint, user_id, coalesce(nick, ''), coalesce(face_url, ''), ${now}::timestamptz, ${day}::date
      from wanted where user_id not in (select user_id from present) order by place limit ${places}
      returning user_id
    ), counted as (
      update apps set user_count = user_count + (select count(*) from inserted) where id = ${app.sdkAppId} and exists (select from inserted)
    ), of_day as (
      ${countDay(sql, app.sdkAppId, day, { table: 'inserted', by: 1 })}
    )
    select user_id from present union all select user_id from inserted`
  return new Set(rows.map(({ userId }) => userId))
}

/**
 * An administrator of the app is a user of it. For transactions in which the app's row is locked already. False: the plan has no place for
 * another user; nothing was written.
 */
export async function addAdministratorUser(sql: Sql, sdkAppId: number, userId: string, usersMax: number | null, { now, day }: When) {
  const [row] = await sql<{ isUser: boolean }[]>`
    with present as (
      select 1 from im_users where app_id = ${sdkAppId} and user_id = ${userId}
    ), inserted as (
      insert into im_users (app_id, user_id, created_at, created_day)
      select id, ${userId}, ${now}::timestamptz, ${day}::date from apps
      where id = ${sdkAppId} and not exists (select from present) and (${usersMax}::int is null or user_count < ${usersMax}::int)
      returning 1
    ), counted as (
      update apps set user_count = user_count + 1 where id = ${sdkAppId} and exists (select from inserted)
    ), of_day as (
      ${countDay(sql, sdkAppId, day, { table: 'inserted', by: 1 })}
    )
    select exists (select from present) or exists (select from inserted) as is_user`
  return row!.isUser
}

/** Deletes users with their memberships; groups they own stay without owner. Returns who existed. */
export async function deleteUsers(sql: Sql, app: AppInMemory, userIds: string[], { now, day }: When): Promise<Set<string>> {
  const { sdkAppId } = app
  // Nobody joins meanwhile, so that the groups found are all there are.
  await lockApp(sql, app, 'everything')
  const concerned = await sql<{ groupId: string }[]>`
    select group_id from group_members where app_id = ${sdkAppId} and user_id = any(${userIds})
    union select id from groups where app_id = ${sdkAppId} and owner_id = any(${userIds})`
  await lockGroups(
    sql,
    sdkAppId,
    concerned.map(({ groupId }) => groupId),
  )
  await lockUsers(sql, sdkAppId, userIds)
  await sql`
    with removed as (
      delete from group_members where app_id = ${sdkAppId} and user_id = any(${userIds}) returning group_id
    ), left_behind as (
      select group_id, count(*) as members from removed group by group_id
    )
    update groups set member_count = member_count - members, members_changed_at = ${now} from left_behind where app_id = ${sdkAppId} and id = group_id`
  await sql`update groups set owner_id = null where app_id = ${sdkAppId} and owner_id = any(${userIds})`
  await removeFriendsOf(sql, sdkAppId, userIds)
  for (const { table, columns } of tablesOfUser) {
    for (const column of columns) await sql`delete from ${sql(table)} where app_id = ${sdkAppId} and ${sql(column)} = any(${userIds})`
  }
  const rows = await sql<{ userId: string }[]>`
    with deleted as (
      delete from im_users where app_id = ${sdkAppId} and user_id = any(${userIds}) returning user_id
    ), counted as (
      update apps set user_count = user_count - (select count(*) from deleted) where id = ${sdkAppId}
    ), of_day as (
      ${countDay(sql, sdkAppId, day, { table: 'deleted', by: -1 })}
    )
    select user_id from deleted`
  return new Set(rows.map(({ userId }) => userId))
}

/** Part of the statement that inserts or deletes: users of an app come and go only under its lock, so the number before is exact. */
function countDay(sql: Sql, sdkAppId: number, day: string, { table, by }: { table: 'inserted' | 'deleted'; by: 1 | -1 }) {
  return sql`
    insert into user_days (app_id, day, registered, at_end)
    select id, ${day}, case when ${by} = 1 then moved else 0 end, user_count + moved * ${by}
    from apps cross join (select count(*) as moved from ${sql(table)}) as counted
    where id = ${sdkAppId} and moved > 0
    on conflict (app_id, day) do update set registered = user_days.registered + excluded.registered, at_end = excluded.at_end`
}
