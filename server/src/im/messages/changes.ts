import { type EventContent, type Message, Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import type { Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import { type AppContext, type Handlers, operatorOf } from '../../road/context.ts'
import { isTooLateToRecall, mayRecall, refuseLostUpdate } from './change-rules.ts'
import { listChanged, lockMessages, recallMessages, recallOfSender, rewriteMessage } from './changes-store.ts'
import { getConversation } from './get-conversation.ts'
import { type FindMembership, getPlace, type MembershipOf, viewOf } from './membership.ts'
import { checkedBytes, hiddenUntil } from './rules.ts'

const latestOfSender = 1_000

interface Parts {
  hub: Hub
  findMembership: FindMembership
  findRoles(sql: Sql, sdkAppId: number, groupId: string, userIds: string[]): Promise<Map<string, MembershipOf['role']>>
}

/** What happens to messages of groups after they were said. */
export function changeHandlers({ hub, findMembership, findRoles }: Parts) {
  /** The call as a whole, before anything is taken back. */
  async function refuseRecall(context: AppContext, member: MembershipOf, groupId: string, messages: Message[]): Promise<void> {
    const { sql, app } = context
    const userId = operatorOf(context)
    const others = messages.flatMap(({ senderId }) => (senderId === userId ? [] : [senderId]))
    const roles = others.length > 0 ? await findRoles(sql, app.sdkAppId, groupId, others) : new Map<string, MembershipOf['role']>()
    for (const message of messages) {
      const { senderId } = message
      if (!mayRecall(member, userId, senderId, roles.get(senderId) ?? null)) throw new Refusal('group_not_supported')
      if (senderId === userId && member.role === 'Member' && isTooLateToRecall(message, context)) {
        throw new Refusal('group_recall_time_over', { allowed: app.settings.recallSeconds })
      }
    }
  }

  return {
    async 'message.recall'({ sequences, ...place }, context) {
      const { sql, app, limits, now, afterCommit } = context
      await lockApp(sql, app, 'revision')
      const { conversation, member } = await getPlace(context, findMembership, place)
      const { conversationId, keepsMessages } = conversation
      if (!keepsMessages) throw new Refusal('group_recall_not_supported')
      const found = await lockMessages(sql, conversationId, sequences, hiddenUntil(now, limits.historyDays))
      const recalled = [...found.values()].filter(({ system, recalledAt }) => !system && !recalledAt)
      if (member) await refuseRecall(context, member, place.groupId, recalled)
      if (recalled.length > 0) {
        const operatorId = operatorOf(context)
        const last = await recallMessages(sql, conversationId, recalled, { operatorId, now })
        const content = {
          ...place,
          operatorId,
          messages: recalled.map((message, index) => ({ ...nameOf(message), change: last - recalled.length + 1 + index })),
        }
        afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.recalled', content }))
      }
      return { results: sequences.map((sequence) => ({ sequence, outcome: outcomeOf(found.get(sequence)) })) }
    },

    async 'message.recallOfSender'({ senderId, ...place }, context) {
      const { sql, app, limits, now } = context
      await lockApp(sql, app, 'revision')
      const { conversationId, lastSequence } = await getConversation(sql, app.sdkAppId, place)
      const after = Math.max(0, lastSequence - latestOfSender)
      const shown = { hiddenUntil: hiddenUntil(now, limits.historyDays), operatorId: operatorOf(context) }
      return { recalled: await recallOfSender(sql, conversationId, { senderId, after, ...shown, now }) }
    },

    async 'message.modify'({ sequence, body, cloudCustomData, expectedChange, ...place }, context) {
      const { sql, app, limits, now, afterCommit } = context
      await lockApp(sql, app, 'revision')
      const { conversation, member } = await getPlace(context, findMembership, place)
      const { conversationId } = conversation
      const message = (await lockMessages(sql, conversationId, [sequence], hiddenUntil(now, limits.historyDays))).get(sequence)
      if (!message || message.recalledAt || message.system) throw new Refusal('group_message_unknown')
      if (member && message.senderId !== operatorOf(context)) throw new Refusal('group_not_supported')
      refuseLostUpdate(message, expectedChange)
      const content = { body: body ?? message.body, cloudCustomData: cloudCustomData ?? message.cloudCustomData }
      checkedBytes(content)
      const change = await rewriteMessage(sql, conversationId, message, content, now)
      afterCommit(() =>
        hub.emit({
          sdkAppId: app.sdkAppId,
          name: 'message.modified',
          content: { ...place, ...nameOf(message), change, ...content, ...receiversOf(message) },
        }),
      )
      return { change }
    },

    async 'message.listChanges'({ after, limit, ...place }, context) {
      const { sql } = context
      const { conversation, member } = await getPlace(context, findMembership, place)
      const { reached, ...changed } = await listChanged(sql, conversation.conversationId, { ...viewOf(context, member!), after, limit })
      return { ...changed, reached: reached ?? conversation.change }
    },
  } satisfies Partial<Handlers>
}

/** Nobody else hears what is said to some. */
function receiversOf({ receiverIds }: Message) {
  return receiverIds && { receiverIds }
}

function nameOf({ sequence, senderId, random, at }: Message): Omit<EventContent<'message.recalled'>['messages'][number], 'change'> {
  return { sequence: sequence!, senderId, random, at }
}

function outcomeOf(message: Message | undefined) {
  if (!message || message.recalledAt) return 'group_message_unknown'
  return message.system ? 'group_message_not_recallable' : 'recalled'
}
