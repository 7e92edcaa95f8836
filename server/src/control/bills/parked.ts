import type { BillFacts } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import { findOperator } from '../people/persons-store.ts'
import { findBalance } from './balance-store.ts'
import { addParked, countParked, findMonthToLookAfter, openMonths, setLookedAfter } from './parked-store.ts'
import type { ComputedTwice } from './second-method.ts'

/**
 * Of locked accounts those that get their bill. Where two methods do not agree, or an earlier month waits, the month is parked: it stops
 * rather than errs, and the others go on.
 */
export async function parkDoubtful<F extends BillFacts>(
  sql: Sql,
  computed: ComputedTwice<F>[],
  month: string,
  at: Date,
): Promise<ComputedTwice<F>[]> {
  const open = await openMonths(
    sql,
    computed.map(({ accountId }) => accountId),
  )
  const sure: ComputedTwice<F>[] = []
  for (const one of computed) {
    const { accountId, doubt } = one
    const earlier = open.get(accountId)?.[0]
    if (earlier) await addParked(sql, { accountId, month, waits: true, reason: `It comes after the bill for ${earlier.month}.` }, at)
    else if (doubt !== null) await park(sql, accountId, month, doubt, at)
    else sure.push(one)
  }
  return sure
}

export async function park(sql: Sql, accountId: string, month: string, reason: string, at: Date) {
  await addParked(sql, { accountId, month, waits: false, reason }, at)
  const { name } = (await findBalance(sql, accountId))!
  await tellOperator(sql, at, {
    kind: 'bill.parked',
    cause: `bill-parked:${accountId}:${month}`,
    title: `The bill of ${name} for ${month} is parked`,
    text: `${reason} No bill was issued to this account for this month, and later ones wait behind it. Look at Billing run, then release it.`,
  })
}

/** A day after bills were due: once for each month, the operator is told when accounts have none. Returns how many months were looked at. */
export async function lookAfterMonth(sql: Sql, at: Date): Promise<number> {
  const next = await findMonthToLookAfter(sql)
  if (!next || next.due > at) return 0
  const { month, finished, accountsDone } = next
  const parked = await countParked(sql, month)
  await setLookedAfter(sql, month, at)
  if (finished && parked === 0) return 1
  const stopped = finished ? '' : `The run has not come to its end: it has looked at ${accountsDone} accounts. `
  const waiting = parked === 0 ? '' : `${parked} ${parked === 1 ? 'bill is' : 'bills are'} parked. `
  await tellOperator(sql, at, {
    kind: 'bill.late',
    cause: `bills-late:${month}`,
    title: `Bills for ${month} are late`,
    text: `They were due a day ago, and not every account has its own. ${stopped}${waiting}Look at Billing run.`,
  })
  return 1
}

async function tellOperator(sql: Sql, at: Date, told: { kind: string; cause: string; title: string; text: string }) {
  const operator = await findOperator(sql)
  if (operator) await tell(sql, { ...told, accountId: operator.accountId, appId: null, at })
}
