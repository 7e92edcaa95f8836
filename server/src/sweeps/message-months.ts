import { partAfter } from '../im/messages/lanes/months.ts'
import type { Sql } from '../platform/database.ts'
import type { Sweep } from './sweep.ts'

/** A month's part is made a month ahead. */
export const makeMessageMonths: Sweep = {
  name: 'make-message-months',

  async nextDue(sql) {
    const [row] = await sql<{ last: Date | null }[]>`select max(month)::timestamp at time zone 'UTC' as last from message_months`
    return row!.last
  },

  async run(sql, at) {
    const [row] = await sql<{ last: string }[]>`select max(month) as last from message_months`
    if (new Date(`${row!.last}T00:00:00Z`) > at) return 0
    await sql`select make_message_month(${partAfter(row!.last)}::date)`
    return 1
  },
}

/** A month's part goes when no app keeps a day of it and nothing of disbanded groups is left in it. */
export const dropMessageMonths: Sweep = {
  name: 'drop-message-months',

  async nextDue(sql) {
    const month = await findEmptyMonth(sql)
    return month === null ? null : new Date(`${month}T00:00:00Z`)
  },

  async run(sql) {
    const month = await findEmptyMonth(sql)
    if (!month) return 0
    const [row] = await sql<{ dropped: boolean }[]>`select drop_message_month(${month}::date) as dropped`
    return row!.dropped ? 1 : 0
  },
}

/** Neither the present month nor the one to come. A billing day may begin in the month before and end in the month after. */
async function findEmptyMonth(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ month: string }[]>`
    select month from message_months
    where month < (select max(month) - interval '1 month' from message_months)
      and not exists (select from message_days where day >= month - 1 and day <= (month + interval '1 month')::date)
      and not exists (
        select from messages
        where at >= month::timestamp at time zone 'UTC' and at < (month + interval '1 month')::timestamp at time zone 'UTC'
      )
    order by month limit 1`
  return row?.month ?? null
}
