import { booksOfMonth, builtInPriceBooks } from '@plenum/billing'
import type { Sql } from '../../server/src/platform/database.ts'

export interface Volume {
  accounts: number
  appsOfAccount: number
}

/** Accounts with apps on Pro, straight into the tables: each app was upgraded before the month, and has a row for each of its days. */
export async function seedAccounts(sql: Sql, { accounts, appsOfAccount }: Volume, month: string): Promise<void> {
  const first = `${month}-01`
  // References hold by construction; days of the past are closed.
  await sql`set statement_timeout = 0`
  await sql`set session_replication_role = replica`
  await sql`
    insert into accounts (id, name, created_at, app_count)
    select 'bench_' || lpad(n::text, 5, '0'), 'Customer ' || n, ${first}::date - 20, ${appsOfAccount}::int from generate_series(1, ${accounts}::int) as n`
  await sql`
    insert into apps (account_id, name, created_at, created_day, group_count)
    select accounts.id, 'App ' || n, ${first}::date - 20, ${first}::date - 20, 500
    from accounts cross join generate_series(1, ${appsOfAccount}::int) as n where accounts.id like 'bench_%'`
  await sql`
    insert into ledger_entries (
      app_id, sequence, kind, at, day, actor, edition, unlimited_av_groups, groups_per_user, members_per_group, history_days, book_id
    )
    select apps.id, entry.sequence, entry.kind, apps.created_at, apps.created_day, '{"kind": "person", "name": "Ana Reyes", "role": "owner"}',
      entry.edition, false, entry.groups, entry.members, 7, ${builtInPriceBooks.at(-1)!.id}
    from apps cross join (values (1, 'created', 'free', 50, 20), (2, 'upgraded', 'pro', 500, 200)) as entry (sequence, kind, edition, groups, members)
    where apps.account_id like 'bench_%'`
  await sql`
    insert into app_days (app_id, day, groups_created, peak_groups, groups_at_end, dau)
    select apps.id, day::date, 3, 500 + extract(day from day)::int, 500, (apps.id % 9000)::int + extract(day from day)::int
    from apps cross join generate_series(${first}::date, ${first}::date + interval '1 month' - interval '1 day', interval '1 day') as day
    where apps.account_id like 'bench_%'`
  await sql`set session_replication_role = origin`
  await sql`analyze accounts, apps, ledger_entries, app_days`
}

/** From here on the bills of the month are due. */
export async function closeMonth(sql: Sql, month: string): Promise<void> {
  await sql`
    insert into billing_months (month, closed_at, charges, books)
    values (${month}, (${`${month}-01`}::date + interval '1 month 10 minutes')::timestamptz, true, ${sql.json(booksOfMonth(builtInPriceBooks, month))})`
}

/** As if no bill had been issued yet. */
export async function forgetBills(sql: Sql): Promise<void> {
  await sql`set session_replication_role = replica`
  await sql`truncate bills, account_entries, notices, billing_months cascade`
  await sql`update accounts set balance_cents = 0, voucher_cents = 0, overdue_since = null where id like 'bench_%'`
  await sql`update installation set last_bill_number = 0`
  await sql`set session_replication_role = origin`
}

/**
 * The same work without us: one statement that reads the same rows and writes a row for each line, each bill and each deduction. It knows
 * one edition and one price, and neither stretches nor tax.
 */
export async function bareRun(sql: Sql, month: string): Promise<{ rows: number; seconds: number }> {
  await sql`
    create temporary table bare_rows (kind text, account_id text, app_id bigint, days bigint, dau int, peak_groups int, cents numeric)`
  const startedAt = performance.now()
  const [written] = await sql<{ rows: number }[]>`
    with priced as (
      select apps.account_id, app_days.app_id, count(*) as days, max(dau) as dau, max(peak_groups) as peak_groups,
        44999::numeric * count(*) / 31 as cents
      from app_days join apps on apps.id = app_id
      join ledger_entries on ledger_entries.app_id = apps.id and ledger_entries.sequence = 2 and edition = 'pro'
      where app_days.day >= ${`${month}-01`}::date and app_days.day < (${`${month}-01`}::date + interval '1 month')::date
      group by apps.account_id, app_days.app_id
    ), lines as (
      insert into bare_rows select 'line', * from priced returning 1
    ), bills as (
      insert into bare_rows select 'bill', account_id, null, null, null, null, round(sum(cents)) from priced group by account_id returning 1
    ), deductions as (
      insert into bare_rows select 'deduction', account_id, null, null, null, null, -round(sum(cents)) from priced group by account_id returning 1
    )
    select (select count(*) from lines) + (select count(*) from bills) + (select count(*) from deductions) as rows`
  const seconds = (performance.now() - startedAt) / 1000
  await sql`drop table bare_rows`
  return { rows: written!.rows, seconds }
}
