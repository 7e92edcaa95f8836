import { type Group, type GroupType, ordinaryType, Refusal } from '@plenum/contract'
import type { Hub } from '../../platform/hub.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { tellUsers } from '../users/notices.ts'
import type { Actor } from './acting.ts'
import { countsUnread, hasAdmins, mutesMembers } from './rules.ts'
import { demoteAdmins, endApplicationsToJoin, endMutes, markAllRead } from './type-change-store.ts'

const isOrdinary = (type: GroupType) => ordinaryType.safeParse(type).success

/** The own one among them; empty: it stays. */
export function typesAllowed({ app }: AppContext, { type }: Pick<Group, 'type'>): GroupType[] {
  return app.groupRules.typeChanges && isOrdinary(type) ? [...ordinaryType.options] : []
}

/** Where the operator allows it, and then by the app's own server. */
export function refuseTypeChange(context: AppContext, actor: Actor, group: Group, type: GroupType): void {
  if (actor !== 'administrator' || !typesAllowed(context, group).includes(type)) throw new Refusal('group_type_fixed')
}

/** Under the lock of the group: what groups of the new type do not have goes. */
export async function adaptToType(context: AppContext, hub: Hub, group: Group, type: GroupType): Promise<void> {
  const { sql, app } = context
  const { groupId, name } = group
  if (!hasAdmins(type)) {
    const demoted = await demoteAdmins(sql, app.sdkAppId, groupId)
    const content = { groupId, type, name, operatorId: operatorOf(context), role: 'Member' as const }
    if (demoted.length > 0) await tellUsers(context, hub, demoted, 'group.roleChanged', content)
  }
  if (!mutesMembers(type)) await endMutes(sql, app.sdkAppId, groupId)
  if (type === 'Work') await endApplicationsToJoin(sql, app.sdkAppId, groupId)
  // What nobody counted is not unread now.
  if (countsUnread(type) && !countsUnread(group.type)) await markAllRead(sql, app.sdkAppId, groupId)
}
