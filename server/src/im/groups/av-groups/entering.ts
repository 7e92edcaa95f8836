import { Refusal } from '@plenum/contract'
import { gather } from '../../../platform/gather.ts'
import type { AppContext, Context, Handlers } from '../../../road/context.ts'
import type { Live } from '../../live/live.ts'
import { userOf } from '../../live/status.ts'
import type { Tell } from '../../messages/tips.ts'
import { findGroups } from '../store.ts'
import { telling } from '../telling.ts'
import { refuseOthers } from './find-av-group.ts'
import { gatherTips } from './gather-tips.ts'
import { type AtDoor, lookAtDoor } from './store.ts'

const joinedMax = 50

/** Users who enter and leave audio-video groups: it is their connection that is in them. */
export function enteringHandlers({
  presence,
  entrance,
  avHistory,
  tell,
}: Pick<Live, 'presence' | 'entrance' | 'avHistory'> & { tell: Tell }) {
  const tellTogether = gatherTips(tell)
  /** Thousands enter at once: when a broadcast begins, and after a restart. */
  const look = gather((asked: (AtDoor & Pick<Context, 'pool'>)[]) => lookAtDoor(asked[0]!.pool, asked))
  return {
    async 'avGroup.join'({ groupId, keepOthers }, context) {
      const { pool, app, limits, now } = context
      const { sdkAppId } = app
      const connection = entrance.connectionOf(userOf(context.caller))
      const { userId } = connection
      if (keepOthers && !connection.avGroupIds.has(groupId) && connection.avGroupIds.size >= joinedMax) {
        throw new Refusal('av_group_joined_limit', { allowed: joinedMax })
      }
      const isNew = presence.findAvMember(sdkAppId, groupId, userId) === undefined
      // Whoever is banned between the look and the entry is looked at again.
      for (let isIn = false; !isIn && connection.isOpen; ) {
        const entering = connection.beginToEnter(groupId)
        try {
          const group = await look({ pool, sdkAppId, groupId, userId, now })
          refuseOthers(group)
          if (group.bannedUntil) throw new Refusal('av_group_banned', { until: group.bannedUntil.toISOString() })
          isIn = connection.enterWhenStillAllowed(entering, now)
        } finally {
          connection.endEntering(entering)
        }
      }
      if (!keepOthers) for (const other of connection.avGroupIds) if (other !== groupId) leave(context, other)
      if (isNew) tellTogether(telling(context, { groupId, type: 'AVChatRoom' }), 'membersJoined', userId)
      const wanted = limits.features.avGroupHistoryForNewMembers ? app.settings.avGroupHistoryMessages : 0
      return { memberCount: presence.countAvMembers(sdkAppId, groupId), history: avHistory.newest(sdkAppId, groupId, wanted, now) }
    },

    async 'avGroup.leave'({ groupId }, context) {
      leave(context, groupId)
      return {}
    },
  } satisfies Partial<Handlers>

  function leave(context: AppContext, groupId: string): void {
    const connection = entrance.connectionOf(userOf(context.caller))
    if (!connection.avGroupIds.has(groupId)) return
    connection.leaveAvGroup(groupId)
    if (presence.findAvMember(context.app.sdkAppId, groupId, connection.userId)) return
    tellTogether(telling(context, { groupId, type: 'AVChatRoom' }), 'membersRemoved', connection.userId)
  }
}

/** Users see and speak only in audio-video groups that they are in. Looked up only for those who are in no group of this id. */
export function refuseAbsentFrom({ presence, entrance }: Pick<Live, 'presence' | 'entrance'>) {
  return async ({ sql, app, caller }: AppContext, groupId: string): Promise<void> => {
    if (caller.kind !== 'user' || presence.findAvMember(app.sdkAppId, groupId, caller.userId)) return
    if (entrance.connectionOf(caller).groupIds.has(groupId)) return
    const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
    if (group?.type === 'AVChatRoom') throw new Refusal('av_group_not_joined')
  }
}
