import type { Sql } from '../platform/database.ts'
import type { Answer } from './post.ts'

/** What became of what a receiver was asked about before it happened; `unanswered_`: by its policy. */
export type Verdict = 'allowed' | 'changed' | 'refused' | 'dropped' | 'unanswered_allowed' | 'unanswered_refused'

/** A question that has ended: it stands among the deliveries, and is never sent again. */
export interface Asked {
  receiver: string
  appId: number
  kind: string
  body: string
  /** By the clock; `askedAt` is technical time. */
  at: Date
  askedAt: Date
  answer: Pick<Answer, 'status' | 'text' | 'error' | 'tookMs'>
  verdict: Verdict
}

/** Questions of apps that are gone meanwhile are left out. */
export async function writeAsked(sql: Sql, asked: readonly Asked[], forgetAt: Date): Promise<void> {
  const column = <T>(read: (one: Asked) => T) => asked.map(read)
  await sql`
    insert into deliveries (
      receiver, app_id, kind, body, at, once, attempts, first_tried_at, tried_at, took_ms, status, answer, error, outcome, forget_at, verdict
    )
    select
      receiver, app_id, kind, body, at, true, 1, asked_at, asked_at, took_ms, status, answer, error,
      case when verdict like 'unanswered%' then 'failed' else 'delivered' end, ${forgetAt}, verdict
    from unnest(
      ${column(({ receiver }) => receiver)}::text[], ${column(({ appId }) => appId)}::bigint[], ${column(({ kind }) => kind)}::text[],
      ${column(({ body }) => body)}::text[], ${column(({ at }) => at)}::timestamptz[], ${column(({ askedAt }) => askedAt)}::timestamptz[],
      ${column(({ answer }) => answer.tookMs)}::int[], ${column(({ answer }) => answer.status)}::int[],
      ${column(({ answer }) => answer.text)}::text[], ${column(({ answer }) => answer.error)}::text[],
      ${column(({ verdict }) => verdict)}::text[]
    ) with ordinality
      as asked (receiver, app_id, kind, body, at, asked_at, took_ms, status, answer, error, verdict, place)
    where exists (select from apps where apps.id = app_id)
    order by place`
}

/** Of each receiver the newest `keptMax` questions stay. */
export async function forgetAskedAbove(sql: Sql, receivers: string[], keptMax: number): Promise<void> {
  await sql`
    delete from deliveries using (
      select receiver, last.id from unnest(${receivers}::text[]) as receiver
      cross join lateral (
        select id from deliveries where deliveries.receiver = receiver.receiver and verdict is not null order by id desc offset ${keptMax} limit 1
      ) as last
    ) as above
    where deliveries.receiver = above.receiver and verdict is not null and deliveries.id <= above.id`
}
