import { type Message, type ParsedInput, Refusal, type RefusalCode, refusals } from '@plenum/contract'
import { pairsBetween } from '../../limits/pairs.ts'
import type { Sql } from '../../platform/database.ts'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { keyOf, madeUpSequence } from '../messages/direct/rules.ts'
import { countUnread } from '../messages/direct/store.ts'
import type { Written } from '../messages/lanes/write-batch.ts'
import { checkedBytes, hiddenUntil } from '../messages/rules.ts'
import { findBlockedPairs } from '../relations/blocklist/store.ts'
import { findFriendPairs } from '../relations/friends/store.ts'
import { findMutes } from '../users/mutes-store.ts'
import { findUserIds } from '../users/store.ts'
import { rememberAnswers } from './answers.ts'
import { refuseOldMemory } from './asker.ts'
import type { Parts, Spelling } from './parts.ts'
import { has } from './settings.ts'
import type { Settings } from './settings-store.ts'
import { keys, leavesOut, secondsOf, told } from './told.ts'
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
        if (!has(settings, 'C2C.CallbackBeforeSendMsg') || leavesOut(input, context, 'before')) return null
        checkedBytes(input)
        const senderId = senderOf(input, context)
        const { app, request, now } = context
        const release = await take(`${app.sdkAppId} ${keys.direct(senderId, input.receiverId)} ${senderId}`, request)
        try {
          const said = await answered(request, async () => {
            const may = await mayWrite(context, senderId, input.receiverId)
            if (may) return ask(context, settings, 'C2C.CallbackBeforeSendMsg', fieldsOf(input, context, now, spelling))
            await refuseOldMemory(context)
            return unheard
          })
          if (!said) return { release }
          if (said.code === 2) {
            const { MsgKey } = fieldsOf(input, context, now, spelling)
            return { answer: { messageKey: MsgKey, at: new Date(secondsOf(now) * 1000).toISOString(), sequence: null }, release }
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
        if (!has(settings, 'C2C.CallbackAfterSendMsg') || leavesOut(input, context, 'after')) return null
        return async (sql, outcome) => {
          const written = outcome as Written
          if (written.outcome === 'duplicate' || written.outcome === 'stale') return []
          // Its sender is told that it is.
          if (written.outcome === 'blocked' && context.app.settings.blockedSendsSucceed) return []
          const result =
            'at' in written
              ? { SendMsgResult: 0, ErrorInfo: 'send msg succeed', UnreadMsgNum: await unreadOf(sql, context, input.receiverId) }
              : { SendMsgResult: numberOf(written.outcome), ErrorInfo: written.outcome, UnreadMsgNum: -1 }
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
        const at = through === undefined ? context.now : new Date(through)
        return async (sql) => read(context, settings, { userId, peerId, at, unread: await unreadOf(sql, context, userId) })
      },
    },

    'conversation.markAllRead': {
      async tell({ userId, of }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'C2C.CallbackAfterMsgReport') || of === 'groups') return null
        const before = await unreadByPeer(context.sql, context, userId)
        return async (sql) => {
          const unread = await unreadOf(sql, context, userId)
          return [...before.keys()].flatMap((peerId) => read(context, settings, { userId, peerId, at: context.now, unread }))
        }
      },
    },
  }
}

interface Read {
  userId: string
  peerId: string
  at: Date
  /** Of everything others said to the user. */
  unread: number
}

function read(context: AppContext, settings: Settings, { userId, peerId, at, unread }: Read) {
  return told(context, settings, 'C2C.CallbackAfterMsgReport', keys.direct(userId, peerId), {
    Report_Account: userId,
    Peer_Account: peerId,
    LastReadTime: secondsOf(at),
    UnreadMsgNum: unread,
  })
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

function unreadByPeer(sql: Sql, { app, limits, now }: AppContext, userId: string) {
  return countUnread(sql, app.sdkAppId, userId, { peerIds: null, hiddenUntil: hiddenUntil(now, limits.historyDays) })
}

/** Of everything others said to the user. */
async function unreadOf(sql: Sql, context: AppContext, userId: string): Promise<number> {
  const unread = await unreadByPeer(sql, context, userId)
  return [...unread.values()].reduce((sum, count) => sum + count, 0)
}

/** As if the app had dropped it: the sender sees success. */
const unheard: Said = { code: 2, text: '', fields: {} }

/**
 * Refuses what the lane would refuse, so that nobody is asked about what cannot be sent. The lane looks again, under its locks. False: the
 * receiver blocks the sender, who is not to know.
 */
async function mayWrite({ sql, app, caller, now }: AppContext, senderId: string, receiverId: string): Promise<boolean> {
  const { sdkAppId, settings, admins } = app
  const byUser = caller.kind === 'user'
  const known = await findUserIds(sql, sdkAppId, [senderId, receiverId])
  if (!known.has(senderId) && (byUser || !admins.has(senderId))) throw new Refusal('sender_unknown', { userId: senderId })
  if (!known.has(receiverId)) throw new Refusal('receiver_unknown', { userId: receiverId })
  if (!byUser) return true
  const [mutes, blocked, friends] = await Promise.all([
    findMutes(sql, sdkAppId, senderId),
    findBlockedPairs(sql, sdkAppId, [{ userId: receiverId, friendId: senderId }]),
    settings.friendsOnly ? findFriendPairs(sql, sdkAppId, pairsBetween(senderId, [receiverId])) : null,
  ])
  if (mutes?.direct && mutes.direct > now) throw new Refusal('direct_sender_muted', { userId: senderId })
  if (blocked.length > 0 && settings.blockedSendsSucceed) return false
  if (blocked.length > 0) throw new Refusal('sender_blocked')
  if (friends && friends.length < 2) throw new Refusal('not_friends', { userId: receiverId })
  return true
}

/** As clients get it. */
function numberOf(outcome: Exclude<Written['outcome'], 'sent' | 'passed' | 'duplicate' | 'stale'>): number {
  const codes: Partial<Record<typeof outcome, RefusalCode>> = {
    muted: 'direct_sender_muted',
    blocked: 'sender_blocked',
    not_friends: 'not_friends',
    sender_unknown: 'sender_unknown',
  }
  return refusals[codes[outcome] ?? 'receiver_unknown'].number
}
