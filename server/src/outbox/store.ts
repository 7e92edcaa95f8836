import type { Sql } from '../platform/database.ts'
import type { Verdict } from './asked-store.ts'

export interface NewDelivery {
  receiver: string
  appId: number | null
  orderKey: string | null
  kind: string
  body: string
  query?: Record<string, string>
  at: Date
  once?: boolean
}

/** Part of the transaction that writes the fact. */
export async function write(sql: Sql, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return
  const column = <T>(read: (delivery: NewDelivery) => T) => deliveries.map(read)
  await sql`
    insert into deliveries (receiver, app_id, order_key, kind, body, query, at, once)
    select * from unnest(
      ${column(({ receiver }) => receiver)}::text[], ${column(({ appId }) => appId)}::bigint[], ${column(({ orderKey }) => orderKey)}::text[],
      ${column(({ kind }) => kind)}::text[], ${column(({ body }) => body)}::text[],
      ${column(({ query }) => (query ? JSON.stringify(query) : null))}::jsonb[], ${column(({ at }) => at)}::timestamptz[],
      ${column(({ once }) => once ?? false)}::boolean[]
    )`
}

/** What is to be delivered now. */
export interface Waiting {
  id: number
  orderKey: string | null
  kind: string
  body: string
  query: Record<string, string> | null
  at: Date
  once: boolean
  attempts: number
  firstTriedAt: Date | null
}

const waitingColumns = (sql: Sql) => sql`id, order_key, kind, body, query, at, once, attempts, first_tried_at`

export interface Outcome {
  id: number
  attempts: number
  triedAt: Date
  firstTriedAt: Date
  tookMs: number
  status: number | null
  answer: string
  error: string | null
  /** When to try again; null: it has ended. */
  dueAt: Date | null
  delivered: boolean
  forgetAt: Date | null
}

export async function listWaitingReceivers(sql: Sql): Promise<string[]> {
  const rows = await sql<{ receiver: string }[]>`
    with recursive waiting as (
      (select receiver from deliveries where outcome is null order by receiver limit 1)
      union all
      select (select next.receiver from deliveries as next where outcome is null and next.receiver > waiting.receiver order by next.receiver limit 1)
      from waiting where waiting.receiver is not null
    )
    select receiver from waiting where receiver is not null`
  return rows.map(({ receiver }) => receiver)
}

/** Answers with those of the receivers that are `holder`'s until then. */
export async function lease(sql: Sql, holder: string, receivers: string[], now: Date, until: Date): Promise<string[]> {
  if (receivers.length === 0) return []
  const rows = await sql<{ receiver: string }[]>`
    insert into delivery_leases as leases (receiver, holder, until)
    select receiver, ${holder}, ${until} from unnest(${receivers}::text[]) as receiver order by receiver
    on conflict (receiver) do update set holder = excluded.holder, until = excluded.until
    where leases.holder = excluded.holder or leases.until <= ${now}
    returning receiver`
  return rows.map(({ receiver }) => receiver)
}

export async function endLeases(sql: Sql, holder: string) {
  await sql`delete from delivery_leases where holder = ${holder}`
}

export async function endOldLeases(sql: Sql, before: Date) {
  await sql`delete from delivery_leases where until < ${before}`
}

/**
 * In order, without what is under way here and what waits behind a failure. The failures are looked up once: of a dead receiver thousands
 * wait behind thousands.
 */
export function listWaiting(sql: Sql, receiver: string, busy: { ids: number[]; keys: string[] }, now: Date, limit: number) {
  return sql<Waiting[]>`
    with failing as materialized (
      select jsonb_object_agg(order_key, id) as first_ids from (
        select order_key, min(id) as id from deliveries
        where receiver = ${receiver} and outcome is null and attempts > 0 and due_at > ${now} and order_key is not null group by order_key
      ) as first
    )
    select ${waitingColumns(sql)} from deliveries
    where receiver = ${receiver} and outcome is null and due_at <= ${now} and id <> all(${busy.ids}::bigint[])
      and (order_key is null or (order_key <> all(${busy.keys}::text[])
        and coalesce(((select first_ids from failing) ->> order_key)::bigint, id) >= id))
    order by id limit ${limit}`
}

/** Before they are sent: what is tried once must not be tried again, whatever happens. Answers with those that were not tried before. */
export async function countAttempts(sql: Sql, ids: number[], now: Date): Promise<Set<number>> {
  const counted = await sql<{ id: number }[]>`
    update deliveries set attempts = 1, first_tried_at = ${now}, tried_at = ${now}
    where id = any(${ids}::bigint[]) and attempts = 0 and outcome is null returning id`
  return new Set(counted.map(({ id }) => id))
}

export async function writeOutcomes(sql: Sql, outcomes: readonly Outcome[]) {
  const column = <T>(read: (outcome: Outcome) => T) => outcomes.map(read)
  await sql`
    update deliveries set
      attempts = done.attempts, tried_at = done.tried_at, first_tried_at = done.first_tried_at, took_ms = done.took_ms, status = done.status,
      answer = done.answer, error = done.error, due_at = coalesce(done.due_at, deliveries.due_at),
      outcome = done.outcome, forget_at = done.forget_at
    from unnest(
      ${column(({ id }) => id)}::bigint[], ${column(({ attempts }) => attempts)}::int[], ${column(({ triedAt }) => triedAt)}::timestamptz[],
      ${column(({ firstTriedAt }) => firstTriedAt)}::timestamptz[], ${column(({ tookMs }) => tookMs)}::int[],
      ${column(({ status }) => status)}::int[], ${column(({ answer }) => answer)}::text[], ${column(({ error }) => error)}::text[],
      ${column(({ dueAt }) => dueAt)}::timestamptz[],
      ${column(({ dueAt, delivered }) => (dueAt ? null : delivered ? 'delivered' : 'failed'))}::text[],
      ${column(({ forgetAt }) => forgetAt)}::timestamptz[]
    ) as done (id, attempts, tried_at, first_tried_at, took_ms, status, answer, error, due_at, outcome, forget_at)
    where deliveries.id = done.id and deliveries.outcome is null`
}

/** Everything that still waits for a receiver that is no more. */
export async function dropWaiting(sql: Sql, receiver: string, forgetAt: Date) {
  await sql`update deliveries set outcome = 'dropped', forget_at = ${forgetAt} where receiver = ${receiver} and outcome is null`
}

/**
 * The oldest go when more than so many, or more bytes, wait: counted once, whatever the planner believes of the table. Returns how many went, and
 * the oldest of them; null: none.
 */
export async function dropAbove(
  sql: Sql,
  receiver: string,
  { countMax, bytesMax }: { countMax: number; bytesMax: number },
  forgetAt: Date,
): Promise<{ count: number; delivery: Waiting } | null> {
  const [row] = await sql<(Waiting & { count: number })[]>`
    with superfluous as materialized (
      select array_agg(id) as ids from (
        select id, row_number() over newest as place, sum(octet_length(body)) over newest as bytes
        from deliveries where receiver = ${receiver} and outcome is null window newest as (order by id desc)
      ) as waiting where place > ${countMax} or bytes > ${bytesMax}
    ), dropped as (
      update deliveries set outcome = 'dropped', forget_at = ${forgetAt}
      where outcome is null and id = any((select ids from superfluous)::bigint[])
      returning ${waitingColumns(sql)}
    )
    select ${waitingColumns(sql)}, count(*) over () as count from dropped order by id limit 1`
  if (!row) return null
  const { count, ...delivery } = row
  return { count, delivery }
}

export async function countWaiting(sql: Sql, receiver: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from deliveries where receiver = ${receiver} and outcome is null`
  return row!.count
}

export async function forgetEnded(sql: Sql, now: Date, portion: number): Promise<number> {
  const { count } = await sql`
    delete from deliveries where id = any(array(
      select id from deliveries where forget_at <= ${now} order by forget_at limit ${portion} for update skip locked
    ))`
  return count
}

export interface DeliveryRow {
  id: number
  receiver: string
  kind: string
  body: string
  query: Record<string, string> | null
  at: Date
  once: boolean
  attempts: number
  triedAt: Date | null
  tookMs: number | null
  status: number | null
  answer: string | null
  error: string | null
  outcome: 'delivered' | 'failed' | 'dropped' | null
  dueAt: Date | null
  /** Of what was asked before it happened; null: it was told. */
  verdict: Verdict | null
}

const columns = (sql: Sql) => sql`
  id, receiver, kind, body, query, at, once, attempts, tried_at, took_ms, status, answer, error, outcome, verdict,
  case when outcome is null and due_at <> '-infinity' then due_at end as due_at`

/** Newest first. */
export function listDeliveries(sql: Sql, receivers: string[], { before, limit }: { before?: number | undefined; limit: number }) {
  return sql<DeliveryRow[]>`
    select ${columns(sql)} from deliveries
    where receiver = any(${receivers}::text[]) ${before === undefined ? sql`` : sql`and id < ${before}`}
    order by id desc limit ${limit}`
}

export async function findDelivery(sql: Sql, id: number): Promise<DeliveryRow | null> {
  const [row] = await sql<DeliveryRow[]>`select ${columns(sql)} from deliveries where id = ${id}`
  return row ?? null
}

const anew = (sql: Sql) => sql`outcome = null, forget_at = null, attempts = 0, first_tried_at = null, due_at = '-infinity'`

/** To be tried anew at once, in the order of its key. Returns how many: 0, when it is another's or not there. */
export async function repeat(sql: Sql, receiver: string, id: number): Promise<number> {
  const { count } = await sql`update deliveries set ${anew(sql)} where id = ${id} and receiver = ${receiver} and verdict is null`
  return count
}

/** All that have ended and happened from then on. */
export async function repeatFrom(sql: Sql, receiver: string, from: Date): Promise<number> {
  const { count } =
    await sql`update deliveries set ${anew(sql)} where receiver = ${receiver} and verdict is null and outcome is not null and at >= ${from}`
  return count
}

export async function removeOfReceiver(sql: Sql, receiver: string) {
  await sql`delete from deliveries where receiver = ${receiver}`
}
