import type { FeatureName } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'

/** Of these features the ones of which rows tell that users of the app make use. Others leave no trace, or none that lasts. */
export async function featuresInUse(sql: Sql, sdkAppId: number, names: readonly FeatureName[]): Promise<FeatureName[]> {
  if (names.length === 0) return []
  const [row] = await sql<Partial<Record<FeatureName, boolean>>[]>`
    select
      exists (select from apps where id = ${sdkAppId} and community_count > 0) as communities,
      exists (select from pushes where app_id = ${sdkAppId}) as push_to_all_users,
      exists (select from message_readings where app_id = ${sdkAppId}) as group_read_receipts,
      exists (select from message_extensions where app_id = ${sdkAppId}) as message_extensions,
      exists (select from broadcast_numbers where app_id = ${sdkAppId}) as av_group_broadcast,
      exists (select from group_bans where app_id = ${sdkAppId}) as av_group_ban,
      exists (select from marked_contacts where app_id = ${sdkAppId} and standard_mark <> 0::bit(64)) as conversation_marks,
      exists (select from contact_groups where app_id = ${sdkAppId}) as conversation_groups`
  return names.filter((name) => row![name])
}
