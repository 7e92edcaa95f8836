import { monthOf } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { findClockMove } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Context, Handlers } from '../../road/context.ts'
import { findAccountName } from '../people/accounts-store.ts'
import { exactUsd, toMonthLine, usd } from '../plans/money.ts'
import { accountToRead } from './accounts.ts'
import { addressHandlers } from './address-commands.ts'
import { adjustmentHandlers } from './adjustment-commands.ts'
import { balanceHandlers } from './balance-commands.ts'
import { listUnpaid } from './balance-store.ts'
import { type BillText, figuresToBill } from './bill-text.ts'
import { shownCents, shownNumber } from './figures.ts'
import { fileHandlers } from './file-commands.ts'
import { loadBillFacts } from './issue.ts'
import { countParked, listParked } from './parked-store.ts'
import { proofHandlers } from './proof-commands.ts'
import { readBill } from './read-bill.ts'
import { factsOfRunningMonth, runningMonthHandlers } from './running-month.ts'
import * as store from './store.ts'

const parkedMax = 200

export const billHandlers = {
  ...balanceHandlers,
  ...proofHandlers,
  ...addressHandlers,
  ...adjustmentHandlers,
  ...fileHandlers,
  ...runningMonthHandlers,

  async 'bill.list'({ accountId, before, limit }, context) {
    const { sql } = context
    const owner = await accountToRead(context, accountId)
    const [found, standing, open] = await Promise.all([
      store.listBills(sql, owner, before, limit + 1),
      loadStanding(sql, owner),
      before === undefined ? openMonths(context, owner) : [],
    ])
    const page = found.slice(0, limit)
    return { open, bills: page.map((row) => headOf(textOf(row), standing)), next: found.length > limit ? page.at(-1)!.month : null }
  },

  async 'bill.get'({ accountId, month }, context) {
    const { sql } = context
    const owner = await accountToRead(context, accountId)
    const { row, bill, corrected } = await readBill(sql, owner, month)
    const sum = { numerator: BigInt(bill.sum.numerator), denominator: BigInt(bill.sum.denominator) }
    return {
      ...headOf(bill, await loadStanding(sql, owner)),
      timeZone: bill.timeZone,
      issuer: bill.issuer,
      customer: bill.customer,
      apps: bill.apps.map(({ sdkAppId, name, lines }) => ({ sdkAppId, name, lines: lines.map(toMonthLine) })),
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

/** What is said of bills and not written on them: it follows from the balance and from corrections. */
interface Standing {
  unpaid: Set<number>
  corrected: Set<number>
}

async function loadStanding(sql: Sql, accountId: string): Promise<Standing> {
  const [unpaid, corrected] = await Promise.all([listUnpaid(sql, accountId), store.listCorrected(sql, accountId)])
  return { unpaid, corrected }
}

function headOf(bill: BillText, { unpaid, corrected }: Standing) {
  return {
    number: shownNumber(bill.month, bill.number),
    month: bill.month,
    issuedAt: bill.issuedAt,
    state: stateOf(bill, unpaid),
    adjusted: corrected.has(bill.number),
    subtotal: usd(bill.subtotalCents),
    tax: usd(bill.taxCents),
    total: usd(bill.totalCents),
  }
}

function stateOf({ charges, number }: BillText, unpaid: Set<number>): 'statement' | 'overdue' | 'paid' {
  if (!charges) return 'statement'
  return unpaid.has(number) ? 'overdue' : 'paid'
}

/** The running month, and closed ones whose bills are not out yet, as their bills would be now. */
async function openMonths(context: Context, accountId: string) {
  const closed = await store.listMonthsToIssue(context.sql, accountId)
  const facts = await Promise.all([
    factsOfRunningMonth(context, accountId),
    ...closed.map(async (month) => (await loadBillFacts(context.sql, [accountId], month)).get(accountId)!),
  ])
  return facts.flatMap((facts) => {
    const figures = figuresToBill(facts)
    if (!figures) return []
    const { subtotalCents, taxCents, totalCents } = figures
    const closed = facts.month !== monthOf(context.day)
    return [{ month: facts.month, closed, subtotal: usd(subtotalCents), tax: usd(taxCents), total: usd(totalCents) }]
  })
}

const percent = (basisPoints: number) => `${basisPoints / 100} %`
