import type { Conversation, ListedConversation } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import { directKey } from '../messages/lanes/write-batch.ts'

/** What a user sets of conversations: each statement answers which of them the user has. In transactions in which the user is locked. */
interface Change {
  isPinned?: boolean | undefined
  msgFlag?: ListedConversation['msgFlag'] | undefined
}

interface Whose {
  sdkAppId: number
  userId: string
  now: Date
}

type Named = { peerIds: string[]; groupIds: string[]; topicIds: string[] }

export function namesOf(conversations: Conversation[]): Named {
  return {
    peerIds: conversations.flatMap((conversation) => ('peerId' in conversation ? [conversation.peerId] : [])),
    groupIds: conversations.flatMap((conversation) => ('groupId' in conversation && !conversation.topicId ? [conversation.groupId] : [])),
    topicIds: conversations.flatMap((conversation) => ('groupId' in conversation && conversation.topicId ? [conversation.topicId] : [])),
  }
}

/** Two who have never spoken get an empty conversation: what one of them sets has a place then. */
export async function openDirect(sql: Sql, { sdkAppId, userId }: Whose, peerIds: string[], revision: number): Promise<void> {
  if (peerIds.length === 0) return
  const turns = peerIds.map((_, index) => index + 1)
  await sql`
    select begin_direct_conversations(
      ${[sdkAppId]}::bigint[], ${[revision]}::bigint[], ${peerIds.map(() => 1)}::int[], ${peerIds.map((peerId) => directKey(userId, peerId))}::text[],
      ${turns}::int[], ${peerIds.map(() => revision)}::bigint[], ${peerIds.map(() => userId)}::text[], ${peerIds}::text[]
    )`
}

/** A row for each of these topics of communities in which the user is a member. */
async function openTopicSides(sql: Sql, { sdkAppId, userId }: Whose, topicIds: string[]): Promise<void> {
  await sql`
    insert into topic_sides (app_id, user_id, group_id, read_sequence, known_floor)
    select ${sdkAppId}::bigint, ${userId}, topics.id, coalesce((
      select max(sequence) from messages where conversation_id = conversations.id and at < joined_at
    ), 0), read_floor
    from topics
    join group_members on group_members.app_id = topics.app_id and group_members.group_id = topics.group_id and group_members.user_id = ${userId}
    join conversations on conversations.app_id = topics.app_id and conversations.key = topics.id
    where topics.app_id = ${sdkAppId} and topics.id = any(${topicIds}) order by topics.id
    on conflict do nothing`
}

export async function changeSides(sql: Sql, whose: Whose, named: Named, change: Change): Promise<void> {
  const { now } = whose
  await update(
    sql,
    whose,
    named,
    sql`
    ${change.isPinned === undefined ? sql`pinned_at = pinned_at` : sql`pinned_at = ${change.isPinned ? now : null}::timestamptz`},
    msg_flag = coalesce(${change.msgFlag ?? null}, msg_flag)`,
  )
}

/** The list forgets them as they stand. */
export async function removeSides(sql: Sql, whose: Whose, named: Named, clearHistory: boolean): Promise<void> {
  await update(
    sql,
    whose,
    named,
    sql`
    removed_at = coalesce(listed_at, '-infinity'), removed_sequence = last_sequence, pinned_at = null
    ${clearHistory ? sql`, cleared_sequence = last_sequence` : sql``}`,
  )
}

export async function clearSides(sql: Sql, whose: Whose, named: Named): Promise<void> {
  await update(sql, whose, named, sql`cleared_sequence = last_sequence`)
}

/** `set` may name columns of the conversation. */
async function update(sql: Sql, whose: Whose, { peerIds, groupIds, topicIds }: Named, set: Fragment): Promise<void> {
  const { sdkAppId, userId } = whose
  if (peerIds.length > 0) {
    await sql`
      update direct_sides set ${set} from conversations
      where direct_sides.app_id = ${sdkAppId} and user_id = ${userId} and peer_id = any(${peerIds}) and conversations.id = conversation_id`
  }
  if (groupIds.length > 0) {
    await sql`
      update group_members set ${set} from conversations
      where group_members.app_id = ${sdkAppId} and user_id = ${userId} and group_members.group_id = any(${groupIds})
        and conversations.app_id = ${sdkAppId} and key = group_members.group_id`
  }
  if (topicIds.length > 0) {
    await openTopicSides(sql, whose, topicIds)
    await sql`
      update topic_sides set ${set} from conversations
      where topic_sides.app_id = ${sdkAppId} and user_id = ${userId} and topic_sides.group_id = any(${topicIds})
        and conversations.app_id = ${sdkAppId} and key = topic_sides.group_id`
  }
}

/** Which of them the user has. */
export async function findSides(sql: Sql, { sdkAppId, userId }: Whose, { peerIds, groupIds, topicIds }: Named): Promise<Set<string>> {
  const rows = await sql<{ name: string }[]>`
    select 'user ' || peer_id as name from direct_sides where app_id = ${sdkAppId} and user_id = ${userId} and peer_id = any(${peerIds})
    union all
    select 'group ' || group_id from group_members where app_id = ${sdkAppId} and user_id = ${userId} and group_id = any(${groupIds})
    union all
    select 'group ' || topics.id from topics
    join group_members on group_members.app_id = topics.app_id and group_members.group_id = topics.group_id
    where topics.app_id = ${sdkAppId} and topics.id = any(${topicIds}) and user_id = ${userId}`
  return new Set(rows.map(({ name }) => name))
}

export function sideName(conversation: Conversation): string {
  return 'peerId' in conversation ? `user ${conversation.peerId}` : `group ${conversation.topicId ?? conversation.groupId}`
}

/** Everything that was said until now is read. What is behind already stays as it is. */
export async function readAll(sql: Sql, { sdkAppId, userId, now }: Whose, of: 'peers' | 'groups' | 'all') {
  const direct =
    of === 'groups'
      ? []
      : await sql<{ peerId: string; sequence: number }[]>`
          update direct_sides set read_sequence = last_sequence, read_at = ${now} from conversations
          where direct_sides.app_id = ${sdkAppId} and user_id = ${userId} and conversations.id = conversation_id and read_sequence < last_sequence
          returning peer_id, read_sequence as sequence`
  if (of === 'peers') return { direct, groups: [], topics: [] }
  const groups = await sql<{ groupId: string; sequence: number }[]>`
    update group_members set read_sequence = last_sequence, known_floor = read_floor, read_at = ${now} from conversations
    where group_members.app_id = ${sdkAppId} and user_id = ${userId} and conversations.app_id = ${sdkAppId} and key = group_members.group_id
      and read_through(read_sequence, known_floor, read_floor) < last_sequence
    returning group_members.group_id, read_sequence as sequence`
  const topics = await sql<{ groupId: string; topicId: string; sequence: number }[]>`
    insert into topic_sides (app_id, user_id, group_id, read_sequence, known_floor, read_at)
    select ${sdkAppId}::bigint, ${userId}, topics.id, last_sequence, read_floor, ${now}::timestamptz
    from group_members
    join topics on topics.app_id = group_members.app_id and topics.group_id = group_members.group_id
    join conversations on conversations.app_id = topics.app_id and conversations.key = topics.id
    where group_members.app_id = ${sdkAppId} and group_members.user_id = ${userId} and last_sequence > 0
    on conflict (app_id, user_id, group_id) do update
      set read_sequence = excluded.read_sequence, known_floor = excluded.known_floor, read_at = excluded.read_at
      where topic_sides.read_sequence < excluded.read_sequence
    returning topic_sides.group_id as topic_id, (select topics.group_id from topics where app_id = ${sdkAppId} and id = topic_sides.group_id) as group_id,
      read_sequence as sequence`
  return { direct, groups, topics }
}
