import { formatCents, formatExact, type Line, roundToCents, sumExact } from '@plenum/billing'
import { Refusal } from '@plenum/contract'

/** `2022-10-000017` */
export const shownNumber = (month: string, number: number) => `${month}-${String(number).padStart(6, '0')}`

/** `1,689.96`, `−210.01` */
export const shownUsd = (cents: number) =>
  formatCents(cents)
    .replace('-', '−')
    .replace(/\B(?=(\d{3})+\.)/g, ',')

/** What someone gets who adds up the amounts as they are shown. */
export function shownCents({ apps }: { apps: readonly { lines: readonly Line[] }[] }): number {
  const shown = apps.flatMap(({ lines }) => lines.map((line) => BigInt(formatExact(sumExact([line])).replace('.', ''))))
  return roundToCents({ numerator: shown.reduce((sum, amount) => sum + amount, 0n), denominator: 1_000_000n })
}

/** Whole cents; the contract has seen to the two decimals. */
export function centsOf({ amount }: { amount: string }, field: string): number {
  const cents = Number(amount.replace('.', ''))
  if (!Number.isSafeInteger(cents)) throw new Refusal('bad_input', { field, reason: `${field}: This is too much.` })
  return cents
}
