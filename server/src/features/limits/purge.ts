import type { Sql } from '../../platform/database.ts'
import { removeMessagesOfApp } from '../messages/removal.ts'

/**
 * Deletes one portion of what an ended app's server made: messages, memberships, then groups, then users. Returns how many rows went; 0: nothing is
 * left. No write comes between, because the app's status has changed and with it its revision.
 */
export async function removeAppRows(sql: Sql, sdkAppId: number, portion: number): Promise<number> {
  const messages = await removeMessagesOfApp(sql, sdkAppId, portion)
  if (messages > 0) return messages
  const rowsOf = {
    members: sql`delete from group_members where ctid = any(array(select ctid from group_members where app_id = ${sdkAppId} limit ${portion}))`,
    groups: sql`delete from groups where ctid = any(array(select ctid from groups where app_id = ${sdkAppId} limit ${portion}))`,
    users: sql`delete from im_users where ctid = any(array(select ctid from im_users where app_id = ${sdkAppId} limit ${portion}))`,
  }
  for (const removal of [rowsOf.members, rowsOf.groups, rowsOf.users]) {
    const { count } = await removal
    if (count > 0) return count
  }
  await sql`update apps set user_count = 0, group_count = 0, av_group_count = 0 where id = ${sdkAppId} and (user_count > 0 or group_count > 0)`
  return 0
}
