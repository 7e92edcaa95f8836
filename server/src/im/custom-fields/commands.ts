import { type CustomFieldLevel, type ParsedInput, Refusal } from '@plenum/contract'
import { recordOfApp } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import { inEveryType, isOfGroups, refuseTypes, refuseUndeclarable } from './rules.ts'
import { addCustomField, type CustomField, listCustomFields, type Named, setRights, setRightsInTypes } from './store.ts'
import { rightsOf } from './words.ts'

/** In force at the next request: they are read with the write that names them, and not kept in memory. */
export const customFieldHandlers = {
  async 'customField.list'({ sdkAppId, level }, { sql }) {
    return shown(await listCustomFields(sql, sdkAppId, level))
  },

  async 'customField.add'({ sdkAppId, ...wanted }, context) {
    const { sql, now } = context
    refuseTypes(wanted, wanted.groupTypes)
    const field = declared(wanted, now)
    const present = await listCustomFields(sql, sdkAppId)
    if (present.some((other) => isSame(other, field) && rightsOf(other) === rightsOf(field))) return shown(present)
    refuseUndeclarable(field, present)
    await addCustomField(sql, sdkAppId, field)
    const change = { field: nameOf(field), before: null, after: `${field.level} field ${field.key}, ${rightsOf(field)}` }
    await recordOfApp(context, { category: 'settings', action: 'customField.added', changes: [change] })
    return shown(await listCustomFields(sql, sdkAppId))
  },

  async 'customField.setRights'({ sdkAppId, ...wanted }, context) {
    const { sql } = context
    const present = (await listCustomFields(sql, sdkAppId)).find((field) => isSame(field, wanted))
    if (!present) throw new Refusal('not_found')
    refuseTypes(wanted, wanted.groupTypes)
    const changed = withRights(present, wanted)
    const change = { before: rightsOf(present), after: rightsOf(changed) }
    if (change.before !== change.after) {
      if ('groupTypes' in changed) await setRightsInTypes(sql, sdkAppId, changed, changed.groupTypes)
      else await setRights(sql, sdkAppId, changed)
      await recordOfApp(context, { category: 'settings', action: 'customField.rightsSet', changes: [{ field: nameOf(wanted), ...change }] })
    }
    return shown(await listCustomFields(sql, sdkAppId))
  },
} satisfies Partial<Handlers>

const isSame = (a: Named, b: { level: CustomFieldLevel; key: string }) => a.level === b.level && a.key === b.key
const nameOf = ({ key }: { key: string }) => `Custom field ${key}`

function declared(wanted: Omit<ParsedInput<'customField.add'>, 'sdkAppId'>, declaredAt: Date): CustomField {
  const { level, key, readableBy, writableBy, groupTypes } = wanted
  if (isOfGroups(level)) return { level, key, declaredAt, groupTypes: groupTypes ?? inEveryType(level, { readableBy, writableBy }) }
  return { level, key, declaredAt, readableBy, writableBy }
}

/** What is left out stays. */
function withRights(
  present: CustomField,
  { groupTypes, readableBy, writableBy }: Pick<ParsedInput<'customField.setRights'>, 'groupTypes' | 'readableBy' | 'writableBy'>,
): CustomField {
  const given = { ...(readableBy && { readableBy }), ...(writableBy && { writableBy }) }
  if (!('groupTypes' in present)) return { ...present, ...given }
  const wanted = groupTypes ?? present.groupTypes.map((rights) => ({ ...rights, ...given }))
  const untouched = present.groupTypes.filter(({ type }) => !wanted.some((rights) => rights.type === type))
  return { ...present, groupTypes: [...untouched, ...wanted] }
}

function shown(fields: CustomField[]) {
  return { customFields: fields.map((field) => ({ ...field, declaredAt: field.declaredAt.toISOString() })) }
}
