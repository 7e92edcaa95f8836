import { Refusal } from '@plenum/contract'
import type { z } from 'zod'
import { keepExactly, mayHoldExactNumbers } from '../../platform/exact-json.ts'
import { refuseOddText } from '../http/odd-text.ts'
import { parseObject, readStream } from '../http/read-object.ts'
import { unpacked } from '../http/unpack.ts'
import type { V4Request } from './admission.ts'
import { holdsOf, withPlainNumbers } from './dialect/content.ts'
import type { Endpoint } from './dialect/endpoint.ts'

export const bodyBytesMax = 1_000_000

/** A member that is null counts as absent. SDKs in PHP write an object without members as a list: where none is needed, it is one. */
export async function readBody(
  { body, contentEncoding }: Pick<V4Request, 'body' | 'contentEncoding'>,
  { bigIntegers, body: schema }: Pick<Endpoint, 'bigIntegers' | 'body'>,
): Promise<object> {
  const packed = await readStream(body, bodyBytesMax)
  const bytes = contentEncoding ? await unpacked(packed, contentEncoding, bodyBytesMax) : packed
  return parseObject(
    bytes,
    (text) => {
      if (text === '[]' && schema.safeParse({}).success) return {}
      if (bigIntegers) return JSON.parse(text, keepDigits)
      if (mayHoldExactNumbers(text)) return withPlainNumbers(JSON.parse(text, keepExactNumbers))
      return JSON.parse(text, text.includes('null') ? dropNull : undefined)
    },
    (text, value) => refuseOddText(text, value, holdsOf),
  )
}

function dropNull(this: unknown, _name: string, member: unknown) {
  return member === null && !Array.isArray(this) ? undefined : member
}

function keepExactNumbers(this: unknown, name: string, member: unknown, context: { source?: string }) {
  return dropNull.call(this, name, keepExactly(name, member, context))
}

/** Twenty characters hold every integer of 64 bits. */
function keepDigits(this: unknown, name: string, member: unknown, { source = '' }: { source?: string } = {}) {
  if (typeof member === 'number' && !Number.isSafeInteger(member) && /^-?\d{1,20}$/.test(source)) return BigInt(source)
  return dropNull.call(this, name, member)
}

/** Names the field that is wrong. */
export function parseBody<S extends z.ZodType>(schema: S, body: object): z.output<S> {
  const parsed = schema.safeParse(body, { reportInput: true })
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const field = nameOf(issue.path)
  if (issue.code === 'too_big' && issue.origin === 'array') throw new Refusal('too_many_items', { field, allowed: issue.maximum })
  if (issue.input === undefined) throw new Refusal('bad_input', { field, reason: `${field} is missing.` })
  if (issue.code === 'invalid_type' && issue.expected === 'string' && isUserIdField(issue.path))
    throw new Refusal('user_id_not_text', { field })
  throw new Refusal('bad_input', { field, reason: `${field}: ${issue.message.replace(/\.$/, '')}.` })
}

/** Such as `MemberList[0].Member_Account`. */
function nameOf(path: PropertyKey[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${String(step)}`)).join('')
}

function isUserIdField(path: PropertyKey[]): boolean {
  const field = path.findLast((step) => typeof step === 'string')
  return typeof field === 'string' && /^UserID$|^Accounts$|_Account$/.test(field)
}
