import { Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../../limits/locks.ts'
import { removeMembers } from '../../../limits/members.ts'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, operatorOf } from '../../../road/context.ts'
import type { Tell } from '../../messages/tips.ts'
import { endGroup } from '../ending.ts'
import { openTellWent } from '../joining/went.ts'
import { isGroupIdle, listAway, type Wanted } from './store.ts'

interface Parts {
  tell: Tell
  hub: Hub
  presence: { isOnline(sdkAppId: number, userId: string): boolean }
}

/** Who is removed from groups, and which groups end, because nothing was heard of them. Both are judged again under the locks. */
export function openReclaiming({ tell, hub, presence }: Parts) {
  const tellWent = openTellWent({ tell, hub })

  return {
    /** A portion of the members who are away, behind a user. `last`: where the next portion goes on; null: there is none. */
    async removeAway(context: AppContext, wanted: Wanted, groupId: string, after: string, portion: number) {
      const { sql, app } = context
      // Whoever logs in for the first time of a day waits for it, and so this for them.
      await lockApp(sql, app, 'counters')
      const [group] = await lockGroups(sql, app.sdkAppId, [groupId])
      if (!group || !wanted.types.some((type) => type === group.type)) return { removed: [], last: null }
      const away = await listAway(sql, wanted, groupId, after, portion)
      const last = away.length === portion ? away.at(-1)! : null
      const userIds = away.filter((userId) => !presence.isOnline(app.sdkAppId, userId))
      if (userIds.length === 0) return { removed: [], last }
      const told = { event: 'group.left', content: { operatorId: operatorOf(context), way: 'removed', reason: '' } } as const
      const left = await removeMembers(sql, app, groupId, userIds, context, { right: null, told })
      if (typeof left === 'string') return { removed: [], last: null }
      const { removed, type, notices } = left
      const went = { groupId, type, userIds: removed, notices }
      context.afterCommit(() => tellWent(context, went, { silent: false, reason: '', way: 'removed' }))
      return { removed, last }
    },

    /** Throws `NotIdle`: somebody has come, gone or spoken meanwhile, or it ended otherwise. */
    async endIdle(context: AppContext, wanted: Wanted, groupId: string): Promise<void> {
      const { lastSaidAt } = await endGroup(context, hub, groupId, async ({ type }) => {
        if (!wanted.types.includes(type) || !(await isGroupIdle(context.sql, wanted, groupId))) throw new NotIdle()
      }).catch((error: unknown) => {
        throw error instanceof Refusal && error.code === 'group_unknown' ? new NotIdle() : error
      })
      if (lastSaidAt && lastSaidAt > wanted.since.moment) throw new NotIdle()
    },
  }
}

/** The transaction is taken back. */
export class NotIdle extends Error {}

export type Reclaiming = ReturnType<typeof openReclaiming>
