import { Refusal } from '@plenum/contract'

/** `2022-10-000017` */
export const shownNumber = (month: string, number: number) => `${month}-${String(number).padStart(6, '0')}`

/** Whole cents; the contract has seen to the two decimals. */
export function centsOf({ amount }: { amount: string }, field: string): number {
  const cents = Number(amount.replace('.', ''))
  if (!Number.isSafeInteger(cents)) throw new Refusal('bad_input', { field, reason: `${field}: This is too much.` })
  return cents
}
