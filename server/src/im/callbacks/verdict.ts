import { type BeforeCallback, type MessageBody, messageBody, Refusal } from '@plenum/contract'
import type { Verdict } from '../../outbox/asked-store.ts'
import type { Answer } from '../../outbox/post.ts'
import { keepExactly } from '../../platform/exact-json.ts'

/** What came back, when it says anything. */
export interface Said {
  code: number
  text: string
  fields: Record<string, unknown>
}

/** null: not 200, no JSON, or without ErrorCode. */
export function readAnswer({ status, text, cut }: Answer): Said | null {
  if (status !== 200 || cut) return null
  try {
    const fields = JSON.parse(text, keepExactly as never) as Record<string, unknown> | null
    if (typeof fields !== 'object' || fields === null || !Number.isSafeInteger(fields.ErrorCode)) return null
    return { code: fields.ErrorCode as number, text: typeof fields.ErrorInfo === 'string' ? fields.ErrorInfo : '', fields }
  } catch {
    return null
  }
}

/** What becomes of what was asked about; null: the app said nothing. */
export function verdictOf(command: BeforeCallback, said: Said | null, { refusesUnanswered }: { refusesUnanswered: boolean }): Verdict {
  if (!said) return refusesUnanswered ? 'unanswered_refused' : 'unanswered_allowed'
  const { code, fields } = said
  if (command.startsWith('Sns.')) return refusedFriends(said).size > 0 ? 'refused' : 'allowed'
  const isMessage = command.endsWith('BeforeSendMsg')
  if (code === 2 && isMessage) return 'dropped'
  if (code !== 0) return 'refused'
  const { MsgBody, CloudCustomData, RefusedMembers_Account: left } = fields
  const isChanged = isMessage && ((MsgBody !== undefined && MsgBody !== null) || typeof CloudCustomData === 'string')
  const leavesOut = command === 'Group.CallbackBeforeInviteJoinGroup' && Array.isArray(left) && left.length > 0
  return isChanged || leavesOut ? 'changed' : 'allowed'
}

/** Which codes the app may pass on, and how it is said when it gives no code of its own. */
export interface Range {
  from: number
  to: number
  refusal: 'group_callback_refused' | 'message_callback_refused'
}

export const ofGroups: Range = { from: 10100, to: 10200, refusal: 'group_callback_refused' }
export const ofDirect: Range = { from: 120_001, to: 130_000, refusal: 'message_callback_refused' }

/** 0 allows; the app's own codes are passed on with its words; everything else is a plain no. */
export function refuseUnlessAllowed({ code, text }: Said, { from, to, refusal }: Range): void {
  if (code === 0) return
  if (code >= from && code <= to) throw new Refusal('refused_by_app', { number: code, text: text || 'Refused by the app.' })
  throw new Refusal(refusal)
}

/** Of each user whom the app refuses as a friend, by 38000 to 39000: the code and its words. An answer that decides nothing refuses nobody. */
export function refusedFriends({ code, fields }: Said): Map<string, { number: number; text: string }> {
  const items = code === 0 && Array.isArray(fields.ResultItem) ? (fields.ResultItem as Record<string, unknown>[]) : []
  return new Map(
    items.flatMap((item) => {
      const number = Number(item?.ResultCode)
      if (typeof item?.To_Account !== 'string' || !(number >= 38_000 && number <= 39_000)) return []
      const text = typeof item.ResultInfo === 'string' && item.ResultInfo ? item.ResultInfo : 'Refused by the app.'
      return [[item.To_Account, { number, text }] as const]
    }),
  )
}

/** What the app says instead of the message: checked like any body. */
export function readContent({ fields }: Said): { body?: MessageBody; cloudCustomData?: string } {
  const { MsgBody, CloudCustomData } = fields
  const replaced: { body?: MessageBody; cloudCustomData?: string } = {}
  if (typeof CloudCustomData === 'string') replaced.cloudCustomData = CloudCustomData
  if (MsgBody !== undefined && MsgBody !== null) {
    const parsed = messageBody.safeParse(MsgBody)
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!
      const field = ['MsgBody', ...path].join('.')
      throw new Refusal('bad_input', { field, reason: `${field}: ${message} (given by the callback of the app)` })
    }
    replaced.body = parsed.data
  }
  return replaced
}
