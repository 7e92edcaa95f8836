import { Refusal } from '@plenum/contract'
import type { AppContext, Handlers } from '../../../road/context.ts'
import type { Presence } from '../../live/presence.ts'
import { findNames } from '../../users/store.ts'
import { avMemberHandlers } from '../av-groups/members.ts'
import { listMembers } from '../members-store.ts'
import { storesMembers } from '../rules.ts'
import { findGroups } from '../store.ts'
import { withLastSpoken } from '../with-last-spoken.ts'
import { asAdministrator, callOf } from './as-administrator.ts'

export function appGroupMemberHandlers({ presence }: { presence: Presence }) {
  // Who asks for the app's server need not be in the group.
  const avMembers = avMemberHandlers({ presence, refuseAbsent: async () => {} })

  /** They store no members: the newest of those who are connected. */
  async function ofAvGroup(groupId: string, context: AppContext) {
    const { members } = await avMembers['avGroup.listOnline'](callOf('avGroup.listOnline', { groupId }), asAdministrator(context))
    return members.map(({ userId, nick, joinedAt }) => ({ userId, nick, joinedAt, role: 'Member' as const, lastSpokeAt: null }))
  }

  return {
    async 'appGroup.members'({ sdkAppId, groupId, after, limit }, context) {
      const { sql } = context
      const group = (await findGroups(sql, sdkAppId, [groupId])).get(groupId)
      if (!group) throw new Refusal('group_unknown')
      if (!storesMembers(group.type)) {
        const members = await ofAvGroup(groupId, context)
        return { memberCount: presence.countAvMembers(sdkAppId, groupId), members, next: null }
      }
      const found = await listMembers(sql, sdkAppId, groupId, { offset: 0, afterId: after, limit: limit + 1 }, context)
      const page = await withLastSpoken(sql, found.slice(0, limit), true, { ...context, sdkAppId })
      const names = await findNames(
        sql,
        sdkAppId,
        page.map(({ userId }) => userId),
      )
      return {
        memberCount: group.memberCount,
        members: page.map(({ userId, role, joinedAt, lastSpokeAt }) => ({
          userId,
          nick: names.get(userId)?.nick ?? '',
          role,
          joinedAt,
          lastSpokeAt,
        })),
        next: found.length > limit ? page.at(-1)!.userId : null,
      }
    },
  } satisfies Partial<Handlers>
}
