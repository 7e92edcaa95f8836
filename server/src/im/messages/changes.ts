import { type EventContent, type Message, Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Handlers } from '../../road/context.ts'
import { lockMessages, recallMessages, recallOfSender, rewriteMessage } from './changes-store.ts'
import { getConversation } from './get-conversation.ts'
import { checkedBytes, hiddenUntil } from './rules.ts'

const latestOfSender = 1_000

/** What happens to messages of groups after they were said. */
export function changeHandlers({ hub }: { hub: Hub }) {
  return {
    async 'message.recall'({ sequences, ...place }, { sql, app, limits, now, afterCommit }) {
      await lockApp(sql, app, 'revision')
      const { conversationId, keepsMessages } = await getConversation(sql, app.sdkAppId, place)
      if (!keepsMessages) throw new Refusal('group_recall_not_supported')
      const found = await lockMessages(sql, conversationId, sequences, hiddenUntil(now, limits.historyDays))
      const recalled = [...found.values()].filter(({ system, recalledAt }) => !system && !recalledAt)
      await recallMessages(sql, conversationId, recalled, now)
      if (recalled.length > 0) {
        const content = { ...place, messages: recalled.map(nameOf) }
        afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.recalled', content }))
      }
      return { results: sequences.map((sequence) => ({ sequence, outcome: outcomeOf(found.get(sequence)) })) }
    },

    async 'message.recallOfSender'({ senderId, ...place }, { sql, app, limits, now }) {
      await lockApp(sql, app, 'revision')
      const { conversationId, lastSequence } = await getConversation(sql, app.sdkAppId, place)
      const after = Math.max(0, lastSequence - latestOfSender)
      return {
        recalled: await recallOfSender(sql, conversationId, { senderId, after, hiddenUntil: hiddenUntil(now, limits.historyDays), now }),
      }
    },

    async 'message.modify'({ sequence, body, cloudCustomData, ...place }, { sql, app, limits, now, afterCommit }) {
      await lockApp(sql, app, 'revision')
      const { conversationId } = await getConversation(sql, app.sdkAppId, place)
      const message = (await lockMessages(sql, conversationId, [sequence], hiddenUntil(now, limits.historyDays))).get(sequence)
      if (!message || message.recalledAt || message.system) throw new Refusal('group_message_unknown')
      const content = { body: body ?? message.body, cloudCustomData: cloudCustomData ?? message.cloudCustomData }
      checkedBytes(content)
      await rewriteMessage(sql, conversationId, message, content)
      afterCommit(() =>
        hub.emit({ sdkAppId: app.sdkAppId, name: 'message.modified', content: { ...place, ...nameOf(message), ...content } }),
      )
      return {}
    },
  } satisfies Partial<Handlers>
}

function nameOf({ sequence, senderId, random, at }: Message): EventContent<'message.recalled'>['messages'][number] {
  return { sequence: sequence!, senderId, random, at }
}

function outcomeOf(message: Message | undefined) {
  if (!message || message.recalledAt) return 'group_message_unknown'
  return message.system ? 'group_message_not_recallable' : 'recalled'
}
