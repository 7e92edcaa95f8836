import { type Conversation, communityPrefix, type GroupType, type ListedConversation, type Message } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import { isSeen } from '../messages/seen-store.ts'
import { type MessageRow, messageColumns, messageOf } from '../messages/store.ts'
import { isRemoved } from './recent-store.ts'

/** Where a page ended: the list is ordered by these. */
export interface ListPosition {
  isPinned: boolean
  at: Date
  id: number
}

export interface Found extends Omit<ListedConversation, 'standardMarks' | 'customMark' | 'contactGroupIds'> {
  position: ListPosition
}

interface Wanted {
  hiddenUntil: Date
  /** Otherwise they are hidden. */
  communities: boolean
  /** In groups of these types a newcomer does not see what was said before. */
  seenFromJoining: GroupType[]
  /** Only these, also where nothing was said or the list has lost them. */
  only?: Conversation[]
  /** Only those with something newer. */
  changedSince?: Date | undefined
  /** Of the whole list; with `changedSince` there is no such bound. */
  max: number
  after?: ListPosition | undefined
  limit: number
}

interface Row {
  id: number
  peerId: string | null
  groupId: string | null
  topicId: string | null
  type: GroupType | null
  lastSequence: number
  sinceSequence: number
  change: number
  listedAt: Date | null
  sortedAt: Date
  readSequence: number
  peerReadSequence: number | null
  unread: number
  mentions: ListedConversation['mentions'] | null
  isPinned: boolean
  msgFlag: ListedConversation['msgFlag']
  last: (Omit<MessageRow, 'at' | 'recalledAt'> & { at: string; recalledAt: string | null; clientSequence: number | null }) | null
}

/** So many of the newest messages are looked at; what is unread below them is counted by its numbers. */
const countedMax = 100

/**
 * In the order of the list. One statement, however many there are: what is dear (last message, unread) is looked up for a page only, each by
 * its key. Counted as unread are messages of others that want to be counted.
 */
export async function listConversations(sql: Sql, sdkAppId: number, userId: string, wanted: Wanted): Promise<Found[]> {
  const { hiddenUntil, after, limit, max, changedSince } = wanted
  const view = { userId, hiddenUntil, clearedSequence: sql`page.cleared_sequence`, seenFrom: sql`page.seen_from` }
  const rows = await sql<Row[]>`
    with listed as materialized (
      ${candidates(sql, sdkAppId, userId, wanted)}
      order by is_pinned desc, sorted_at desc, id desc ${changedSince === undefined && !wanted.only ? sql`limit ${max}` : sql``}
    ), page as materialized (
      select * from listed
      ${after ? sql`where (is_pinned, sorted_at, id) < (${after.isPinned}, ${after.at}, ${after.id}::bigint)` : sql``}
      order by is_pinned desc, sorted_at desc, id desc limit ${limit}
    )
    select page.*, coalesce(counted.unread, 0) as unread, mentions, last
    from page
    left join lateral (
      select
        case when page.last_sequence - page.read_sequence <= ${countedMax}::bigint then count(*) filter (where counts)
          else page.last_sequence - page.read_sequence - count(*) filter (where not counts) end as unread,
        json_agg(json_build_object(
          'sequence', sequence, 'senderId', sender_id, 'all', mentions like '%"all":true%', 'me', mentions like ${mentionOf(userId)}
        ) order by sequence desc) filter (where mention_number <= 10) as mentions
      from (
        select *, case when is_mention then count(*) filter (where is_mention) over (order by sequence desc) end as mention_number
        from (
          select
            sequence, sender_id, extra ->> 'mentions' as mentions, counts,
            counts and (extra ->> 'mentions' like '%"all":true%' or extra ->> 'mentions' like ${mentionOf(userId)}) as is_mention
          from (
            select
              sequence, sender_id, extra,
              sender_id <> ${userId} and recalled_at is null and not system
                and (extra is null or extra ->> 'noUnread' is null and extra ->> 'receiverIds' is null)
                and at >= coalesce(page.counted_from, '-infinity') as counts
            from messages
            where page.counts_unread and page.last_sequence > page.read_sequence
              and conversation_id = page.id and at > ${hiddenUntil}
              and sequence > greatest(page.read_sequence, page.last_sequence - ${countedMax}::bigint)
          ) as newest
        ) as told
      ) as numbered
    ) as counted on true
    left join lateral (
      select json_build_object(${asJson(sql)}) as last from (
        select ${sql(messageColumns)}, client_sequence, ${isSeen(sql, view)} as is_seen from messages
        where conversation_id = page.id and sequence <= page.last_sequence
          and at <= page.listed_at and at > page.listed_at - interval '1 day'
          and not system and (extra is null or extra ->> 'noLastMessage' is null)
        order by sequence desc limit 20
      ) as newest
      where is_seen order by sequence desc limit 1
    ) as newest on true
    order by is_pinned desc, sorted_at desc, id desc`
  return rows.map(asFound)
}

/** Of a user's conversations what the order and the list need. */
function candidates(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { hiddenUntil, communities, seenFromJoining, only, changedSince }: Wanted,
): Fragment {
  const ids = (pick: (conversation: Conversation) => string | null) => (only ?? []).flatMap((conversation) => pick(conversation) ?? [])
  const isWanted = (
    side: 'direct_sides' | 'group_members' | 'topic_sides',
    column: Fragment,
    named: string[],
    moments: Fragment,
  ): Fragment => {
    if (only) return sql`${column} = any(${named})`
    const isListed = sql`not coalesce(${isRemoved(sql, side)}, false)`
    if (changedSince === undefined) return sql`listed_at > ${hiddenUntil} and ${isListed}`
    return sql`coalesce(listed_at, last_at) > ${hiddenUntil} and ${isListed}
      and greatest(last_at, changed_at, ${sql(side)}.read_at, ${moments}) >= ${changedSince}`
  }
  const seenFrom = sql`case when type = any(${seenFromJoining}) then joined_at end`
  const seenFromInGroup = sql`case when type = any(${seenFromJoining}) and joined_sequence is null then joined_at end`
  const clearedInGroup = sql`greatest(cleared_sequence, case when type = any(${seenFromJoining}) then joined_sequence end)`
  const withMine = sql`${communities ? sql`` : sql`and not starts_with(group_members.group_id, ${communityPrefix})`}`
  return sql`
    select
      id, peer_id, null as group_id, null as topic_id, null as type, last_sequence, change, listed_at, coalesce(listed_at, last_at, 'epoch'::timestamptz) as sorted_at,
      direct_sides.pinned_at is not null as is_pinned, direct_sides.cleared_sequence,
      greatest(direct_sides.cleared_sequence, direct_sides.removed_sequence) as since_sequence,
      greatest(direct_sides.read_sequence, direct_sides.cleared_sequence) as read_sequence,
      coalesce(theirs.read_sequence, 0) as peer_read_sequence,
      coalesce(direct_sides.msg_flag, 'AcceptAndNotify') as msg_flag, null::timestamptz as seen_from, null::timestamptz as counted_from,
      true as counts_unread
    from direct_sides
    cross join lateral (select * from conversations where id = conversation_id limit 1) as conversation
    left join lateral (
      select read_sequence, read_at from direct_sides as theirs
      where theirs.app_id = ${sdkAppId} and theirs.user_id = direct_sides.peer_id and theirs.peer_id = ${userId} limit 1
    ) as theirs on true
    where direct_sides.app_id = ${sdkAppId} and direct_sides.user_id = ${userId}
      and ${isWanted(
        'direct_sides',
        sql`peer_id`,
        ids((conversation) => ('peerId' in conversation ? conversation.peerId : null)),
        sql`theirs.read_at`,
      )}
    union all
    select
      conversation.id, null, group_members.group_id, null, type, last_sequence, change, listed_at, coalesce(listed_at, last_at, 'epoch'::timestamptz),
      pinned_at is not null, ${clearedInGroup}, greatest(cleared_sequence, removed_sequence, coalesce(joined_sequence, read_sequence)),
      greatest(read_through(read_sequence, known_floor, read_floor), cleared_sequence), null,
      ${msgFlagOf(sql, sql`msg_flag`)}, ${seenFromInGroup}, null, type <> 'Meeting'
    from group_members
    cross join lateral (
      select * from conversations where app_id = ${sdkAppId} and key = group_members.group_id limit 1
    ) as conversation
    cross join lateral (select type from groups where app_id = ${sdkAppId} and id = group_members.group_id limit 1) as of_group
    where group_members.app_id = ${sdkAppId} and user_id = ${userId} ${withMine}
      and ${isWanted(
        'group_members',
        sql`group_members.group_id`,
        ids((conversation) => ('groupId' in conversation && conversation.topicId === undefined ? conversation.groupId : null)),
        sql`joined_at`,
      )}
      ${changedSince === undefined || only ? sql`` : sql`and (type <> 'Work' or listed_at is not null)`}
    union all
    select
      conversation.id, null, group_members.group_id, topics.id, type, last_sequence, change, listed_at, coalesce(listed_at, last_at, 'epoch'::timestamptz),
      topic_sides.pinned_at is not null, coalesce(topic_sides.cleared_sequence, 0),
      case when topic_sides.user_id is not null then greatest(topic_sides.cleared_sequence, topic_sides.removed_sequence, topic_sides.read_sequence)
        when topics.created_at >= joined_at then 0
        else coalesce((
          select sequence from messages where conversation_id = conversation.id and at < joined_at order by sequence desc limit 1
        ), 0) end,
      greatest(read_through(coalesce(topic_sides.read_sequence, 0), coalesce(topic_sides.known_floor, 0), read_floor), coalesce(topic_sides.cleared_sequence, 0)),
      null, coalesce(topic_sides.msg_flag, ${msgFlagOf(sql, sql`group_members.msg_flag`)}), ${seenFrom},
      case when topic_sides.user_id is null then joined_at end, true
    from group_members
    cross join lateral (
      select type, supports_topics from groups where app_id = ${sdkAppId} and id = group_members.group_id limit 1
    ) as of_group
    join topics on topics.app_id = ${sdkAppId} and topics.group_id = group_members.group_id
    cross join lateral (select * from conversations where app_id = ${sdkAppId} and key = topics.id limit 1) as conversation
    left join topic_sides on topic_sides.app_id = ${sdkAppId} and topic_sides.user_id = ${userId} and topic_sides.group_id = topics.id
    where group_members.app_id = ${sdkAppId} and group_members.user_id = ${userId} and supports_topics ${withMine}
      and ${isWanted(
        'topic_sides',
        sql`topics.id`,
        ids((conversation) => ('groupId' in conversation ? (conversation.topicId ?? null) : null)),
        sql`joined_at`,
      )}`
}

const msgFlagOf = (sql: Sql, column: Fragment) =>
  sql`coalesce(${column}, case when type = 'Meeting' then 'AcceptNotNotify' else 'AcceptAndNotify' end)`

const asJson = (sql: Sql) => sql`
  'sequence', sequence, 'at', at, 'senderId', sender_id, 'random', random, 'priority', priority, 'body', body,
  'cloudCustomData', cloud_custom_data, 'extra', extra, 'recalledAt', recalled_at, 'change', change, 'system', system,
  'clientSequence', client_sequence`

/** As `mentions` are written. Percent signs and the like in an id stand for themselves. */
function mentionOf(userId: string): string {
  return `%${JSON.stringify({ userId })
    .slice(1, -1)
    .replaceAll(/[\\%_]/g, '\\$&')}%`
}

function asFound({ id, peerId, groupId, topicId, lastSequence, listedAt, sortedAt, last, mentions, ...row }: Row): Found {
  const { type, change, sinceSequence, readSequence, peerReadSequence, unread, isPinned, msgFlag } = row
  return {
    conversation: peerId === null ? { groupId: groupId!, ...(topicId !== null && { topicId }) } : { peerId },
    type,
    sequence: lastSequence,
    change,
    lastAt: listedAt?.toISOString() ?? null,
    lastMessage: last && lastMessageOf(last),
    sinceSequence,
    readSequence,
    peerReadSequence,
    unread: Math.max(0, unread),
    mentions: mentions ?? [],
    isPinned,
    msgFlag,
    position: { isPinned, at: sortedAt, id },
  }
}

function lastMessageOf({ clientSequence, ...row }: NonNullable<Row['last']>): Message {
  const message = messageOf({ ...row, at: new Date(row.at), recalledAt: row.recalledAt === null ? null : new Date(row.recalledAt) })
  return { ...message, ...(clientSequence !== null && { clientSequence }) }
}
