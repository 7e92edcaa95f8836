import type { Sql } from '../../platform/database.ts'

export interface Hour {
  sdkAppId: number
  kind: 'direct' | 'group'
  from: Date
  until: Date
  /** Billing days on which its messages may have been written down. */
  days: string[]
}

export interface MessageOfHour {
  /** Of the conversation. */
  key: string
  senderId: string
  at: Date
  sequence: number
  clientSequence: number | null
  random: number
  /** As JSON. Of a recalled message nothing is left. */
  body: string
}

const portion = 1_000

/** In the order in which they were said, a portion at a time. Neither imported messages nor tips of the service. */
export function readHour(sql: Sql, { sdkAppId, kind, from, until, days }: Hour): AsyncIterable<MessageOfHour[]> {
  return sql<MessageOfHour[]>`
    select key, sender_id, at, sequence, client_sequence, random, case when recalled_at is null then body::text else '[]' end as body
    from messages join conversations on conversations.id = conversation_id
    where messages.app_id = ${sdkAppId} and day = any(${days}::date[]) and at >= ${from} and at < ${until}
      and (client_sequence is not null) = ${kind === 'direct'} and not system and (extra ->> 'imported') is null
    order by at, conversation_id, sequence`.cursor(portion)
}

export async function wasRecalledSince(sql: Sql, { sdkAppId, from, until }: Hour, since: Date): Promise<boolean> {
  const [row] = await sql<{ recalled: boolean }[]>`
    select exists (
      select from messages where app_id = ${sdkAppId} and recalled_at >= ${since} and at >= ${from} and at < ${until}
    ) as recalled`
  return row!.recalled
}
