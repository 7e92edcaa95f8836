/** Numbers that may be others as numbers of JavaScript: many digits, an exponent, minus zero. */
const longNumber = /\d[\d.]{15}|\d[eE]|-0/

/** JSON whose numbers are written again as they were: those that a number of JavaScript cannot hold come as JSON.rawJSON. */
export function parseExactly(text: string): unknown {
  return mayHoldExactNumbers(text) ? JSON.parse(text, keepExactly) : JSON.parse(text)
}

export function mayHoldExactNumbers(text: string): boolean {
  return longNumber.test(text)
}

/** For JSON.parse. */
export function keepExactly(_name: string, member: unknown, { source }: { source?: string }): unknown {
  return typeof member !== 'number' || source === undefined || isTheSame(member, source) ? member : JSON.rawJSON(source)
}

function isTheSame(number: number, source: string): boolean {
  if (source === String(number)) return true
  return Number.isFinite(number) && significance(source) === significance(JSON.stringify(number))
}

/** The same for all ways to write a number: its sign, its digits without zeros at the ends, and where they stand. */
function significance(written: string): string {
  const [, sign, whole, decimals = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written)!
  const digits = `${whole}${decimals}`.replace(/^0+/, '')
  const significant = digits.replace(/0+$/, '')
  const place = BigInt(exponent) - BigInt(decimals.length) + BigInt(digits.length - significant.length)
  return significant === '' ? `${sign}0` : `${sign}${significant}e${place}`
}
