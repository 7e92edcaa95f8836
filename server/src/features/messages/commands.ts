import { Refusal } from '@plenum/contract'
import { type AppContext, type Handlers, type Request, StaleRevision } from '../../context.ts'
import { countRates } from '../../platform/rates.ts'
import type { Lanes } from './lanes.ts'
import { checkedBytes, hiddenUntil, refuseTooManyMentions } from './rules.ts'
import { findConversation, listMessages } from './store.ts'
import type { Written } from './write-batch.ts'

const messagesPerGroupDocumented = 40

export function messageHandlers({ lanes }: { lanes: Lanes }) {
  const isWithinRate = countMessages()

  return {
    async 'message.send'({ groupId, onlineOnly, mentions, receiverIds, ...said }, context) {
      const { app, caller, limits, now, day } = context
      const senderId = said.senderId ?? (caller.kind === 'app' ? caller.userId : '')
      const bytes = checkedBytes(said)
      refuseTooManyMentions(mentions)
      if (onlineOnly && (said.noUnread || said.noLastMessage)) {
        throw new Refusal('bad_input', { reason: 'SendMsgControl: an online-only message is neither unread nor the last one.' })
      }
      if (receiverIds.length > 0 && !limits.features.targetedGroupMessages) throw new Refusal('group_not_supported')
      if (!isWithinRate(context, groupId)) return { sequence: null, at: now.toISOString(), dropped: true }

      const written = await lanes.send(
        {
          sdkAppId: app.sdkAppId,
          revision: app.revision,
          groupId,
          at: now,
          day,
          message: {
            senderId,
            random: said.random,
            priority: said.priority,
            body: said.body,
            cloudCustomData: said.cloudCustomData,
            ...(mentions.length > 0 && { mentions }),
            ...(receiverIds.length > 0 && { receiverIds }),
            ...(said.noUnread && { noUnread: true }),
            ...(said.noLastMessage && { noLastMessage: true }),
            ...(said.supportsExtensions && { supportsExtensions: true }),
          },
          onlineOnly,
          forMembers: receiverIds.length > 0 || mentions.some((mention) => 'all' in mention),
          byAdministrator: app.admins.has(senderId),
        },
        bytes,
      )
      return answerOf(written, senderId)
    },

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
}

/** Above it the later ones are dropped, whatever their priority. A call that is run again because its app had changed counts once. */
function countMessages() {
  const maySend = countRates()
  const counted = new WeakSet<Request>()
  return ({ app, request }: AppContext, groupId: string): boolean => {
    if (counted.has(request)) return true
    counted.add(request)
    return maySend(`${app.sdkAppId} ${groupId}`, app.rates.messagesPerGroup ?? messagesPerGroupDocumented)
  }
}

function answerOf(written: Written, senderId: string) {
  switch (written.outcome) {
    case 'stale':
      throw new StaleRevision()
    case 'group_unknown':
      throw new Refusal('group_unknown')
    case 'sender_unknown':
      throw new Refusal('sender_unknown', { userId: senderId })
    case 'not_supported':
      throw new Refusal('group_not_supported')
    case 'muted':
      throw new Refusal('sender_muted', { userId: senderId })
    default:
      return { sequence: written.sequence, at: written.at.toISOString(), dropped: false }
  }
}
