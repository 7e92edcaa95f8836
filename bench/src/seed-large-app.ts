import type { Sql } from '../../server/src/platform/database.ts'

export const size = { users: 20_000, busyUsers: 100, groups: 100_000, largeGroups: 150, avGroups: 1_000, memberships: 1_000_000 }
const membersOfLarge = 1_500

/**
 * A large app, straight into the tables: 150 groups of 1,500 members, 1,000 audio-video groups, the rest of the 100,000 with 10
 * or 11 members; a hundred users are in about 1,000 groups each. Counters are set from the rows, `limits.recount` checks them.
 */
export async function seedLargeApp(sql: Sql, sdkAppId: number, memberMax: number): Promise<void> {
  const { users, busyUsers, groups, largeGroups, avGroups, memberships } = size
  const smallGroups = groups - avGroups - largeGroups
  const inSmall = memberships - largeGroups * membersOfLarge
  const least = Math.floor(inSmall / smallGroups)
  const withOneMore = inSmall - smallGroups * least

  // References hold by construction, and checking a million of them one by one takes a minute.
  await sql`set statement_timeout = 0`
  await sql`set session_replication_role = replica`
  await sql`
    insert into im_users (app_id, user_id, created_at, created_day)
    select ${sdkAppId}, 'user_' || n, created_at, created_day
    from apps cross join generate_series(1, ${users}::int) as n where apps.id = ${sdkAppId}`
  await sql`
    insert into groups (app_id, id, type, name, owner_id, created_at, created_day, info_changed_at, member_max, apply_join_option, invite_join_option)
    select ${sdkAppId}, 'group_' || n, case when n <= ${avGroups} then 'AVChatRoom' else 'Public' end, 'Group ' || n,
      'user_' || (1 + n % ${busyUsers}), created_at, created_day, created_at, case when n <= ${avGroups} then null else ${memberMax}::int end,
      'FreeAccess', 'DisableInvite'
    from apps cross join generate_series(1, ${groups}::int) as n where apps.id = ${sdkAppId}`
  await sql`
    insert into group_members (app_id, group_id, user_id, role, joined_at)
    select ${sdkAppId}, 'group_' || n, 'user_' || case k when 1 then 1 + n % ${busyUsers}
      else ${busyUsers} + 1 + (n * 7 + k * 13) % ${users - busyUsers} end, case k when 1 then 'Owner' else 'Member' end, apps.created_at
    from apps
    cross join generate_series(${avGroups + 1}::int, ${groups}::int) as n
    cross join lateral generate_series(1, case
      when n <= ${avGroups + largeGroups} then ${membersOfLarge}::int
      when n <= ${avGroups + largeGroups + withOneMore} then ${least + 1}::int
      else ${least}::int end) as k
    where apps.id = ${sdkAppId}`
  await countFromRows(sql, sdkAppId)
}

async function countFromRows(sql: Sql, sdkAppId: number): Promise<void> {
  await sql`analyze im_users, groups, group_members`
  await sql`
    update groups set member_count = counted.n
    from (select group_id, count(*)::int as n from group_members where app_id = ${sdkAppId} group by group_id) as counted
    where app_id = ${sdkAppId} and id = counted.group_id`
  await sql`
    update im_users set group_count = counted.n
    from (
      select user_id, count(*)::int as n from (
        select user_id from group_members where app_id = ${sdkAppId}
        union all
        select owner_id from groups where app_id = ${sdkAppId} and type = 'AVChatRoom'
      ) as each group by user_id
    ) as counted
    where app_id = ${sdkAppId} and im_users.user_id = counted.user_id`
  await sql`
    update apps set
      user_count = (select count(*) from im_users where app_id = apps.id),
      group_count = (select count(*) from groups where app_id = apps.id),
      av_group_count = (select count(*) from groups where app_id = apps.id and type = 'AVChatRoom'),
      revision = revision + 1
    where id = ${sdkAppId}`
  await sql`
    insert into app_days (app_id, day, groups_created, peak_groups, groups_at_end)
    select id, created_day, group_count, group_count, group_count from apps where id = ${sdkAppId}
    on conflict (app_id, day) do update set groups_created = excluded.groups_created, peak_groups = excluded.peak_groups, groups_at_end = excluded.groups_at_end`
  await sql`
    insert into user_days (app_id, day, registered, at_end)
    select id, created_day, user_count, user_count from apps where id = ${sdkAppId}
    on conflict (app_id, day) do update set registered = excluded.registered, at_end = excluded.at_end`
  await sql`vacuum analyze im_users, groups, group_members, apps`
}
