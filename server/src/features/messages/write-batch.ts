import type { Message } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Outgoing {
  sdkAppId: number
  /** Of the app when the message was admitted. */
  revision: number
  groupId: string
  at: Date
  day: string
  message: Omit<Message, 'sequence' | 'at'>
  /** Delivered and not kept. */
  onlineOnly: boolean
  /** Not for groups that store no members. */
  forMembers: boolean
  byAdministrator: boolean
}

export type Written =
  | { outcome: 'sent' | 'passed' | 'duplicate'; sequence: number | null; at: Date }
  | { outcome: 'stale' | 'group_unknown' | 'sender_unknown' | 'not_supported' | 'muted' }

const duplicateWindow = '5 minutes'
const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const

/** One statement that commits by itself; answers in the order given. */
export async function writeBatch(sql: Sql, batch: Outgoing[]): Promise<Written[]> {
  const column = <T>(valueIn: (outgoing: Outgoing) => T) => batch.map(valueIn)
  const rows = await sql<{ outcome: Written['outcome']; sequence: number | null; at: Date | null }[]>`
    select outcome, sequence, at from send_messages(
      ${column(({ sdkAppId }) => sdkAppId)}::bigint[], ${column(({ revision }) => revision)}::bigint[],
      ${column(({ groupId }) => groupId)}::text[], ${column(({ message }) => message.senderId)}::text[],
      ${column(({ message }) => message.random)}::bigint[], ${column(({ at }) => at.toISOString())}::text[]::timestamptz[], ${column(({ day }) => day)}::date[],
      ${column(({ message }) => priorities[message.priority])}::smallint[], ${column(({ message }) => JSON.stringify(message.body))}::text[],
      ${column(({ message }) => message.cloudCustomData)}::text[], ${column(({ message }) => extraOf(message))}::text[],
      ${column(({ onlineOnly }) => String(!onlineOnly))}::text[]::boolean[], ${column(({ forMembers }) => String(forMembers))}::text[]::boolean[],
      ${column(({ byAdministrator }) => String(byAdministrator))}::text[]::boolean[], ${duplicateWindow}::interval
    ) order by place`
  if (rows.length !== batch.length) throw new Error(`${rows.length} answers for ${batch.length} messages`)
  return rows.map(({ outcome, sequence, at }) =>
    outcome === 'sent' || outcome === 'passed' || outcome === 'duplicate' ? { outcome, sequence: sequence || null, at: at! } : { outcome },
  )
}

/** What most messages do not have. */
function extraOf({ mentions, receiverIds, noUnread, noLastMessage, supportsExtensions }: Outgoing['message']): string | null {
  const text = JSON.stringify({ mentions, receiverIds, noUnread, noLastMessage, supportsExtensions })
  return text === '{}' ? null : text
}
