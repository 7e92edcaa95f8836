import { groupTypes, type RightsInType } from '@plenum/contract'
import type { CustomField } from './store.ts'

/** Who may do what, as the audit says it; equal exactly when the rights are. */
export function rightsOf(field: CustomField): string {
  if (!('groupTypes' in field)) return `read by ${field.readableBy}, written by ${field.writableBy}`
  const inOrder = groupTypes.flatMap((type) => field.groupTypes.filter((rights) => rights.type === type))
  const alike = Map.groupBy(inOrder, rightsInType)
  return [...alike].map(([rights, types]) => `in ${types.map(({ type }) => type).join(', ')} ${rights}`).join('; ')
}

function rightsInType({ readableBy, selfReads, writableBy, selfWrites }: RightsInType): string {
  const who = (role: string, self: boolean) => (self ? `${role} or oneself` : role)
  return `read by ${who(readableBy, selfReads)}, written by ${who(writableBy, selfWrites)}`
}
