import { closeDay, findDayToClose } from '../control/bills/close-month.ts'
import type { Sweep } from './sweep.ts'

/** From 10 minutes after its end on nothing is written under a billing day any more. */
export const closeBillingDay: Sweep = {
  name: 'close-billing-day',

  async nextDue(sql) {
    return (await findDayToClose(sql))?.due ?? null
  },

  async run(sql, at, installation) {
    const next = await findDayToClose(sql)
    if (!next || next.due > at) return 0
    await closeDay(sql, next.day, at, installation)
    return 1
  },
}
