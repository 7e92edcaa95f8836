import type { GroupType } from '@plenum/contract'
import type { Notice } from '../../../limits/members.ts'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, operatorOf } from '../../../road/context.ts'
import type { Tell } from '../../messages/tips.ts'
import { sayNotices } from '../../users/notices.ts'
import { telling } from '../telling.ts'

export interface MembersMoved {
  groupId: string
  type: GroupType
  userIds: string[]
  notices: Notice[]
}

/** After the commit: that members have gone. */
export function openTellWent({ tell, hub }: { tell: Tell; hub: Hub }) {
  return async function tellWent(
    context: AppContext,
    { groupId, type, userIds, notices }: MembersMoved,
    { silent, reason, way }: { silent: boolean; reason: string; way: 'left' | 'removed' },
  ): Promise<void> {
    const operatorId = operatorOf(context)
    const content = { groupId, userIds, operatorId, reason, silent }
    hub.emit({ sdkAppId: context.app.sdkAppId, name: 'group.membersRemoved', content })
    sayNotices(context, hub, 'group.left', notices)
    if (silent) return
    const tip = way === 'left' ? 'membersLeft' : 'membersRemoved'
    await tell(telling(context, { groupId, type }), { tip, operatorId, userIds, ...(reason && { reason }) })
  }
}
