/** Everything an app's server made, beside messages: purge takes it. A row goes before the row it refers to. */
export const tablesOfApp = ['group_mutes', 'custom_fields', 'group_members', 'groups', 'im_users'] as const

/** Rows that go with a deleted user, by the columns that name the user. */
export const tablesOfUser: readonly { table: string; columns: readonly string[] }[] = [
  { table: 'group_mutes', columns: ['user_id'] },
  { table: 'direct_sides', columns: ['user_id'] },
]

/** Rows that go with a disbanded group, by `group_id`. */
export const tablesOfGroup = ['group_mutes'] as const
