import { type CustomValues, type GroupType, Refusal, type RightsInType } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type Asking, customValueBytesMax, mayRead, mayWrite } from './rules.ts'
import { type GroupCustomField, listGroupFields } from './store.ts'

/** What becomes of the values of a group or a member. */
export interface CustomChanges {
  set: Record<string, string>
  /** Keys whose values go. */
  clear: string[]
}

interface Place {
  level: GroupCustomField['level']
  /** A field is known in groups of the types it is declared for. */
  type: GroupType
}

/** Values of fields that are declared, or a refusal. Fields and their types are only ever added, so that what is known now stays so. */
export async function customChanges(
  sql: Sql,
  sdkAppId: number,
  place: Place,
  values: CustomValues,
  writer: Asking,
): Promise<CustomChanges> {
  const [changes] = await customChangesOfEach(sql, sdkAppId, place, [{ values, writer }])
  return changes!
}

/** Of several at once, in the order given. */
export async function customChangesOfEach(
  sql: Sql,
  sdkAppId: number,
  place: Place,
  given: { values: CustomValues; writer: Asking }[],
): Promise<CustomChanges[]> {
  const isNeeded = given.some(({ values }) => values.length > 0)
  const fields = isNeeded ? await listGroupFields(sql, sdkAppId, place.level) : []
  const declared = rightsIn(fields, place.type)
  return given.map(({ values, writer }) => changesTo(place.level, declared, values, writer))
}

/** By key, of the fields that are known there. */
function rightsIn(fields: GroupCustomField[], type: GroupType): Map<string, RightsInType> {
  return new Map(
    fields.flatMap(({ key, groupTypes }) => {
      const rights = groupTypes.find((of) => of.type === type)
      return rights ? [[key, rights] as const] : []
    }),
  )
}

function changesTo(level: Place['level'], declared: ReadonlyMap<string, RightsInType>, given: CustomValues, writer: Asking): CustomChanges {
  const allowed = customValueBytesMax[level]
  for (const { key, value } of given) {
    const rights = declared.get(key)
    if (!rights) throw new Refusal('custom_field_unknown', { key })
    if (!mayWrite(writer, rights)) throw new Refusal('custom_field_forbidden', { key })
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

export type Readable = (values: CustomValues, type: GroupType, reader: Asking) => CustomValues

/** What somebody may see of values. Not asked where there are none. */
export async function readableBy(sql: Sql, sdkAppId: number, level: Place['level'], hasValues: boolean): Promise<Readable> {
  const fields = hasValues ? await listGroupFields(sql, sdkAppId, level) : []
  return (values, type, reader) => {
    if (values.length === 0) return values
    const known = rightsIn(fields, type)
    return values.filter(({ key }) => {
      const rights = known.get(key)
      return rights !== undefined && mayRead(reader, rights)
    })
  }
}
