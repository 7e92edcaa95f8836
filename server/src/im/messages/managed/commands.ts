import { directMessageKey, type FoundMessage, groupMessageKey, topicMark } from '@plenum/contract'
import { isHiddenCommunity } from '../../../limits/hidden-communities.ts'
import { recordOfApp } from '../../../records/audit.ts'
import type { Handlers } from '../../../road/context.ts'
import { mayDo } from '../../../road/rights.ts'
import { keyOf, parseKey } from '../direct/rules.ts'
import { hiddenUntil } from '../rules.ts'
import { findByName, findByNumber } from './store.ts'
import { wordsOf } from './words.ts'

const shownMax = 20

type Row = Awaited<ReturnType<typeof findByName>>[number]

/** For persons who help users of an app: a message by its key. */
export const foundMessageHandlers = {
  async 'message.find'({ sdkAppId, key, words }, context) {
    const { sql, limits, now, caller, app } = context
    const bounds = { hiddenUntil: hiddenUntil(now, limits.historyDays), limit: shownMax + 1 }
    const [, id, sequence] = directMessageKey.test(key) ? [] : groupMessageKey.exec(key)!
    if (id !== undefined && isHiddenCommunity(id, limits)) return { messages: [], more: false }
    const rows =
      id === undefined
        ? await findByName(sql, sdkAppId, parseKey(key), bounds)
        : await findByNumber(sql, sdkAppId, id, Number(sequence), bounds)
    const showsWords = words && mayDo(caller, 'develop', app)
    const messages = rows.slice(0, shownMax).map((row) => shown(row, showsWords))
    const read = new Set(messages.filter(({ text }) => text).map((message) => message.key))
    if (read.size > 0) {
      const changes = [...read].map((after) => ({ field: 'Message', before: null, after }))
      await recordOfApp(context, { category: 'people', action: 'message.shown', changes })
    }
    return { messages, more: rows.length > shownMax }
  },
} satisfies Partial<Handlers>

function shown(row: Row, showsWords: boolean): FoundMessage {
  const { message } = row
  const { text, isCut } = message.recalledAt ? { text: '', isCut: false } : wordsOf(message.body)
  return {
    ...placeOf(row),
    senderId: message.senderId,
    at: message.at,
    types: message.body.map(({ MsgType }) => MsgType),
    text: showsWords ? text : null,
    isCut,
    recalledAt: message.recalledAt ?? null,
    isChanged: message.change !== undefined && !message.recalledAt,
    isSystem: message.system === true,
  }
}

function placeOf({ message, clientSequence, conversation, kind }: Row) {
  if (kind === 'direct') {
    const receiverId = conversation.split('\n').find((userId) => userId !== message.senderId) ?? message.senderId
    const key = keyOf({ clientSequence: clientSequence!, random: message.random, at: new Date(message.at) })
    return { key, receiverId, groupId: null, topicId: null }
  }
  const key = `${conversation} ${message.sequence}`
  if (kind === 'group') return { key, receiverId: null, groupId: conversation, topicId: null }
  return { key, receiverId: null, groupId: conversation.slice(0, conversation.indexOf(topicMark)), topicId: conversation }
}
