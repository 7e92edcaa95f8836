import { type GroupType, Refusal } from '@plenum/contract'
import { type ImportedMember, importMembers } from '../../limits/import-members.ts'
import { lockApp, lockGroups } from '../../limits/locks.ts'
import { addMembers, removeMembers } from '../../limits/members.ts'
import type { Hub } from '../../platform/hub.ts'
import { withAlongside } from '../../road/alongside.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import { customChanges } from '../custom-fields/values.ts'
import type { Presence } from '../live/presence.ts'
import { muteEnd } from '../messages/mute-end.ts'
import type { Tell, Tip } from '../messages/tips.ts'
import { findMembers, findRoles, listMembers, setOwner, setUnread, updateMember } from './members-store.ts'
import { setMute } from './mute-commands.ts'
import { countsUnread, hasAdmins, isJoinTime, mutesMembers, storesMembers } from './rules.ts'
import { findGroups, updateGroup } from './store.ts'
import { telling } from './telling.ts'
import { withLastSpoken } from './with-last-spoken.ts'

const communityPageMax = 100

export function groupMemberHandlers({ tell, hub, presence }: { tell: Tell; hub: Hub; presence: Presence }) {
  /** When the change has committed, and before its caller hears of it. */
  function tellAfterCommit(context: AppContext, group: { groupId: string; type: GroupType }, tip: Tip) {
    context.afterCommit(() => tell(telling(context, group), tip))
  }

  return {
    async 'group.listMembers'({ groupId, roles, offset, after, limit, lastSpoke }, context) {
      const { sql, app } = context
      const group = await groupWithMembers(context, groupId)
      const isCommunity = group.type === 'Community'
      const page = isCommunity ? { offset: 0, afterId: after, limit: Math.min(limit, communityPageMax) } : { offset, limit }
      const found = await listMembers(sql, app.sdkAppId, groupId, { ...page, roles }, context)
      return {
        type: group.type,
        memberCount: group.memberCount,
        members: await withLastSpoken(sql, found, lastSpoke, { ...context, sdkAppId: app.sdkAppId }),
        next: isCommunity && found.length === page.limit ? found.at(-1)!.userId : null,
      }
    },

    async 'group.findMembers'({ groupId, userIds, roles, lastSpoke }, context) {
      const { sql, app } = context
      await groupWithMembers(context, groupId)
      const found = await findMembers(sql, app.sdkAppId, groupId, { userIds, roles }, context)
      const members = await withLastSpoken(sql, found, lastSpoke, { ...context, sdkAppId: app.sdkAppId })
      const isOnline = (userId: string) => presence.platformsOf(app.sdkAppId, userId).length > 0
      return { members: members.map((member) => ({ ...member, isOnline: isOnline(member.userId) })) }
    },

    async 'group.findRoles'({ groupId, userIds }, context) {
      await groupWithMembers(context, groupId)
      const roles = await findRoles(context.sql, context.app.sdkAppId, groupId, userIds)
      return { roles: userIds.map((userId) => ({ userId, role: roles.get(userId) ?? null })) }
    },

    async 'group.addMembers'({ groupId, userIds, silent }, context) {
      const { app, limits } = context
      const joined = await withAlongside(context, (sql) => addMembers(sql, { app, limits }, groupId, userIds, context))
      if (joined === 'group_unknown') throw new Refusal('group_unknown')
      if (typeof joined === 'string') throw new Refusal('group_not_supported')
      const { type, ...outcome } = joined
      const { added } = outcome
      if (added.length === 0) return outcome
      const operatorId = operatorOf(context)
      hub.emit({ sdkAppId: app.sdkAppId, name: 'group.membersAdded', content: { groupId, userIds: added, operatorId, silent } })
      if (!silent) await tell(telling(context, { groupId, type }), { tip: 'membersJoined', operatorId, userIds: added })
      return outcome
    },

    async 'group.importMembers'({ groupId, members }, context) {
      const { sql, app, limits, now } = context
      const group = await lockGroupWithMembers(context, groupId)
      const createdAt = new Date(group.createdAt)
      const [inTime, outOfTime] = [new Map<string, ImportedMember>(), new Set<string>()]
      for (const { userId, role, unread, joinedAt: wantedAt } of members) {
        const joinedAt = wantedAt === undefined ? now : new Date(wantedAt)
        if (!isJoinTime(joinedAt, createdAt, now)) outOfTime.add(userId)
        else if (!inTime.has(userId)) {
          const since = joinedAt < createdAt ? createdAt : joinedAt
          inTime.set(userId, {
            userId,
            role: hasAdmins(group.type) ? role : 'Member',
            joinedAt: since,
            unread: countsUnread(group.type) ? unread : 0,
          })
        }
      }
      const joined = await importMembers(sql, { app, limits }, group, [...inTime.values()])
      const added = { groupId, userIds: joined.added, operatorId: operatorOf(context), silent: true }
      if (joined.added.length > 0) {
        context.afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.membersAdded', content: added }))
      }
      const late = [...outOfTime].filter((userId) => !inTime.has(userId))
      return {
        ...joined,
        refused: [...joined.refused, ...late.map((userId) => ({ userId, code: 'join_time_invalid' as const, allowed: null }))],
      }
    },

    async 'group.removeMembers'({ groupId, userIds, silent, reason }, context) {
      const { app } = context
      const left = await withAlongside(context, (sql) => removeMembers(sql, app, groupId, userIds, context))
      if (left === 'group_unknown') throw new Refusal('group_unknown')
      if (left === 'av_group') throw new Refusal('bad_input', { reason: 'An audio-video group has no members to remove.' })
      if (left === 'owner_stays') throw new Refusal('group_not_supported')
      const { removed, type } = left
      if (removed.length === 0) return { removed }
      const operatorId = operatorOf(context)
      const content = { groupId, userIds: removed, operatorId, reason, silent }
      hub.emit({ sdkAppId: app.sdkAppId, name: 'group.membersRemoved', content })
      if (!silent) {
        await tell(telling(context, { groupId, type }), { tip: 'membersRemoved', operatorId, userIds: removed, ...(reason && { reason }) })
      }
      return { removed }
    },

    async 'group.updateMember'({ groupId, userId, role, msgFlag, nameCard, muteForSeconds, custom: wantedCustom }, context) {
      const { sql, app, now } = context
      const group = await lockGroupWithMembers(context, groupId)
      if (role === 'Admin' && !hasAdmins(group.type)) throw new Refusal('group_not_supported')
      // Some SDKs send 0 for what they do not set; there is nothing to lift.
      if (muteForSeconds && !mutesMembers(group.type)) throw new Refusal('group_not_supported')
      const present = await roleOf(context, groupId, userId)
      if (role !== undefined && present === 'Owner') throw new Refusal('owner_role_stays', { userId })
      const custom = await customChanges(sql, app.sdkAppId, 'member', wantedCustom)
      await updateMember(sql, app.sdkAppId, groupId, userId, { role, msgFlag, nameCard, custom })
      const changes: Record<string, unknown> = role === undefined || role === present ? {} : { role }
      if (muteForSeconds !== undefined && mutesMembers(group.type)) {
        const mutedUntil = muteEnd(now, muteForSeconds)
        const changed = await setMute(context, groupId, [userId], mutedUntil)
        if (changed.length > 0) changes.mutedUntil = mutedUntil
      }
      if (Object.keys(changes).length > 0) {
        tellAfterCommit(context, group, { tip: 'membersChanged', operatorId: operatorOf(context), userIds: [userId], changes })
      }
      return {}
    },

    async 'group.changeOwner'({ groupId, ownerId }, context) {
      const { sql, app, now } = context
      const group = await lockGroupWithMembers(context, groupId)
      await roleOf(context, groupId, ownerId)
      if (group.ownerId === ownerId) return {}
      await setOwner(sql, app.sdkAppId, groupId, { from: group.ownerId, to: ownerId })
      await updateGroup(sql, app.sdkAppId, groupId, { ownerId }, now)
      tellAfterCommit(context, group, { tip: 'groupChanged', operatorId: operatorOf(context), changes: { ownerId } })
      return {}
    },

    async 'group.setUnread'({ groupId, userId, count }, context) {
      const { sql, app } = context
      await lockApp(sql, app, 'revision')
      const [locked] = await lockGroups(sql, app.sdkAppId, [groupId])
      if (!locked) throw new Refusal('group_unknown')
      if (!countsUnread(locked.type as GroupType)) return {}
      await roleOf(context, groupId, userId)
      await setUnread(sql, app.sdkAppId, groupId, userId, count)
      return {}
    },
  } satisfies Partial<Handlers>
}

async function groupWithMembers({ sql, app }: AppContext, groupId: string) {
  const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
  if (!group) throw new Refusal('group_unknown')
  if (!storesMembers(group.type)) throw new Refusal('group_not_supported')
  return group
}

/** Its members, their roles and mutes stay as they are until the transaction ends. */
async function lockGroupWithMembers(context: AppContext, groupId: string) {
  await lockApp(context.sql, context.app, 'revision')
  await lockGroups(context.sql, context.app.sdkAppId, [groupId])
  return groupWithMembers(context, groupId)
}

/** Of a member; anybody else is refused. */
async function roleOf({ sql, app }: AppContext, groupId: string, userId: string) {
  const role = (await findRoles(sql, app.sdkAppId, groupId, [userId])).get(userId)
  if (role === undefined) throw new Refusal('not_a_member', { userId })
  return role
}
