import type { Adjustment, PriceBooks } from '@plenum/billing'
import type { Actor } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface BillRow {
  number: number
  month: string
  text: string
  hash: string
}

/** Newest month first. */
export function listBills(sql: Sql, accountId: string, before: string | undefined, limit: number) {
  return sql<BillRow[]>`
    select number, month, text, hash from bills
    where account_id = ${accountId} ${before === undefined ? sql`` : sql`and month < ${before}`}
    order by month desc limit ${limit}`
}

export async function findBill(sql: Sql, accountId: string, month: string): Promise<BillRow | null> {
  const [bill] = await sql<BillRow[]>`select number, month, text, hash from bills where account_id = ${accountId} and month = ${month}`
  return bill ?? null
}

export async function findBillByNumber(sql: Sql, accountId: string, number: number): Promise<BillRow | null> {
  const [bill] = await sql<BillRow[]>`select number, month, text, hash from bills where account_id = ${accountId} and number = ${number}`
  return bill ?? null
}

/** As they are called now, also those that are gone. */
export async function namesOfApps(sql: Sql, sdkAppIds: number[]): Promise<Map<number, string>> {
  const rows = await sql<{ id: number; name: string }[]>`select id, name from apps where id = any(${sdkAppIds}::bigint[])`
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A month whose bills are being issued. */
export interface BillingMonth {
  month: string
  charges: boolean
  books: PriceBooks
  afterAccount: string | null
  /** The 2nd of the month after it, 10:00. */
  due: Date
}

/** The first closed month that is not finished; every day of it is closed. */
export async function findMonthToBill(sql: Sql): Promise<BillingMonth | null> {
  const [row] = await sql<BillingMonth[]>`
    select
      month, charges, books, after_account,
      ((month || '-01')::date + interval '1 month 1 day 10 hours') at time zone (select time_zone from installation) as due
    from billing_months where finished_at is null order by month limit 1`
  return row ?? null
}

/** As it was closed. */
export async function findMonth(sql: Sql, month: string): Promise<Pick<BillingMonth, 'month' | 'charges' | 'books'> | null> {
  const [row] = await sql<BillingMonth[]>`select month, charges, books from billing_months where month = ${month}`
  return row ?? null
}

/** Issued after the run. */
export async function countBills(sql: Sql, month: string, bills: number) {
  await sql`update billing_months set bills_issued = bills_issued + ${bills} where month = ${month}`
}

export function listMonths(sql: Sql, limit: number) {
  return sql<{ month: string; closedAt: Date; charges: boolean; accountsDone: number; billsIssued: number; finishedAt: Date | null }[]>`
    select month, closed_at, charges, accounts_done, bills_issued, finished_at from billing_months order by month desc limit ${limit}`
}

/** The accounts of the next portion, by id: so many at most, and with so many apps together, but at least one. `last`: none comes after them. */
export async function listNextAccounts(sql: Sql, after: string | null, most: { accounts: number; apps: number }) {
  const rows = await sql<{ id: string; appsThrough: number }[]>`
    select id, (sum((select count(*) from apps where account_id = accounts.id)) over (order by id))::int as apps_through
    from (select id from accounts where id > ${after ?? ''} order by id limit ${most.accounts + 1}) as accounts order by id`
  const taken = rows.slice(0, most.accounts).filter(({ appsThrough }, place) => place === 0 || appsThrough <= most.apps)
  return { accountIds: taken.map(({ id }) => id), last: taken.length === rows.length }
}

export async function countMonthOn(
  sql: Sql,
  month: string,
  done: { afterAccount: string | null; accounts: number; bills: number; finishedAt: Date | null },
) {
  await sql`
    update billing_months set
      after_account = coalesce(${done.afterAccount}, after_account), accounts_done = accounts_done + ${done.accounts},
      bills_issued = bills_issued + ${done.bills}, finished_at = ${done.finishedAt}
    where month = ${month}`
}

/** Of each account the apps that had a ledger by this day. */
export async function listBilledApps(sql: Sql, accountIds: string[], lastDay: string): Promise<Map<string, number[]>> {
  const rows = await sql<{ accountId: string; id: number }[]>`
    select account_id, id from apps
    where account_id = any(${accountIds}) and created_day <= ${lastDay}
    order by account_id, id`
  return new Map([...Map.groupBy(rows, ({ accountId }) => accountId)].map(([id, apps]) => [id, apps.map((app) => app.id)]))
}

/** The rate in force on this day: that of the last entry up to it. */
export async function taxRatesOn(sql: Sql, accountIds: string[], day: string): Promise<Map<string, number>> {
  const rows = await sql<{ accountId: string; basisPoints: number }[]>`
    select distinct on (account_id) account_id, basis_points from account_tax_rates
    where account_id = any(${accountIds}) and day <= ${day} order by account_id, day desc, id desc`
  return new Map(rows.map(({ accountId, basisPoints }) => [accountId, basisPoints]))
}

export async function addTaxRate(sql: Sql, rate: { accountId: string; day: string; at: Date; basisPoints: number; actor: Actor }) {
  await sql`
    insert into account_tax_rates (account_id, day, at, basis_points, actor)
    values (${rate.accountId}, ${rate.day}, ${rate.at}, ${rate.basisPoints}, ${sql.json(rate.actor)})`
}

export async function addAdjustment(sql: Sql, accountId: string, adjustment: Adjustment & { at: Date; actor: Actor }) {
  const { day, at, correctsNumber, amountCents, taxBasisPoints, reason, actor } = adjustment
  await sql`
    insert into bill_adjustments (account_id, day, at, corrects_number, amount_cents, tax_basis_points, reason, actor)
    values (${accountId}, ${day}, ${at}, ${correctsNumber}, ${amountCents}, ${taxBasisPoints}, ${reason}, ${sql.json(actor)})`
}

export async function listAdjustments(sql: Sql, accountIds: string[], fromDay: string, lastDay: string) {
  const rows = await sql<(Adjustment & { accountId: string })[]>`
    select account_id, day, corrects_number, amount_cents, tax_basis_points, reason from bill_adjustments
    where account_id = any(${accountIds}) and day between ${fromDay} and ${lastDay} order by account_id, day, id`
  return Map.groupBy(rows, ({ accountId }) => accountId)
}

/** Of months of which the account has no bill. Newest first. */
export function listOpenAdjustments(sql: Sql, accountId: string, before: number | undefined, limit: number) {
  return sql<(Adjustment & { id: number; at: Date; actor: Actor; correctedMonth: string })[]>`
    select
      adjustments.id, at, day, corrects_number, corrected.month as corrected_month, amount_cents, tax_basis_points, reason, actor
    from bill_adjustments as adjustments join bills as corrected on corrected.number = corrects_number
    where adjustments.account_id = ${accountId} ${before === undefined ? sql`` : sql`and adjustments.id < ${before}`}
      and not exists (select from bills where account_id = ${accountId} and bills.month = to_char(day, 'YYYY-MM'))
    order by adjustments.id desc limit ${limit}`
}

/** Of each account the hash of its last bill. */
export async function lastHashes(sql: Sql, accountIds: string[]): Promise<Map<string, string>> {
  const rows = await sql<{ accountId: string; hash: string }[]>`
    select distinct on (account_id) account_id, hash from bills where account_id = any(${accountIds}) order by account_id, month desc`
  return new Map(rows.map(({ accountId, hash }) => [accountId, hash]))
}

/** Whoever takes numbers does so alone until the transaction ends: no number is left out. */
export async function takeNumbers(sql: Sql, count: number): Promise<number> {
  const [row] = await sql<{ last: number }[]>`
    update installation set last_bill_number = last_bill_number + ${count} returning last_bill_number as last`
  return row!.last - count + 1
}

export async function insertBill(
  sql: Sql,
  bill: { number: number; accountId: string; month: string; issuedAt: Date; text: string; hash: string; facts: string },
) {
  await sql`insert into bills ${sql.values(bill, 'number', 'accountId', 'month', 'issuedAt', 'text', 'hash', 'facts')}`
}

export async function monthsOfBills(sql: Sql, numbers: number[]): Promise<Map<number, string>> {
  const rows = await sql<{ number: number; month: string }[]>`select number, month from bills where number = any(${numbers}::int[])`
  return new Map(rows.map(({ number, month }) => [number, month]))
}

export async function getRunState(sql: Sql) {
  const [row] = await sql<{ billedFrom: string; closedThrough: string; accounts: number }[]>`
    select billed_from, closed_through, (select count(*) from accounts) as accounts from installation`
  return row!
}

/** A month that is closed, with the price books its bills are made by. */
export async function findClosedMonth(sql: Sql, month: string): Promise<{ month: string; books: PriceBooks } | null> {
  const [row] = await sql<{ month: string; books: PriceBooks }[]>`select month, books from billing_months where month = ${month}`
  return row ?? null
}

/** Closed months whose bills are not all issued, and of which this account has none. */
export function listMonthsToIssue(sql: Sql, accountId: string) {
  return sql<{ month: string; books: PriceBooks }[]>`
    select month, books from billing_months
    where finished_at is null and not exists (select from bills where account_id = ${accountId} and bills.month = billing_months.month)
    order by month desc limit 12`
}

/** Apps of an account that are there and have never been on a paid plan. */
export async function countFreeApps(sql: Sql, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from apps
    where account_id = ${accountId} and deleted_at is null and purged_at is null
      and not exists (select from ledger_entries where app_id = apps.id and kind = 'upgraded')`
  return row!.count
}

/** Numbers of bills that somebody has corrected. */
export async function listCorrected(sql: Sql, accountId: string): Promise<Set<number>> {
  const rows = await sql<{ number: number }[]>`
    select distinct corrects_number as number from bill_adjustments where account_id = ${accountId}`
  return new Set(rows.map(({ number }) => number))
}
