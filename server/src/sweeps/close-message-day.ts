import { closeDay, findDayToCount } from '../im/messages/statistics.ts'
import type { Sweep } from './sweep.ts'

/** What was said on a day is counted when the day is over, before its messages go. One app's day is a portion. */
export const closeMessageDay: Sweep = {
  name: 'close-message-day',

  async nextDue(sql) {
    return (await findDayToCount(sql))?.due ?? null
  },

  async run(sql, at) {
    const next = await findDayToCount(sql)
    if (!next || next.due > at) return 0
    await closeDay(sql, next.appId, next.day)
    return 1
  },
}
