import { parseExactly } from './exact-json.ts'

/**
 * PostgreSQL keeps every character but NUL, also in its JSON. NUL is stored as a sign with a zero, and the sign itself, which Unicode
 * promises to give to no character, as two of it.
 */
const sign = '\ufdd0'

export function toStored(text: string): string {
  const doubled = text.includes(sign) ? text.replaceAll(sign, sign + sign) : text
  return doubled.includes('\0') ? doubled.replaceAll('\0', `${sign}0`) : doubled
}

export function fromStored(text: string): string {
  return text.includes(sign) ? text.replaceAll(/\ufdd0([0\ufdd0])/g, (_, second) => (second === '0' ? '\0' : sign)) : text
}

/** JSON in which NUL stands as itself, so that it is stored like that of any text. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  return text.includes('\\u0000') ? text.replaceAll(/\\(?:u0000|.)/g, (written) => (written === '\\u0000' ? '\0' : written)) : text
}

export function parseStored(text: string): unknown {
  const read = fromStored(text)
  return parseExactly(read.includes('\0') ? read.replaceAll('\0', '\\u0000') : read)
}
