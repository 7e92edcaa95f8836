import { type Configuration, type Edition, type Limits, limitsAt, type PriceBook } from '@plenum/billing'
import type { Fragment, Sql } from '../../platform/database.ts'

/** What can run full for a whole app. How full a single group or user is stands on the page, and concerns them. */
export const watchedLimits = ['dailyUsers', 'peakGroups', 'users', 'ordinaryGroups', 'avGroups', 'communities', 'groupsPerDay'] as const
export type WatchedLimit = (typeof watchedLimits)[number]

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
    select apps.id as app_id, apps.account_id, apps.name, present.edition, touched.day, to_char(touched.day, 'YYYY-MM') as month,
      used.limit_name, used.use, bounds.allowed, mark.percent
    from (
      select app_id, day, day = ${days.today.day} as is_today from app_days where day = any(${names}::date[])
      union select app_id, day, true from user_days where day = ${days.today.day}
    ) as touched
    join apps on apps.id = touched.app_id
      and disabled_at is null and suspended_at is null and deleted_at is null and purged_at is null
    cross join lateral (
      select edition, unlimited_av_groups from ledger_entries where app_id = apps.id order by sequence desc limit 1
    ) as present
    left join app_days on app_days.app_id = apps.id and app_days.day = touched.day
    cross join lateral (values
      ('dailyUsers', coalesce(dau, 0)),
      ('peakGroups', greatest(coalesce(peak_groups, 0), case when is_today then group_count end)),
      ('users', case when is_today then user_count end),
      ('ordinaryGroups', case when is_today then group_count - av_group_count - community_count end),
      ('avGroups', case when is_today then av_group_count end),
      ('communities', case when is_today then community_count end),
      ('groupsPerDay', coalesce(groups_created - groups_imported - groups_disbanded, 0))
    ) as used (limit_name, use)
    join unnest(
      ${of('day')}::date[], ${of('edition')}::text[], ${of('unlimitedAvGroups')}::boolean[], ${of('limit')}::text[], ${of('allowed')}::int[]
    ) as bounds (day, edition, unlimited_av_groups, limit_name, allowed)
      on bounds.day = touched.day and bounds.edition = present.edition and bounds.unlimited_av_groups = present.unlimited_av_groups
      and bounds.limit_name = used.limit_name
    cross join lateral (
      select case when use >= allowed then 100 when use::bigint * 10 >= allowed::bigint * 9 then 90 when use::bigint * 10 >= allowed::bigint * 8 then 80 end
    ) as mark (percent)
    where mark.percent is not null and not exists (
      select from limit_notices as told
      where told.app_id = apps.id and told.month = to_char(touched.day, 'YYYY-MM') and told.limit_name = used.limit_name
        and told.percent >= mark.percent
    )`
}

const editions = ['free', 'pro', 'ultimate'] as const

/** Of every edition, with unlimited audio-video groups and without: the other numbers one can choose concern single users and groups. */
function boundsUnder(book: PriceBook) {
  return editions.flatMap((edition) =>
    [false, true].flatMap((unlimitedAvGroups) => {
      const { groupsPerUser, membersPerGroup, historyDays } = book.editions[edition]
      const configuration: Configuration = {
        edition,
        unlimitedAvGroups,
        groupsPerUser: groupsPerUser.included,
        membersPerGroup: membersPerGroup.included,
        historyDays: historyDays.included,
      }
      const limits = limitsAt(configuration, book)
      return watchedLimits.flatMap((limit) => {
        const allowed = allowedBy(limits, limit)
        return allowed ? [{ edition, unlimitedAvGroups, limit, allowed }] : []
      })
    }),
  )
}

/** null or 0: nothing that could run full. */
function allowedBy(limits: Limits, limit: WatchedLimit): number | null {
  switch (limit) {
    case 'dailyUsers':
      return limits.dailyActiveUsersIncluded
    case 'peakGroups':
      return limits.dailyActiveUsersMax === null ? limits.groupsIncluded : null
    case 'users':
      return limits.usersMax
    case 'ordinaryGroups':
      return limits.ordinaryGroupsMax
    case 'avGroups':
      return limits.avGroupsMax
    case 'communities':
      return limits.communitiesMax
    case 'groupsPerDay':
      return limits.groupsPerDayMax
  }
}
