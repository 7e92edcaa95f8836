import { Refusal } from '@plenum/contract'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { findUserIds } from '../../users/store.ts'
import { actorIn, refuseUnless, refuseUnlessOn } from '../acting.ts'
import { lockAvGroup, readAvGroup } from './find-av-group.ts'
import { listBans, putBans, removeBans } from './store.ts'

export function banHandlers({ hub }: { hub: Hub }) {
  return {
    async 'avGroup.ban'({ groupId, userIds, forSeconds, description }, context) {
      const { sql, app, now, afterCommit } = context
      refuseBelowTopPlan(context)
      const group = await lockAvGroup(context, groupId)
      const actor = await actorIn(context, group)
      refuseUnlessOn(
        actor,
        userIds.map((userId) => (userId === group.ownerId ? 'Owner' : null)),
        'banMembers',
        group,
      )
      const wanted = [...new Set(userIds)]
      const found = await findUserIds(sql, app.sdkAppId, wanted)
      const unknown = wanted.find((userId) => !found.has(userId))
      if (unknown !== undefined) throw new Refusal('group_user_unknown', { userId: unknown })
      const bannedUntil = new Date(now.getTime() + forSeconds * 1000)
      await putBans(sql, app.sdkAppId, groupId, wanted, { bannedUntil, description }, now)
      const content = { groupId, userIds: wanted, bannedUntil: bannedUntil.toISOString(), description }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.membersBanned', content }))
      return {}
    },

    async 'avGroup.unban'({ groupId, userIds }, context) {
      refuseBelowTopPlan(context)
      const group = await lockAvGroup(context, groupId)
      refuseUnless(await actorIn(context, group), 'banMembers', group)
      await removeBans(context.sql, context.app.sdkAppId, groupId, userIds)
      return {}
    },

    async 'avGroup.listBanned'({ groupId, offset, limit }, context) {
      const { sql, app, now } = context
      refuseBelowTopPlan(context)
      const [, bans] = await Promise.all([
        readAvGroup(sql, app, groupId),
        listBans(sql, app.sdkAppId, groupId, { offset, limit: limit + 1, now }),
      ])
      const banned = bans.slice(0, limit).map(({ userId, bannedUntil }) => ({ userId, bannedUntil: bannedUntil.toISOString() }))
      return { banned, next: bans.length > limit ? offset + limit : null }
    },
  } satisfies Partial<Handlers>
}

function refuseBelowTopPlan({ limits }: AppContext): void {
  if (!limits.features.avGroupBan) throw new Refusal('group_not_supported')
}
