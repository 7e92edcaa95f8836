import type { Delivery, Message } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

/** Where a message goes. */
export type Destination =
  | { kind: 'group'; groupId: string }
  | { kind: 'topic'; groupId: string; topicId: string }
  | { kind: 'direct'; receiverId: string; clientSequence: number }

export interface Outgoing {
  sdkAppId: number
  /** Of the app when the message was admitted. */
  revision: number
  to: Destination
  /** Of an imported message: when it was said. */
  at: Date
  day: string
  message: Omit<Message, 'sequence' | 'at'>
  /** Delivered and not kept. */
  onlineOnly?: boolean
  /** Not for groups that store no members. */
  forMembers?: boolean
  byAdministrator?: boolean
  /** Said elsewhere before: may be old. In a group it is unread for nobody. */
  imported?: boolean
  /** Nobody is told. */
  silent?: boolean
  delivery?: Delivery
}

export type Written =
  | { outcome: 'sent' | 'passed' | 'duplicate'; sequence: number | null; at: Date }
  | { outcome: 'stale' | 'group_unknown' | 'sender_unknown' | 'receiver_unknown' | 'not_supported' | 'muted' | 'too_early' }

const duplicateWindow = '5 minutes'
const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const

/** Names the conversation of two users; no UserID holds a line end. */
export function directKey(userId: string, peerId: string): string {
  return userId < peerId ? `${userId}\n${peerId}` : `${peerId}\n${userId}`
}

export function conversationKey({ to, message }: Pick<Outgoing, 'to'> & { message: { senderId: string } }): string {
  if (to.kind === 'direct') return directKey(message.senderId, to.receiverId)
  return to.kind === 'topic' ? to.topicId : to.groupId
}

/** One statement that commits by itself; answers in the order given. */
export async function writeBatch(sql: Sql, batch: Outgoing[]): Promise<Written[]> {
  const column = <T>(valueIn: (outgoing: Outgoing) => T) => batch.map(valueIn)
  const flags = (valueIn: (outgoing: Outgoing) => boolean | undefined) =>
    sql`${column((outgoing) => String(valueIn(outgoing) ?? false))}::text[]::boolean[]`
  const rows = await sql<{ outcome: Written['outcome']; sequence: number | null; at: Date | null }[]>`
    select outcome, sequence, at from send_messages(
      ${column(({ sdkAppId }) => sdkAppId)}::bigint[], ${column(({ revision }) => revision)}::bigint[],
      ${column(conversationKey)}::text[], ${column(({ to }) => (to.kind === 'direct' ? null : to.groupId))}::text[],
      ${column(({ message }) => message.senderId)}::text[], ${column(({ to }) => (to.kind === 'direct' ? to.receiverId : null))}::text[],
      ${column(({ to }) => (to.kind === 'direct' ? to.clientSequence : null))}::bigint[],
      ${column(({ message }) => message.random)}::bigint[], ${column(({ at }) => at.toISOString())}::text[]::timestamptz[], ${column(({ day }) => day)}::date[],
      ${column(({ message }) => priorities[message.priority])}::smallint[], ${column(({ message }) => JSON.stringify(message.body))}::text[],
      ${column(({ message }) => message.cloudCustomData)}::text[], ${column(extraOf)}::text[],
      ${flags(({ onlineOnly }) => !onlineOnly)}, ${flags(({ forMembers }) => forMembers)}, ${flags(({ byAdministrator }) => byAdministrator)},
      ${flags(({ imported }) => imported)}, ${flags(({ message }) => message.system)}, ${flags(({ message }) => message.system || message.noLastMessage)},
      ${duplicateWindow}::interval
    ) order by place`
  if (rows.length !== batch.length) throw new Error(`${rows.length} answers for ${batch.length} messages`)
  return rows.map(({ outcome, sequence, at }) =>
    outcome === 'sent' || outcome === 'passed' || outcome === 'duplicate' ? { outcome, sequence: sequence || null, at: at! } : { outcome },
  )
}

/** What most messages do not have. */
function extraOf({ message, imported }: Outgoing): string | null {
  const { mentions, receiverIds, noUnread, noLastMessage, supportsExtensions, needsReceipt, notForSender } = message
  const extra = { mentions, receiverIds, noUnread, noLastMessage, supportsExtensions, needsReceipt, notForSender, imported }
  const text = JSON.stringify(extra)
  return text === '{}' ? null : text
}
