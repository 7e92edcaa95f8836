import { Refusal } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { type AppInMemory, StaleRevision } from '../../../road/context.ts'
import { duplicateWindowMs } from './write-batch.ts'

interface Dropped {
  app: AppInMemory
  /** Of the conversation. */
  key: string
  senderId: string
  random: number
  now: Date
  /** The group of which the sender must be a member; null: need not be. */
  memberOf: string | null
}

/**
 * What is above the rate is not written, so nothing has looked yet whether the app is as it was remembered and whom the message names.
 * Returns the message it repeats; null: it was not said before.
 */
export async function judgeDropped(sql: Sql, { app, key, senderId, random, now, memberOf }: Dropped) {
  const [found] = await sql<
    { conversationId: number | null; isUser: boolean; isMember: boolean; sequence: number | null; at: Date | null }[]
  >`
    select
      conversations.id as conversation_id, said.sequence, said.at,
      exists (select from im_users where app_id = apps.id and user_id = ${senderId}) as is_user,
      ${memberOf}::text is null
        or exists (select from group_members where app_id = apps.id and group_id = ${memberOf} and user_id = ${senderId}) as is_member
    from apps
    left join conversations on conversations.app_id = apps.id and key = ${key}
    left join lateral (
      select sequence, at from messages
      where conversation_id = conversations.id and random = ${random} and client_sequence is null and sender_id = ${senderId}
        and messages.at > ${new Date(now.getTime() - duplicateWindowMs)}
      order by messages.at desc limit 1
    ) as said on true
    where apps.id = ${app.sdkAppId} and revision = ${app.revision}`
  if (!found) throw new StaleRevision()
  if (found.conversationId === null) throw new Refusal('group_unknown')
  if (!found.isUser && !app.admins.has(senderId)) throw new Refusal('sender_unknown', { userId: senderId })
  if (!found.isMember) throw new Refusal('not_a_member', { userId: senderId })
  return found.at && { sequence: found.sequence, at: found.at }
}
