import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepExactly, parseExactly } from './exact-json.ts'
import { fromStored, jsonText, parseStored, toStored } from './stored-text.ts'

const character = fc.constantFrom('\0', '0', '\ufdd0', '\u0001', '\\', 'u', '"', '\ud800', 'é', '字')
const text = fc.string({ unit: character })
const json = fc.jsonValue({ stringUnit: character as never })

test('every text comes back from what is stored for it, which holds no NUL', () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(toStored(given)).not.toContain('\0')
      expect(fromStored(toStored(given))).toBe(given)
    }),
  )
})

test('what is stored for two texts one after the other is what is stored for both together: keys are joined and compared in the database', () => {
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(toStored(one) + toStored(other)).toBe(toStored(one + other))
    }),
  )
})

test('every JSON comes back from what is stored for it, as a value and as a text', () => {
  fc.assert(
    fc.property(json, (given) => {
      expect(parseStored(toStored(jsonText(given)))).toEqual(JSON.parse(JSON.stringify(given)))
      expect(parseStored(toStored(JSON.stringify(given)))).toEqual(JSON.parse(JSON.stringify(given)))
    }),
  )
})

test('numbers are written again as they were, or as the same number', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 25 })
  const written = fc
    .tuple(fc.constantFrom('', '-'), digits, fc.option(digits), fc.option(fc.integer({ min: -400, max: 400 })))
    .map(([sign, whole, decimals, exponent]) =>
      [sign, whole.replace(/^0+(?=\d)/, ''), decimals === null ? '' : `.${decimals}`, exponent === null ? '' : `e${exponent}`].join(''),
    )
  fc.assert(
    fc.property(written, (number) => {
      const again = JSON.stringify((parseExactly(`{"n":${number}}`) as { n: unknown }).n)
      if (again !== number) expect(exactly(again)).toEqual(exactly(number))
    }),
  )
})

test('a number that JavaScript holds is one of JavaScript, however it is written', () => {
  for (const number of [
    '0',
    '1.0',
    '1e2',
    '0.1',
    '4294967295',
    '9007199254740991',
    '5e-324',
    '100000000000000000000',
    '1.7976931348623157e308',
  ]) {
    expect(typeof parseExactly(number), number).toBe('number')
  }
  expect(keepExactly('', 'text', {})).toBe('text')
})

/** As a fraction of whole numbers; -0 is not 0. */
function exactly(number: string): [bigint, bigint, boolean] {
  const [, sign, whole, decimals = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(number)!
  const power = Number(exponent) - decimals.length
  // All to the same denominator.
  const value = BigInt(`${whole}${decimals}`) * 10n ** BigInt(power + 1000)
  return [value, 10n ** 1000n, sign === '-']
}
