import { formatExact, roundToCents, sumExact } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { findClockMove } from '../../platform/clock.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import { findAccountName } from '../people/accounts-store.ts'
import { exactUsd, toMonthLine, usd } from '../plans/money.ts'
import { accountToRead } from './accounts.ts'
import { balanceHandlers } from './balance-commands.ts'
import { listUnpaid } from './balance-store.ts'
import type { BillText } from './bill-text.ts'
import { centsOf, shownNumber } from './figures.ts'
import { countParked, listParked } from './parked-store.ts'
import { proofHandlers } from './proof-commands.ts'
import * as store from './store.ts'

const parkedMax = 200

export const billHandlers = {
  ...balanceHandlers,
  ...proofHandlers,

  async 'bill.list'({ accountId, before, limit }, context) {
    const owner = await accountToRead(context, accountId)
    const found = await store.listBills(context.sql, owner, before, limit + 1)
    const page = found.slice(0, limit)
    const unpaid = await listUnpaid(context.sql, owner)
    return { bills: page.map((row) => headOf(textOf(row), unpaid)), next: found.length > limit ? page.at(-1)!.month : null }
  },

  async 'bill.get'({ accountId, month }, context) {
    const { sql } = context
    const owner = await accountToRead(context, accountId)
    const row = await store.findBill(sql, owner, month)
    if (!row) throw new Refusal('not_found')
    const bill = textOf(row)
    const corrected = await store.monthsOfBills(
      sql,
      bill.adjustments.map(({ correctsNumber }) => correctsNumber),
    )
    const names = await store.namesOfApps(
      sql,
      bill.apps.map(({ sdkAppId }) => sdkAppId),
    )
    const sum = { numerator: BigInt(bill.sum.numerator), denominator: BigInt(bill.sum.denominator) }
    return {
      ...headOf(bill, await listUnpaid(sql, owner)),
      timeZone: bill.timeZone,
      apps: bill.apps.map(({ sdkAppId, lines }) => ({ sdkAppId, name: names.get(sdkAppId) ?? '', lines: lines.map(toMonthLine) })),
      adjustments: bill.adjustments.map(({ day, correctsNumber, amountCents, taxBasisPoints, reason }) => ({
        day,
        correctsNumber: shownNumber(corrected.get(correctsNumber)!, correctsNumber),
        amount: usd(amountCents),
        taxBasisPoints,
        reason,
      })),
      sum: { ...bill.sum, exact: exactUsd(sum), rounded: usd(bill.linesCents) },
      shownDiffers: shownCents(bill) !== bill.linesCents,
      taxBasisPoints: bill.taxBasisPoints,
      hash: row.hash,
      factsHash: bill.factsHash,
      previousHash: bill.previousHash,
    }
  },

  async 'bill.adjust'({ accountId, correctsNumber, amount, reason }, context) {
    const { sql, now, day, caller } = context
    const corrected = await store.findBillByNumber(sql, accountId, Number(correctsNumber.slice(8)))
    if (!corrected || shownNumber(corrected.month, corrected.number) !== correctsNumber) throw new Refusal('not_found')
    const amountCents = centsOf(amount, 'amount')
    if (amountCents === 0) throw new Refusal('bad_input', { field: 'amount', reason: 'amount: A correction of nothing corrects nothing.' })
    const { taxBasisPoints } = textOf(corrected)
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

  async 'bill.runState'(_, { sql }) {
    const [state, months, parked, parkedCount, moving] = await Promise.all([
      store.getRunState(sql),
      store.listMonths(sql, 24),
      listParked(sql, parkedMax),
      countParked(sql),
      findClockMove(sql),
    ])
    return {
      ...state,
      moving,
      months: months.map(({ closedAt, finishedAt, ...month }) => ({
        ...month,
        closedAt: closedAt.toISOString(),
        finishedAt: finishedAt?.toISOString() ?? null,
      })),
      parked: parked.map((one) => ({ ...one, at: one.at.toISOString() })),
      parkedCount,
    }
  },

  async 'account.setTaxRate'({ accountId, basisPoints }, { sql, now, day, caller }) {
    if (!(await findAccountName(sql, accountId))) throw new Refusal('not_found')
    const before = (await store.taxRatesOn(sql, [accountId], day)).get(accountId) ?? 0
    const actor = actorOf(caller)
    await store.addTaxRate(sql, { accountId, day, at: now, basisPoints, actor })
    await recordAudit(sql, {
      at: now,
      day,
      accountId,
      category: 'plan',
      action: 'account.taxRateSet',
      actor,
      changes: [{ field: 'Tax rate', before: percent(before), after: percent(basisPoints) }],
    })
    return {}
  },
} satisfies Partial<Handlers>

const textOf = ({ text }: { text: string }) => JSON.parse(text) as BillText

/** Open, paid, overdue follow from the balance and are not written on a bill. */
function headOf(bill: BillText, unpaid: Set<number>) {
  return {
    number: shownNumber(bill.month, bill.number),
    month: bill.month,
    issuedAt: bill.issuedAt,
    state: stateOf(bill, unpaid),
    subtotal: usd(bill.subtotalCents),
    tax: usd(bill.taxCents),
    total: usd(bill.totalCents),
  }
}

function stateOf({ charges, number }: BillText, unpaid: Set<number>): 'statement' | 'overdue' | 'paid' {
  if (!charges) return 'statement'
  return unpaid.has(number) ? 'overdue' : 'paid'
}

/** What someone gets who adds up the amounts as they are shown. */
function shownCents({ apps }: BillText): number {
  const shown = apps.flatMap(({ lines }) => lines.map((line) => BigInt(formatExact(sumExact([line])).replace('.', ''))))
  return roundToCents({ numerator: shown.reduce((sum, amount) => sum + amount, 0n), denominator: 1_000_000n })
}

const percent = (basisPoints: number) => `${basisPoints / 100} %`
