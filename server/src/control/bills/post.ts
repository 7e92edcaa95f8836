import { formatCents } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import { usd } from '../plans/money.ts'
import { announce } from '../webhooks/announce.ts'
import { decidePosting } from './balance-rules.ts'
import { addVoucher, type Balance, insertEntry, listUnpaid, listVouchers, type NewEntry, setRest, storeBalance } from './balance-store.ts'
import { shownNumber } from './figures.ts'
import type { Occasion } from './occasion.ts'
import { monthsOfBills } from './store.ts'
import { restoreApps } from './suspension.ts'

/**
 * One entry of the statement of an account that is locked, and what follows from it: it begins to owe, or its apps come back.
 * `own`: the voucher that the entry ends. Returns the account as it is afterwards.
 */
export async function post(
  sql: Sql,
  before: Balance,
  entry: NewEntry,
  occasion: Occasion,
  own?: number,
): Promise<Balance & { entryId: number }> {
  const { at, day, actor } = occasion
  const { accountId } = before
  const posted = decidePosting(before, await listVouchers(sql, accountId), entry, own)
  const { balanceCents, voucherCents } = posted
  const entryId = await insertEntry(sql, accountId, { ...entry, at, day, balanceCents, voucherCents, actor })
  for (const voucher of posted.vouchers) {
    if (voucher.entryId === 0) await addVoucher(sql, accountId, { ...voucher, entryId })
    else await setRest(sql, voucher)
  }
  const after: Balance = {
    ...before,
    balanceCents,
    voucherCents: before.voucherCents + voucherCents,
    overdueSince: balanceCents < 0 ? (before.overdueSince ?? at) : null,
    suspendedAt: balanceCents < 0 ? before.suspendedAt : null,
  }
  await storeBalance(sql, after)
  if (before.suspendedAt && !after.suspendedAt) await restoreApps(sql, after, occasion)
  await warn(sql, before, after, entryId, occasion)
  if (after.overdueSince && (entry.kind === 'bill' || !before.overdueSince)) await announceOverdue(sql, after, at)
  return { ...after, entryId }
}

async function warn(sql: Sql, before: Balance, after: Balance, entryId: number, { at, day, installation }: Occasion) {
  const { accountId, thresholdCents } = after
  const about = { accountId, appId: null, at }
  if (after.overdueSince && !before.overdueSince) {
    const suspendedAt = new Date(after.overdueSince.getTime() + 24 * 60 * 60 * 1000)
    await tell(sql, {
      ...about,
      kind: 'account.overdue',
      cause: `overdue:${accountId}:${entryId}`,
      title: `${formatCents(-after.balanceCents)} USD are owed`,
      text: `The balance does not cover what is due. All apps of ${after.name} are suspended on ${suspendedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, unless it is paid by then (days of ${installation.timeZone}).`,
    })
  } else if (thresholdCents !== null && after.balanceCents < thresholdCents && before.balanceCents >= thresholdCents) {
    await tell(sql, {
      ...about,
      kind: 'account.belowThreshold',
      cause: `threshold:${accountId}:${day}`,
      title: `The balance is below ${formatCents(thresholdCents)} USD`,
      text: `${formatCents(after.balanceCents)} USD are left on the balance of ${after.name}.`,
    })
  }
}

/** Of a bill that is not covered, and of an account that begins to owe by anything else. */
async function announceOverdue(sql: Sql, { accountId, name, balanceCents, overdueSince }: Balance, at: Date) {
  const unpaid = [...(await listUnpaid(sql, accountId))]
  const months = await monthsOfBills(sql, unpaid)
  const bills = unpaid.map((number) => shownNumber(months.get(number)!, number))
  const suspendedFrom = new Date(overdueSince!.getTime() + 24 * 60 * 60 * 1000).toISOString()
  const data = { name, owed: usd(-balanceCents), bills, overdueSince: overdueSince!.toISOString(), suspendedFrom }
  await announce(sql, [{ accountId, type: 'bill.overdue', at, data }])
}
