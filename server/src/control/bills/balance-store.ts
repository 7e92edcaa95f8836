import type { Actor } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Balance {
  accountId: string
  name: string
  balanceCents: number
  voucherCents: number
  overdueSince: Date | null
  suspendedAt: Date | null
  thresholdCents: number | null
}

export interface Voucher {
  entryId: number
  expiresOn: string
  restCents: number
}

export type EntryKind = 'topUp' | 'voucher' | 'voucherExpired' | 'bill' | 'reversal'

export interface NewEntry {
  kind: EntryKind
  amountCents: number
  billNumber?: number
  billHash?: string
  reversesId?: number
  expiresOn?: string
  note?: string | undefined
}

export interface EntryRow {
  entryId: number
  at: Date
  day: string
  kind: EntryKind
  amountCents: number
  balanceCents: number
  voucherCents: number
  billNumber: number | null
  billMonth: string | null
  reversesId: number | null
  reversedBy: number | null
  expiresOn: string | null
  note: string | null
  actor: Actor
}

const columns = (sql: Sql) => sql`id as account_id, name, balance_cents, voucher_cents, overdue_since, suspended_at, threshold_cents`

/** Before the account's apps. Nobody else writes to its statement or changes its apps until the transaction ends. */
export async function lockBalance(sql: Sql, accountId: string): Promise<Balance | null> {
  const [row] = await sql<Balance[]>`select ${columns(sql)} from accounts where id = ${accountId} for no key update`
  return row ?? null
}

/** Several, by id. */
export function lockBalances(sql: Sql, accountIds: string[]) {
  return sql<Balance[]>`select ${columns(sql)} from accounts where id = any(${accountIds}) order by id for no key update`
}

export async function findBalance(sql: Sql, accountId: string): Promise<Balance | null> {
  const [row] = await sql<Balance[]>`select ${columns(sql)} from accounts where id = ${accountId}`
  return row ?? null
}

/** In the order in which they are used. */
export function listVouchers(sql: Sql, accountId: string): Promise<Voucher[]> {
  return sql<Voucher[]>`
    select entry_id, expires_on, rest_cents from vouchers where account_id = ${accountId} and rest_cents > 0
    order by expires_on, entry_id`
}

export async function insertEntry(
  sql: Sql,
  accountId: string,
  entry: NewEntry & { at: Date; day: string; balanceCents: number; voucherCents: number; actor: Actor },
): Promise<number> {
  const { actor, ...columns } = entry
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
  const [row] = await sql<{ id: number }[]>`
    insert into account_entries ${sql.values({ accountId, note: null, ...given, actor: sql.json(actor) })} returning id`
  return row!.id
}

export async function addVoucher(sql: Sql, accountId: string, { entryId, expiresOn, restCents }: Voucher) {
  await sql`insert into vouchers ${sql.values({ entryId, accountId, expiresOn, restCents })}`
}

export async function setRest(sql: Sql, { entryId, restCents }: Voucher) {
  await sql`update vouchers set rest_cents = ${restCents} where entry_id = ${entryId}`
}

export async function storeBalance(sql: Sql, { accountId, balanceCents, voucherCents, overdueSince, suspendedAt }: Balance) {
  await sql`
    update accounts set
      balance_cents = ${balanceCents}, voucher_cents = ${voucherCents}, overdue_since = ${overdueSince}, suspended_at = ${suspendedAt}
    where id = ${accountId}`
}

export async function setThreshold(sql: Sql, accountId: string, cents: number | null) {
  await sql`update accounts set threshold_cents = ${cents}::bigint where id = ${accountId}`
}

const entryColumns = (sql: Sql) => sql`
  entries.id as entry_id, at, day, kind, amount_cents, balance_cents, voucher_cents, bill_number,
  (select month from bills where number = bill_number) as bill_month, reverses_id,
  (select reversal.id from account_entries as reversal where reversal.reverses_id = entries.id) as reversed_by, expires_on, note, actor`

/** Newest first. */
export function listEntries(sql: Sql, accountId: string, before: number | undefined, limit: number) {
  return sql<EntryRow[]>`
    select ${entryColumns(sql)} from account_entries as entries
    where account_id = ${accountId} ${before === undefined ? sql`` : sql`and entries.id < ${before}::bigint`}
    order by entries.id desc limit ${limit}`
}

export async function findEntry(sql: Sql, entryId: number): Promise<(EntryRow & { accountId: string }) | null> {
  const [row] = await sql<(EntryRow & { accountId: string })[]>`
    select account_id, ${entryColumns(sql)} from account_entries as entries where entries.id = ${entryId}::bigint`
  return row ?? null
}

/** Older debts are paid first: of the account's bills those that make up what is owed now, by number. */
export async function listUnpaid(sql: Sql, accountId: string): Promise<Set<number>> {
  const rows = await sql<{ billNumber: number }[]>`
    select bill_number from (
      select bill_number, amount_cents, sum(-amount_cents) over (order by id desc) + amount_cents as newer_cents
      from account_entries where account_id = ${accountId} and kind = 'bill'
    ) as deducted
    where amount_cents < 0 and newer_cents < (select -balance_cents from accounts where id = ${accountId})`
  return new Set(rows.map(({ billNumber }) => billNumber))
}

/** The account that is to be suspended next: more than a day after it began to owe. */
export async function findOverdueLongest(sql: Sql): Promise<{ accountId: string; due: Date } | null> {
  const [row] = await sql<{ accountId: string; due: Date }[]>`
    select id as account_id, overdue_since + interval '24 hours' as due from accounts
    where overdue_since is not null and suspended_at is null order by overdue_since, id limit 1`
  return row ?? null
}

/** The voucher that ends next, with the moment after its last day. */
export async function findEndingVoucher(sql: Sql, timeZone: string): Promise<(Voucher & { accountId: string; due: Date }) | null> {
  const [row] = await sql<(Voucher & { accountId: string; due: Date })[]>`
    select account_id, entry_id, expires_on, rest_cents, (expires_on + 1)::timestamp at time zone ${timeZone} as due
    from vouchers where rest_cents > 0 order by expires_on, entry_id limit 1`
  return row ?? null
}

/** All that are neither deleted nor purged, by id and locked. */
export function lockApps(sql: Sql, accountId: string) {
  return sql<
    { id: number; accountId: string; disabledAt: Date | null; suspendedAt: Date | null; deletedAt: Date | null; purgedAt: Date | null }[]
  >`
    select id, account_id, disabled_at, suspended_at, deleted_at, purged_at from apps
    where account_id = ${accountId} and deleted_at is null and purged_at is null order by id for update`
}
