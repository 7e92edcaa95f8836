import { Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../limits/locks.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import { refuseForeignTopic } from '../messages/get-conversation.ts'
import { muteEnd } from '../messages/mute-end.ts'
import { findConversation } from '../messages/store.ts'
import type { Tell } from '../messages/tips.ts'
import { findUserIds } from '../users/store.ts'
import { liftMutes, listMuted, setMutedUntil } from './mutes-store.ts'
import { mutesMembers } from './rules.ts'
import { findGroups } from './store.ts'
import { telling } from './telling.ts'

/** More would not fit into an answer of 1 MB. */
const mutedInAnswerMax = 20_000

export function groupMuteHandlers({ tell }: { tell: Tell }) {
  return {
    async 'group.muteMembers'({ groupId, topicId, userIds, forSeconds }, context) {
      const { sql, app, now } = context
      // With the revision nobody deletes accounts meanwhile.
      await lockApp(sql, app, 'revision')
      await lockGroups(sql, app.sdkAppId, [groupId])
      const { group, key } = await mutableConversation(context, { groupId, topicId })
      const known = await findUserIds(sql, app.sdkAppId, userIds)
      const unknown = userIds.find((userId) => !known.has(userId))
      if (unknown !== undefined) throw new Refusal('group_user_unknown', { userId: unknown })
      const mutedUntil = muteEnd(now, forSeconds)
      const changed = await setMute(context, key, [...new Set(userIds)], mutedUntil)
      if (changed.length > 0) {
        const changes = { mutedUntil, ...(topicId !== undefined && { topicId }) }
        context.afterCommit(() =>
          tell(telling(context, group), { tip: 'membersChanged', operatorId: operatorOf(context), userIds: changed, changes }),
        )
      }
      return { mutedUntil: mutedUntil?.toISOString() ?? null }
    },

    async 'group.listMuted'(which, context) {
      const { sql, app, now } = context
      const { key } = await mutableConversation(context, which)
      const muted = await listMuted(sql, app.sdkAppId, key, now, mutedInAnswerMax)
      if (muted === null) throw new Refusal('group_answer_too_large')
      return { muted }
    },
  } satisfies Partial<Handlers>
}

/** Under the group's lock. Returns for whom something is different now. */
export async function setMute({ sql, app, now }: AppContext, key: string, userIds: string[], mutedUntil: Date | null): Promise<string[]> {
  const muted = await liftMutes(sql, app.sdkAppId, key, userIds, now)
  if (mutedUntil === null) return userIds.filter((userId) => muted.has(userId))
  await setMutedUntil(sql, app.sdkAppId, key, userIds, mutedUntil)
  return userIds
}

async function mutableConversation({ sql, app }: AppContext, { groupId, topicId }: { groupId: string; topicId?: string | undefined }) {
  const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
  if (!group) throw new Refusal('group_unknown')
  if (!mutesMembers(group.type)) throw new Refusal('group_not_supported')
  if (topicId === undefined) return { group, key: groupId }
  refuseForeignTopic(groupId, topicId)
  if ((await findConversation(sql, app.sdkAppId, topicId)) === null) throw new Refusal('topic_unknown')
  return { group, key: topicId }
}
