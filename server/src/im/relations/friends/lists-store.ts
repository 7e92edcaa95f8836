import type { Sql } from '../../../platform/database.ts'

/** In the order of making. */
export async function listListNames(sql: Sql, sdkAppId: number, userId: string): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from friend_lists where app_id = ${sdkAppId} and user_id = ${userId} order by number`
  return rows.map(({ name }) => name)
}

/** Under the lock of the user, and only names that are not there. */
export async function insertLists(sql: Sql, sdkAppId: number, userId: string, names: string[]): Promise<void> {
  if (names.length === 0) return
  await sql`
    insert into friend_lists (app_id, user_id, name, number)
    select ${sdkAppId}::bigint, ${userId}, name, friend_sequence + place
    from unnest(${names}::text[]) with ordinality as wanted (name, place), im_users
    where im_users.app_id = ${sdkAppId} and im_users.user_id = ${userId}`
  await raiseSequence(sql, sdkAppId, userId, names.length)
}

/** Under the lock of the user. Friends who are in them stay friends. */
export async function deleteLists(sql: Sql, sdkAppId: number, userId: string, names: string[]): Promise<void> {
  const gone = await sql`
    delete from friend_lists where app_id = ${sdkAppId} and user_id = ${userId} and name = any(${names}) returning 1`
  await sql`
    update friends set lists = array(
      select name from unnest(lists) with ordinality as old (name, place) where name <> all(${names}::text[]) order by place
    )
    where app_id = ${sdkAppId} and user_id = ${userId} and lists && ${names}::text[]`
  await raiseSequence(sql, sdkAppId, userId, gone.length)
}

/** Puts friends into lists behind those they are in already. */
export async function putIntoLists(sql: Sql, sdkAppId: number, userId: string, friendIds: string[], names: string[]): Promise<void> {
  if (friendIds.length === 0) return
  const changed = await sql`
    update friends set lists = lists || array(
      select name from unnest(${names}::text[]) with ordinality as wanted (name, place) where name <> all(lists) order by place
    )
    where app_id = ${sdkAppId} and user_id = ${userId} and friend_id = any(${friendIds}) and not lists @> ${names}::text[]
    returning 1`
  await raiseSequence(sql, sdkAppId, userId, changed.length)
}

/** Under the lock of the user. The list keeps its place. */
export async function renameList(sql: Sql, sdkAppId: number, userId: string, { name, newName }: { name: string; newName: string }) {
  await sql`update friend_lists set name = ${newName} where app_id = ${sdkAppId} and user_id = ${userId} and name = ${name}`
  await sql`
    update friends set lists = array_replace(lists, ${name}, ${newName})
    where app_id = ${sdkAppId} and user_id = ${userId} and lists @> array[${name}]::text[]`
  await raiseSequence(sql, sdkAppId, userId, 1)
}

/** Under the lock of the user. */
export async function takeOutOfList(sql: Sql, sdkAppId: number, userId: string, friendIds: string[], name: string): Promise<void> {
  const changed = await sql`
    update friends set lists = array_remove(lists, ${name})
    where app_id = ${sdkAppId} and user_id = ${userId} and friend_id = any(${friendIds}) and lists @> array[${name}]::text[]
    returning 1`
  await raiseSequence(sql, sdkAppId, userId, changed.length)
}

/** Friends by list, in the order of adding. */
export async function listMembersOfLists(sql: Sql, sdkAppId: number, userId: string): Promise<Map<string, string[]>> {
  const rows = await sql<{ name: string; userIds: string[] }[]>`
    select name, array_agg(friend_id order by number) as user_ids
    from friends, unnest(lists) as name where app_id = ${sdkAppId} and user_id = ${userId} group by name`
  return new Map(rows.map(({ name, userIds }) => [name, userIds]))
}

async function raiseSequence(sql: Sql, sdkAppId: number, userId: string, by: number): Promise<void> {
  await sql`update im_users set friend_sequence = friend_sequence + ${by} where app_id = ${sdkAppId} and user_id = ${userId}`
}
