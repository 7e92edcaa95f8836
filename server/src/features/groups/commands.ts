import { Refusal } from '@plenum/contract'
import type { Handlers } from '../../context.ts'
import { isHiddenCommunity } from '../communities/rules.ts'
import { sumTopics } from '../communities/store.ts'
import { createGroup, destroyGroup } from '../limits/groups.ts'
import { lockApp, lockGroups } from '../limits/locks.ts'
import { addMembers, membersMaxOf, removeMembers } from '../limits/members.ts'
import type { ImParts } from '../messages/parts.ts'
import { findUserIds } from '../users/store.ts'
import { raiseMaximumsHandler } from './raise-maximums.ts'
import { applyOptionFor, checkedGroupId, defaultsOf, hasAdmins, newGroupId, storesMembers } from './rules.ts'
import { findGroups, listGroupIds, listJoinedGroups, listMembers, listMembersOfGroups, updateGroup } from './store.ts'

/** More would not fit into an answer of 1 MB. */
const membersInAnswerMax = 50_000

export function groupHandlers(_: ImParts) {
  return {
    async 'group.create'(
      { groupId: wantedId, ownerId = null, memberMax = null, members: wantedMembers, supportsTopics, ...group },
      { sql, app, limits, now, day },
    ) {
      const { type } = group
      if (type === 'Community' && !limits.features.communities) throw new Refusal('community_not_enabled')
      if (type !== 'Community' && supportsTopics) throw new Refusal('group_not_supported')
      if (!storesMembers(type) && wantedMembers.length > 0) throw new Refusal('group_not_supported')
      if (!hasAdmins(type) && wantedMembers.some(({ role }) => role === 'Admin')) throw new Refusal('group_not_supported')
      const groupId = wantedId === undefined ? newGroupId(type) : checkedGroupId(wantedId, type)
      const members = new Map(wantedMembers.map((member) => [member.userId, member]))
      if (ownerId !== null) members.delete(ownerId)
      const whole = {
        ...group,
        groupId,
        ownerId,
        memberMax,
        supportsTopics,
        members: [...members.values()],
        applyJoinOption: applyOptionFor(type, group.applyJoinOption),
        inviteJoinOption: group.inviteJoinOption ?? defaultsOf[type].invite,
      }
      await createGroup(sql, { app, limits }, whole, { now, day })
      return { groupId }
    },

    async 'group.get'({ groupIds, members: withMembers }, { sql, app, limits }) {
      const [groups, members] = await Promise.all([
        findGroups(sql, app.sdkAppId, groupIds),
        withMembers ? listMembersOfGroups(sql, app.sdkAppId, groupIds, membersInAnswerMax) : [],
      ])
      if (members === null) throw new Refusal('group_answer_too_large')
      const byGroup = Map.groupBy(members, (member) => member.groupId)
      return {
        groups: groupIds.map((groupId) => {
          if (isHiddenCommunity(groupId, limits)) return { refused: 'community_not_enabled' as const }
          const group = groups.get(groupId)
          return group ? { ...group, members: byGroup.get(groupId) ?? [] } : { refused: 'group_unknown' as const }
        }),
      }
    },

    'group.list': (page, { sql, app, limits }) =>
      listGroupIds(sql, app.sdkAppId, { ...page, withCommunities: limits.features.communities }),

    async 'group.listJoined'({ userId, ...page }, { sql, app, limits }) {
      const [found, joined] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        listJoinedGroups(sql, app.sdkAppId, userId, { ...page, withCommunities: limits.features.communities }),
      ])
      if (!found.has(userId)) throw new Refusal('group_user_unknown', { userId })
      const withTopics = joined.groups.flatMap(({ groupId, supportsTopics }) => (supportsTopics ? [groupId] : []))
      const topics = withTopics.length > 0 ? await sumTopics(sql, app.sdkAppId, withTopics) : new Map<string, never>()
      return {
        ...joined,
        groups: joined.groups.map((group) => ({
          ...group,
          topics: group.supportsTopics ? (topics.get(group.groupId) ?? { messages: 0, read: 0 }) : null,
        })),
      }
    },

    async 'group.listMembers'({ groupId, ...page }, { sql, app }) {
      const [groups, members] = await Promise.all([findGroups(sql, app.sdkAppId, [groupId]), listMembers(sql, app.sdkAppId, groupId, page)])
      const group = groups.get(groupId)
      if (!group) throw new Refusal('group_unknown')
      if (!storesMembers(group.type)) throw new Refusal('group_not_supported')
      return { memberCount: group.memberCount, members }
    },

    async 'group.addMembers'({ groupId, userIds }, { sql, app, limits, now, day }) {
      const joined = await addMembers(sql, { app, limits }, groupId, userIds, { now, day })
      if (joined === 'group_unknown') throw new Refusal('group_unknown')
      if (typeof joined === 'string') throw new Refusal('group_not_supported')
      return joined
    },

    async 'group.removeMembers'({ groupId, userIds }, { sql, app, day }) {
      const removed = await removeMembers(sql, app, groupId, userIds, { day })
      if (removed === 'group_unknown') throw new Refusal('group_unknown')
      if (removed === 'av_group') throw new Refusal('bad_input', { reason: 'An audio-video group has no members to remove.' })
      if (removed === 'owner_stays') throw new Refusal('group_not_supported')
      return { removed }
    },

    async 'group.update'({ groupId, ...changes }, { sql, app, limits, now }) {
      const { memberMax } = changes
      await lockApp(sql, app, 'revision')
      await lockGroups(sql, app.sdkAppId, [groupId])
      const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
      if (!group) throw new Refusal('group_unknown')
      if (memberMax !== undefined) {
        if (!storesMembers(group.type)) throw new Refusal('group_not_supported')
        const allowed = membersMaxOf(groupId, limits)
        if (memberMax > allowed) throw new Refusal('group_member_limit', { allowed })
      }
      const applyJoinOption = changes.applyJoinOption && applyOptionFor(group.type, changes.applyJoinOption)
      await updateGroup(sql, app.sdkAppId, groupId, { ...changes, applyJoinOption }, now)
      return {}
    },

    async 'group.destroy'({ groupId }, { sql, app, now, day }) {
      await destroyGroup(sql, app, groupId, { now, day })
      return {}
    },

    'group.raiseMaximum': raiseMaximumsHandler,
  } satisfies Partial<Handlers>
}
