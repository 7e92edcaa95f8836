import { broadcastBytesMax, messageBytesMax, Refusal } from '@plenum/contract'
import { lockApp } from '../../../limits/locks.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { Handlers } from '../../../road/context.ts'
import type { Live } from '../../live/live.ts'
import { getConversation } from '../../messages/get-conversation.ts'
import { bytesOf } from '../../messages/rules.ts'
import type { Tell } from '../../messages/tips.ts'
import { findUserIds } from '../../users/store.ts'
import { findRoles } from '../members-store.ts'
import { findGroups } from '../store.ts'
import { banHandlers } from './bans.ts'
import { enteringHandlers, refuseAbsentFrom } from './entering.ts'
import { avMemberHandlers } from './members.ts'
import { takeBroadcastNumber } from './store.ts'

export function avGroupHandlers(im: { hub: Hub; tell: Tell } & Pick<Live, 'presence' | 'entrance' | 'avHistory'>) {
  const { hub } = im
  return {
    ...enteringHandlers(im),
    ...avMemberHandlers({ ...im, refuseAbsent: refuseAbsentFrom(im) }),
    ...banHandlers(im),

    async 'avGroup.broadcast'({ senderId: wantedId, ...said }, { sql, app, caller, limits, now, afterCommit }) {
      if (!limits.features.avGroupBroadcast) throw new Refusal('group_not_supported')
      if (bytesOf(said) > broadcastBytesMax) throw new Refusal('message_too_long', { allowed: broadcastBytesMax })
      const senderId = wantedId ?? (caller.kind === 'app' ? caller.userId : '')
      await lockApp(sql, app, 'revision')
      const found = await findUserIds(sql, app.sdkAppId, [senderId])
      if (!found.has(senderId)) throw new Refusal('sender_unknown', { userId: senderId })
      const sequence = await takeBroadcastNumber(sql, app.sdkAppId)
      const content = { senderId, sequence, at: now.toISOString(), ...said }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'broadcast.sent', content }))
      return { sequence }
    },

    async 'group.notify'({ groupId, topicId, content, receiverIds }, { sql, app, now, afterCommit }) {
      if (Buffer.byteLength(content) > messageBytesMax) throw new Refusal('message_too_long', { allowed: messageBytesMax })
      await lockApp(sql, app, 'revision')
      const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
      if (!group) throw new Refusal('group_unknown')
      const isForAll = receiverIds.length === 0
      if (!isForAll && group.type === 'AVChatRoom') throw new Refusal('group_not_supported')
      if (topicId !== undefined) await getConversation(sql, app.sdkAppId, { groupId, topicId })
      const members = isForAll ? null : await findRoles(sql, app.sdkAppId, groupId, receiverIds)
      const told = {
        groupId,
        ...(topicId && { topicId }),
        content,
        receiverIds: members && [...members.keys()].sort(),
        at: now.toISOString(),
      }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.notified', content: told }))
      return {}
    },
  } satisfies Partial<Handlers>
}
