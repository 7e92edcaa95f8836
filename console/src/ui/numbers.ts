/** `1,842`; a minus sign, not a hyphen. */
export function count(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toLocaleString('en-US')}`
}

/** `1 group`, `12 groups`: never "1 groups". */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
