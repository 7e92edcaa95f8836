import { type CustomValues, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { customValueBytesMax } from './rules.ts'
import { listCustomFields } from './store.ts'

/** What becomes of the values of a group or a member. */
export interface CustomChanges {
  set: Record<string, string>
  /** Keys whose values go. */
  clear: string[]
}

type Level = 'group' | 'member'

/** Values of fields that are declared, or a refusal. Fields are only ever added, so that what is allowed now stays so. */
export async function customChanges(sql: Sql, sdkAppId: number, level: Level, given: CustomValues): Promise<CustomChanges> {
  const [changes] = await customChangesOfEach(sql, sdkAppId, level, [given])
  return changes!
}

/** Of several at once, in the order given. */
export async function customChangesOfEach(sql: Sql, sdkAppId: number, level: Level, given: CustomValues[]): Promise<CustomChanges[]> {
  const isNeeded = given.some((values) => values.length > 0)
  const declared = new Set(isNeeded ? (await listCustomFields(sql, sdkAppId, level)).map(({ key }) => key) : [])
  return given.map((values) => changesTo(level, declared, values))
}

function changesTo(level: Level, declared: ReadonlySet<string>, given: CustomValues): CustomChanges {
  const allowed = customValueBytesMax[level]
  for (const { key, value } of given) {
    if (!declared.has(key)) throw new Refusal('custom_field_unknown', { key })
    if (Buffer.byteLength(value) > allowed) throw new Refusal('custom_value_too_long', { key, allowed })
  }
  // The last of each key. Half a character pair cannot be kept; elsewhere the database puts the same sign for it.
  const values = [...new Map(given.map(({ key, value }) => [key, value.toWellFormed()]))]
  const [cleared, set] = [values.filter(([, value]) => value === ''), values.filter(([, value]) => value !== '')]
  // A key may be named like a member of every object.
  return { set: Object.fromEntries(set), clear: cleared.map(([key]) => key) }
}

export function changesAnything({ set, clear }: CustomChanges): boolean {
  return clear.length > 0 || Object.keys(set).length > 0
}

/** Of a column that holds values by key. */
export function changedColumn(sql: Sql, { set, clear }: CustomChanges) {
  return sql`(custom || ${sql.json(set)}::jsonb) - ${clear}::text[]`
}

export function shownValues(custom: Record<string, string>): CustomValues {
  return Object.entries(custom).map(([key, value]) => ({ key, value }))
}
