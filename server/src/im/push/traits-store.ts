import type { Sql } from '../../platform/database.ts'
import type { Slots } from './rules.ts'

export async function findSlots(sql: Sql, sdkAppId: number): Promise<Slots> {
  const rows = await sql<{ name: string; slot: number }[]>`
    select name, slot from push_attribute_names where app_id = ${sdkAppId} order by slot`
  return new Map(rows.map(({ name, slot }) => [name, String(slot)]))
}

/** For transactions that nobody else names attributes beside. */
export async function setSlots(sql: Sql, sdkAppId: number, slots: Slots): Promise<void> {
  await sql`delete from push_attribute_names where app_id = ${sdkAppId}`
  await sql`
    insert into push_attribute_names (app_id, slot, name)
    select ${sdkAppId}, slot, name from unnest(${[...slots.values()]}::smallint[], ${[...slots.keys()]}::text[]) as named (slot, name)`
}

export interface Attribute {
  userId: string
  slot: string
  value: string
}

export async function setAttributes(sql: Sql, sdkAppId: number, attributes: Attribute[]): Promise<void> {
  // What is said later counts.
  const given = [...new Map(attributes.map((attribute) => [`${attribute.slot} ${attribute.userId}`, attribute])).values()]
  await sql`
    insert into push_attributes (app_id, user_id, slot, value)
    select ${sdkAppId}, user_id, slot, value from unnest(
      ${given.map(({ userId }) => userId)}::text[], ${given.map(({ slot }) => slot)}::smallint[], ${given.map(({ value }) => value)}::text[]
    ) as given (user_id, slot, value)
    on conflict (app_id, user_id, slot) do update set value = excluded.value`
}

/** Under the locks of the users. One look-up by key for each, whatever the planner makes of the size of the table: `limit 1`. */
export async function removeAttributes(sql: Sql, sdkAppId: number, attributes: Omit<Attribute, 'value'>[]): Promise<void> {
  await sql`
    delete from push_attributes where ctid = any(array(
      select found.ctid
      from unnest(${attributes.map(({ userId }) => userId)}::text[], ${attributes.map(({ slot }) => slot)}::smallint[]) as given (user_id, slot)
      cross join lateral (
        select ctid from push_attributes where app_id = ${sdkAppId} and user_id = given.user_id and slot = given.slot limit 1
      ) as found
    ))`
}

export function listAttributes(sql: Sql, sdkAppId: number, userIds: string[]): Promise<(Omit<Attribute, 'slot'> & { name: string })[]> {
  return sql<{ userId: string; name: string; value: string }[]>`
    select user_id, name, value from push_attributes join push_attribute_names using (app_id, slot)
    where app_id = ${sdkAppId} and user_id = any(${userIds}) order by user_id, slot`
}

interface Tag {
  userId: string
  tag: string
}

export function listTags(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Tag[]> {
  return sql<Tag[]>`select user_id, tag from push_tags where app_id = ${sdkAppId} and user_id = any(${userIds}) order by user_id, tag`
}

export async function addTags(sql: Sql, sdkAppId: number, tags: Tag[]): Promise<void> {
  await sql`
    insert into push_tags (app_id, user_id, tag)
    select ${sdkAppId}, user_id, tag
    from unnest(${tags.map(({ userId }) => userId)}::text[], ${tags.map(({ tag }) => tag)}::text[]) as given (user_id, tag)
    on conflict do nothing`
}

/** Under the locks of the users, and by key as above. */
export async function removeTags(sql: Sql, sdkAppId: number, tags: Tag[]): Promise<void> {
  await sql`
    delete from push_tags where ctid = any(array(
      select found.ctid from unnest(${tags.map(({ userId }) => userId)}::text[], ${tags.map(({ tag }) => tag)}::text[]) as given (user_id, tag)
      cross join lateral (
        select ctid from push_tags where app_id = ${sdkAppId} and user_id = given.user_id and tag = given.tag limit 1
      ) as found
    ))`
}

export async function clearTags(sql: Sql, sdkAppId: number, userIds: string[]): Promise<void> {
  await sql`delete from push_tags where app_id = ${sdkAppId} and user_id = any(${userIds})`
}
