import { type EventContent, Refusal } from '@plenum/contract'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, type Handlers, operatorOf } from '../../../road/context.ts'
import { findMessageFacts } from '../../messages/message-facts.ts'
import { hiddenUntil } from '../../messages/rules.ts'
import { findConversation } from '../../messages/store.ts'
import { findRoles, listMembers } from '../members-store.ts'
import { findGroups } from '../store.ts'
import { readingHandlers } from './reading.ts'
import { refuseReceipts, unreadOf } from './rules.ts'
import { listReaders, recordReadings } from './store.ts'

export function receiptHandlers({ hub }: { hub: Hub }) {
  /** Each sender hears of the own messages. */
  function tellSenders({ app }: AppContext, groupId: string, userId: string, told: Map<string, Told[]>): void {
    for (const [senderId, receipts] of told) {
      hub.emit({ sdkAppId: app.sdkAppId, name: 'receipt.changed', content: { groupId, senderId, userId, receipts } })
    }
  }

  return {
    ...readingHandlers({ hub }),

    async 'receipt.send'({ groupId, sequences }, context) {
      const { sql, app, limits, now } = context
      const userId = operatorOf(context)
      await groupWithReceipts(context, groupId)
      await refuseStrangers(context, groupId)
      const hidden = hiddenUntil(now, limits.historyDays)
      const first = await recordReadings(sql, { sdkAppId: app.sdkAppId, groupId, userId, sequences, now, hiddenUntil: hidden })
      if (first.length > 0) {
        const { messages, readers, members } = await loadReceipts(context, groupId, first)
        const told = first.flatMap((sequence) => {
          const message = messages.get(sequence)
          if (!message) return []
          const read = readers.get(sequence)!
          return [{ senderId: message.senderId, sequence, read: read.size, unread: unreadOf(message, members, read).length }]
        })
        const bySender = Map.groupBy(told, ({ senderId }) => senderId)
        tellSenders(
          context,
          groupId,
          userId,
          new Map([...bySender].map(([id, all]) => [id, all.map(({ senderId: _, ...receipt }) => receipt)])),
        )
      }
      return {}
    },

    async 'receipt.count'({ groupId, sequences }, context) {
      await refuseStrangers(context, groupId)
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
      await refuseStrangers(context, groupId)
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

type Told = EventContent<'receipt.changed'>['receipts'][number]

/** Receipts are between members. The app's server need be none. */
async function refuseStrangers({ sql, app, caller }: AppContext, groupId: string): Promise<void> {
  if (caller.kind !== 'user') return
  const { userId } = caller
  if (!(await findRoles(sql, app.sdkAppId, groupId, [userId])).has(userId)) throw new Refusal('not_a_member', { userId })
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
