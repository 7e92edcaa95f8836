import { issueNext } from '../control/bills/issue.ts'
import { findMonthToBill } from '../control/bills/store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Sweep } from './sweep.ts'

/** On the 2nd at 10:00 for the month before, a few accounts at a time. After an outage a bill says when it was really issued. */
export function issueBills(clock: Clock): Sweep {
  return {
    name: 'issue-bills',

    async nextDue(sql) {
      return (await findMonthToBill(sql))?.due ?? null
    },

    run: (sql, at, installation) => issueNext(sql, at, { issuedAt: clock.now(), installation }),
  }
}
