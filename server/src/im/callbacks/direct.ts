import { type Message, type ParsedInput, Refusal, refusals } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { keyOf, madeUpSequence } from '../messages/direct/rules.ts'
import { countUnread } from '../messages/direct/store.ts'
import type { Written } from '../messages/lanes/write-batch.ts'
import { checkedBytes, hiddenUntil } from '../messages/rules.ts'
import { findUserIds } from '../users/store.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts, Spelling } from './parts.ts'
import { has } from './settings.ts'
import { keys, secondsOf, told } from './told.ts'
import { takeTurns } from './turns.ts'
import { ofDirect, readContent, refuseUnlessAllowed, type Said } from './verdict.ts'

type Send = ParsedInput<'direct.send'>

/** Messages between two users. */
export function directCompanions({ settingsOf, ask, spelling }: Parts): Companions {
  const take = takeTurns()
  const answered = rememberAnswers<Said | null>()

  return {
    'direct.send': {
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'C2C.CallbackBeforeSendMsg') || input.withoutCallbacks.includes('before')) return null
        checkedBytes(input)
        const senderId = senderOf(input, context)
        const { app, request, now } = context
        const release = await take(`${app.sdkAppId} ${keys.direct(senderId, input.receiverId)} ${senderId}`, request)
        try {
          const said = await answered(request, async () => {
            await refuseUnknown(context, senderId, input.receiverId)
            return ask(context, settings, 'C2C.CallbackBeforeSendMsg', fieldsOf(input, context, now, spelling))
          })
          if (!said) return { release }
          if (said.code === 2) {
            const { MsgKey } = fieldsOf(input, context, now, spelling)
            return { answer: { messageKey: MsgKey, at: new Date(secondsOf(now) * 1000).toISOString() }, release }
          }
          refuseUnlessAllowed(said, ofDirect)
          return { input: { ...input, ...readContent(said) }, release }
        } catch (error) {
          release(error)
          throw error
        }
      },

      async tell(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'C2C.CallbackAfterSendMsg') || input.withoutCallbacks.includes('after')) return null
        return async (sql, outcome) => {
          const written = outcome as Written
          if (written.outcome === 'duplicate' || written.outcome === 'stale') return []
          const isSent = written.outcome === 'sent' || written.outcome === 'passed'
          const result = isSent
            ? { SendMsgResult: 0, ErrorInfo: 'send msg succeed', UnreadMsgNum: await unreadOf(sql, context, input.receiverId) }
            : { SendMsgResult: numberOf(written), ErrorInfo: written.outcome, UnreadMsgNum: -1 }
          const at = 'at' in written ? written.at : context.now
          const key = keys.direct(senderOf(input, context), input.receiverId)
          return told(context, settings, 'C2C.CallbackAfterSendMsg', key, { ...fieldsOf(input, context, at, spelling), ...result })
        }
      },
    },

    'direct.recall': {
      async tell({ senderId, receiverId, messageKey }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'C2C.CallbackAfterMsgWithDraw')) return null
        return async (sql) =>
          told(context, settings, 'C2C.CallbackAfterMsgWithDraw', keys.direct(senderId, receiverId), {
            From_Account: senderId,
            To_Account: receiverId,
            MsgKey: messageKey,
            UnreadMsgNum: await unreadOf(sql, context, receiverId),
          })
      },
    },

    'direct.markRead': {
      async tell({ userId, peerId, through }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'C2C.CallbackAfterMsgReport')) return null
        return async (sql) =>
          told(context, settings, 'C2C.CallbackAfterMsgReport', keys.direct(userId, peerId), {
            Report_Account: userId,
            Peer_Account: peerId,
            LastReadTime: secondsOf(through === undefined ? context.now : new Date(through)),
            UnreadMsgNum: await unreadOf(sql, context, userId),
          })
      },
    },
  }
}

const senderOf = ({ senderId }: Send, context: AppContext) => senderId ?? operatorOf(context)

/** The key is that under which the message is recalled. */
function fieldsOf(input: Send, context: AppContext, at: Date, spelling: Spelling) {
  const senderId = senderOf(input, context)
  const clientSequence = input.clientSequence ?? madeUpSequence(context.request)
  return {
    From_Account: senderId,
    To_Account: input.receiverId,
    MsgSeq: clientSequence,
    MsgRandom: input.random,
    MsgTime: secondsOf(at),
    MsgKey: keyOf({ clientSequence, random: input.random, at }),
    MsgId: spelling.messageId({ senderId, at: at.toISOString(), random: input.random }),
    OnlineOnlyFlag: input.lifeSeconds === 0 ? 1 : 0,
    MsgBody: input.body satisfies Message['body'],
    CloudCustomData: input.cloudCustomData,
  }
}

/** Of everything others said to the user. */
async function unreadOf(sql: Sql, { app, limits, now }: AppContext, userId: string): Promise<number> {
  const unread = await countUnread(sql, app.sdkAppId, userId, { peerIds: null, hiddenUntil: hiddenUntil(now, limits.historyDays) })
  return [...unread.values()].reduce((sum, count) => sum + count, 0)
}

/** Nobody is asked about what cannot be sent. */
async function refuseUnknown({ sql, app }: AppContext, senderId: string, receiverId: string): Promise<void> {
  const known = await findUserIds(sql, app.sdkAppId, [senderId, receiverId])
  if (!known.has(senderId) && !app.admins.has(senderId)) throw new Refusal('sender_unknown', { userId: senderId })
  if (!known.has(receiverId)) throw new Refusal('receiver_unknown', { userId: receiverId })
}

const numberOf = ({ outcome }: Written) => refusals[outcome === 'sender_unknown' ? 'sender_unknown' : 'receiver_unknown'].number
