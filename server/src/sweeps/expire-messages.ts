import { removeMessagesOfDay } from '../im/messages/remove-messages.ts'
import { listExpiring } from './expiring-days.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000
/** Days are found for so many apps at once: most of them are small. */
const appsMax = 100

/**
 * Messages past the storage period, by app and billing day. They are hidden by the clock, at once; a day goes when all of it is past the
 * period. A storage period that has become shorter counts for removal 24 hours later: until then the longer one brings everything back.
 */
export const expireMessages: Sweep = {
  name: 'expire-messages',

  async nextDue(sql) {
    const [next] = await listExpiring(sql, 'message_days', 1)
    return next?.due ?? null
  },

  async run(sql, at) {
    let done = 0
    for (const { appId, day, due } of await listExpiring(sql, 'message_days', appsMax)) {
      if (due > at) break
      for (let gone = 1; gone > 0 && done < portion; done += gone) gone = await removeMessagesOfDay(sql, appId, day, portion - done)
      if (done >= portion) break
      await sql`delete from message_days where app_id = ${appId} and day = ${day}`
      done++
    }
    return done
  },
}
