import type { Money } from '@plenum/contract'

/** `$1,689.96`, `−$210.01`; with `signed` also `+$239.99`. Decimal text in, decimal text out: never through a float. */
export function moneyText({ amount }: Money, options: { signed?: boolean } = {}): string {
  const { sign, whole, cents } = partsOf(amount)
  return `${sign || (options.signed && !isZero(amount) ? '+' : '')}$${whole}.${cents}`
}

/** The same taken apart: what is past the cent is shown pale. */
export function partsOf(amount: string): { sign: string; whole: string; cents: string; past: string } {
  const negative = amount.startsWith('-') && !isZero(amount)
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.')
  return {
    sign: negative ? '−' : '',
    whole: whole.replace(/\B(?=(\d{3})+$)/g, ','),
    cents: fraction.slice(0, 2).padEnd(2, '0'),
    past: fraction.slice(2),
  }
}

/** How many digits past the cent the longest of these needs: the `room` of a column of exact amounts. */
export function roomFor(values: Money[]): number {
  return Math.max(1, ...values.map(({ amount }) => partsOf(amount).past.replace(/0+$/, '').length))
}

export function isZero(amount: string): boolean {
  return !/[1-9]/.test(amount)
}

/** `−` for less, `+` for more, empty for equal. */
export function signOf(amount: string): '−' | '+' | '' {
  if (isZero(amount)) return ''
  return amount.startsWith('-') ? '−' : '+'
}
