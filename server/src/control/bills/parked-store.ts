import type { Actor } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Parked {
  accountId: string
  month: string
  waits: boolean
  reason: string
}

/** Of each account the months without a bill, oldest first. The accounts are locked. */
export async function openMonths(sql: Sql, accountIds: string[]): Promise<Map<string, Parked[]>> {
  const rows = await sql<Parked[]>`
    select account_id, month, waits, reason from parked_bills
    where account_id = any(${accountIds}) and released_at is null order by account_id, month`
  return Map.groupBy(rows, ({ accountId }) => accountId)
}

export async function addParked(sql: Sql, { accountId, month, waits, reason }: Parked, at: Date) {
  await sql`
    insert into parked_bills ${sql.values({ accountId, month, waits, reason, at })}
    on conflict (account_id, month) do update set waits = excluded.waits, reason = excluded.reason`
}

/** By nobody: it only waited. */
export async function setReleased(
  sql: Sql,
  { accountId, month }: Pick<Parked, 'accountId' | 'month'>,
  at: Date,
  by: { actor: Actor; reason: string } | null,
) {
  await sql`
    update parked_bills set
      released_at = ${at}, released_by = ${by && sql.json(by.actor)}::jsonb, release_reason = ${by?.reason ?? null}
    where account_id = ${accountId} and month = ${month}`
}

export async function findRelease(sql: Sql, accountId: string, month: string): Promise<{ at: Date; reason: string } | null> {
  const [row] = await sql<{ at: Date; reason: string }[]>`
    select released_at as at, release_reason as reason from parked_bills
    where account_id = ${accountId} and month = ${month} and release_reason is not null`
  return row ?? null
}

export function listParked(sql: Sql, limit: number) {
  return sql<(Parked & { accountName: string; at: Date })[]>`
    select account_id, accounts.name as account_name, month, reason, at, waits
    from parked_bills join accounts on accounts.id = account_id
    where released_at is null order by month, account_id limit ${limit}`
}

export async function countParked(sql: Sql, month?: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from parked_bills where released_at is null ${month === undefined ? sql`` : sql`and month = ${month}`}`
  return row!.count
}

/** The oldest month whose bills were due a day ago, and at which nobody has looked since. */
export async function findMonthToLookAfter(
  sql: Sql,
): Promise<{ month: string; due: Date; finished: boolean; accountsDone: number } | null> {
  const [row] = await sql<{ month: string; due: Date; finished: boolean; accountsDone: number }[]>`
    select
      month, finished_at is not null as finished, accounts_done,
      ((month || '-01')::date + interval '1 month 2 days 10 hours') at time zone (select time_zone from installation) as due
    from billing_months where looked_after_at is null order by month limit 1`
  return row ?? null
}

export async function setLookedAfter(sql: Sql, month: string, at: Date) {
  await sql`update billing_months set looked_after_at = ${at} where month = ${month}`
}
