import { type GroupType, Refusal } from '@plenum/contract'
import { type ImportedMember, importMembers } from '../../limits/import-members.ts'
import { lockApp, lockGroups } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import { customChanges } from '../custom-fields/values.ts'
import type { Presence } from '../live/presence.ts'
import { muteEnd } from '../messages/mute-end.ts'
import type { Tell, Tip } from '../messages/tips.ts'
import { tellEach, tellUsers } from '../users/notices.ts'
import { actorIn, askingOf, refuseUnless } from './acting.ts'
import { refuseChanges } from './member-changes.ts'
import { findMembers, findRoles, listMembers, setOwner, setUnread, updateMember } from './members-store.ts'
import { setMute } from './mute-commands.ts'
import { countsUnread, hasAdmins, isJoinTime, mutesMembers, storesMembers } from './rules.ts'
import { seeing } from './seeing.ts'
import { findGroups, updateGroup } from './store.ts'
import { telling } from './telling.ts'
import { withLastSpoken } from './with-last-spoken.ts'

/** Of a community, and for users. */
const smallPageMax = 100

interface Parts {
  tell: Tell
  hub: Hub
  presence: Presence
  /** Members of a group who are connected. */
  countOnline(sdkAppId: number, groupId: string): number
}

export function groupMemberHandlers({ tell, hub, presence, countOnline }: Parts) {
  /** When the change has committed, and before its caller hears of it. */
  function tellAfterCommit(context: AppContext, group: { groupId: string; type: GroupType }, tip: Tip) {
    context.afterCommit(() => tell(telling(context, group), tip))
  }

  return {
    async 'group.listMembers'({ groupId, roles, offset, after, limit, lastSpoke }, context) {
      const { sql, app } = context
      const group = await groupWithMembers(context, groupId)
      const see = await seeing(context, group)
      const isCommunity = group.type === 'Community'
      const most = isCommunity || see.isUser ? Math.min(limit, smallPageMax) : limit
      const page = isCommunity ? { offset: 0, afterId: after, limit: most } : { offset, limit: most }
      const found = await listMembers(sql, app.sdkAppId, groupId, { ...page, roles }, context)
      return {
        type: group.type,
        memberCount: group.memberCount,
        members: await see.asSeen(await withLastSpoken(sql, found, lastSpoke && !see.isUser, { ...context, sdkAppId: app.sdkAppId })),
        next: isCommunity && found.length === page.limit ? found.at(-1)!.userId : null,
      }
    },

    async 'group.findMembers'({ groupId, userIds, roles, lastSpoke }, context) {
      const { sql, app } = context
      const see = await seeing(context, await groupWithMembers(context, groupId))
      const found = await findMembers(sql, app.sdkAppId, groupId, { userIds, roles }, context)
      const members = await withLastSpoken(sql, found, lastSpoke && !see.isUser, { ...context, sdkAppId: app.sdkAppId })
      const isOnline = (userId: string) => (see.isUser ? null : presence.platformsOf(app.sdkAppId, userId).length > 0)
      return { members: (await see.asSeen(members)).map((member) => ({ ...member, isOnline: isOnline(member.userId) })) }
    },

    async 'group.countOnline'({ groupId }, context) {
      await seeing(context, await groupWithMembers(context, groupId))
      return { count: countOnline(context.app.sdkAppId, groupId) }
    },

    async 'group.findRoles'({ groupId, userIds }, context) {
      await groupWithMembers(context, groupId)
      const roles = await findRoles(context.sql, context.app.sdkAppId, groupId, userIds)
      return { roles: userIds.map((userId) => ({ userId, role: roles.get(userId) ?? null })) }
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
      const joined = await importMembers(sql, { app, limits }, group, [...inTime.values()], now)
      const { type, name } = group
      const entered = { groupId, type, name, operatorId: operatorOf(context), way: 'imported' } as const
      await tellUsers(context, hub, joined.added, 'group.entered', entered)
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

    async 'group.updateMember'({ groupId, userId, role, msgFlag, nameCard, muteForSeconds, custom: wantedCustom }, context) {
      const { sql, app, now } = context
      const group = await lockGroupWithMembers(context, groupId)
      if (role === 'Admin' && !hasAdmins(group.type)) throw new Refusal('group_not_supported')
      // Some SDKs send 0 for what they do not set; there is nothing to lift.
      if (muteForSeconds && !mutesMembers(group.type)) throw new Refusal('group_not_supported')
      const actor = await actorIn(context, group)
      if (actor !== 'administrator' && actor.standing === null) refuseUnless(actor, 'seeMembers', group)
      const present = await roleOf(context, groupId, userId)
      const wanted = { role, msgFlag, muteForSeconds, namesOrFields: nameCard !== undefined || wantedCustom.length > 0 }
      refuseChanges(actor, { userId, role: present }, wanted, group)
      if (role !== undefined && present === 'Owner') throw new Refusal('owner_role_stays', { userId })
      const custom = await customChanges(sql, app.sdkAppId, { level: 'member', type: group.type }, wantedCustom, askingOf(actor, userId))
      await updateMember(sql, app.sdkAppId, groupId, userId, { role, msgFlag, nameCard, custom })
      if (msgFlag !== undefined) {
        const content = { groupId, userId, msgFlag }
        context.afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.receiveOptionChanged', content }))
      }
      const changes: Record<string, unknown> = role === undefined || role === present ? {} : { role }
      const { type, name } = group
      const told = { groupId, type, name, operatorId: operatorOf(context) }
      if (changes.role) await tellUsers(context, hub, [userId], 'group.roleChanged', { ...told, role: role! })
      if (muteForSeconds !== undefined && mutesMembers(group.type)) {
        const mutedUntil = muteEnd(now, muteForSeconds)
        const changed = await setMute(context, groupId, [userId], mutedUntil)
        if (changed.length > 0) {
          changes.mutedUntil = mutedUntil
          await tellUsers(context, hub, [userId], 'group.muted', { ...told, mutedUntil: mutedUntil?.toISOString() ?? null })
        }
      }
      if (Object.keys(changes).length > 0) {
        tellAfterCommit(context, group, { tip: 'membersChanged', operatorId: operatorOf(context), userIds: [userId], changes })
      }
      return {}
    },

    async 'group.changeOwner'({ groupId, ownerId }, context) {
      const { sql, app, now } = context
      const group = await lockGroupWithMembers(context, groupId)
      refuseUnless(await actorIn(context, group), 'transfer', group)
      await roleOf(context, groupId, ownerId)
      if (group.ownerId === ownerId) return {}
      await setOwner(sql, app.sdkAppId, groupId, { from: group.ownerId, to: ownerId })
      await updateGroup(sql, app.sdkAppId, groupId, { ownerId }, now)
      const { type, name } = group
      const told = { groupId, type, name, operatorId: operatorOf(context) }
      const before = group.ownerId === null ? [] : [{ userId: group.ownerId, content: { ...told, role: 'Member' as const } }]
      await tellEach(context, hub, 'group.roleChanged', [...before, { userId: ownerId, content: { ...told, role: 'Owner' } }])
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
