import { addDays, billingDay, booksOfMonth, firstDay, monthOf } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import type { Installation } from '../../road/context.ts'

/** The first start of this version says from which month on bills are issued. Without apps nothing is counted yet: the beginning moves along. */
export async function beginBilling(sql: Sql, { timeZone }: Installation, now: Date): Promise<void> {
  const today = billingDay(now, timeZone)
  await sql`
    update installation set billed_from = ${firstDay(monthOf(today))}, closed_through = ${addDays(today, -1)}
    where closed_through is null or time_zone is null`
}

/** The first open day, over 10 minutes after its end; null as long as there is no app. */
export async function findDayToClose(sql: Sql): Promise<{ day: string; due: Date } | null> {
  const [row] = await sql<{ day: string; due: Date }[]>`
    select closed_through + 1 as day, (closed_through + 2)::timestamp at time zone time_zone + interval '10 minutes' as due
    from installation where time_zone is not null and closed_through is not null`
  return row ?? null
}

/** Waits for writes that hold their day. With its last day a month closes, as it is then. */
export async function closeDay(sql: Sql, day: string, at: Date, { books, config }: Installation): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('billing days'), 0)`
  await sql`update installation set closed_through = ${day} where closed_through = ${day}::date - 1`
  const month = monthOf(day)
  if (monthOf(addDays(day, 1)) === month) return
  await sql`
    insert into billing_months (month, closed_at, charges, books, issuer)
    values (${month}, ${at}, ${config.charges}, ${sql.json(booksOfMonth(books, month))}, ${config.issuer && sql.json(config.issuer)})
    on conflict do nothing`
}
