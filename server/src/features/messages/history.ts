import { Refusal } from '@plenum/contract'
import type { Handlers } from '../../context.ts'
import { getConversation } from './get-conversation.ts'
import { hiddenUntil } from './rules.ts'
import { listMessages } from './store.ts'

export const historyHandlers = {
  async 'message.list'({ through = Number.MAX_SAFE_INTEGER, limit, withRecalled, ...place }, { sql, app, limits, now }) {
    const conversation = await getConversation(sql, app.sdkAppId, place)
    if (!conversation.keepsMessages) throw new Refusal('group_message_no_history')
    const coveredTo = Math.min(through, conversation.lastSequence)
    const messages = await listMessages(sql, conversation.conversationId, {
      through: coveredTo,
      limit,
      withRecalled,
      hiddenUntil: hiddenUntil(now, limits.historyDays),
    })
    const coveredFrom = messages.length === limit ? messages.at(-1)!.sequence! : 1
    return { messages, coveredFrom, coveredTo }
  },
} satisfies Partial<Handlers>
