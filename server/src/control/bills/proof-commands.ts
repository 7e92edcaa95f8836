import { type Output, Refusal } from '@plenum/contract'
import { type Handlers, personOf } from '../../road/context.ts'
import { accountToRead } from './accounts.ts'
import { daysOfLines } from './bill-days.ts'
import { type BillText, sha256 } from './bill-text.ts'
import { lastNumber, listToExport, neighboursOf } from './export-store.ts'
import { shownNumber } from './figures.ts'
import { loadBillFacts } from './issue.ts'
import { findRelease } from './parked-store.ts'
import { release } from './release.ts'
import { type Difference, differencesOfBill, type KeptFacts } from './second-method.ts'
import * as store from './store.ts'

const differencesMax = 100

/** What makes a bill one that can be proved. */
export const proofHandlers = {
  async 'bill.days'({ accountId, month, ...asked }, context) {
    const owner = await accountToRead(context, accountId)
    const [kept] = await listToExport(context.sql, { accountId: owner, month, after: 0, limit: 1 })
    if (!kept?.bill) throw new Refusal('not_found')
    return daysOfLines(JSON.parse(kept.bill.text) as BillText, JSON.parse(kept.bill.facts) as KeptFacts, asked)
  },

  async 'bill.verify'({ accountId, month }, context) {
    const { sql, now } = context
    const owner = await accountToRead(context, accountId)
    const [kept] = await listToExport(sql, { accountId: owner, month, after: 0, limit: 1 })
    if (!kept?.bill) throw new Refusal('not_found')
    const { before, after } = await neighboursOf(sql, owner, month)
    const hash = sha256(kept.bill.text)
    const differences = differencesOfBill(kept, kept.bill, before === null ? null : sha256(before))
    if (after !== null) differences.push(...apart('hash that the bill after it holds', previousHashIn(after), hash))
    const recorded = (await loadBillFacts(sql, [owner], (await store.findMonth(sql, month))!)).get(owner)
    differences.push(...changedSince(JSON.parse(kept.bill.facts) as KeptFacts, JSON.parse(JSON.stringify(recorded)) as KeptFacts))
    const released = await findRelease(sql, owner, month)
    return {
      number: shownNumber(month, kept.number),
      equal: differences.length === 0,
      verifiedAt: now.toISOString(),
      hash,
      differences: differences.slice(0, differencesMax),
      differenceCount: differences.length,
      released: released && { at: released.at.toISOString(), reason: released.reason },
    }
  },

  async 'bill.export'({ accountId, all, after, limit }, context) {
    if (all && !personOf(context).operator) throw new Refusal('not_allowed')
    const owner = all ? null : await accountToRead(context, accountId)
    const found = await listToExport(context.sql, { accountId: owner, after, limit: limit + 1 })
    const bills = found.slice(0, limit) as Output<'bill.export'>['bills']
    const throughNumber = all ? await lastNumber(context.sql) : null
    const last = bills.at(-1)?.number ?? after
    // A page may have ended before its limit because of its size.
    const [more] = found.length > limit ? found : await listToExport(context.sql, { accountId: owner, after: last, limit: 1 })
    return { format: 'plenum-bills-1', throughNumber, next: more ? last : null, bills }
  },

  async 'bill.release'({ accountId, month, reason }, context) {
    return release(context, accountId, month, reason)
  },
} satisfies Partial<Handlers>

const apart = (what: string, said: string | null, found: string | null, sdkAppId: number | null = null): Difference[] =>
  said === found ? [] : [{ sdkAppId, day: null, what, said: said ?? 'none', found: found ?? 'none' }]

function previousHashIn(text: string): string | null {
  try {
    return (JSON.parse(text) as BillText).previousHash
  } catch {
    return 'not readable'
  }
}

/** What was recorded is closed and cannot change: where it is another one than when the bill was made, somebody wrote past the locks. */
function changedSince(kept: KeptFacts, recorded: KeptFacts): Difference[] {
  const text = JSON.stringify
  const appsOf = ({ apps }: KeptFacts) => new Map(apps.map((app) => [app.sdkAppId, app]))
  const [before, now] = [appsOf(kept), appsOf(recorded)]
  const perApp = [...new Set([...before.keys(), ...now.keys()])].flatMap((sdkAppId) => [
    ...same('ledger as it is recorded now', text(before.get(sdkAppId)?.ledger), text(now.get(sdkAppId)?.ledger), sdkAppId),
    ...same('usage as it is recorded now', text(before.get(sdkAppId)?.usageDays), text(now.get(sdkAppId)?.usageDays), sdkAppId),
  ])
  return [
    ...perApp,
    ...same('corrections as they are recorded now', text(kept.adjustments), text(recorded.adjustments)),
    ...same('tax rate as it is recorded now', text(kept.taxBasisPoints), text(recorded.taxBasisPoints)),
    ...same('price lists as they are recorded now', text(kept.books), text(recorded.books)),
  ]
}

/** Too long to be shown side by side. */
const same = (what: string, said: string, found: string, sdkAppId: number | null = null) =>
  said === found ? [] : apart(what, 'as when the bill was made', 'changed', sdkAppId)
