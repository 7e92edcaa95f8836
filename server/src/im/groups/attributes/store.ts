import type { Attribute, Counter } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

/** The rules keep a group at 16. */
export function listAttributes(sql: Sql, sdkAppId: number, groupId: string): Promise<Attribute[]> {
  return sql<Attribute[]>`
    select key, value from group_attributes where app_id = ${sdkAppId} and group_id = ${groupId} order by key limit 16`
}

export async function putAttributes(sql: Sql, sdkAppId: number, groupId: string, attributes: Attribute[]): Promise<void> {
  const [keys, values] = [attributes.map(({ key }) => key), attributes.map(({ value }) => value)]
  await sql`
    insert into group_attributes (app_id, group_id, key, value)
    select ${sdkAppId}::bigint, ${groupId}, key, value from unnest(${keys}::text[], ${values}::text[]) as given (key, value)
    on conflict (app_id, group_id, key) do update set value = excluded.value`
}

/** Without keys: all. Returns how many there were. */
export async function removeAttributes(sql: Sql, sdkAppId: number, groupId: string, keys?: string[]): Promise<number> {
  const { count } = await sql`
    delete from group_attributes where app_id = ${sdkAppId} and group_id = ${groupId} ${keys ? sql`and key = any(${keys})` : sql``}`
  return count
}

/** The rules keep a group at 20. */
export function listCounters(sql: Sql, sdkAppId: number, groupId: string, keys?: string[]): Promise<Counter[]> {
  return sql<Counter[]>`
    select key, value::text from group_counters
    where app_id = ${sdkAppId} and group_id = ${groupId} ${keys ? sql`and key = any(${keys})` : sql``} order by key limit 20`
}

export async function putCounters(sql: Sql, sdkAppId: number, groupId: string, counters: Counter[]): Promise<void> {
  const [keys, values] = [counters.map(({ key }) => key), counters.map(({ value }) => value)]
  await sql`
    insert into group_counters (app_id, group_id, key, value)
    select ${sdkAppId}::bigint, ${groupId}, key, value from unnest(${keys}::text[], ${values}::text[]::bigint[]) as given (key, value)
    on conflict (app_id, group_id, key) do update set value = excluded.value`
}

export async function removeCounters(sql: Sql, sdkAppId: number, groupId: string, keys?: string[]): Promise<void> {
  await sql`
    delete from group_counters where app_id = ${sdkAppId} and group_id = ${groupId} ${keys ? sql`and key = any(${keys})` : sql``}`
}
