import type { Sql } from '../platform/database.ts'

export type ActivityKind = 'login' | 'direct' | 'group' | 'avGroup' | 'callback' | 'restCall' | 'push'

export interface Outcomes {
  succeeded: number
  failed: number
}

export interface Count extends Outcomes {
  sdkAppId: number
  day: string
  slot: number
  kind: ActivityKind
  /** Platform, `direct` or `group` of a push, or nothing. */
  part: string
}

/** Slots and sums of days in one statement, in the order of their keys. Apps that are emptied get nothing any more. */
export async function addCounts(sql: Sql, counts: Count[]): Promise<void> {
  if (counts.length === 0) return
  const of = <K extends keyof Count>(name: K) => counts.map((count) => count[name])
  await sql`
    with given as (
      select given.* from unnest(
        ${of('sdkAppId')}::bigint[], ${of('day')}::date[], ${of('slot')}::smallint[], ${of('kind')}::text[], ${of('part')}::text[],
        ${of('succeeded')}::int[], ${of('failed')}::int[]
      ) as given (app_id, day, slot, kind, part, succeeded, failed)
      where exists (select from apps where id = app_id and emptied_at is null)
    ), slots as (
      insert into activity_slots select * from given order by app_id, day, slot, kind collate "C", part collate "C"
      on conflict (app_id, day, slot, kind, part)
      do update set succeeded = activity_slots.succeeded + excluded.succeeded, failed = activity_slots.failed + excluded.failed
    )
    insert into activity_days
    select app_id, day, kind, part, sum(succeeded), sum(failed) from given
    group by app_id, day, kind, part order by app_id, day, kind collate "C", part collate "C"
    on conflict (app_id, day, kind, part)
    do update set succeeded = activity_days.succeeded + excluded.succeeded, failed = activity_days.failed + excluded.failed`
}

/** One day of an app, slot by slot. */
export function listSlots(sql: Sql, sdkAppId: number, day: string) {
  return sql<(Outcomes & { slot: number; kind: ActivityKind; part: string })[]>`
    select slot, kind, part, succeeded, failed from activity_slots
    where app_id = ${sdkAppId} and day = ${day} order by kind, part, slot`
}

/** Sums of the days from `first` to `last` on which there was anything. */
export function listActivityDays(sql: Sql, sdkAppId: number, { first, last }: { first: string; last: string }) {
  return sql<(Outcomes & { day: string; kind: ActivityKind; part: string })[]>`
    select day, kind, part, succeeded, failed from activity_days
    where app_id = ${sdkAppId} and day between ${first} and ${last}`
}
