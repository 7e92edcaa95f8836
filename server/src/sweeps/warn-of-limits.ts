import { addDays, billingDay, bookOf } from '@plenum/billing'
import { isAnyReached, takeReached } from '../control/apps/limits-reached.ts'
import type { Clock } from '../platform/clock.ts'
import { tellAll } from '../records/notices.ts'
import type { Installation } from '../road/context.ts'
import { limitNotice } from './limit-notice.ts'
import type { Sweep } from './sweep.ts'

const portion = 500
/** With thousands of busy apps looking takes longer; then it takes a fiftieth of the time at most. */
const quickMs = 50
const restPerWork = 50

/**
 * Tells of 80, 90 and 100 % of what can run full, once each in a month; who passes two marks at once hears of the higher one. What is due
 * follows from the present counters, so it is due now. The day before is looked at too: its last seconds may have come after the last round.
 */
export function warnOfLimits(clock: Pick<Clock, 'now' | 'manual'>, { books, timeZone }: Pick<Installation, 'books' | 'timeZone'>): Sweep {
  function daysAt(at: Date) {
    const today = billingDay(at, timeZone)
    const with_ = (day: string) => ({ day, book: bookOf(books, day) })
    return { today: with_(today), dayBefore: with_(addDays(today, -1)) }
  }

  let restUntilMs = 0

  return {
    name: 'warn-of-limits',

    async nextDue(sql) {
      const startedMs = performance.now()
      if (startedMs < restUntilMs && !clock.manual) return null
      const now = clock.now()
      const isAny = await isAnyReached(sql, daysAt(now))
      const tookMs = performance.now() - startedMs
      restUntilMs = isAny || tookMs < quickMs ? 0 : startedMs + tookMs * restPerWork
      return isAny ? now : null
    },

    async run(sql, at) {
      const days = daysAt(at)
      const reached = await takeReached(sql, days, portion)
      await tellAll(
        sql,
        reached.map((one) => limitNotice(one, bookOf(books, one.day), at)),
      )
      return reached.length
    },
  }
}
