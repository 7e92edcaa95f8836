import { Refusal } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { type AppInMemory, StaleRevision } from '../../../road/context.ts'

interface Writing {
  app: AppInMemory
  senderId: string
  receiverId: string
  now: Date
}

/**
 * Refuses what the lane refuses of a user's message to another (`send_messages`), where something else than a message reaches that user.
 * False: the other does not want to hear it, and by the app's setting the sender is not told so.
 */
export async function mayWrite(sql: Sql, { app, senderId, receiverId, now }: Writing): Promise<boolean> {
  const { sdkAppId, revision, settings } = app
  const [row] = await sql<{ isUser: boolean; muted: boolean; blocked: boolean; friends: boolean }[]>`
    select
      im_users.user_id is not null as is_user, coalesce(direct_muted_until > ${now}, false) as muted,
      exists (select from blocks where app_id = ${sdkAppId} and blocks.user_id = ${receiverId} and blocked_id = ${senderId}) as blocked,
      exists (select from friends where app_id = ${sdkAppId} and friends.user_id = ${senderId} and friend_id = ${receiverId})
        and exists (select from friends where app_id = ${sdkAppId} and friends.user_id = ${receiverId} and friend_id = ${senderId}) as friends
    from apps left join im_users on im_users.app_id = apps.id and im_users.user_id = ${senderId}
    where apps.id = ${sdkAppId} and revision = ${revision}`
  if (!row) throw new StaleRevision()
  if (!row.isUser) throw new Refusal('sender_unknown', { userId: senderId })
  if (row.muted) throw new Refusal('direct_sender_muted', { userId: senderId })
  if (row.blocked && !settings.blockedSendsSucceed) throw new Refusal('sender_blocked')
  if (!row.blocked && settings.friendsOnly && !row.friends) throw new Refusal('not_friends', { userId: receiverId })
  return !row.blocked
}
