import { createHash } from 'node:crypto'
import { type BillFacts, type BillFigures, billFigures, type Line } from '@plenum/billing'
import type { Party } from './parties.ts'

/** Beside what it costs: who is named on the bill, and how its apps were called. */
export interface NamedFacts extends BillFacts {
  apps: readonly (BillFacts['apps'][number] & { name: string })[]
  /** null only on bills that were issued before they named anyone. */
  customer: Party | null
  /** null: the operator has not said who issues bills. */
  issuer: Party | null
}

/** What a bill says, in the order in which it is written: the text itself is what is hashed and kept. */
export interface BillText {
  number: number
  accountId: string
  month: string
  issuedAt: string
  currency: 'USD'
  timeZone: string
  /** Off: a statement that is not owed. */
  charges: boolean
  issuer: Party | null
  /** null only on bills that were issued before they named anyone. */
  customer: Party | null
  apps: { sdkAppId: number; name: string; lines: Line[] }[]
  adjustments: BillFacts['adjustments']
  /** US cents. */
  sum: { numerator: string; denominator: string }
  linesCents: number
  adjustmentsCents: number
  subtotalCents: number
  taxBasisPoints: number
  taxCents: number
  totalCents: number
  /** SHA-256 of the facts it was made from. */
  factsHash: string
  /** SHA-256 of the account's bill before it; null: its first. */
  previousHash: string | null
}

interface Issue extends Pick<BillText, 'number' | 'accountId' | 'timeZone' | 'charges' | 'previousHash'> {
  issuedAt: Date
}

/** Without lines and adjustments there is no bill. */
export function figuresToBill(facts: BillFacts): BillFigures | null {
  const figures = billFigures(facts)
  return figures.apps.length === 0 && facts.adjustments.length === 0 ? null : figures
}

export function writeBill(facts: NamedFacts, figures: BillFigures, issue: Issue): { text: string; hash: string; facts: string } {
  const { apps, sum, linesCents, adjustmentsCents, subtotalCents, taxCents, totalCents } = figures
  const factsText = JSON.stringify(facts)
  const names = new Map(facts.apps.map(({ sdkAppId, name }) => [sdkAppId, name]))
  const said: BillText = {
    number: issue.number,
    accountId: issue.accountId,
    month: facts.month,
    issuedAt: issue.issuedAt.toISOString(),
    currency: 'USD',
    timeZone: issue.timeZone,
    charges: issue.charges,
    issuer: facts.issuer,
    customer: facts.customer,
    apps: apps.map(({ sdkAppId, lines }) => ({ sdkAppId, name: names.get(sdkAppId)!, lines })),
    adjustments: facts.adjustments,
    sum: { numerator: String(sum.numerator), denominator: String(sum.denominator) },
    linesCents,
    adjustmentsCents,
    subtotalCents,
    taxBasisPoints: facts.taxBasisPoints,
    taxCents,
    totalCents,
    factsHash: sha256(factsText),
    previousHash: issue.previousHash,
  }
  const text = JSON.stringify(said)
  return { text, hash: sha256(text), facts: factsText }
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
