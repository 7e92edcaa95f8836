import { type Contact, communityPrefix, type GroupType } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface RecentContact {
  contact: Contact
  lastAt: Date
  /** What was said in a group of this type since the user has read it; null: a user. */
  group: { type: GroupType; unread: number } | null
}

interface Row {
  peerId: string | null
  groupId: string | null
  lastAt: Date
  type: GroupType | null
  unread: number
}

/** Taken from the list, and nothing newer was said: neither later nor, at the same moment, under a higher number. */
export const isRemoved = (sql: Sql, side: 'direct_sides' | 'group_members' | 'topic_sides') => sql`
  ${sql(side)}.removed_at is not null and ${sql(side)}.removed_at >= listed_at
  and not (listed_at = last_at and last_sequence > ${sql(side)}.removed_sequence)`

interface Wanted {
  hiddenUntil: Date
  limit: number
  /** Otherwise they are hidden. */
  communities: boolean
}

/** Newest first. Every conversation is looked up by its key, however a plan made early counts the rows. */
export async function listRecent(sql: Sql, sdkAppId: number, userId: string, { hiddenUntil, limit, communities }: Wanted) {
  const isShown = (side: 'direct_sides' | 'group_members') => sql`
    ${sql(side)}.app_id = ${sdkAppId} and user_id = ${userId}
    and listed_at > ${hiddenUntil} and last_sequence > cleared_sequence and not (${isRemoved(sql, side)})`
  const rows = await sql<Row[]>`
    select peer_id, recent.group_id, listed_at as last_at, type, unread
    from (
      select id, peer_id, null as group_id, listed_at, 0 as unread
      from direct_sides
      cross join lateral (select * from conversations where id = conversation_id limit 1) as conversation
      where ${isShown('direct_sides')}
      union all
      select
        id, null, group_id, listed_at,
        greatest(0, last_sequence - greatest(read_through(read_sequence, known_floor, read_floor), cleared_sequence))
      from group_members
      cross join lateral (
        select * from conversations where app_id = group_members.app_id and key = group_members.group_id limit 1
      ) as conversation
      where ${isShown('group_members')}
        ${communities ? sql`` : sql`and not starts_with(group_id, ${communityPrefix})`}
      order by listed_at desc, id desc limit ${limit}
    ) as recent
    left join lateral (select type from groups where app_id = ${sdkAppId} and id = recent.group_id limit 1) as named on true
    order by listed_at desc, recent.id desc`
  return rows.map(
    ({ peerId, groupId, lastAt, type, unread }): RecentContact => ({
      contact: peerId === null ? { groupId: groupId! } : { peerId },
      lastAt,
      group: type && { type, unread },
    }),
  )
}

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
