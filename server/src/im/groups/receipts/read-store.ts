import type { Sql } from '../../../platform/database.ts'
import { type AppInMemory, StaleRevision } from '../../../road/context.ts'

interface Reader {
  userId: string
  sequence: number
  now: Date
}

type Row = { isCurrent: boolean; isMember: boolean; present: number | null; raised: number | null }

/** How far a member has read now, and whether this call moved it; null: no member. The statement commits by itself. It never goes back. */
export async function raiseGroupRead(sql: Sql, app: AppInMemory, groupId: string, { userId, sequence, now }: Reader) {
  const [row] = await sql<Row[]>`
    with ${heldApp(sql, app)}, side as (
      select user_id, last_sequence, read_floor, read_through(read_sequence, known_floor, read_floor) as present
      from held
      join group_members on group_members.app_id = held.id and group_id = ${groupId} and user_id = ${userId}
      join conversations on conversations.app_id = held.id and key = ${groupId}
    ), raised as (
      update group_members set read_sequence = least(${sequence}::bigint, last_sequence), known_floor = read_floor, read_at = ${now}
      from side
      where app_id = ${app.sdkAppId} and group_id = ${groupId} and group_members.user_id = side.user_id
        and read_through(read_sequence, known_floor, read_floor) < least(${sequence}::bigint, last_sequence)
      returning read_sequence
    )
    ${answerOf(sql)}`
  return readOf(row!)
}

/** The same of a topic. */
export async function raiseTopicRead(
  sql: Sql,
  app: AppInMemory,
  { groupId, topicId }: { groupId: string; topicId: string },
  { userId, sequence, now }: Reader,
) {
  const [row] = await sql<Row[]>`
    with ${heldApp(sql, app)}, side as (
      select
        group_members.user_id, last_sequence, read_floor,
        read_through(coalesce(topic_sides.read_sequence, 0), coalesce(topic_sides.known_floor, 0), read_floor) as present
      from held
      join group_members on group_members.app_id = held.id and group_members.group_id = ${groupId} and group_members.user_id = ${userId}
      join conversations on conversations.app_id = held.id and key = ${topicId}
      left join topic_sides on topic_sides.app_id = held.id and topic_sides.user_id = ${userId} and topic_sides.group_id = ${topicId}
    ), raised as (
      insert into topic_sides (app_id, user_id, group_id, read_sequence, known_floor, read_at)
      select ${app.sdkAppId}::bigint, user_id, ${topicId}, least(${sequence}::bigint, last_sequence), read_floor, ${now}::timestamptz
      from side where present < least(${sequence}::bigint, last_sequence)
      on conflict (app_id, user_id, group_id) do update
        set read_sequence = excluded.read_sequence, known_floor = excluded.known_floor, read_at = excluded.read_at
        where read_through(topic_sides.read_sequence, topic_sides.known_floor, excluded.known_floor) < excluded.read_sequence
      returning read_sequence
    )
    ${answerOf(sql)}`
  return readOf(row!)
}

const heldApp = (sql: Sql, { sdkAppId, revision }: AppInMemory) => sql`
  held as materialized (select id from apps where id = ${sdkAppId} and revision = ${revision} for key share)`

const answerOf = (sql: Sql) => sql`
  select
    exists (select from held) as is_current, exists (select from side) as is_member,
    (select present from side) as present, (select read_sequence from raised) as raised`

function readOf({ isCurrent, isMember, present, raised }: Row) {
  if (!isCurrent) throw new StaleRevision()
  return isMember ? { readSequence: raised ?? present!, moved: raised !== null } : null
}
