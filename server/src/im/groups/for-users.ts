import type { CustomValues, Group, Output, PublicGroup } from '@plenum/contract'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import type { AppContext } from '../../road/context.ts'
import { operatorOf } from '../../road/context.ts'
import type { Asking } from '../custom-fields/rules.ts'
import { type Readable, readableBy } from '../custom-fields/values.ts'
import { askingOf } from './acting.ts'
import { findOwnMemberships } from './members-store.ts'
import { findGroups } from './store.ts'

type Seen = Output<'group.get'>['groups'][number]

/** Groups as a user sees them: those the user is in or owns, of others what is public, and no Work group of others. */
export async function groupsForUser(context: AppContext, groupIds: string[]): Promise<Seen[]> {
  const { sql, app, limits, now } = context
  const userId = operatorOf(context)
  const wanted = groupIds.filter((groupId) => !isHiddenCommunity(groupId, limits))
  const [groups, memberships] = await Promise.all([
    findGroups(sql, app.sdkAppId, wanted),
    findOwnMemberships(sql, app.sdkAppId, wanted, userId, { now }),
  ])
  const hasValues = (of: Iterable<{ custom: CustomValues }>) => [...of].some(({ custom }) => custom.length > 0)
  const [ofGroup, ofMember] = await Promise.all([
    readableBy(sql, app.sdkAppId, 'group', hasValues(groups.values())),
    readableBy(sql, app.sdkAppId, 'member', hasValues(memberships.values())),
  ])
  return groupIds.map((groupId) => {
    if (isHiddenCommunity(groupId, limits)) return { refused: 'community_not_enabled' }
    const group = groups.get(groupId)
    const self = memberships.get(groupId)
    const owns = group?.ownerId === userId
    if (!group || (group.type === 'Work' && !self && !owns)) return { refused: 'group_unknown' }
    const reader = askingOf({ userId, standing: owns ? 'Owner' : (self?.role ?? null) }, userId)
    const custom = ofGroup(group.custom, group.type, reader)
    if (!self && !owns) return asPublic(group, custom)
    if (!self) return { ...group, custom, members: [] }
    const { groupId: _, userId: __, ...own } = self
    return { ...group, custom, members: [], self: { ...own, custom: ofMember(own.custom, group.type, reader) } }
  })
}

export function asPublic(group: Omit<PublicGroup, 'isPublicPart'>, custom: CustomValues): PublicGroup {
  const { groupId, type, name, introduction, faceUrl, ownerId, createdAt, memberCount, memberMax } = group
  const { applyJoinOption, inviteJoinOption, supportsTopics } = group
  const who = { groupId, type, name, introduction, faceUrl, ownerId, createdAt, memberCount, memberMax }
  return { ...who, applyJoinOption, inviteJoinOption, supportsTopics, custom, isPublicPart: true }
}

/** `reader` null: the app's server, which sees all. */
export function visible({ type, custom }: Pick<Group, 'type' | 'custom'>, readable: Readable, reader: Asking | null): CustomValues {
  return reader === null ? custom : readable(custom, type, reader)
}
