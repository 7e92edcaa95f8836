import type { Group } from '@plenum/contract'
import { destroyGroup } from '../../limits/groups.ts'
import type { Hub } from '../../platform/hub.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { endConversations } from '../messages/conversations.ts'
import { tellUsers } from '../users/notices.ts'
import { storesMembers } from './rules.ts'
import { findGroups } from './store.ts'

/** Ends a group for good. `mayEnd` sees it under its lock and may refuse. Returns when something was last said in it: messages do not wait for that lock. */
export async function endGroup(
  context: AppContext,
  hub: Hub,
  groupId: string,
  mayEnd: (group: Group) => Promise<void>,
): Promise<{ lastSaidAt: Date | null }> {
  const { sql, app, now, day, afterCommit } = context
  const { keys, group, memberIds } = await destroyGroup(sql, app, groupId, { day }, async () => {
    const found = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)!
    await mayEnd(found)
    return found
  })
  const { type, name } = group
  const operatorId = operatorOf(context)
  const noticed = storesMembers(type) && type !== 'Community'
  const [, lastSaidAt] = await Promise.all([
    noticed ? tellUsers(context, hub, memberIds, 'group.ended', { groupId, type, name, operatorId }) : null,
    endConversations(sql, app.sdkAppId, keys, now),
  ])
  afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.destroyed', content: { groupId, operatorId, noticed } }))
  return { lastSaidAt }
}
