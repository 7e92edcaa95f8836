import { listExpiring } from './expiring-days.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000
const appsMax = 100

/** What users were told, by app and billing day: it is kept for as long as messages are (`expire-messages.ts`). */
export const expireNotices: Sweep = {
  name: 'expire-notices',

  async nextDue(sql) {
    const [next] = await listExpiring(sql, 'user_notices', 1)
    return next?.due ?? null
  },

  async run(sql, at) {
    let done = 0
    for (const { appId, day, due } of await listExpiring(sql, 'user_notices', appsMax)) {
      if (due > at || done >= portion) break
      const { count } = await sql`
        delete from user_notices where ctid = any(array(
          select ctid from user_notices where app_id = ${appId} and day = ${day} limit ${portion - done}
        ))`
      done += count
    }
    return done
  },
}
