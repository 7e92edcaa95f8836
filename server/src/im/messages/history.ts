import { Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import { type Handlers, operatorOf } from '../../road/context.ts'
import { rememberHistoryEnds } from './history-ends.ts'
import { type FindMembership, getPlace, viewOf } from './membership.ts'
import { hiddenUntil } from './rules.ts'
import { hideMessages, listSeen, listSeenNumbers } from './seen-store.ts'
import { listMessages } from './store.ts'

export function historyHandlers({ findMembership }: { findMembership: FindMembership }) {
  const ends = rememberHistoryEnds()

  return {
    async 'message.list'({ through, limit, withRecalled, ...place }, context) {
      const { sql, limits, now, request } = context
      const { conversation, member } = await getPlace(context, findMembership, place)
      if (!conversation.keepsMessages) throw new Refusal('group_message_no_history')
      if (member) {
        const coveredTo = Math.min(through ?? conversation.lastSequence, conversation.lastSequence)
        const { messages, coveredFrom } = await listSeen(sql, conversation.conversationId, {
          ...viewOf(context, member),
          through: coveredTo,
          limit,
          timesRise: true,
        })
        return { messages: withRecalled ? messages : messages.filter(({ recalledAt }) => !recalledAt), coveredFrom, coveredTo }
      }
      const reader = `${conversation.conversationId} ${request.address}`
      const isEnd = through === 0 && ends.isBelow(reader)
      const coveredTo = isEnd ? 0 : Math.min(through || conversation.lastSequence, conversation.lastSequence)
      const messages = await listMessages(sql, conversation.conversationId, {
        through: coveredTo,
        limit,
        withRecalled,
        hiddenUntil: hiddenUntil(now, limits.historyDays),
      })
      const isFull = messages.length === limit
      if (messages.at(-1)?.sequence === 1 && (through !== 0 || isFull)) ends.reached(reader)
      const coveredFrom = isFull ? messages.at(-1)!.sequence! : 1
      return { messages, coveredFrom, coveredTo }
    },

    async 'message.hide'({ sequences, ...place }, context) {
      const { sql, app } = context
      await lockApp(sql, app, 'revision')
      const { conversation, member } = await getPlace(context, findMembership, place)
      const messages = await listSeenNumbers(sql, conversation.conversationId, sequences, viewOf(context, member!))
      await hideMessages(sql, conversation.conversationId, { sdkAppId: app.sdkAppId, userId: operatorOf(context), messages })
      return {}
    },
  } satisfies Partial<Handlers>
}
