import type { Sweep } from './sweep.ts'

const portion = 5_000

/** The course of a day can be looked at until the day after it is over; its sums stay. */
export const forgetActivity: Sweep = {
  name: 'forget-activity',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`
      select (min(day) + 2)::timestamp at time zone (select time_zone from installation) as due from activity_slots`
    return row!.due
  },

  async run(sql, at, { timeZone }) {
    const { count } = await sql`
      delete from activity_slots where ctid = any(array(
        select ctid from activity_slots where (day + 2)::timestamp at time zone ${timeZone} <= ${at} order by day limit ${portion}
      ))`
    return count
  },
}
