import type { Sql } from '../../platform/database.ts'
import type { ExportedBill } from './second-method.ts'

const bytesMax = 8_000_000

interface Row {
  number: number
  accountId: string
  month: string | null
  text: string | null
  hash: string | null
  facts: string | null
  deductedHash: string | null
  deductedCents: number | null
}

/**
 * Bills and what the statements say of them, by number: also those of which only one of both is there. Stops before a page grows too
 * large, but never before its first bill.
 */
export async function listToExport(
  sql: Sql,
  page: { accountId: string | null; month?: string; after: number; limit: number },
): Promise<ExportedBill[]> {
  const of = (more: 'bills' | 'account_entries') => sql`
    ${page.accountId === null ? sql`` : sql`and ${sql(more)}.account_id = ${page.accountId}`}`
  const rows = await sql<Row[]>`
    with numbers as (
      select number from bills
      where number > ${page.after} ${of('bills')} ${page.month === undefined ? sql`` : sql`and month = ${page.month}`}
      ${
        page.month === undefined
          ? sql`union select bill_number from account_entries where bill_number > ${page.after} ${of('account_entries')}`
          : sql``
      }
      order by number limit ${page.limit}
    ), sized as (
      select numbers.number, sum(octet_length(text) + octet_length(facts)) over (order by numbers.number) as bytes,
        row_number() over (order by numbers.number) as place
      from numbers left join bills on bills.number = numbers.number
    )
    select sized.number, coalesce(bills.account_id, entries.account_id) as account_id, month, text, hash, facts,
      bill_hash as deducted_hash, amount_cents as deducted_cents
    from sized
    left join bills on bills.number = sized.number
    left join account_entries as entries on entries.bill_number = sized.number
    where place = 1 or coalesce(bytes, 0) <= ${bytesMax}
    order by sized.number`
  return rows.map(({ number, accountId, month, text, hash, facts, deductedHash, deductedCents }) => ({
    number,
    accountId,
    month,
    bill: text === null ? null : { text, hash: hash!, facts: facts! },
    deducted: deductedHash === null ? null : { hash: deductedHash, amountCents: deductedCents! },
  }))
}

/** Of the account's bills before and after a month, as their texts say it. */
export async function neighboursOf(sql: Sql, accountId: string, month: string): Promise<{ before: string | null; after: string | null }> {
  const [row] = await sql<{ before: string | null; after: string | null }[]>`
    select
      (select text from bills where account_id = ${accountId} and month < ${month} order by month desc limit 1) as before,
      (select text from bills where account_id = ${accountId} and month > ${month} order by month limit 1) as after`
  return row!
}

export async function lastNumber(sql: Sql): Promise<number> {
  const [row] = await sql<{ last: number }[]>`select last_bill_number as last from installation`
  return row!.last
}
