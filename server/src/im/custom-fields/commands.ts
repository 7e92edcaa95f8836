import { Refusal } from '@plenum/contract'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
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
    await record(context, 'customField.added', wanted, { before: null, after: `${wanted.level} field ${wanted.key}, ${rightsOf(wanted)}` })
    return shown(await listCustomFields(sql, sdkAppId))
  },

  async 'customField.setRights'({ sdkAppId, ...wanted }, context) {
    const { sql } = context
    const present = (await listCustomFields(sql, sdkAppId)).find((field) => isSame(field, wanted))
    if (!present) throw new Refusal('not_found')
    const change = { before: rightsOf(present), after: rightsOf(wanted) }
    if (change.before !== change.after) {
      await setCustomFieldRights(sql, sdkAppId, wanted)
      await record(context, 'customField.rightsSet', wanted, change)
    }
    return shown(await listCustomFields(sql, sdkAppId))
  },
} satisfies Partial<Handlers>

type Rights = Pick<CustomField, 'readableBy' | 'writableBy'>
type Named = Pick<CustomField, 'level' | 'key'>

const isSame = (a: Named, b: Named) => a.level === b.level && a.key === b.key
const rightsOf = ({ readableBy, writableBy }: Rights) => `read by ${readableBy}, written by ${writableBy}`

function shown(fields: CustomField[]) {
  return { customFields: fields.map((field) => ({ ...field, declaredAt: field.declaredAt.toISOString() })) }
}

function record(
  { sql, now, day, app, caller, request }: AppContext,
  action: string,
  { key }: Named,
  change: { before: string | null; after: string | null },
) {
  const { accountId, sdkAppId: appId } = app
  const changes = [{ field: `Custom field ${key}`, ...change }]
  return recordAudit(sql, {
    at: now,
    day,
    accountId,
    appId,
    category: 'settings',
    action,
    actor: actorOf(caller),
    address: request.address,
    changes,
  })
}
