import { type EventContent, type Output, Refusal } from '@plenum/contract'
import { lockCircle } from '../../../limits/friends.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { tellUsers } from '../../users/notices.ts'
import { relationsBetween } from '../relations.ts'
import { tellFriendsRemoved } from '../tell-friends.ts'
import { addBlocks } from './add-blocks.ts'
import { deleteBlocks, findBlockedPairs, findBlockSequence, listBlocks } from './store.ts'

type Blocked = Output<'block.add'>['results'][number]

export function blocklistHandlers({ hub }: { hub: Hub }) {
  /** Only the one whose blocklist it is. */
  async function tellChanged(context: AppContext, content: EventContent<'blocklist.changed'>): Promise<void> {
    if (content.added.length + content.removed.length === 0) return
    context.afterCommit(() => hub.emit({ sdkAppId: context.app.sdkAppId, name: 'blocklist.changed', content }))
    await tellUsers(context, hub, [content.userId], 'blocklist.changed', content)
  }

  return {
    async 'block.add'({ userId, userIds }, context) {
      const { sql, app, now } = context
      const { added, already, present, pairs } = await addBlocks(sql, app, userId, userIds, now)
      await Promise.all([tellChanged(context, { userId, added, removed: [] }), tellFriendsRemoved(context, hub, pairs)])
      const codeOf = (other: string): Blocked['code'] => {
        if (other === userId) return 'friend_self'
        if (!present.has(other)) return 'user_unknown'
        if (already.has(other)) return 'already_blocked'
        return added.includes(other) ? 'done' : 'blocklist_full'
      }
      return { results: userIds.map((other) => ({ userId: other, code: codeOf(other) })) }
    },

    async 'block.remove'({ userId, userIds }, context) {
      const { sql, app } = context
      await lockCircle(sql, app, userId)
      const removed = await deleteBlocks(sql, app.sdkAppId, userId, userIds)
      await tellChanged(context, { userId, added: [], removed })
      return { results: userIds.map((other) => ({ userId: other, code: 'done' })) }
    },

    async 'block.list'({ userId, ...page }, { sql, app }) {
      // The sequence first: of what changes between the two looks it is too old, so that it is asked for again.
      const sequence = await findBlockSequence(sql, app.sdkAppId, userId)
      if (sequence === null) throw new Refusal('user_unknown', { userId })
      const { blocked, next } = await listBlocks(sql, app.sdkAppId, userId, page)
      return { blocked, sequence, next }
    },

    async 'block.check'({ userId, userIds, bothWays }, { sql, app }) {
      return { relations: await relationsBetween(sql, app.sdkAppId, userId, userIds, { bothWays, findPairs: findBlockedPairs }) }
    },
  } satisfies Partial<Handlers>
}
