import type { Sql } from '../../../platform/database.ts'
import { hiddenMark, marksMax, onlineMark, onlineMarkSince, usersOfMarkMax } from './rules.ts'

export interface Marked {
  userId: string
  mark: number
  markedAt: Date
}

/** The users with one of these marks, the last marked first. A mark of being online ends by the clock. */
export function listMarked(sql: Sql, sdkAppId: number, groupId: string, marks: number[], now: Date): Promise<Marked[]> {
  return sql<Marked[]>`
    select user_id, mark, marked_at from av_group_marks
    where app_id = ${sdkAppId} and group_id = ${groupId} and mark = any(${marks}::bigint[])
      and (mark <> ${onlineMark} or marked_at > ${onlineMarkSince(now)})
    order by mark, marked_at desc, user_id limit ${usersOfMarkMax * marks.length}`
}

export async function setMarks(sql: Sql, sdkAppId: number, groupId: string, { userIds, marks }: Pairs, now: Date): Promise<void> {
  await sql`
    delete from av_group_marks
    where app_id = ${sdkAppId} and group_id = ${groupId} and mark = ${onlineMark} and marked_at <= ${onlineMarkSince(now)}`
  await sql`
    insert into av_group_marks (app_id, group_id, mark, user_id, marked_at)
    select distinct ${sdkAppId}::bigint, ${groupId}, mark, user_id, ${now}::timestamptz
    from unnest(${userIds}::text[], ${marks}::bigint[]) as given (user_id, mark)
    on conflict (app_id, group_id, mark, user_id) do update set marked_at = excluded.marked_at`
}

/** As many of the one as of the other: each user with one mark. */
interface Pairs {
  userIds: string[]
  marks: number[]
}

export async function removeMarks(sql: Sql, sdkAppId: number, groupId: string, { userIds, marks }: Pairs): Promise<void> {
  await sql`
    delete from av_group_marks where app_id = ${sdkAppId} and group_id = ${groupId}
      and (mark, user_id) in (select mark, user_id from unnest(${userIds}::text[], ${marks}::bigint[]) as given (user_id, mark))`
}

/** One more of each than may be shows that there are too many. */
export function countMarks(sql: Sql, sdkAppId: number, groupId: string): Promise<{ mark: number; users: number }[]> {
  return sql<{ mark: number; users: number }[]>`
    select mark, count(*) as users from av_group_marks where app_id = ${sdkAppId} and group_id = ${groupId}
    group by mark order by mark desc limit ${marksMax + [onlineMark, hiddenMark].length + 1}`
}

/** The number of the next message to all audio-video groups. The row stays locked until the transaction ends. */
export async function takeBroadcastNumber(sql: Sql, sdkAppId: number): Promise<number> {
  const [row] = await sql<{ lastSequence: number }[]>`
    insert into broadcast_numbers (app_id, last_sequence) values (${sdkAppId}, 1)
    on conflict (app_id) do update set last_sequence = broadcast_numbers.last_sequence + 1 returning last_sequence`
  return row!.lastSequence
}

export interface Ban {
  bannedUntil: Date
  description: string
}

/** A ban that is there already ends at the new moment. Those that are over go along. */
export async function putBans(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  userIds: string[],
  { bannedUntil, description }: Ban,
  now: Date,
): Promise<void> {
  await sql`delete from group_bans where app_id = ${sdkAppId} and group_id = ${groupId} and banned_until <= ${now}`
  await sql`
    insert into group_bans (app_id, group_id, user_id, banned_until, description)
    select ${sdkAppId}::bigint, ${groupId}, user_id, ${bannedUntil}::timestamptz, ${description} from unnest(${userIds}::text[]) as given (user_id)
    on conflict (app_id, group_id, user_id) do update set banned_until = excluded.banned_until, description = excluded.description`
}

export async function removeBans(sql: Sql, sdkAppId: number, groupId: string, userIds: string[]): Promise<void> {
  await sql`delete from group_bans where app_id = ${sdkAppId} and group_id = ${groupId} and user_id = any(${userIds})`
}

export interface AtDoor {
  sdkAppId: number
  groupId: string
  userId: string
  now: Date
}

/** What those who want to enter find, in the order given: the type of the group, and until when they are banned from it. undefined: there is no such group. */
export async function lookAtDoor(sql: Sql, asked: AtDoor[]): Promise<({ type: string; bannedUntil: Date | null } | undefined)[]> {
  const rows = await sql<{ place: number; type: string; bannedUntil: Date | null }[]>`
    select place, type, banned_until
    from unnest(
      ${asked.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${asked.map(({ groupId }) => groupId)}::text[],
      ${asked.map(({ userId }) => userId)}::text[], ${asked.map(({ now }) => now.toISOString())}::timestamptz[]
    ) with ordinality as asked (app_id, group_id, user_id, moment, place)
    join groups on groups.app_id = asked.app_id and groups.id = asked.group_id
    left join group_bans
      on group_bans.app_id = asked.app_id and group_bans.group_id = asked.group_id and group_bans.user_id = asked.user_id
        and banned_until > moment`
  const found = new Map(rows.map((row) => [row.place, row]))
  return asked.map((_, index) => found.get(index + 1))
}

export function listBans(
  sql: Sql,
  sdkAppId: number,
  groupId: string,
  { offset, limit, now }: { offset: number; limit: number; now: Date },
): Promise<{ userId: string; bannedUntil: Date }[]> {
  return sql<{ userId: string; bannedUntil: Date }[]>`
    select user_id, banned_until from group_bans where app_id = ${sdkAppId} and group_id = ${groupId} and banned_until > ${now}
    order by user_id offset ${offset} limit ${limit}`
}
