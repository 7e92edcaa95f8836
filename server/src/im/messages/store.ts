import type { Message } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

interface Page {
  through: number
  withRecalled: boolean
  limit: number
  /** Not later than this is past the storage period. */
  hiddenUntil: Date
}

export interface MessageRow {
  sequence: number
  at: Date
  senderId: string
  random: number
  priority: number
  body: Message['body']
  cloudCustomData: string
  extra: Partial<Message> | null
  recalledAt: Date | null
  change: number | null
  system: boolean
}

/** What a MessageRow is made of. */
export const messageColumns = [
  'sequence',
  'at',
  'sender_id',
  'random',
  'priority',
  'body',
  'cloud_custom_data',
  'extra',
  'recalled_at',
  'change',
  'system',
] as const

const priorities = [null, 'High', 'Normal', 'Low', 'Lowest'] as const

/** null: there is no such group. */
export async function findConversation(sql: Sql, sdkAppId: number, key: string) {
  const [row] = await sql<{ conversationId: number; keepsMessages: boolean; lastSequence: number; change: number }[]>`
    select id as conversation_id, keeps_messages, last_sequence, change from conversations where app_id = ${sdkAppId} and key = ${key}`
  return row ?? null
}

/** In the order asked for; undefined: there is no such group. */
export async function findGroupTypes(sql: Sql, asked: { sdkAppId: number; groupId: string }[]): Promise<(string | undefined)[]> {
  const rows = await sql<{ appId: number; id: string; type: string }[]>`
    select app_id, id, type from groups
    join unnest(${asked.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${asked.map(({ groupId }) => groupId)}::text[]) as asked (app_id, id)
      using (app_id, id)`
  const types = new Map(rows.map(({ appId, id, type }) => [`${appId} ${id}`, type]))
  return asked.map(({ sdkAppId, groupId }) => types.get(`${sdkAppId} ${groupId}`))
}

/**
 * Newest first. Times rise with the numbers, so what is past the storage period is cut off after the limit: as a condition of the search
 * it would make a page read all that is hidden. Only whole months are passed over.
 */
export async function listMessages(
  sql: Sql,
  conversationId: number,
  { through, limit, withRecalled, hiddenUntil }: Page,
): Promise<Message[]> {
  const rows = await sql<MessageRow[]>`
    select * from (
      select ${sql(messageColumns)} from messages
      where conversation_id = ${conversationId} and sequence <= ${through} and at >= ${startOfMonth(hiddenUntil)}
        ${withRecalled ? sql`` : sql`and recalled_at is null`}
      order by sequence desc limit ${limit}
    ) as page
    where at > ${hiddenUntil} order by sequence desc`
  return rows.map(messageOf)
}

export function messageOf({
  sequence,
  at,
  senderId,
  random,
  priority,
  body,
  cloudCustomData,
  extra,
  recalledAt,
  change,
  system,
}: MessageRow): Message {
  return {
    ...extra,
    sequence,
    at: at.toISOString(),
    senderId,
    random,
    priority: priorities[priority]!,
    body,
    cloudCustomData,
    ...(recalledAt && { recalledAt: recalledAt.toISOString() }),
    ...(change !== null && { change }),
    ...(system && { system }),
  }
}

export function startOfMonth(at: Date): Date {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
}
