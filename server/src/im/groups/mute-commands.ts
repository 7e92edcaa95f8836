import { type GroupType, Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import { refuseForeignTopic } from '../messages/get-conversation.ts'
import { muteEnd } from '../messages/mute-end.ts'
import { findConversation } from '../messages/store.ts'
import type { Tell } from '../messages/tips.ts'
import { tellUsers } from '../users/notices.ts'
import { findUserIds } from '../users/store.ts'
import { type Actor, actorIn, refuseUnless, refuseUnlessOn } from './acting.ts'
import { findRoles } from './members-store.ts'
import { liftMutes, listMuted, setMutedUntil } from './mutes-store.ts'
import type { Role } from './permissions.ts'
import { mutesMembers, storesMembers } from './rules.ts'
import { findGroups } from './store.ts'
import { telling } from './telling.ts'

/** More would not fit into an answer of 1 MB. */
const mutedInAnswerMax = 20_000

export function groupMuteHandlers({ tell, hub }: { tell: Tell; hub: Hub }) {
  return {
    async 'group.muteMembers'({ groupId, topicId, userIds, forSeconds }, context) {
      const { sql, app, now } = context
      // With the revision nobody deletes accounts meanwhile.
      await lockApp(sql, app, 'revision')
      await lockGroups(sql, app.sdkAppId, [groupId])
      const { group, key } = await mutableConversation(context, { groupId, topicId })
      const actor = await actorIn(context, group)
      refuseUnless(actor, 'muteMembers', group)
      const roles = await findRoles(sql, app.sdkAppId, groupId, userIds)
      if (actor !== 'administrator') refuseTargets(actor, userIds, roles, group)
      const known = await findUserIds(sql, app.sdkAppId, userIds)
      const unknown = userIds.find((userId) => !known.has(userId))
      if (unknown !== undefined) throw new Refusal('group_user_unknown', { userId: unknown })
      const mutedUntil = muteEnd(now, forSeconds)
      const changed = await setMute(context, key, [...new Set(userIds)], mutedUntil)
      if (changed.length > 0) {
        const { type, name } = group
        const told = { groupId, type, name, operatorId: operatorOf(context), ...(topicId !== undefined && { topicId }) }
        const members = changed.filter((userId) => roles.has(userId))
        await tellUsers(context, hub, members, 'group.muted', { ...told, mutedUntil: mutedUntil?.toISOString() ?? null })
        const changes = { mutedUntil, ...(topicId !== undefined && { topicId }) }
        context.afterCommit(() =>
          tell(telling(context, group), { tip: 'membersChanged', operatorId: operatorOf(context), userIds: changed, changes }),
        )
      }
      return { mutedUntil: mutedUntil?.toISOString() ?? null }
    },

    async 'group.listMuted'(which, context) {
      const { sql, app, now } = context
      const { group, key } = await mutableConversation(context, which)
      refuseUnless(await actorIn(context, group), 'muteMembers', group)
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

/** Members only, where members are stored, and who stands lower. */
function refuseTargets(
  actor: Exclude<Actor, 'administrator'>,
  userIds: string[],
  roles: ReadonlyMap<string, Role>,
  group: { groupId: string; type: GroupType; ownerId: string | null },
): void {
  const stranger = userIds.find((userId) => !roles.has(userId))
  if (stranger !== undefined && storesMembers(group.type)) throw new Refusal('not_a_member', { userId: stranger })
  const standingOf = (userId: string) => (userId === group.ownerId ? 'Owner' : (roles.get(userId) ?? null))
  refuseUnlessOn(actor, userIds.map(standingOf), 'muteMembers', group)
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
