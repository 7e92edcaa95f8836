import type { Contact } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface RecentContact {
  contact: Contact
  lastAt: Date
  unread: number
}

interface Row {
  peerId: string | null
  groupId: string | null
  lastAt: Date
  unread: number
}

/** Taken from the list, and nothing newer was said: neither later nor, at the same moment, under a higher number. */
const isRemoved = (sql: Sql, side: 'direct_sides' | 'group_members') => sql`
  ${sql(side)}.removed_at is not null and ${sql(side)}.removed_at >= listed_at
  and not (listed_at = last_at and last_sequence > ${sql(side)}.removed_sequence)`

/**
 * Newest first. Communities stay hidden while the plan has none. Every conversation is looked up by its key, however a plan made early counts the rows. Meeting groups count nothing as
 * unread.
 */
export async function listRecent(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  { hiddenUntil, limit, communities }: { hiddenUntil: Date; limit: number; communities: boolean },
): Promise<RecentContact[]> {
  const rows = await sql<Row[]>`
    select peer_id, recent.group_id, listed_at as last_at, coalesce(of_group.unread, of_peer.unread, 0)::int as unread
    from (
      select id, peer_id, null as group_id, listed_at, last_sequence, greatest(read_sequence, cleared_sequence) as read_to
      from direct_sides
      cross join lateral (select * from conversations where id = conversation_id limit 1) as conversation
      where direct_sides.app_id = ${sdkAppId} and user_id = ${userId}
        and listed_at > ${hiddenUntil} and last_sequence > cleared_sequence and not (${isRemoved(sql, 'direct_sides')})
      union all
      select id, null, group_id, listed_at, last_sequence, greatest(read_through(read_sequence, known_floor, read_floor), cleared_sequence)
      from group_members
      cross join lateral (
        select * from conversations where app_id = group_members.app_id and key = group_members.group_id limit 1
      ) as conversation
      where group_members.app_id = ${sdkAppId} and user_id = ${userId}
        and listed_at > ${hiddenUntil} and last_sequence > cleared_sequence and not (${isRemoved(sql, 'group_members')})
        ${communities ? sql`` : sql`and not exists (select from groups where app_id = ${sdkAppId} and id = group_members.group_id and type = 'Community')`}
      order by listed_at desc, id desc limit ${limit}
    ) as recent
    left join lateral (
      select case when type = 'Meeting' then 0 else last_sequence - read_to end as unread
      from groups where app_id = ${sdkAppId} and id = recent.group_id limit 1
    ) as of_group on true
    left join lateral (
      select count(*) as unread from (
        select from messages
        where conversation_id = recent.id and sequence > read_to and at > ${hiddenUntil} and sender_id = peer_id
          and recalled_at is null and extra->>'noUnread' is null
        limit ${unreadCountMax}
      ) as counted
    ) as of_peer on peer_id is not null
    order by listed_at desc, recent.id desc`
  return rows.map(({ peerId, groupId, ...row }) => ({ ...row, contact: peerId === null ? { groupId: groupId! } : { peerId } }))
}

/** Nobody reads a larger number; counting on would make a list as slow as it is neglected. */
const unreadCountMax = 1_000

/** The list forgets the conversation as it stands. Nothing happens where there is none. */
export async function removeRecent(sql: Sql, sdkAppId: number, userId: string, contact: Contact, clearHistory: boolean): Promise<void> {
  const removed = sql`
    removed_at = listed_at, removed_sequence = last_sequence,
    cleared_sequence = case when ${clearHistory} then last_sequence else cleared_sequence end`
  if ('peerId' in contact) {
    await sql`
      update direct_sides set ${removed} from conversations
      where direct_sides.app_id = ${sdkAppId} and user_id = ${userId} and peer_id = ${contact.peerId} and conversations.id = conversation_id`
  } else {
    await sql`
      update group_members set ${removed} from conversations
      where group_members.app_id = ${sdkAppId} and user_id = ${userId} and group_members.group_id = ${contact.groupId}
        and conversations.app_id = ${sdkAppId} and key = ${contact.groupId}`
  }
}
