import type { Sql } from '../../platform/database.ts'

/** What was said in an app on a billing day, of what is kept: neither imported messages nor tips of the service. */
export interface SaidOnDay {
  senders: number
  directMessages: number
  directSenders: number
  groupMessages: number
  groupSenders: number
  /** For each message of a group its members but the sender, as many as there are now. */
  groupReceivers: number
  groupsSpokenIn: number
}

/** From the rows, while they are there. */
export async function countSaid(sql: Sql, sdkAppId: number, day: string): Promise<SaidOnDay> {
  const [said] = await sql<SaidOnDay[]>`
    with spoken as (
      select conversation_id, sender_id, client_sequence is not null as is_direct, count(*) as messages
      from messages
      where app_id = ${sdkAppId} and day = ${day} and not system and (extra ->> 'imported') is null
      group by conversation_id, sender_id, is_direct
    )
    select
      count(distinct spoken.sender_id) as senders,
      coalesce(sum(messages) filter (where is_direct), 0)::bigint as direct_messages,
      count(distinct spoken.sender_id) filter (where is_direct) as direct_senders,
      coalesce(sum(messages) filter (where not is_direct), 0)::bigint as group_messages,
      count(distinct spoken.sender_id) filter (where not is_direct) as group_senders,
      coalesce(sum(messages * (member_count - (membership.user_id is not null)::int)), 0)::bigint as group_receivers,
      count(distinct coalesce(split_part(conversations.key, '@TOPIC#_', 1), conversation_id::text)) filter (where not is_direct) as groups_spoken_in
    from spoken
    left join conversations on conversations.id = conversation_id and not is_direct
    left join groups on groups.app_id = ${sdkAppId} and groups.id = split_part(conversations.key, '@TOPIC#_', 1)
    left join group_members as membership
      on membership.app_id = ${sdkAppId} and membership.group_id = groups.id and membership.user_id = spoken.sender_id`
  return said!
}

/** Of the days given, those that are counted for good. */
export async function findSaid(sql: Sql, sdkAppId: number, days: string[]): Promise<Map<string, SaidOnDay>> {
  const rows = await sql<(SaidOnDay & { day: string })[]>`
    select day, senders, direct_messages, direct_senders, group_messages, group_senders, group_receivers, groups_spoken_in
    from message_statistics where app_id = ${sdkAppId} and day = any(${days}::date[])`
  return new Map(rows.map(({ day, ...said }) => [day, said]))
}

/** Of the days given, those on which something was said that is not counted yet. */
export async function listDaysToCount(sql: Sql, sdkAppId: number, days: string[]): Promise<string[]> {
  const rows = await sql<{ day: string }[]>`
    select day from message_days where app_id = ${sdkAppId} and day = any(${days}::date[]) and not counted order by day`
  return rows.map(({ day }) => day)
}

/** The first day of any app that is not counted; it is over 10 minutes after its end. */
export async function findDayToCount(sql: Sql): Promise<{ appId: number; day: string; due: Date } | null> {
  const [row] = await sql<{ appId: number; day: string; due: Date }[]>`
    select app_id, day, (day + 1)::timestamp at time zone (select time_zone from installation) + interval '10 minutes' as due
    from message_days where not counted order by day, app_id limit 1`
  return row ?? null
}

/** Counts a day for good. Messages imported into it later change nothing. */
export async function closeDay(sql: Sql, sdkAppId: number, day: string): Promise<void> {
  const said = await countSaid(sql, sdkAppId, day)
  await sql`insert into message_statistics ${sql.values({ appId: sdkAppId, day, ...said })} on conflict do nothing`
  await sql`update message_days set counted = true where app_id = ${sdkAppId} and day = ${day}`
}
