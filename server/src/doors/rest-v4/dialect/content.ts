import { asNumber } from '@plenum/contract'
import type { Holds } from '../../http/odd-text.ts'

/** Members of bodies that belong to the app: they come back as they were written. */
const content = new Set(['MsgBody', 'MsgContent', 'CloudCustomData', 'OfflinePushInfo', 'CustomString', 'CustomMark', 'Content'])
const wording = new Set([
  ...['Remark', 'AddWording', 'Introduction', 'Notification', 'GroupName', 'OldGroupName', 'NewGroupName', 'Key', 'key'],
  ...['AttrNames', 'Attrs', 'AttrsOr', 'AttrsAnd', 'Tags', 'TagsOr', 'TagsAnd'],
])
/** Of `{Key, Value}` and `{Tag, Value}`, in either letter case. */
const values = new Set(['Value', 'value'])

export function holdsOf(member: string, holder: object): Holds {
  if (content.has(member)) return 'content'
  if (wording.has(member)) return 'wording'
  if (!values.has(member)) return 'name'
  if (!('Tag' in holder)) return 'content'
  return String(holder.Tag).includes('_Custom_') ? 'content' : 'wording'
}

/** Outside of content all numbers are ours. */
export function withPlainNumbers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  for (const [name, member] of Object.entries(value)) {
    const plain = asNumber(member)
    if (plain !== member) Object.assign(value, { [name]: plain })
    else if (Array.isArray(value) || holdsOf(name, value) !== 'content') withPlainNumbers(member)
  }
  return value
}
