import { type Configuration, type Edition, type Limits, limitsAt, type PriceBook } from '@plenum/billing'
import type { Fragment, Sql } from '../../platform/database.ts'
import { groupsPerDaySet } from './rates-store.ts'

/** What can run full for a whole app. How full a single group or user is stands on the page, and concerns them. */
export type WatchedLimit = 'dailyUsers' | 'peakGroups' | 'users' | 'ordinaryGroups' | 'avGroups' | 'communities' | 'groupsPerDay'

export interface LimitReached {
  sdkAppId: number
  accountId: string
  name: string
  edition: Edition
  /** On which it was, and so the month in which it is told. */
  day: string
  limit: WatchedLimit
  use: number
  allowed: number
  /** 80, 90 or 100: the highest mark that is reached. */
  percent: number
}

/** The days to look at, with the book that is valid on each. What exists counts for today; of the day before only what was recorded. */
export interface DaysToWatch {
  today: { day: string; book: PriceBook }
  dayBefore: { day: string; book: PriceBook }
}

/** Is there a mark that nobody was told of? */
export async function isAnyReached(sql: Sql, days: DaysToWatch): Promise<boolean> {
  const [row] = await sql<{ any: boolean }[]>`select exists (${reached(sql, days)}) as any`
  return row!.any
}

/** Writes the marks down and returns those that are new: of two that do this at once only one gets them. */
export function takeReached(sql: Sql, days: DaysToWatch, portion: number) {
  return sql<LimitReached[]>`
    with reached as (${reached(sql, days)} order by app_id, month, limit_name, percent desc limit ${portion}),
    highest as (select distinct on (app_id, month, limit_name) * from reached order by app_id, month, limit_name, percent desc),
    told as (
      insert into limit_notices (app_id, month, limit_name, percent)
      select app_id, month, limit_name, percent from highest order by app_id, month, limit_name
      on conflict (app_id, month, limit_name) do update set percent = excluded.percent where limit_notices.percent < excluded.percent
      returning app_id, month, limit_name, percent
    )
    select highest.app_id as sdk_app_id, account_id, name, edition, day, limit_name as limit, use, allowed, percent
    from highest join told using (app_id, month, limit_name, percent) order by app_id, limit_name`
}

/**
 * Only apps in which something happened on these days are looked at, each by its key. What an edition allows comes with the query, since
 * `limitsAt` alone knows it.
 */
function reached(sql: Sql, days: DaysToWatch): Fragment {
  const watched = [days.dayBefore, days.today]
  const names = watched.map(({ day }) => day)
  const bounds = watched.flatMap(({ day, book }) => boundsUnder(book).map((bound) => ({ day, ...bound })))
  const of = <K extends keyof (typeof bounds)[number]>(name: K) => bounds.map((bound) => bound[name])
  return sql`
    select app_id, account_id, name, edition, day, month, limit_name, use, allowed, percent
    from (
      select touched.*, to_char(touched.day, 'YYYY-MM') as month, apps.account_id, apps.name,
        apps.user_count, apps.group_count, apps.av_group_count, apps.community_count, present.edition, present.unlimited_av_groups,
        ${groupsPerDaySet(sql)} as groups_per_day_set
      from (
        select app_id, day, day = ${days.today.day} as is_today, dau, peak_groups,
          groups_created - groups_imported - groups_disbanded as groups_grown
        from app_days where day = any(${names}::date[])
        union all
        select app_id, day, true, 0, 0, 0 from user_days
        where day = ${days.today.day}
          and not exists (select from app_days where app_days.app_id = user_days.app_id and app_days.day = user_days.day)
      ) as touched
      join apps on apps.id = touched.app_id
        and disabled_at is null and suspended_at is null and deleted_at is null and purged_at is null
      cross join lateral (
        select edition, unlimited_av_groups from ledger_entries where app_id = apps.id order by sequence desc limit 1
      ) as present
      -- Each app is looked up once, whatever is compared with it afterwards.
      offset 0
    ) as app
    join unnest(
      ${of('day')}::date[], ${of('edition')}::text[], ${of('unlimitedAvGroups')}::boolean[], ${of('dailyUsers')}::int[], ${of('peakGroups')}::int[],
      ${of('users')}::int[], ${of('ordinaryGroups')}::int[], ${of('avGroups')}::int[], ${of('communities')}::int[], ${of('groupsPerDay')}::int[]
    ) as bounds (
      day, edition, unlimited_av_groups, daily_users_max, peak_groups_max, users_max, ordinary_groups_max, av_groups_max, communities_max,
      groups_per_day_max
    ) using (day, edition, unlimited_av_groups)
    cross join lateral (values
      ('dailyUsers', dau, daily_users_max),
      ('peakGroups', greatest(peak_groups, case when is_today then group_count end), peak_groups_max),
      ('users', case when is_today then user_count end, users_max),
      ('ordinaryGroups', case when is_today then group_count - av_group_count - community_count end, ordinary_groups_max),
      ('avGroups', case when is_today then av_group_count end, av_groups_max),
      ('communities', case when is_today then community_count end, communities_max),
      ('groupsPerDay', groups_grown, coalesce(groups_per_day_set, groups_per_day_max))
    ) as used (limit_name, use, allowed)
    cross join lateral (
      select case when use >= allowed then 100 when use::bigint * 10 >= allowed::bigint * 9 then 90 else 80 end
    ) as mark (percent)
    where use::bigint * 10 >= allowed::bigint * 8 and not exists (
      select from limit_notices as told
      where told.app_id = app.app_id and told.month = app.month and told.limit_name = used.limit_name and told.percent >= mark.percent
    )`
}

const editions = ['free', 'pro', 'ultimate'] as const

/** Of every edition, with unlimited audio-video groups and without: the other numbers one can choose concern single users and groups. */
function boundsUnder(book: PriceBook) {
  return editions.flatMap((edition) =>
    [false, true].map((unlimitedAvGroups) => {
      const { groupsPerUser, membersPerGroup, historyDays } = book.editions[edition]
      const configuration: Configuration = {
        edition,
        unlimitedAvGroups,
        groupsPerUser: groupsPerUser.included,
        membersPerGroup: membersPerGroup.included,
        historyDays: historyDays.included,
      }
      const limits = limitsAt(configuration, book)
      return { edition, unlimitedAvGroups, ...allowedBy(limits) }
    }),
  )
}

/** null: nothing that could run full. */
function allowedBy(limits: Limits): Record<WatchedLimit, number | null> {
  return {
    dailyUsers: limits.dailyActiveUsersIncluded || null,
    peakGroups: limits.dailyActiveUsersMax === null ? limits.groupsIncluded || null : null,
    users: limits.usersMax,
    ordinaryGroups: limits.ordinaryGroupsMax,
    avGroups: limits.avGroupsMax,
    communities: limits.communitiesMax || null,
    groupsPerDay: limits.groupsPerDayMax || null,
  }
}
