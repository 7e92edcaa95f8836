import type { Sql } from '../platform/database.ts'

/** Everything an app's server made, beside messages: purge takes it. A row goes before the row it refers to. */
export const tablesOfApp = [
  'group_attributes',
  'group_counters',
  'group_bans',
  'av_group_marks',
  'broadcast_numbers',
  'contact_groups',
  'marked_contacts',
  'push_attribute_names',
  'push_attributes',
  'push_tags',
  'push_days',
  'pushes',
  'group_mutes',
  'custom_field_types',
  'custom_fields',
  'friends',
  'friend_requests',
  'friend_lists',
  'blocks',
  'user_notices',
  'topic_sides',
  'group_applications',
  'group_rule_passes',
  'group_members',
  'topics',
  'groups',
  'im_users',
  'login_days',
  'live_days',
  'user_days',
  'member_days',
  'message_statistics',
  'activity_slots',
  'activity_days',
  'limit_notices',
  'blocked_media',
  'deliveries',
  'app_callbacks',
  'app_tags',
] as const

/** Rows that go with a deleted user, by the columns that name the user. */
export const tablesOfUser: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'group_mutes', columns: ['user_id'] },
  { table: 'message_readings', columns: ['user_id'] },
  { table: 'message_reactions', columns: ['user_id'] },
  { table: 'hidden_messages', columns: ['user_id'] },
  { table: 'topic_sides', columns: ['user_id'] },
  { table: 'direct_sides', columns: ['user_id'] },
  { table: 'friend_requests', columns: ['user_id', 'requester_id'] },
  { table: 'friend_lists', columns: ['user_id'] },
  { table: 'blocks', columns: ['user_id', 'blocked_id'] },
  { table: 'group_bans', columns: ['user_id'] },
  { table: 'av_group_marks', columns: ['user_id'] },
  { table: 'contact_groups', columns: ['user_id'] },
  { table: 'marked_contacts', columns: ['user_id', 'peer_id'] },
  { table: 'push_attributes', columns: ['user_id'] },
  { table: 'push_tags', columns: ['user_id'] },
  { table: 'user_notices', columns: ['user_id'] },
  { table: 'group_applications', columns: ['user_id', 'applicant_id'] },
]

/** Rows that go with a disbanded group, by `group_id`. */
export const tablesOfGroup = [
  'group_mutes',
  'topic_sides',
  'topics',
  'group_attributes',
  'group_counters',
  'group_bans',
  'av_group_marks',
  'marked_contacts',
  'group_applications',
] as const

/** What stands beside a group or a topic. */
export function removeRowsOfGroups(sql: Sql, sdkAppId: number, keys: string[]) {
  return Promise.all(tablesOfGroup.map((table) => sql`delete from ${sql(table)} where app_id = ${sdkAppId} and group_id = any(${keys})`))
}
