import { Refusal } from '@plenum/contract'
import type { Handlers } from '../../context.ts'
import { hiddenUntil } from './rules.ts'
import { findConversation, listMessages } from './store.ts'

export const historyHandlers = {
  async 'message.list'({ groupId, through = Number.MAX_SAFE_INTEGER, limit }, { sql, app, limits, now }) {
    const conversation = await findConversation(sql, app.sdkAppId, groupId)
    if (!conversation) throw new Refusal('group_unknown')
    if (!conversation.keepsMessages) throw new Refusal('group_message_no_history')
    const coveredTo = Math.min(through, conversation.lastSequence)
    const messages = await listMessages(sql, conversation.conversationId, {
      through: coveredTo,
      limit,
      hiddenUntil: hiddenUntil(now, limits.historyDays),
    })
    const coveredFrom = messages.length === limit ? messages.at(-1)!.sequence! : 1
    return { messages, coveredFrom, coveredTo }
  },
} satisfies Partial<Handlers>
