import { type GroupType, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { AppInMemory } from '../../road/context.ts'

interface Speaking {
  app: AppInMemory
  groupId: string
  topicId?: string | undefined
  senderId: string
  /** Of the app's server: it may speak for anybody, member or not, and its administrators are bound to nothing. */
  forOthers: boolean
  now: Date
}

/**
 * What is known before a message of a group is handed to its lane: refuses what the lane would refuse, so that nobody is asked about it.
 * The lane decides: it looks under its locks.
 */
export async function refuseWhoMayNotSpeak(sql: Sql, { app, groupId, topicId, senderId, forOthers, now }: Speaking): Promise<GroupType> {
  const [group] = await sql<{ type: GroupType; isUser: boolean; isMember: boolean; muted: boolean; hasTopic: boolean }[]>`
    select
      type, sender.user_id is not null as is_user, members.user_id is not null as is_member,
      ${topicId ?? null}::text is null or topics.id is not null as has_topic,
      coalesce(sender.groups_muted_until > ${now}, false)
        or exists (
          select from group_mutes
          where app_id = ${app.sdkAppId} and group_id in (${groupId}, ${topicId ?? groupId}) and group_mutes.user_id = ${senderId} and muted_until > ${now}
        )
        or ((groups.mute_all or coalesce(topics.mute_all, false)) and owner_id is distinct from ${senderId}
          and coalesce(members.role, 'Member') = 'Member') as muted
    from groups
    left join im_users as sender on sender.app_id = ${app.sdkAppId} and sender.user_id = ${senderId}
    left join group_members as members on members.app_id = ${app.sdkAppId} and members.group_id = groups.id and members.user_id = ${senderId}
    left join topics on topics.app_id = ${app.sdkAppId} and topics.group_id = groups.id and topics.id = ${topicId ?? ''}
    where groups.app_id = ${app.sdkAppId} and groups.id = ${groupId}`
  if (!group) throw new Refusal('group_unknown')
  if (!group.hasTopic) throw new Refusal('topic_unknown')
  if (forOthers && app.admins.has(senderId)) return group.type
  if (!group.isUser) throw new Refusal('sender_unknown', { userId: senderId })
  if (!forOthers && !group.isMember && group.type !== 'AVChatRoom') throw new Refusal('not_a_member', { userId: senderId })
  if (group.muted) throw new Refusal('sender_muted', { userId: senderId })
  return group.type
}
