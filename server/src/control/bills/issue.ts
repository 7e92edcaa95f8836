import { addDays, type BillFacts, firstDay, nextMonth } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { system } from '../../records/audit.ts'
import { loadLedgers, type RecordedEntry } from '../../records/ledger.ts'
import type { Installation } from '../../road/context.ts'
import { holdDays } from '../../road/days.ts'
import { usd } from '../plans/money.ts'
import { loadUsage } from '../plans/usage.ts'
import { announce } from '../webhooks/announce.ts'
import { type Balance, lockBalance } from './balance-store.ts'
import { figuresToBill, writeBill } from './bill-text.ts'
import { shownNumber } from './figures.ts'
import { openDay } from './occasion.ts'
import { post } from './post.ts'
import {
  type BillingMonth,
  countMonthOn,
  findMonthToBill,
  insertBills,
  lastHashes,
  listAccountIds,
  listAdjustments,
  listBilledApps,
  takeNumbers,
  taxRatesOn,
} from './store.ts'

const accountsAtOnce = 20

interface Issue {
  issuedAt: Date
  installation: Installation
}

/**
 * Bills of the next accounts of the first month that is not finished, and how far it has come, in one transaction: what broke off is simply
 * not done. Returns how many accounts were looked at, 1 for the end of the month.
 */
export async function issueNext(sql: Sql, at: Date, issue: Issue): Promise<number> {
  const next = await findMonthToBill(sql)
  if (!next || next.due > at) return 0
  const closedThrough = await holdDays(sql)
  const accountIds = await listAccountIds(sql, next.afterAccount, accountsAtOnce)
  const bills = await issueTo(sql, accountIds, next, { ...issue, day: openDay(issue.issuedAt, closedThrough, issue.installation.timeZone) })
  const done = { afterAccount: accountIds.at(-1) ?? null, accounts: accountIds.length, bills }
  await countMonthOn(sql, next.month, { ...done, finishedAt: accountIds.length < accountsAtOnce ? issue.issuedAt : null })
  return Math.max(accountIds.length, 1)
}

async function issueTo(
  sql: Sql,
  accountIds: string[],
  month: BillingMonth,
  { issuedAt, day, installation }: Issue & { day: string },
): Promise<number> {
  if (accountIds.length === 0) return 0
  const [factsByAccount, hashes] = await Promise.all([loadBillFacts(sql, accountIds, month), lastHashes(sql, accountIds)])
  const toBill = accountIds.flatMap((accountId) => {
    const facts = factsByAccount.get(accountId)!
    const figures = figuresToBill(facts)
    return figures ? [{ accountId, facts, figures }] : []
  })
  if (toBill.length === 0) return 0
  const accounts = new Map<string, Balance>()
  for (const { accountId } of toBill) accounts.set(accountId, (await lockBalance(sql, accountId))!)
  const first = await takeNumbers(sql, toBill.length)
  const bills = toBill.map(({ accountId, facts, figures }, index) => {
    const number = first + index
    const previousHash = hashes.get(accountId) ?? null
    const { timeZone } = installation
    const written = writeBill(facts, figures, { number, accountId, issuedAt, timeZone, charges: month.charges, previousHash })
    return { number, accountId, month: month.month, issuedAt, totalCents: figures.totalCents, ...written }
  })
  await insertBills(sql, bills)
  const issued = bills.map(({ accountId, number, totalCents }) => ({
    accountId,
    type: 'bill.issued' as const,
    at: issuedAt,
    data: {
      name: accounts.get(accountId)!.name,
      number: shownNumber(month.month, number),
      month: month.month,
      total: usd(totalCents),
      owed: month.charges,
    },
  }))
  await announce(sql, issued)
  for (const { accountId, number, hash, totalCents } of bills) {
    const deduction = { kind: 'bill', amountCents: month.charges ? 0 - totalCents : 0, billNumber: number, billHash: hash } as const
    await post(sql, accounts.get(accountId)!, deduction, { at: issuedAt, day, actor: system, installation })
  }
  return toBill.length
}

/** Nothing that came after the close of the month is in it. */
export async function loadBillFacts(
  sql: Sql,
  accountIds: string[],
  { month, books }: Pick<BillingMonth, 'month' | 'books'>,
): Promise<Map<string, BillFacts>> {
  const lastDay = addDays(firstDay(nextMonth(month)), -1)
  const [apps, taxRates, adjustments] = await Promise.all([
    listBilledApps(sql, accountIds, lastDay),
    taxRatesOn(sql, accountIds, lastDay),
    listAdjustments(sql, accountIds, firstDay(month), lastDay),
  ])
  const sdkAppIds = [...apps.values()].flat()
  const [ledgers, usage] = await Promise.all([loadLedgers(sql, sdkAppIds), loadUsage(sql, sdkAppIds, month, lastDay)])
  return new Map(
    accountIds.map((accountId) => [
      accountId,
      {
        month,
        apps: (apps.get(accountId) ?? []).flatMap((sdkAppId) => {
          const ledger = (ledgers.get(sdkAppId) ?? []).filter(({ day }) => day <= lastDay)
          return ledger.some(isPaid) ? [{ sdkAppId, ledger, usageDays: usage.get(sdkAppId)! }] : []
        }),
        books,
        taxBasisPoints: taxRates.get(accountId) ?? 0,
        adjustments: (adjustments.get(accountId) ?? []).map(({ accountId: _, ...adjustment }) => adjustment),
      },
    ]),
  )
}

/** An app that was never upgraded owes nothing. */
const isPaid = ({ configuration }: RecordedEntry) => configuration.edition !== 'free'
