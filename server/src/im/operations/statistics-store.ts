import type { DayOfStatistics } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

type CountedAsItHappens =
  | 'usersRegistered'
  | 'users'
  | 'dau'
  | 'onlinePeak'
  | 'joins'
  | 'leaves'
  | 'groupsCreated'
  | 'groupsDisbanded'
  | 'groups'

/** The days from `first` to `last` on which the app was there, newest first. A day without a row has what the day before left. */
export function listCountedDays(sql: Sql, sdkAppId: number, { first, last }: { first: string; last: string }) {
  return sql<(Pick<DayOfStatistics, 'day' | CountedAsItHappens> & { peakGroups: number })[]>`
    select
      days.day,
      coalesce((select registered from user_days where app_id = ${sdkAppId} and day = days.day), 0) as users_registered,
      coalesce((select at_end from user_days where app_id = ${sdkAppId} and day <= days.day order by day desc limit 1), 0) as users,
      moved.joins, moved.leaves,
      coalesce(groups_created, 0) as groups_created, coalesce(groups_disbanded, 0) as groups_disbanded,
      coalesce((select groups_at_end from app_days where app_id = ${sdkAppId} and day <= days.day order by day desc limit 1), 0) as groups,
      coalesce(dau, 0) as dau, coalesce(online_peak, 0) as online_peak,
      coalesce(peak_groups, (select groups_at_end from app_days where app_id = ${sdkAppId} and day < days.day order by day desc limit 1), 0) as peak_groups
    from (select day::date from generate_series(${first}::date, ${last}::date, interval '1 day') as day) as days
    join apps on apps.id = ${sdkAppId} and days.day >= created_day
    left join app_days on app_days.app_id = apps.id and app_days.day = days.day
    left join live_days on live_days.app_id = apps.id and live_days.day = days.day
    cross join lateral (
      select coalesce(sum(joins), 0)::bigint as joins, coalesce(sum(leaves), 0)::bigint as leaves
      from member_days where app_id = apps.id and day = days.day
    ) as moved
    order by days.day desc`
}
