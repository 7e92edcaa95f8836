import { addDays, firstDay, nextMonth } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { system } from '../../records/audit.ts'
import { loadLedgers, type RecordedEntry } from '../../records/ledger.ts'
import type { Installation } from '../../road/context.ts'
import { holdDays } from '../../road/days.ts'
import { usd } from '../plans/money.ts'
import { loadUsage } from '../plans/usage.ts'
import { announce } from '../webhooks/announce.ts'
import { type Balance, lockBalances } from './balance-store.ts'
import { type NamedFacts, writeBill } from './bill-text.ts'
import { shownNumber } from './figures.ts'
import { openDay } from './occasion.ts'
import { parkDoubtful } from './parked.ts'
import { addressesOn, issuerOf, namesOn, type Party } from './parties.ts'
import { post } from './post.ts'
import { type ComputedTwice, computeTwice } from './second-method.ts'
import {
  type BillingMonth,
  countMonthOn,
  findMonthToBill,
  insertBill,
  lastHashes,
  listAdjustments,
  listBilledApps,
  listNextAccounts,
  takeNumbers,
  taxRatesOn,
} from './store.ts'

/** A portion: short enough not to hold up others, long enough that beginning it does not count. */
const accountsAtOnce = 50
const appsAtOnce = 1_000
const textsAtOnce = 5

export interface Issue {
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
  const { accountIds, last } = await listNextAccounts(sql, next.afterAccount, { accounts: accountsAtOnce, apps: appsAtOnce })
  const bills = await issueTo(sql, accountIds, next, { ...issue, day: openDay(issue.issuedAt, closedThrough, issue.installation.timeZone) })
  const done = { afterAccount: accountIds.at(-1) ?? null, accounts: accountIds.length, bills }
  await countMonthOn(sql, next.month, { ...done, finishedAt: last ? issue.issuedAt : null })
  return Math.max(accountIds.length, 1)
}

async function issueTo(sql: Sql, accountIds: string[], month: BillingMonth, issue: Issue & { day: string }): Promise<number> {
  if (accountIds.length === 0) return 0
  const facts = await loadBillFacts(sql, accountIds, month)
  const computed: ComputedTwice<NamedFacts>[] = []
  for (const accountId of accountIds) {
    const twice = computeTwice(accountId, facts.get(accountId)!)
    if (twice) computed.push(twice)
    await others()
  }
  if (computed.length === 0) return 0
  const locked = await lockBalances(
    sql,
    computed.map(({ accountId }) => accountId),
  )
  const accounts = new Map(locked.map((account) => [account.accountId, account]))
  const sure = await parkDoubtful(sql, computed, month.month, issue.issuedAt)
  return (await issueBills(sql, sure, accounts, month, issue)).length
}

/** Numbers, texts and deductions of bills whose accounts are locked. Returns the numbers. */
export async function issueBills(
  sql: Sql,
  computed: ComputedTwice<NamedFacts>[],
  accounts: Map<string, Balance>,
  { month, charges }: Pick<BillingMonth, 'month' | 'charges'>,
  { issuedAt, day, installation }: Issue & { day: string },
): Promise<number[]> {
  const toBill = computed.flatMap(({ accountId, facts, figures }) => (figures ? [{ accountId, facts, figures }] : []))
  if (toBill.length === 0) return []
  const hashes = await lastHashes(
    sql,
    toBill.map(({ accountId }) => accountId),
  )
  const first = await takeNumbers(sql, toBill.length)
  const bills: (Parameters<typeof insertBill>[1] & { totalCents: number })[] = []
  for (const [index, { accountId, facts, figures }] of toBill.entries()) {
    const number = first + index
    const previousHash = hashes.get(accountId) ?? null
    const { timeZone } = installation
    const written = writeBill(facts, figures, { number, accountId, issuedAt, timeZone, charges, previousHash })
    bills.push({ number, accountId, month, issuedAt, totalCents: figures.totalCents, ...written })
    await others()
  }
  const issued = bills.map(({ accountId, number, totalCents }) => ({
    accountId,
    type: 'bill.issued' as const,
    at: issuedAt,
    data: { name: accounts.get(accountId)!.name, number: shownNumber(month, number), month, total: usd(totalCents), owed: charges },
  }))
  await announce(sql, issued)
  // Sent at once: of different accounts none needs the answer of another. Texts are long, so that only some go at once.
  for (let at = 0; at < bills.length; at += textsAtOnce) {
    await Promise.all(
      bills.slice(at, at + textsAtOnce).flatMap(({ totalCents, ...bill }) => {
        const amountCents = charges ? 0 - totalCents : 0
        const deduction = { kind: 'bill', amountCents, billNumber: bill.number, billHash: bill.hash } as const
        return [
          insertBill(sql, bill),
          post(sql, accounts.get(bill.accountId)!, deduction, { at: issuedAt, day, actor: system, installation }),
        ]
      }),
    )
  }
  return bills.map(({ number }) => number)
}

/** Whoever waits for this process has turns between two accounts: a message takes several from its request to its answer. */
async function others(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve))
}
interface Otherwise {
  /** Of the running month, which has no close yet: the days so far. */
  usageThrough?: string
  /** Apps that were never on a paid plan and are wanted all the same. */
  also?: number[]
}

/** Nothing that came after the close of the month is in it. */
export async function loadBillFacts(
  sql: Sql,
  accountIds: string[],
  { month, books }: Pick<BillingMonth, 'month' | 'books'>,
  { usageThrough, also = [] }: Otherwise = {},
): Promise<Map<string, NamedFacts>> {
  const lastDay = addDays(firstDay(nextMonth(month)), -1)
  const [apps, taxRates, adjustments, addresses, issuer] = await Promise.all([
    listBilledApps(sql, accountIds, lastDay),
    taxRatesOn(sql, accountIds, lastDay),
    listAdjustments(sql, accountIds, firstDay(month), lastDay),
    addressesOn(sql, accountIds, lastDay),
    issuerOf(sql, month),
  ])
  const sdkAppIds = [...apps.values()].flat()
  const [ledgers, usage, names] = await Promise.all([
    loadLedgers(sql, sdkAppIds),
    loadUsage(sql, sdkAppIds, month, usageThrough ?? lastDay),
    namesOn(sql, accountIds, sdkAppIds, lastDay),
  ])
  return new Map(
    accountIds.map((accountId) => [
      accountId,
      {
        month,
        apps: (apps.get(accountId) ?? []).flatMap((sdkAppId) => {
          const ledger = (ledgers.get(sdkAppId) ?? []).filter(({ day }) => day <= lastDay)
          return ledger.some(isPaid) || also.includes(sdkAppId)
            ? [{ sdkAppId, name: names.get(sdkAppId)!, ledger, usageDays: usage.get(sdkAppId)! }]
            : []
        }),
        books,
        taxBasisPoints: taxRates.get(accountId) ?? 0,
        adjustments: (adjustments.get(accountId) ?? []).map(({ accountId: _, ...adjustment }) => adjustment),
        customer: addresses.get(accountId)?.party ?? nobodyIn(names.get(accountId)!),
        issuer,
      },
    ]),
  )
}

/** Of an account that has set no address. */
const nobodyIn = (name: string): Party => ({ name, lines: [], country: '', taxNumber: '' })

/** An app that was never upgraded owes nothing. */
const isPaid = ({ configuration }: RecordedEntry) => configuration.edition !== 'free'
