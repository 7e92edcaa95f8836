import { type EventContent, type ParsedInput, Refusal } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { type Carrier, clearExtensions, countChanges, deleteExtensions, type Extension, listKeys, setExtensions } from './store.ts'

const pairsMax = 300

type Operation = ParsedInput<'extension.changeDirect'>['operation']
type Told = Pick<EventContent<'message.extensionsChanged'>, 'set' | 'deleted' | 'cleared'>

/** For transactions in which the message is locked. What is answered of each key, and what is told: null if nothing was changed. */
export async function applyChange(sql: Sql, carrier: Carrier, operation: Operation) {
  const told: Told = { set: [], deleted: [], cleared: false }
  if (operation.kind === 'clear') {
    await clearExtensions(sql, carrier, await countChanges(sql, carrier, 1))
    return { results: [], told: { ...told, cleared: true } }
  }
  const present = await listKeys(sql, carrier)
  if (operation.kind === 'delete') {
    const keys = [...new Set(operation.keys)]
    const numbers = await numbered(
      sql,
      carrier,
      keys.filter((key) => present.has(key)),
    )
    const deleted = [...numbers.keys()]
    await deleteExtensions(sql, carrier, deleted)
    return {
      results: keys.map((key) => ({ key, value: '', change: numbers.get(key) ?? null })),
      told: deleted.length > 0 ? { ...told, deleted } : null,
    }
  }
  const values = new Map(operation.extensions.map(({ key, value }) => [key, value]))
  if (values.size < operation.extensions.length) throw new Refusal('bad_input', { reason: 'ExtensionList names a key twice.' })
  for (const { key, expectedChange } of operation.extensions) {
    if (expectedChange !== undefined && expectedChange !== (present.get(key) ?? 0)) {
      throw new Refusal('extension_changed', { key, change: present.get(key) ?? 0 })
    }
  }
  if (new Set([...present.keys(), ...values.keys()]).size > pairsMax) throw new Refusal('extension_limit', { allowed: pairsMax })
  const numbers = await numbered(sql, carrier, [...values.keys()])
  const set: Extension[] = [...values].map(([key, value]) => ({ key, value, change: numbers.get(key)! }))
  await setExtensions(sql, carrier, set)
  return { results: set, told: { ...told, set } }
}

/** Each key with the number of its change. */
async function numbered(sql: Sql, carrier: Carrier, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const last = await countChanges(sql, carrier, keys.length)
  return new Map(keys.map((key, index) => [key, last - keys.length + 1 + index]))
}
