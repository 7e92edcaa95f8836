import { findEndingVoucher, listVouchers, lockBalance } from '../control/bills/balance-store.ts'
import { openDay } from '../control/bills/occasion.ts'
import { post } from '../control/bills/post.ts'
import { system } from '../records/audit.ts'
import { holdDays } from '../road/days.ts'
import type { Sweep } from './sweep.ts'

/** What is left of a voucher when its last day is over leaves the balance. */
export const endVouchers = (timeZone: string): Sweep => ({
  name: 'end-vouchers',

  async nextDue(sql) {
    return (await findEndingVoucher(sql, timeZone))?.due ?? null
  },

  async run(sql, at, installation) {
    const closedThrough = await holdDays(sql)
    const next = await findEndingVoucher(sql, timeZone)
    if (!next || next.due > at) return 0
    const account = (await lockBalance(sql, next.accountId))!
    const voucher = (await listVouchers(sql, next.accountId)).find(({ entryId }) => entryId === next.entryId)
    // Used up while this waited.
    if (!voucher) return 1
    const occasion = { at, day: openDay(at, closedThrough, timeZone), actor: system, installation }
    await post(
      sql,
      account,
      { kind: 'voucherExpired', amountCents: -voucher.restCents, note: `Valid through ${voucher.expiresOn}` },
      occasion,
      voucher.entryId,
    )
    return 1
  },
})
