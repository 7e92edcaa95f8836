/** An exact amount: `numerator / denominator` US cents. */
export interface Exact {
  numerator: bigint
  denominator: bigint
}

/** What an exact amount is made of: `priceCents x days / daysInMonth` cents. */
export interface Share {
  priceCents: number
  days: number
  daysInMonth: number
}

/** The exact sum of lines, of one month or of several. */
export function sumExact(lines: readonly Share[]): Exact {
  let sum: Exact = { numerator: 0n, denominator: 1n }
  for (const line of lines) {
    const numerator = BigInt(line.priceCents) * BigInt(line.days)
    const denominator = BigInt(line.daysInMonth)
    sum =
      sum.denominator === denominator
        ? { numerator: sum.numerator + numerator, denominator }
        : { numerator: sum.numerator * denominator + numerator * sum.denominator, denominator: sum.denominator * denominator }
  }
  return sum
}

/** Whole cents, half up. Done once, on the sum of a bill. */
export function roundToCents(exact: Exact): number {
  return Number(roundHalfUp(exact.numerator, exact.denominator))
}

/** US dollars with 8 decimals, as bill data carry them (doc 555, bill FAQ): `314.99300000`. */
export function formatExact(exact: Exact): string {
  return withDecimals(roundHalfUp(exact.numerator * 1_000_000n, exact.denominator), 8)
}

/** US dollars with 2 decimals: `314.99`. */
export function formatCents(cents: number | bigint): string {
  return withDecimals(BigInt(cents), 2)
}

/** Half away from zero, so that a correction cancels what it corrects. */
function roundHalfUp(numerator: bigint, denominator: bigint): bigint {
  const half = numerator < 0n ? -denominator : denominator
  return (numerator * 2n + half) / (denominator * 2n)
}

function withDecimals(amount: bigint, decimals: number): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
