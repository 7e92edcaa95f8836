import { type Conversation, groupTypes, type ListedConversation, Refusal } from '@plenum/contract'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import { lockApp, lockUsers } from '../../limits/locks.ts'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { refuseForeignTopic } from '../messages/get-conversation.ts'
import { hiddenUntil } from '../messages/rules.ts'
import { tellUsers } from '../users/notices.ts'
import { findChanged, type Returning } from './changed-store.ts'
import { type Found, type ListPosition, listConversations } from './conversations-store.ts'
import { findMarked } from './marked-store.ts'
import { nameOf, shownBy, unmarked } from './marks.ts'
import { changeSides, clearSides, findSides, namesOf, openDirect, readAll, removeSides, sideName } from './sides-store.ts'

/** A user's own list of conversations. */
export function conversationHandlers({ hub }: { hub: Hub }) {
  /** Most of those who come back after a restart have missed nothing. */
  const mayHaveChanged = gather((asked: (Returning & { pool: Sql })[]) => findChanged(asked[0]!.pool, asked))

  return {
    async 'conversation.list'({ userId, after, changedSince, limit }, context) {
      if (changedSince !== undefined && after === undefined) {
        const { app, pool } = context
        const since = new Date(changedSince)
        if (!(await mayHaveChanged({ sdkAppId: app.sdkAppId, userId, since, pool }))) return { conversations: [], next: null }
      }
      const found = await listConversations(context.sql, context.app.sdkAppId, userId, {
        ...shown(context),
        changedSince: changedSince === undefined ? undefined : new Date(changedSince),
        after: after === undefined ? undefined : parsePosition(after),
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      return {
        conversations: await withMarks(context, userId, page),
        next: found.length > limit ? positionText(page.at(-1)!.position) : null,
      }
    },

    async 'conversation.get'({ userId, conversations }, context) {
      conversations.forEach(refuseForeign)
      const found = await listConversations(context.sql, context.app.sdkAppId, userId, {
        ...shown(context),
        only: conversations,
        limit: conversations.length,
      })
      const marked = await withMarks(context, userId, found)
      const byName = new Map(marked.map((listed) => [sideName(listed.conversation), listed]))
      return { conversations: conversations.map((conversation) => byName.get(sideName(conversation)) ?? null) }
    },

    async 'conversation.set'({ userId, conversations, ...change }, context) {
      const { sql, app } = context
      const whose = await lockWhole(context, userId, conversations)
      const named = namesOf(conversations)
      await openDirect(sql, whose, named.peerIds, app.revision)
      const present = await findSides(sql, whose, named)
      await changeSides(sql, whose, named, change)
      const changed = conversations.filter((conversation) => present.has(sideName(conversation)))
      if (changed.length > 0) await tellUsers(context, hub, [userId], 'conversation.changed', { userId, conversations: changed, ...change })
      const { msgFlag } = change
      if (msgFlag !== undefined) {
        context.afterCommit(() => {
          for (const conversation of changed) {
            if (!('groupId' in conversation) || conversation.topicId !== undefined) continue
            const content = { groupId: conversation.groupId, userId, msgFlag }
            hub.emit({ sdkAppId: app.sdkAppId, name: 'group.receiveOptionChanged', content })
          }
        })
      }
      return { missing: conversations.filter((conversation) => !present.has(sideName(conversation))) }
    },

    async 'conversation.remove'({ userId, conversations, clearHistory }, context) {
      const whose = await lockWhole(context, userId, conversations)
      await removeSides(context.sql, whose, namesOf(conversations), clearHistory)
      if (context.app.settings.syncConversationDeletion) {
        await tellUsers(context, hub, [userId], 'conversation.removed', { userId, conversations, clearHistory })
      }
      return {}
    },

    async 'conversation.clear'({ userId, conversation }, context) {
      const whose = await lockWhole(context, userId, [conversation])
      await clearSides(context.sql, whose, namesOf([conversation]))
      await tellUsers(context, hub, [userId], 'conversation.changed', { userId, conversations: [conversation], cleared: true })
      return {}
    },

    async 'conversation.countUnread'({ userId }, context) {
      const found = await listConversations(context.sql, context.app.sdkAppId, userId, { ...shown(context), limit: shown(context).max })
      return { total: found.reduce((sum, { unread, msgFlag }) => sum + (msgFlag === 'AcceptAndNotify' ? unread : 0), 0) }
    },

    async 'conversation.markAllRead'({ userId, of }, context) {
      const { app, now, afterCommit } = context
      const whose = await lockWhole(context, userId, [])
      const { direct, groups, topics } = await readAll(context.sql, whose, of)
      afterCommit(() => {
        for (const place of [...direct, ...groups, ...topics]) {
          hub.emit({ sdkAppId: app.sdkAppId, name: 'message.read', content: { userId, ...place, at: now.toISOString() } })
        }
      })
      return {}
    },
  } satisfies Partial<Handlers>
}

function shown({ app, limits, now }: AppContext) {
  return {
    hiddenUntil: hiddenUntil(now, limits.historyDays),
    communities: limits.features.communities,
    seenFromJoining: groupTypes.filter((type) => type !== 'AVChatRoom' && !app.settings.historyBeforeJoining[type]),
    max: Math.min(limits.conversationsMax, app.settings.conversationsMax),
  }
}

async function withMarks(context: AppContext, userId: string, found: Found[]): Promise<ListedConversation[]> {
  // Topics are not marked.
  const contacts = found.flatMap(({ conversation }) => ('topicId' in conversation ? [] : [conversation]))
  const marked = contacts.length > 0 ? await findMarked(context.sql, context.app.sdkAppId, userId, contacts) : []
  const byName = new Map(marked.map((kept) => [nameOf(kept.contact), kept]))
  return found.map(({ position: _, ...listed }) => {
    const kept = 'topicId' in listed.conversation ? undefined : byName.get(nameOf(listed.conversation))
    const { standardMarks, customMark, contactGroupIds } = shownBy(context, kept ?? { ...unmarked(listed.conversation), changedAt: null })
    return { ...listed, standardMarks, customMark, contactGroupIds }
  })
}

/** In this order everywhere: app, user, what the user has of conversations. */
async function lockWhole({ sql, app, limits, now }: AppContext, userId: string, conversations: Conversation[]) {
  for (const conversation of conversations) {
    refuseForeign(conversation)
    if ('groupId' in conversation && isHiddenCommunity(conversation.groupId, limits)) throw new Refusal('community_not_enabled')
  }
  await lockApp(sql, app, 'revision')
  await lockUsers(sql, app.sdkAppId, [userId])
  return { sdkAppId: app.sdkAppId, userId, now }
}

function refuseForeign(conversation: Conversation): void {
  if ('groupId' in conversation && conversation.topicId !== undefined) refuseForeignTopic(conversation.groupId, conversation.topicId)
}

function positionText({ isPinned, at, id }: ListPosition): string {
  return `${isPinned ? 1 : 0}_${at.getTime()}_${id}`
}

function parsePosition(text: string): ListPosition {
  const [isPinned, at, id] = (/^([01])_(\d{1,15})_(\d{1,15})$/.exec(text) ?? []).slice(1).map(Number)
  if (id === undefined) throw new Refusal('bad_input', { reason: 'after: is not from this list' })
  return { isPinned: isPinned === 1, at: new Date(at!), id }
}
