import type { Sql } from '../platform/database.ts'

export interface LiveDay {
  sdkAppId: number
  day: string
  logins: number
  onlinePeak: number
}

/** Adds what happened since the last time, of many apps at once. */
export async function addLiveDays(sql: Sql, days: LiveDay[]): Promise<void> {
  const sorted = days.toSorted((a, b) => a.sdkAppId - b.sdkAppId || (a.day < b.day ? -1 : 1))
  await sql`
    insert into live_days (app_id, day, logins, online_peak)
    select app_id, day, logins, online_peak from unnest(
      ${sorted.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${sorted.map(({ day }) => day)}::date[],
      ${sorted.map(({ logins }) => logins)}::bigint[], ${sorted.map(({ onlinePeak }) => onlinePeak)}::int[]
    ) as given (app_id, day, logins, online_peak)
    on conflict (app_id, day) do update
    set logins = live_days.logins + excluded.logins, online_peak = greatest(live_days.online_peak, excluded.online_peak)`
}
