import type { WebhookType } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Endpoint {
  id: string
  /** null: hears of all accounts. */
  accountId: string | null
  url: string
  events: WebhookType[]
  secret: string
  previousSecret: string | null
  previousUntil: Date | null
  createdBy: string
  createdAt: Date
}

const columns = (sql: Sql) => sql`id, account_id, url, events, secret, previous_secret, previous_until, created_by, created_at`

/** Of the account, and where `ofAll` those that hear of all accounts; oldest first. */
export function listEndpoints(sql: Sql, accountId: string, ofAll: boolean) {
  return sql<Endpoint[]>`
    select ${columns(sql)} from endpoints
    where account_id = ${accountId} ${ofAll ? sql`or account_id is null` : sql``}
    order by created_at, id limit 100`
}

/** Who hears of one of these accounts. */
export function listListening(sql: Sql, accountIds: string[]) {
  return sql<Pick<Endpoint, 'id' | 'accountId' | 'events'>[]>`
    select id, account_id, events from endpoints where account_id = any(${accountIds}::text[]) or account_id is null order by id`
}

export async function findEndpoint(sql: Sql, id: string): Promise<Endpoint | null> {
  const [endpoint] = await sql<Endpoint[]>`select ${columns(sql)} from endpoints where id = ${id}`
  return endpoint ?? null
}

export async function countEndpoints(sql: Sql, accountId: string | null): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from endpoints where account_id is not distinct from ${accountId}`
  return row!.count
}

export async function addEndpoint(sql: Sql, { id, accountId, url, events, secret, createdBy, createdAt }: Endpoint) {
  await sql`
    insert into endpoints (id, account_id, url, events, secret, created_by, created_at)
    values (${id}, ${accountId}, ${url}, ${events}, ${secret}, ${createdBy}, ${createdAt})`
}

export async function removeEndpoint(sql: Sql, id: string) {
  await sql`delete from endpoints where id = ${id}`
}

export async function setSecret(sql: Sql, id: string, secret: string, previousUntil: Date) {
  await sql`update endpoints set previous_secret = secret, previous_until = ${previousUntil}, secret = ${secret} where id = ${id}`
}

/** Additions of one owner come one after the other, so that a limit holds. */
export async function lockOwner(sql: Sql, accountId: string | null) {
  if (accountId) await sql`select 1 from accounts where id = ${accountId} for no key update`
  else await sql`select pg_advisory_xact_lock(hashtext('endpoints of all accounts'))`
}
