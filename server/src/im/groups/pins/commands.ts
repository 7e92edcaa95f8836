import { Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../../limits/locks.ts'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, type Handlers, operatorOf } from '../../../road/context.ts'
import { getKeptPlace, viewOf } from '../../messages/membership.ts'
import { lockMessageFacts } from '../../messages/message-facts.ts'
import { hiddenUntil } from '../../messages/rules.ts'
import { listSeenNumbers } from '../../messages/seen-store.ts'
import { findMembership } from '../membership.ts'
import { may } from '../permissions.ts'
import { deletePin, insertPin, listPinned, listPinnedNumbers } from './store.ts'

const pinsMax = 10

interface Place {
  groupId: string
  topicId?: string | undefined
}

export function pinHandlers({ hub }: { hub: Hub }) {
  /** Pins of a group change one after the other, so that none at the same time passes the limit. */
  async function lockPlace(context: AppContext, place: Place) {
    const { sql, app } = context
    await lockApp(sql, app, 'revision')
    await lockGroups(sql, app.sdkAppId, [place.groupId])
    const { conversation, member } = await getKeptPlace(context, findMembership, place)
    if (!may(member!.role, 'pinMessages', member!.type)) throw new Refusal('group_not_allowed')
    return { conversationId: conversation.conversationId, view: viewOf(context, member!) }
  }

  function tell(context: AppContext, place: Place, sequence: number, isPinned: boolean): void {
    const { app, now } = context
    const content = { ...place, sequence, isPinned, operatorId: operatorOf(context), at: now.toISOString() }
    context.afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.pinsChanged', content }))
  }

  return {
    async 'group.pinMessage'({ sequence, ...place }, context) {
      const { sql, app, limits, now } = context
      const { conversationId, view } = await lockPlace(context, place)
      const hidden = hiddenUntil(now, limits.historyDays)
      const [seen] = await listSeenNumbers(sql, conversationId, [sequence], view)
      const message = seen && (await lockMessageFacts(sql, conversationId, [sequence], hidden)).get(sequence)
      if (!message || message.system) throw new Refusal('group_message_unknown')
      if (message.receiverIds) throw new Refusal('group_not_supported')
      const pinned = await listPinnedNumbers(sql, conversationId, hidden)
      if (pinned.includes(sequence)) throw new Refusal('message_pinned')
      if (pinned.length >= pinsMax) throw new Refusal('pin_limit', { allowed: pinsMax })
      const { day } = message
      await insertPin(sql, { sdkAppId: app.sdkAppId, conversationId, sequence, day, operatorId: operatorOf(context), now })
      tell(context, place, sequence, true)
      return {}
    },

    async 'group.unpinMessage'({ sequence, ...place }, context) {
      const { conversationId } = await lockPlace(context, place)
      if (await deletePin(context.sql, conversationId, sequence)) tell(context, place, sequence, false)
      return {}
    },

    async 'group.listPinnedMessages'(place, context) {
      const { conversation, member } = await getKeptPlace(context, findMembership, place)
      return { pinned: await listPinned(context.sql, conversation.conversationId, viewOf(context, member!)) }
    },
  } satisfies Partial<Handlers>
}
