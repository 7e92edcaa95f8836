import { addDays, type BillFacts, billFigures, builtInPriceBooks, daysOf, type LedgerEntry } from '@plenum/billing'
import { sha256, writeBill } from '../../server/src/control/bills/bill-text.ts'
import { type Export, verifyExport } from '../../verify/verify.ts'
import type { Figure } from './table.ts'

const size = { bills: 1000, apps: 10, month: '2022-12' }
const aimSeconds = 10

/** An auditor's wait: an export of bills read, recomputed and held against its chain. */
export async function verifyFigure(): Promise<Figure> {
  const facts = Array.from({ length: size.bills }, (_, account) => factsOf(account))
  const first = timed(() => facts.map((one) => billFigures(one)))
  const bills: Export['bills'] = facts.map((one, index) => {
    const number = index + 1
    const accountId = `acc_${number}`
    const figures = first.answer[index]!
    const issue = {
      number,
      accountId,
      issuedAt: new Date('2023-01-02T02:00:00Z'),
      timeZone: 'Asia/Shanghai',
      charges: true,
      previousHash: null,
    }
    const named = { ...one, apps: one.apps.map((app) => ({ ...app, name: `App ${app.sdkAppId}` })), customer: null, issuer: null }
    const bill = writeBill(named, figures, issue)
    return { number, accountId, month: size.month, bill, deducted: { hash: sha256(bill.text), amountCents: -figures.totalCents } }
  })
  const file = JSON.stringify({ format: 'plenum-bills-1', throughNumber: size.bills, next: null, bills } satisfies Export)
  const second = timed(() => verifyExport([JSON.parse(file) as Export]))
  if (second.answer.found.length > 0) throw new Error(`Not equal: ${JSON.stringify(second.answer.found[0])}`)
  const { seconds } = second
  return {
    title: 'Verification of bills',
    how: `${size.bills.toLocaleString('en')} bills of ${size.apps} apps and 31 days each, ${(file.length / 1e6).toFixed(0)} MB in memory, once`,
    rows: [
      { what: 'billing/, lines and sums alone', value: `${first.seconds.toFixed(2)} s` },
      {
        what: 'verify/, with reading and hashes',
        value: `${seconds.toFixed(2)} s`,
        aim: `< ${aimSeconds} s`,
        reached: seconds < aimSeconds,
      },
    ],
  }
}

function timed<T>(work: () => T): { answer: T; seconds: number } {
  const startedAt = performance.now()
  const answer = work()
  return { answer, seconds: (performance.now() - startedAt) / 1000 }
}

function factsOf(account: number): BillFacts {
  return {
    month: size.month,
    apps: Array.from({ length: size.apps }, (_, app) => ({
      sdkAppId: 1_400_000_001 + account * size.apps + app,
      ledger: ledgerOf((account * 7 + app) % 28),
      usageDays: daysOf(size.month).map((day, index) => ({ day, dau: 9_000 + ((account + index * 37) % 2_000), peakGroups: 10 + app })),
    })),
    books: builtInPriceBooks,
    taxBasisPoints: 600,
    adjustments: [],
  }
}

/** Upgraded, enlarged and given more history within the month. */
function ledgerOf(day: number): LedgerEntry[] {
  const on = (days: number) => addDays(`${size.month}-01`, Math.min(30, days))
  const free = { edition: 'free', unlimitedAvGroups: false, groupsPerUser: 50, membersPerGroup: 20, historyDays: 7 } as const
  const pro = { ...free, edition: 'pro', groupsPerUser: 500, membersPerGroup: 200 } as const
  const steps = [
    { kind: 'created', day: on(0), configuration: free },
    { kind: 'upgraded', day: on(day), configuration: pro },
    { kind: 'modified', day: on(day + 2), configuration: { ...pro, membersPerGroup: 1000 } },
    { kind: 'retentionSet', day: on(day + 5), configuration: { ...pro, membersPerGroup: 1000, historyDays: 90 } },
  ] as const
  return steps.map((step, index) => ({ ...step, sequence: index + 1, at: new Date(`${step.day}T04:00:00Z`), bookId: '2022-10-18' }))
}
