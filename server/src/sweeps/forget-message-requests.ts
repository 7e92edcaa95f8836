import type { Sweep } from './sweep.ts'

const portion = 5_000

/** A retry is recognised for five minutes. Whole minutes go together. */
export const forgetMessageRequests: Sweep = {
  name: 'forget-message-requests',

  async nextDue(sql) {
    const [row] = await sql<
      { due: Date | null }[]
    >`select date_trunc('minute', min(at)) + interval '6 minutes' as due from message_requests`
    return row!.due
  },

  async run(sql, at) {
    const { count } = await sql`
      delete from message_requests where ctid = any(array(
        select ctid from message_requests where at <= ${at}::timestamptz - interval '5 minutes' order by at limit ${portion}
        for update skip locked
      ))`
    return count
  },
}
