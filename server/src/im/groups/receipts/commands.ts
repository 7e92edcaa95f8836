import { Refusal } from '@plenum/contract'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { findMessageFacts } from '../../messages/message-facts.ts'
import { hiddenUntil } from '../../messages/rules.ts'
import { findConversation } from '../../messages/store.ts'
import { listMembers } from '../members-store.ts'
import { findGroups } from '../store.ts'
import { refuseReceipts, unreadOf } from './rules.ts'
import { listReaders } from './store.ts'

export function receiptHandlers() {
  return {
    async 'receipt.count'({ groupId, sequences }, context) {
      const { messages, readers, members } = await loadReceipts(context, groupId, sequences)
      return {
        receipts: sequences.map((sequence) => {
          const message = messages.get(sequence)
          if (!message?.needsReceipt) return null
          const read = readers.get(sequence)!
          return { read: read.size, unread: unreadOf(message, members, read).length }
        }),
      }
    },

    async 'receipt.listUsers'({ groupId, sequence, haveRead, after, limit }, context) {
      const { messages, readers, members } = await loadReceipts(context, groupId, [sequence])
      const message = messages.get(sequence)
      if (!message?.needsReceipt) throw new Refusal('receipt_unknown')
      const read = readers.get(sequence)!
      const all = (haveRead ? [...read].sort() : unreadOf(message, members, read)).filter((userId) => userId > after)
      const userIds = all.slice(0, limit)
      return { userIds, next: all.length > limit ? userIds.at(-1)! : null }
    },
  } satisfies Partial<Handlers>
}

/** Also of messages that are to ask for receipts. */
export async function groupWithReceipts({ sql, app, limits }: AppContext, groupId: string) {
  const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
  refuseReceipts(group, { limits, settings: app.settings })
  return group!
}

async function loadReceipts(context: AppContext, groupId: string, sequences: number[]) {
  const { sql, app, limits, now } = context
  const group = await groupWithReceipts(context, groupId)
  const [conversation, members] = await Promise.all([
    findConversation(sql, app.sdkAppId, groupId),
    listMembers(sql, app.sdkAppId, groupId, { offset: 0, limit: group.memberCount }, { now }),
  ])
  if (!conversation) throw new Refusal('group_unknown')
  const { conversationId } = conversation
  const [messages, readers] = await Promise.all([
    findMessageFacts(sql, conversationId, sequences, hiddenUntil(now, limits.historyDays)),
    listReaders(sql, conversationId, sequences),
  ])
  return { messages, readers, members }
}
