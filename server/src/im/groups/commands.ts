import { type ParsedInput, Refusal } from '@plenum/contract'
import { createGroup, type NewGroup } from '../../limits/groups.ts'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import { lockApp, lockGroups } from '../../limits/locks.ts'
import { membersMaxOf } from '../../limits/members.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import { customChanges, customChangesOfEach, readableBy } from '../custom-fields/values.ts'
import type { Presence } from '../live/presence.ts'
import { openConversation } from '../messages/conversations.ts'
import type { Tell } from '../messages/tips.ts'
import { tellEach } from '../users/notices.ts'
import { findUserIds } from '../users/store.ts'
import { type Actor, actorIn, askingOf, refuseUnless, refuseUnseen } from './acting.ts'
import { actionsOf, quietChanges } from './changes.ts'
import { endGroup } from './ending.ts'
import { asPublic, groupsForUser, visible } from './for-users.ts'
import { listMembersOfGroups } from './members-store.ts'
import type { Standing } from './permissions.ts'
import { raiseMaximumsHandler } from './raise-maximums.ts'
import { applyOptionFor, checkedGroupId, countsUnread, defaultsOf, hasAdmins, newGroupId, storesMembers, toldChanges } from './rules.ts'
import { findGroups, listGroupIds, listJoinedGroups, updateGroup } from './store.ts'
import { sumTopics } from './sum-topics.ts'
import { telling } from './telling.ts'
import { adaptToType, refuseTypeChange } from './type-change.ts'
import { withLastSpoken } from './with-last-spoken.ts'

/** More would not fit into an answer of 1 MB. */
const membersInAnswerMax = 50_000

export function groupHandlers({ tell, hub, presence }: { tell: Tell; hub: Hub; presence: Presence }) {
  /** Each by a notice; the group itself has nothing to tell yet. */
  async function tellAdded(context: AppContext, { groupId, type, name, ownerId }: NewGroup, others: string[], way: 'created' | 'imported') {
    const operatorId = operatorOf(context)
    const userIds = storesMembers(type) && ownerId !== null ? [ownerId, ...others] : others
    if (userIds.length === 0) return
    const content = { groupId, userIds, operatorId, silent: true }
    context.afterCommit(() => hub.emit({ sdkAppId: context.app.sdkAppId, name: 'group.membersAdded', content }))
    await tellEach(
      context,
      hub,
      'group.entered',
      userIds.map((userId) => ({
        userId,
        content: { groupId, type, name, operatorId, way: userId === ownerId || way === 'imported' ? way : 'added' },
      })),
    )
  }

  return {
    async 'group.create'({ members: wantedMembers, ...wanted }, context) {
      const { sql, app } = context
      const { type } = wanted
      const group = await newGroup(wanted, context)
      if (!storesMembers(type) && wantedMembers.length > 0) throw new Refusal('group_not_supported')
      if (!hasAdmins(type) && wantedMembers.some(({ role }) => role === 'Admin')) throw new Refusal('group_not_supported')
      const members = new Map<string, NewGroup['members'][number]>()
      const custom = await customChangesOfEach(
        sql,
        app.sdkAppId,
        { level: 'member', type },
        wantedMembers.map(({ userId, custom }) => ({ values: custom, writer: askingOf(founderOf(context), userId) })),
      )
      wantedMembers.forEach(({ userId, role }, index) => {
        members.set(userId, { userId, role, custom: custom[index]!.set })
      })
      const ownerCustom = members.get(wanted.ownerId ?? '')?.custom ?? {}
      members.delete(wanted.ownerId ?? '')
      const created = { ...group, ownerCustom, members: [...members.values()] }
      await create(context, created, () => tellAdded(context, created, [...members.keys()], 'created'))
      return { groupId: group.groupId }
    },

    async 'group.import'({ createdAt, ...wanted }, context) {
      const { now } = context
      if (!storesMembers(wanted.type)) throw new Refusal('group_not_supported')
      const importedFrom = createdAt === undefined ? now : new Date(createdAt)
      if (importedFrom > now) throw new Refusal('group_time_invalid')
      const group = { ...(await newGroup(wanted, context)), ownerCustom: {}, members: [], importedFrom }
      await create(context, group, () => tellAdded(context, group, [], 'imported'))
      return { groupId: group.groupId }
    },

    async 'group.get'({ groupIds, members: withMembers, lastSpoke }, context) {
      const { sql, app, limits, now } = context
      if (context.caller.kind === 'user') return { groups: await groupsForUser(context, groupIds) }
      const groups = await findGroups(
        sql,
        app.sdkAppId,
        groupIds.filter((groupId) => !isHiddenCommunity(groupId, limits)),
      )
      if (withMembers) refuseTooManyMembers(groupIds.map((groupId) => groups.get(groupId)?.memberCount ?? 0))
      const found = withMembers ? await listMembersOfGroups(sql, app.sdkAppId, [...groups.keys()], membersInAnswerMax, { now }) : []
      if (found === null) throw new Refusal('group_answer_too_large')
      const members = await withLastSpoken(sql, found, lastSpoke, { sdkAppId: app.sdkAppId, now, limits })
      const byGroup = Map.groupBy(members, (member) => member.groupId)
      return {
        groups: groupIds.map((groupId) => {
          if (isHiddenCommunity(groupId, limits)) return { refused: 'community_not_enabled' as const }
          const group = groups.get(groupId)
          return group ? { ...group, members: byGroup.get(groupId) ?? [] } : { refused: 'group_unknown' as const }
        }),
      }
    },

    async 'group.search'({ groupId }, context) {
      const [found] = await groupsForUser(context, [groupId])
      if (!found || 'refused' in found || found.type === 'Work') throw new Refusal('group_unknown')
      return asPublic(found, found.custom)
    },

    'group.list': (page, { sql, app, limits }) =>
      listGroupIds(sql, app.sdkAppId, { ...page, withCommunities: limits.features.communities }),

    async 'group.listJoined'({ userId, withAvGroups, ...page }, { sql, app, limits, caller }) {
      const avGroupIds = withAvGroups ? presence.avGroupIdsOf(app.sdkAppId, userId) : null
      const [found, joined] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        listJoinedGroups(sql, app.sdkAppId, userId, { ...page, avGroupIds, withCommunities: limits.features.communities }),
      ])
      if (!found.has(userId)) throw new Refusal('group_user_unknown', { userId })
      const withTopics = joined.groups.flatMap(({ groupId, supportsTopics }) => (supportsTopics ? [groupId] : []))
      const topics = withTopics.length > 0 ? await sumTopics(sql, app.sdkAppId, withTopics) : new Map<string, never>()
      const hasValues = caller.kind === 'user' && joined.groups.some(({ custom }) => custom.length > 0)
      const readable = await readableBy(sql, app.sdkAppId, 'group', hasValues)
      const seenBy = (standing: Standing) => (caller.kind === 'user' ? askingOf({ userId, standing }) : null)
      return {
        ...joined,
        groups: joined.groups.map((group) => ({
          ...group,
          custom: visible(group, readable, seenBy(group.ownerId === userId ? 'Owner' : (group.self?.role ?? null))),
          self: group.self && { ...group.self, unread: countsUnread(group.type) ? group.self.unread : 0 },
          topics: group.supportsTopics ? (topics.get(group.groupId) ?? { messages: 0, read: 0 }) : null,
        })),
      }
    },

    async 'group.update'({ groupId, type: wantedType, custom: wantedCustom, ...wanted }, context) {
      const { sql, app, limits, now } = context
      const { memberMax } = wanted
      await lockApp(sql, app, 'revision')
      await lockGroups(sql, app.sdkAppId, [groupId])
      const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
      if (!group) throw new Refusal('group_unknown')
      const actor = await actorIn(context, group)
      refuseUnseen(actor, group)
      const type = wantedType ?? group.type
      const isOther = type !== group.type
      if (isOther) refuseTypeChange(context, actor, group, type)
      for (const action of actionsOf(wanted, wantedCustom.length > 0)) refuseUnless(actor, action, group)
      if (memberMax !== undefined) {
        if (!storesMembers(type)) throw new Refusal('group_not_supported')
        const allowed = membersMaxOf(groupId, limits)
        if (memberMax > allowed) throw new Refusal('group_member_limit', { allowed })
      }
      const usual = isOther ? defaultsOf[type] : null
      const changes = {
        ...wanted,
        ...(isOther && { type }),
        applyJoinOption: wanted.applyJoinOption ? applyOptionFor(type, wanted.applyJoinOption) : usual?.apply,
        inviteJoinOption: wanted.inviteJoinOption ?? usual?.invite,
      }
      const custom = await customChanges(sql, app.sdkAppId, { level: 'group', type }, wantedCustom, askingOf(actor))
      await updateGroup(sql, app.sdkAppId, groupId, { ...changes, custom }, now)
      if (isOther) await adaptToType(context, hub, group, type)
      const operatorId = operatorOf(context)
      const told = toldChanges(group, changes)
      if (told) context.afterCommit(() => tell(telling(context, { groupId, type }), { tip: 'groupChanged', operatorId, changes: told }))
      const quiet = quietChanges(group, changes)
      const customKeys = [...Object.keys(custom.set), ...custom.clear]
      if (Object.keys(quiet).length > 0 || customKeys.length > 0) {
        const content = { groupId, operatorId, changes: quiet, custom: customKeys }
        context.afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.changed', content }))
      }
      return {}
    },

    async 'group.destroy'({ groupId }, context) {
      await endGroup(context, hub, groupId, async (group) => refuseUnless(await actorIn(context, group), 'destroy', group))
      return {}
    },

    'group.raiseMaximum': raiseMaximumsHandler,
  } satisfies Partial<Handlers>
}

/** Together with its conversation, whose row is the last that anybody locks. The app is locked meanwhile: both in one round trip. */
async function create({ sql, app, limits, now, day }: AppContext, group: NewGroup, tellMembers: () => Promise<void>): Promise<void> {
  await createGroup(sql, { app, limits }, group, { now, day })
  await Promise.all([tellMembers(), openConversation(sql, app.sdkAppId, group.groupId, storesMembers(group.type))])
}

/** Before they are read. */
function refuseTooManyMembers(counts: number[]): void {
  if (counts.reduce((sum, count) => sum + count, 0) > membersInAnswerMax) throw new Refusal('group_answer_too_large')
}

/** As it is kept: with an id, and with what is usual for the type where nothing is said. */
async function newGroup(
  { groupId: wantedId, ownerId, memberMax, custom, ...group }: Omit<ParsedInput<'group.import'>, 'createdAt'>,
  context: AppContext,
) {
  const { sql, app, limits } = context
  const { type } = group
  if (type === 'Community' && !limits.features.communities) throw new Refusal('community_not_enabled')
  if (type !== 'Community' && group.supportsTopics) throw new Refusal('group_not_supported')
  return {
    ...group,
    groupId: wantedId === undefined ? newGroupId(type) : checkedGroupId(wantedId, type),
    ownerId: ownerId ?? null,
    memberMax: memberMax ?? null,
    applyJoinOption: applyOptionFor(type, group.applyJoinOption),
    inviteJoinOption: group.inviteJoinOption ?? defaultsOf[type].invite,
    custom: (await customChanges(sql, app.sdkAppId, { level: 'group', type }, custom, askingOf(founderOf(context)))).set,
  }
}

/** A user who creates a group is its owner. */
const founderOf = ({ caller }: AppContext): Actor =>
  caller.kind === 'user' ? { userId: caller.userId, standing: 'Owner' } : 'administrator'
