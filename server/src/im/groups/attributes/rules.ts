import { type Attribute, type Counter, Refusal } from '@plenum/contract'

const attributesMax = 16
const keyBytesMax = 32
const valueBytesMax = 4_000
const bytesMax = 16_000
const countersMax = 20
const [least, greatest] = [-(2n ** 63n), 2n ** 63n - 1n]

/** What a group has afterwards: a key that is given twice has its last value. */
export function decideAttributes(present: Attribute[], given: Attribute[]): Attribute[] {
  for (const { key, value } of given) {
    if (Buffer.byteLength(key) > keyBytesMax) throw new Refusal('attribute_key_too_long', { key, allowed: keyBytesMax })
    if (Buffer.byteLength(value) > valueBytesMax) throw new Refusal('attribute_value_too_long', { key, allowed: valueBytesMax })
  }
  const all = [...new Map([...present, ...given].map((attribute) => [attribute.key, attribute])).values()]
  if (all.length > attributesMax) throw new Refusal('attribute_limit', { allowed: attributesMax })
  const bytes = all.reduce((sum, { value }) => sum + Buffer.byteLength(value), 0)
  if (bytes > bytesMax) throw new Refusal('attribute_bytes_limit', { allowed: bytesMax })
  return all
}

type CounterMode = 'Set' | 'Increase' | 'Decrease'

/** The new values of the counters that are given, one after the other: one that is given twice is raised twice. */
export function decideCounters(present: Counter[], mode: CounterMode, given: Counter[]): Counter[] {
  const values = new Map(present.map(({ key, value }) => [key, BigInt(value)]))
  for (const { key, value } of given) {
    const amount = BigInt(value)
    const before = values.get(key) ?? 0n
    const after = mode === 'Set' ? amount : mode === 'Increase' ? before + amount : before - amount
    if ([amount, after].some((number) => number < least || number > greatest)) throw new Refusal('counter_out_of_range', { key })
    values.set(key, after)
  }
  if (values.size > countersMax) throw new Refusal('counter_limit', { allowed: countersMax })
  return [...new Set(given.map(({ key }) => key))].map((key) => ({ key, value: String(values.get(key)) }))
}
