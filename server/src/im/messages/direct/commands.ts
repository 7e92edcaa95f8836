import { type DirectMessage, type EventContent, type Message, Refusal } from '@plenum/contract'
import { lockApp } from '../../../limits/locks.ts'
import type { Sql } from '../../../platform/database.ts'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, type Handlers, operatorOf } from '../../../road/context.ts'
import { findUserIds } from '../../users/store.ts'
import { isTooLateToRecall, refuseLostUpdate } from '../change-rules.ts'
import { listChanged, recallMessages, rewriteMessage } from '../changes-store.ts'
import type { Lanes } from '../lanes/lanes.ts'
import { directKey } from '../lanes/write-batch.ts'
import { checkedBytes, hiddenUntil } from '../rules.ts'
import { hideMessages, listSeen, listSeenNumbers, type View } from '../seen-store.ts'
import { keyOf, parseKey } from './rules.ts'
import { sendingHandlers } from './send.ts'
import { countUnread, findDirectConversation, findSide, listPage, lockMessage, raiseReadSequence, type Side } from './store.ts'

/** An answer holds about so many bytes of messages, at least one message. */
const answerBytesMax = 13_000
const messagesMax = 500

export function directHandlers({ lanes, hub }: { lanes: Lanes; hub: Hub }) {
  return {
    ...sendingHandlers({ lanes }),

    async 'direct.list'({ userId, peerId, from, to, before, limit }, { sql, app, limits, now }) {
      const after = before === undefined ? undefined : parseKey(before)
      const side = await findSide(sql, app.sdkAppId, userId, peerId)
      if (!side) {
        await refuseUnknown(sql, app.sdkAppId, { userId, peerId })
        return { messages: [], complete: true }
      }
      const { messages, complete } = await listPage(sql, {
        conversationId: side.conversationId,
        userId,
        clearedSequence: side.clearedSequence,
        from: new Date(from),
        to: new Date(to),
        before: after,
        limit: Math.min(limit, messagesMax),
        bytesMax: answerBytesMax,
        hiddenUntil: hiddenUntil(now, limits.historyDays),
      })
      return {
        complete,
        messages: shownTo(userId, peerId, side, messages),
      }
    },

    async 'direct.messages'({ userId, peerId, through, limit }, { sql, app, limits, now }) {
      const [side, { lastSequence }] = await Promise.all([
        findSide(sql, app.sdkAppId, userId, peerId),
        findDirectConversation(sql, app.sdkAppId, userId, peerId),
      ])
      if (!side) return { messages: [], coveredFrom: 1, coveredTo: 0 }
      const coveredTo = Math.min(through ?? lastSequence, lastSequence)
      const page = await listSeen(sql, side.conversationId, {
        ...viewOf(userId, side, { limits, now }),
        through: coveredTo,
        limit,
        timesRise: false,
      })
      return { messages: shownTo(userId, peerId, side, page.messages), coveredFrom: page.coveredFrom, coveredTo }
    },

    async 'direct.listChanges'({ userId, peerId, after, limit }, { sql, app, limits, now }) {
      const [side, { change }] = await Promise.all([
        findSide(sql, app.sdkAppId, userId, peerId),
        findDirectConversation(sql, app.sdkAppId, userId, peerId),
      ])
      if (!side) return { messages: [], reactions: [], reached: after }
      const { messages, reactions, reached } = await listChanged(sql, side.conversationId, {
        ...viewOf(userId, side, { limits, now }),
        after,
        limit,
      })
      return { messages: shownTo(userId, peerId, side, messages), reactions, reached: reached ?? change }
    },

    async 'direct.hide'({ userId, peerId, sequences }, { sql, app, limits, now }) {
      await lockApp(sql, app, 'revision')
      const side = await findSide(sql, app.sdkAppId, userId, peerId)
      if (!side) return {}
      const messages = await listSeenNumbers(sql, side.conversationId, sequences, viewOf(userId, side, { limits, now }))
      await hideMessages(sql, side.conversationId, { sdkAppId: app.sdkAppId, userId, messages })
      return {}
    },

    async 'direct.recall'({ senderId, receiverId, messageKey }, context) {
      const { sql, app, now, afterCommit } = context
      const { conversationId, message } = await messageToChange({ senderId, receiverId, messageKey }, context)
      if (message.recalledAt) throw new Refusal('message_recalled')
      if (isTooLateToRecall(message, context)) throw new Refusal('recall_time_over', { allowed: app.settings.recallSeconds })
      const operatorId = operatorOf(context)
      const change = await recallMessages(sql, conversationId, [message], { operatorId, now })
      const content = {
        userIds: [senderId, receiverId],
        messages: [{ ...nameOf(message), change }],
        operatorId,
      } satisfies EventContent<'message.recalled'>
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.recalled', content }))
      return {}
    },

    async 'direct.modify'({ senderId, receiverId, messageKey, body, cloudCustomData, expectedChange }, context) {
      const { sql, app, now, afterCommit } = context
      const { conversationId, message } = await messageToChange({ senderId, receiverId, messageKey }, context)
      if (message.recalledAt) throw new Refusal('message_unknown')
      refuseLostUpdate(message, expectedChange)
      const present = { body: body ?? message.body, cloudCustomData: cloudCustomData ?? message.cloudCustomData }
      checkedBytes(present)
      const change = await rewriteMessage(sql, conversationId, message, present, now)
      const content = {
        userIds: [senderId, receiverId],
        ...nameOf(message),
        change,
        ...present,
      } satisfies EventContent<'message.modified'>
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.modified', content }))
      return { change }
    },

    async 'direct.markRead'({ userId, peerId, through, sequence: wanted }, { sql, app, now, afterCommit }) {
      await lockApp(sql, app, 'revision')
      if (!(await findSide(sql, app.sdkAppId, userId, peerId))) await refuseUnknown(sql, app.sdkAppId, { userId, peerId })
      const sequence = await raiseReadSequence(sql, app.sdkAppId, userId, peerId, {
        through: through === undefined ? null : new Date(through),
        sequence: wanted ?? null,
        now,
      })
      if (sequence !== null) {
        const content = { userId, peerId, sequence, at: now.toISOString() }
        afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.read', content }))
      }
      return {}
    },

    async 'direct.countUnread'({ userId, peerIds }, { sql, app, limits, now }) {
      const found = await findUserIds(sql, app.sdkAppId, [userId, ...peerIds])
      if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
      const unread = await countUnread(sql, app.sdkAppId, userId, {
        peerIds: peerIds.length > 0 ? peerIds : null,
        hiddenUntil: hiddenUntil(now, limits.historyDays),
      })
      return {
        total: [...unread.values()].reduce((sum, count) => sum + count, 0),
        peers: peerIds.filter((peerId) => found.has(peerId)).map((peerId) => ({ peerId, unread: unread.get(peerId) ?? 0 })),
        unknown: peerIds.filter((peerId) => !found.has(peerId)),
      }
    },
  } satisfies Partial<Handlers>
}

/** As one of the two sees them. */
function shownTo(userId: string, peerId: string, side: Side, messages: Message[]): DirectMessage[] {
  return messages.map((message) => {
    const isMine = message.senderId === userId
    return {
      ...message,
      receiverId: isMine ? peerId : userId,
      messageKey: keyOf({ ...message, clientSequence: message.clientSequence!, at: new Date(message.at) }),
      isReadByReceiver: message.needsReceipt === true && message.sequence! <= (isMine ? side.peerReadSequence : side.readSequence),
    }
  })
}

function viewOf(userId: string, { clearedSequence }: Side, { limits, now }: Pick<AppContext, 'limits' | 'now'>): View {
  return { userId, clearedSequence, hiddenUntil: hiddenUntil(now, limits.historyDays) }
}

interface Named {
  senderId: string
  receiverId: string
  messageKey: string
}

async function messageToChange({ senderId, receiverId, messageKey }: Named, { sql, app, limits, now }: AppContext) {
  const name = parseKey(messageKey)
  await lockApp(sql, app, 'revision')
  const found = await lockMessage(sql, app.sdkAppId, {
    ...name,
    key: directKey(senderId, receiverId),
    senderId,
    hiddenUntil: hiddenUntil(now, limits.historyDays),
  })
  if (found) return found
  const known = await findUserIds(sql, app.sdkAppId, [senderId, receiverId])
  if (!known.has(senderId)) throw new Refusal('sender_unknown', { userId: senderId })
  if (!known.has(receiverId)) throw new Refusal('receiver_unknown', { userId: receiverId })
  throw new Refusal('message_unknown')
}

/** Two who have never spoken are in order, when both are there. */
async function refuseUnknown(sql: Sql, sdkAppId: number, { userId, peerId }: { userId: string; peerId: string }): Promise<void> {
  const found = await findUserIds(sql, sdkAppId, [userId, peerId])
  if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
  if (!found.has(peerId)) throw new Refusal('peer_unknown', { userId: peerId })
}

function nameOf({ senderId, sequence, at, clientSequence, random }: Message & { sequence: number }) {
  return { senderId, sequence, at, clientSequence, random }
}
