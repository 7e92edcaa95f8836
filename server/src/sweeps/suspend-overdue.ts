import { findOverdueLongest, lockBalance } from '../control/bills/balance-store.ts'
import { openDay } from '../control/bills/occasion.ts'
import { suspendApps } from '../control/bills/suspension.ts'
import { system } from '../records/audit.ts'
import { holdDays } from '../road/days.ts'
import type { Sweep } from './sweep.ts'

/** All apps of an account that has owed for more than a day, in one transaction. With charges off nobody is suspended. */
export const suspendOverdue: Sweep = {
  name: 'suspend-overdue',

  async nextDue(sql) {
    return (await findOverdueLongest(sql))?.due ?? null
  },

  async run(sql, at, installation) {
    const closedThrough = await holdDays(sql)
    const next = await findOverdueLongest(sql)
    if (!next || next.due > at) return 0
    const account = (await lockBalance(sql, next.accountId))!
    // Paid while this waited: it is due no more.
    if (account.overdueSince === null || account.suspendedAt) return 1
    const day = openDay(at, closedThrough, installation.timeZone)
    await suspendApps(sql, account, { at, day, actor: system, installation })
    return 1
  },
}
