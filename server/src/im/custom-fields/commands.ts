import { Refusal } from '@plenum/contract'
import { recordOfApp } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import { refuseUndeclarable } from './rules.ts'
import { addCustomField, type CustomField, listCustomFields, setCustomFieldRights } from './store.ts'

/** In force at the next request: they are read with the write that names them, and not kept in memory. */
export const customFieldHandlers = {
  async 'customField.list'({ sdkAppId, level }, { sql }) {
    return shown(await listCustomFields(sql, sdkAppId, level))
  },

  async 'customField.add'({ sdkAppId, ...wanted }, context) {
    const { sql, now } = context
    const present = await listCustomFields(sql, sdkAppId)
    if (present.some((field) => isSame(field, wanted) && rightsOf(field) === rightsOf(wanted))) return shown(present)
    refuseUndeclarable(wanted, present)
    await addCustomField(sql, sdkAppId, { ...wanted, declaredAt: now })
    const change = { field: nameOf(wanted), before: null, after: `${wanted.level} field ${wanted.key}, ${rightsOf(wanted)}` }
    await recordOfApp(context, { category: 'settings', action: 'customField.added', changes: [change] })
    return shown(await listCustomFields(sql, sdkAppId))
  },

  async 'customField.setRights'({ sdkAppId, ...wanted }, context) {
    const { sql } = context
    const present = (await listCustomFields(sql, sdkAppId)).find((field) => isSame(field, wanted))
    if (!present) throw new Refusal('not_found')
    const change = { before: rightsOf(present), after: rightsOf(wanted) }
    if (change.before !== change.after) {
      await setCustomFieldRights(sql, sdkAppId, wanted)
      await recordOfApp(context, { category: 'settings', action: 'customField.rightsSet', changes: [{ field: nameOf(wanted), ...change }] })
    }
    return shown(await listCustomFields(sql, sdkAppId))
  },
} satisfies Partial<Handlers>

type Rights = Pick<CustomField, 'readableBy' | 'writableBy'>
type Named = Pick<CustomField, 'level' | 'key'>

const isSame = (a: Named, b: Named) => a.level === b.level && a.key === b.key
const nameOf = ({ key }: { key: string }) => `Custom field ${key}`
const rightsOf = ({ readableBy, writableBy }: Rights) => `read by ${readableBy}, written by ${writableBy}`

function shown(fields: CustomField[]) {
  return { customFields: fields.map((field) => ({ ...field, declaredAt: field.declaredAt.toISOString() })) }
}
