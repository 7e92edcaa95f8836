import { Refusal } from '@plenum/contract'
import type { Handlers } from '../../context.ts'
import { lockApp } from '../limits/locks.ts'
import type { ImParts } from '../messages/parts.ts'
import { hiddenUntil } from '../messages/rules.ts'
import { findUserIds } from '../users/store.ts'
import { markHandlers } from './mark-commands.ts'
import { pageAfter } from './paging.ts'
import { listRecent, removeRecent } from './recent-store.ts'

export function contactHandlers(_: ImParts) {
  return {
    ...markHandlers,

    async 'contact.list'({ userId, after }, { sql, app, limits, now }) {
      const [found, recent] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        listRecent(sql, app.sdkAppId, userId, {
          hiddenUntil: hiddenUntil(now, limits.historyDays),
          limit: limits.conversationsMax,
          communities: limits.features.communities,
        }),
      ])
      if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
      const { page, complete, next } = pageAfter(recent, after)
      return { contacts: page.map(({ lastAt, ...contact }) => ({ ...contact, lastAt: lastAt.toISOString() })), complete, next }
    },

    async 'contact.remove'({ userId, contact, clearHistory }, { sql, app }) {
      await lockApp(sql, app, 'revision')
      if (!(await findUserIds(sql, app.sdkAppId, [userId])).has(userId)) throw new Refusal('user_unknown', { userId })
      await removeRecent(sql, app.sdkAppId, userId, contact, clearHistory)
      return {}
    },
  } satisfies Partial<Handlers>
}
