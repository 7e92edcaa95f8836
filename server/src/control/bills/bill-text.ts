import { createHash } from 'node:crypto'
import type { BillFacts, BillFigures, Line } from '@plenum/billing'

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
  apps: { sdkAppId: number; lines: Line[] }[]
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

export function writeBill(facts: BillFacts, figures: BillFigures, issue: Issue): { text: string; hash: string; facts: string } {
  const { apps, sum, linesCents, adjustmentsCents, subtotalCents, taxCents, totalCents } = figures
  const factsText = JSON.stringify(facts)
  const said: BillText = {
    number: issue.number,
    accountId: issue.accountId,
    month: facts.month,
    issuedAt: issue.issuedAt.toISOString(),
    currency: 'USD',
    timeZone: issue.timeZone,
    charges: issue.charges,
    apps,
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
