import { lookAfterMonth } from '../control/bills/parked.ts'
import { findMonthToLookAfter } from '../control/bills/parked-store.ts'
import type { Sweep } from './sweep.ts'

/** On the 3rd at 10:00: the operator is told, once, when not every account has its bill (plans-and-billing.md 8 #23). */
export const lookAfterBills: Sweep = {
  name: 'look-after-bills',

  async nextDue(sql) {
    return (await findMonthToLookAfter(sql))?.due ?? null
  },

  run: lookAfterMonth,
}
