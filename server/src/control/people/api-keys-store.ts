import type { Sql } from '../../platform/database.ts'
import type { PersonCaller } from '../../road/context.ts'
import { type RightsColumns, rightsOf, tagsColumn } from './persons-store.ts'

/** What PLENUM_OPERATOR_KEY is called where a person has an id. */
export const operatorKeyId = 'key_operator'

export interface ApiKeyRow extends RightsColumns {
  id: string
  accountId: string
  name: string
  prefix: string
  /** Who answers for it. */
  personId: string | null
  createdBy: string
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

const columns = (sql: Sql) => sql`
  id, account_id, name, prefix, role, apps, tags, grants, person_id, created_by, created_at, last_used_at, revoked_at`

/** `now` is technical time. Use is noted at most once a minute: a key in a loop shall not write in a loop. */
export async function useApiKey(sql: Sql, secretHash: Buffer, now: Date): Promise<PersonCaller | null> {
  const [key] = await sql<ApiKeyRow[]>`
    select ${columns(sql)} from people.api_keys where secret_hash = ${secretHash} and revoked_at is null`
  if (!key) return null
  const minuteAgo = new Date(now.getTime() - 60_000)
  if (!key.lastUsedAt || key.lastUsedAt <= minuteAgo) {
    await sql`
      update people.api_keys set last_used_at = ${now}
      where id = ${key.id} and (last_used_at is null or last_used_at <= ${minuteAgo})`
  }
  const { id, name, accountId } = key
  return { kind: 'person', via: 'apiKey', personId: id, name, email: '', operator: false, accountId, ...rightsOf(key) }
}

/** Those in use first. */
export function listApiKeys(sql: Sql, accountId: string) {
  return sql<ApiKeyRow[]>`
    select ${columns(sql)} from people.api_keys where account_id = ${accountId}
    order by revoked_at is not null, created_at desc, id limit 200`
}

export async function findApiKey(sql: Sql, apiKeyId: string): Promise<ApiKeyRow | null> {
  const [key] = await sql<ApiKeyRow[]>`select ${columns(sql)} from people.api_keys where id = ${apiKeyId}`
  return key ?? null
}

export async function countApiKeys(sql: Sql, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from people.api_keys where account_id = ${accountId} and revoked_at is null`
  return row!.count
}

export async function addApiKey(sql: Sql, key: Omit<ApiKeyRow, 'lastUsedAt' | 'revokedAt'>, secretHash: Buffer) {
  const { id, accountId, name, prefix, role, apps, tags, grants, personId, createdBy, createdAt } = key
  await sql`
    insert into people.api_keys (id, account_id, name, prefix, secret_hash, role, apps, tags, grants, person_id, created_by, created_at)
    values (
      ${id}, ${accountId}, ${name}, ${prefix}, ${secretHash}, ${role}, ${apps}, ${tagsColumn(sql, tags)}, ${grants}, ${personId}, ${createdBy},
      ${createdAt}
    )`
}

/** False when it was revoked before. */
export async function revokeApiKey(sql: Sql, apiKeyId: string, at: Date): Promise<boolean> {
  const revoked = await sql`update people.api_keys set revoked_at = ${at} where id = ${apiKeyId} and revoked_at is null returning 1`
  return revoked.length === 1
}

export function listApiKeysOfPerson(sql: Sql, personId: string) {
  return sql<ApiKeyRow[]>`
    select ${columns(sql)} from people.api_keys where person_id = ${personId} and revoked_at is null order by id`
}

/** Another person answers for them from now on. */
export async function passApiKeysOn(sql: Sql, from: string, to: string) {
  await sql`update people.api_keys set person_id = ${to} where person_id = ${from} and revoked_at is null`
}
