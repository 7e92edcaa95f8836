import { monthOf } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import { usd } from '../plans/money.ts'
import { accountToRead } from './accounts.ts'
import type { BillText } from './bill-text.ts'
import { centsOf, shownNumber } from './figures.ts'
import * as store from './store.ts'

export const adjustmentHandlers = {
  async 'bill.adjust'({ accountId, correctsNumber, amount, reason }, context) {
    const { sql, now, day, caller } = context
    const corrected = await store.findBillByNumber(sql, accountId, Number(correctsNumber.slice(8)))
    if (!corrected || shownNumber(corrected.month, corrected.number) !== correctsNumber) throw new Refusal('not_found')
    const amountCents = centsOf(amount, 'amount')
    if (amountCents === 0) throw new Refusal('bad_input', { field: 'amount', reason: 'amount: A correction of nothing corrects nothing.' })
    const { taxBasisPoints } = JSON.parse(corrected.text) as BillText
    const actor = actorOf(caller)
    await store.addAdjustment(sql, accountId, {
      day,
      at: now,
      correctsNumber: corrected.number,
      amountCents,
      taxBasisPoints,
      reason,
      actor,
    })
    await recordAudit(sql, {
      at: now,
      day,
      accountId,
      category: 'plan',
      action: 'bill.adjusted',
      actor,
      changes: [{ field: `Bill ${correctsNumber}`, before: null, after: usd(amountCents).amount }],
      note: reason,
    })
    return { day, taxBasisPoints }
  },

  async 'bill.openAdjustments'({ accountId, before, limit }, context) {
    const owner = await accountToRead(context, accountId)
    const found = await store.listOpenAdjustments(context.sql, owner, before, limit + 1)
    const page = found.slice(0, limit)
    return {
      adjustments: page.map(({ id, at, day, correctsNumber, correctedMonth, amountCents, taxBasisPoints, reason, actor }) => ({
        adjustmentId: id,
        at: at.toISOString(),
        day,
        month: monthOf(day),
        correctsNumber: shownNumber(correctedMonth, correctsNumber),
        amount: usd(amountCents),
        taxBasisPoints,
        reason,
        actor,
      })),
      next: found.length > limit ? page.at(-1)!.id : null,
    }
  },
} satisfies Partial<Handlers>
