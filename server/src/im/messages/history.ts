import { Refusal } from '@plenum/contract'
import type { Handlers } from '../../road/context.ts'
import { getConversation } from './get-conversation.ts'
import { rememberHistoryEnds } from './history-ends.ts'
import { hiddenUntil } from './rules.ts'
import { listMessages } from './store.ts'

export function historyHandlers() {
  const ends = rememberHistoryEnds()

  return {
    async 'message.list'({ through, limit, withRecalled, ...place }, { sql, app, limits, now, request }) {
      const conversation = await getConversation(sql, app.sdkAppId, place)
      if (!conversation.keepsMessages) throw new Refusal('group_message_no_history')
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
  } satisfies Partial<Handlers>
}
