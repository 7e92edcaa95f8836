import type { Sweep } from './sweep.ts'

const portion = 5_000

/** An answer is kept for 30 days for those who ask again with the same requestId. Whole days go together. */
export const forgetRequests: Sweep = {
  name: 'forget-requests',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`select date_trunc('day', min(at)) + interval '744 hours' as due from command_requests`
    return row!.due
  },

  async run(sql, at) {
    const { count } = await sql`
      delete from command_requests where ctid = any(array(
        select ctid from command_requests where at <= ${at}::timestamptz - interval '720 hours' order by at limit ${portion}
      ))`
    return count
  },
}
