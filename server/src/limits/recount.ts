import type { Sql } from '../platform/database.ts'

export interface Difference {
  counter: string
  id: string
  counted: number
  stored: number
}

const differencesMax = 1000

/** Counts everything of an app again from its rows, in one statement and so at one moment. Changes nothing. */
export async function recount(sql: Sql, sdkAppId: number): Promise<{ rowsChecked: number; differences: Difference[] }> {
  const [checked] = await sql<{ rowsChecked: number; differences: Difference[] }[]>`
    with members as (
      select group_id, user_id, role from group_members where app_id = ${sdkAppId}
    ), in_groups as (
      select user_id from members
      union all select owner_id from groups where app_id = ${sdkAppId} and type = 'AVChatRoom' and owner_id is not null
    ), checks (counter, id, counted, stored) as (
      select 'groups.member_count', id, coalesce(counted, 0), member_count
      from groups left join (select group_id, count(*) as counted from members group by group_id) as by_group on group_id = id
      where app_id = ${sdkAppId}
      union all
      -- The owner is the one member in that role: another one counts double.
      select 'groups.owner_id', id, sum(case when members.user_id is null then 0 when members.user_id = owner_id then 1 else 2 end), (owner_id is not null)::int
      from groups left join members on group_id = id and role = 'Owner'
      where app_id = ${sdkAppId} and type <> 'AVChatRoom'
      group by id, owner_id
      union all
      select 'im_users.group_count', im_users.user_id, coalesce(counted, 0), group_count
      from im_users left join (select user_id, count(*) as counted from in_groups group by user_id) as by_user using (user_id)
      where app_id = ${sdkAppId}
      union all
      select 'im_users.friend_count', im_users.user_id, coalesce(counted, 0), friend_count
      from im_users left join (
        select user_id, count(*) as counted from friends where app_id = ${sdkAppId} group by user_id
      ) as by_user using (user_id)
      where app_id = ${sdkAppId}
      union all
      select 'apps.user_count', '', (select count(*) from im_users where app_id = ${sdkAppId}), user_count from apps where id = ${sdkAppId}
      union all
      select 'apps.group_count', '', (select count(*) from groups where app_id = ${sdkAppId}), group_count from apps where id = ${sdkAppId}
      union all
      select 'apps.av_group_count', '', (select count(*) from groups where app_id = ${sdkAppId} and type = 'AVChatRoom'), av_group_count
      from apps where id = ${sdkAppId}
      union all
      select 'apps.community_count', '', (select count(*) from groups where app_id = ${sdkAppId} and type = 'Community'), community_count
      from apps where id = ${sdkAppId}
      union all
      select 'app_days.groups_created - groups_disbanded', '', group_count,
        (select coalesce(sum(groups_created - groups_disbanded), 0) from app_days where app_id = ${sdkAppId})
      from apps where id = ${sdkAppId}
      union all
      select * from (
        select 'app_days.groups_at_end', day::text, group_count, groups_at_end from app_days join apps on apps.id = app_id
        where app_id = ${sdkAppId} order by day desc limit 1
      ) as last_day
      union all
      select * from (
        select 'user_days.at_end', day::text, (select count(*) from im_users where app_id = ${sdkAppId}), at_end from user_days
        where app_id = ${sdkAppId} order by day desc limit 1
      ) as last_day_of_users
      union all
      select 'conversations.last_sequence', key, coalesce(newest, last_sequence), last_sequence
      from conversations cross join lateral (
        select max(sequence) as newest from messages where conversation_id = conversations.id
      ) as kept
      where app_id = ${sdkAppId}
      union all
      select 'app_days.dau', day::text, (select count(*) from login_days where app_id = ${sdkAppId} and login_days.day = app_days.day), dau
      from app_days where app_id = ${sdkAppId}
      union all
      select 'app_days.peak_groups', day::text, greatest(peak_groups, groups_at_end), peak_groups from app_days where app_id = ${sdkAppId}
    )
    select
      (select count(*) from members) + (select count(*) from checks) as rows_checked,
      (
        select coalesce(jsonb_agg(differing), '[]')
        from (select counter, id, counted, stored from checks where counted <> stored limit ${differencesMax}) as differing
      ) as differences`
  return checked!
}
