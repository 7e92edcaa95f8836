import { Refusal } from '@plenum/contract'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import { lockApp } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Handlers } from '../../road/context.ts'
import { countsUnread } from '../groups/rules.ts'
import { countUnread } from '../messages/direct/store.ts'
import { hiddenUntil } from '../messages/rules.ts'
import { findUserIds } from '../users/store.ts'
import { conversationHandlers } from './conversation-commands.ts'
import { markHandlers } from './mark-commands.ts'
import { partiesOf } from './marked-store.ts'
import { pageAfter } from './paging.ts'
import { listRecent, type RecentContact, removeRecent } from './recent-store.ts'

export const contactHandlers = (parts: { hub: Hub }) =>
  ({
    ...markHandlers(parts),
    ...conversationHandlers(parts),

    async 'contact.list'({ userId, after }, { sql, app, limits, now }) {
      const shownAfter = hiddenUntil(now, limits.historyDays)
      const [found, recent] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        listRecent(sql, app.sdkAppId, userId, {
          hiddenUntil: shownAfter,
          limit: limits.conversationsMax,
          communities: limits.features.communities,
        }),
      ])
      if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
      const { page, complete, next } = pageAfter(recent, after)
      const { peerIds } = partiesOf(page.map(({ contact }) => contact))
      const unreadOfPeers = await countUnread(sql, app.sdkAppId, userId, { peerIds, hiddenUntil: shownAfter })
      const unreadOf = ({ contact, group }: RecentContact) => {
        if ('peerId' in contact) return unreadOfPeers.get(contact.peerId) ?? 0
        return group && countsUnread(group.type) ? group.unread : 0
      }
      const contacts = page.map((recent) => ({
        contact: recent.contact,
        lastAt: recent.lastAt.toISOString(),
        unread: unreadOf(recent),
      }))
      return { contacts, complete, next }
    },

    async 'contact.remove'({ userId, contact, clearHistory }, { sql, app, limits }) {
      if ('groupId' in contact && isHiddenCommunity(contact.groupId, limits)) throw new Refusal('community_not_enabled')
      await lockApp(sql, app, 'revision')
      if (!(await findUserIds(sql, app.sdkAppId, [userId])).has(userId)) throw new Refusal('user_unknown', { userId })
      await removeRecent(sql, app.sdkAppId, userId, contact, clearHistory)
      return {}
    },
  }) satisfies Partial<Handlers>
