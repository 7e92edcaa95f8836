import { Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Handlers } from '../../road/context.ts'
import { findUserIds, setSignaturesFrom } from '../users/store.ts'
import type { Presence } from './presence.ts'

export function presenceHandlers({ hub, presence }: { hub: Hub; presence: Presence }) {
  return {
    async 'presence.get'({ userIds }, { sql, app }) {
      const found = await findUserIds(sql, app.sdkAppId, userIds)
      return {
        users: userIds.map((userId) => ({ userId, platforms: found.has(userId) ? presence.platformsOf(app.sdkAppId, userId) : null })),
      }
    },

    async 'user.kick'({ userId }, { sql, app, now, afterCommit }) {
      await lockApp(sql, app, 'revision')
      if (!(await setSignaturesFrom(sql, app.sdkAppId, userId, now))) throw new Refusal('user_unknown', { userId })
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'user.kicked', content: { userId, at: now.toISOString() } }))
      return {}
    },
  } satisfies Partial<Handlers>
}
