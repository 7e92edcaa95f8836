import { type CustomFieldRight, type CustomValues, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { customValueBytesMax, hasRight } from './rules.ts'
import { type CustomField, listCustomFields } from './store.ts'

/** What becomes of the values of a group or a member. */
export interface CustomChanges {
  set: Record<string, string>
  /** Keys whose values go. */
  clear: string[]
}

type Level = 'group' | 'member'

/** Values of fields that are declared, or a refusal. Fields are only ever added, so that what is allowed now stays so. */
export async function customChanges(
  sql: Sql,
  sdkAppId: number,
  level: Level,
  given: CustomValues,
  writer: CustomFieldRight = 'app',
): Promise<CustomChanges> {
  const [changes] = await customChangesOfEach(sql, sdkAppId, level, [given], writer)
  return changes!
}

/** Of several at once, in the order given. */
export async function customChangesOfEach(
  sql: Sql,
  sdkAppId: number,
  level: Level,
  given: CustomValues[],
  writer: CustomFieldRight = 'app',
): Promise<CustomChanges[]> {
  const isNeeded = given.some((values) => values.length > 0)
  const declared = new Map((isNeeded ? await listCustomFields(sql, sdkAppId, level) : []).map((field) => [field.key, field]))
  return given.map((values) => changesTo(level, declared, values, writer))
}

function changesTo(level: Level, declared: ReadonlyMap<string, CustomField>, given: CustomValues, writer: CustomFieldRight): CustomChanges {
  const allowed = customValueBytesMax[level]
  for (const { key, value } of given) {
    const field = declared.get(key)
    if (!field) throw new Refusal('custom_field_unknown', { key })
    if (!hasRight(writer, field.writableBy)) throw new Refusal('custom_field_forbidden', { key })
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

/** What somebody may see of values. Not asked where there are none. */
export async function readableBy(sql: Sql, sdkAppId: number, level: Level, hasValues: boolean) {
  const fields = new Map((hasValues ? await listCustomFields(sql, sdkAppId, level) : []).map((field) => [field.key, field]))
  return (values: CustomValues, reader: CustomFieldRight): CustomValues =>
    values.filter(({ key }) => {
      const field = fields.get(key)
      return field !== undefined && hasRight(reader, field.readableBy)
    })
}
