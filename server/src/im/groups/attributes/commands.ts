import { type Group, Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../../limits/locks.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import type { Presence } from '../../live/presence.ts'
import { actorIn, refuseUnless } from '../acting.ts'
import type { Action } from '../permissions.ts'
import { findGroups } from '../store.ts'
import { decideAttributes, decideCounters } from './rules.ts'
import { listAttributes, listCounters, putAttributes, putCounters, removeAttributes, removeCounters } from './store.ts'
import { countWrites } from './write-rate.ts'

export function attributeHandlers({ hub, presence }: { hub: Hub; presence: Presence }) {
  const isWithinRate = countWrites()

  /** Attributes of a group change one call after the other, so that calls at the same time do not pass the limits together. */
  async function lockAttributes(context: AppContext, groupId: string): Promise<void> {
    const { app, afterCommit } = context
    const { within, allowed } = isWithinRate(context, groupId)
    if (!within) throw new Refusal('attribute_rate_limit', { allowed })
    await lockGroup(context, groupId, 'changeProfile')
    afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.attributesChanged', content: { groupId } }))
  }

  async function lockCounters(context: AppContext, groupId: string): Promise<void> {
    refuseBelowTopPlan(context)
    refuseWithoutCounters(await lockGroup(context, groupId, 'seeMembers'))
    const { app, afterCommit } = context
    afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.countersChanged', content: { groupId } }))
  }

  /** In an audio-video group is whoever is in it at the moment. */
  async function refuseWhoMayNot(context: AppContext, group: Group, action: Action): Promise<void> {
    const { app } = context
    const actor = await actorIn(context, group)
    const isThere = actor !== 'administrator' && presence.avGroupIdsOf(app.sdkAppId, actor.userId).includes(group.groupId)
    refuseUnless(isThere && actor.standing === null ? { ...actor, standing: 'Member' } : actor, action, group)
  }

  async function lockGroup(context: AppContext, groupId: string, action: Action): Promise<Group> {
    const { sql, app } = context
    await lockApp(sql, app, 'revision')
    await lockGroups(sql, app.sdkAppId, [groupId])
    const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
    if (!group) throw new Refusal('group_unknown')
    await refuseWhoMayNot(context, group, action)
    return group
  }

  return {
    async 'attribute.list'({ groupId }, context) {
      const { sql, app } = context
      const [groups, attributes] = await Promise.all([findGroups(sql, app.sdkAppId, [groupId]), listAttributes(sql, app.sdkAppId, groupId)])
      const group = groups.get(groupId)
      if (!group) throw new Refusal('group_unknown')
      await refuseWhoMayNot(context, group, 'seeMembers')
      return { attributes }
    },

    async 'attribute.add'({ groupId, attributes }, context) {
      const { sql, app } = context
      await lockAttributes(context, groupId)
      await putAttributes(sql, app.sdkAppId, groupId, decideAttributes(await listAttributes(sql, app.sdkAppId, groupId), attributes))
      return {}
    },

    async 'attribute.replace'({ groupId, attributes }, context) {
      const { sql, app } = context
      await lockAttributes(context, groupId)
      const decided = decideAttributes([], attributes)
      await removeAttributes(sql, app.sdkAppId, groupId)
      await putAttributes(sql, app.sdkAppId, groupId, decided)
      return {}
    },

    async 'attribute.clear'({ groupId }, context) {
      await lockAttributes(context, groupId)
      await removeAttributes(context.sql, context.app.sdkAppId, groupId)
      return {}
    },

    async 'attribute.remove'({ groupId, keys }, context) {
      await lockAttributes(context, groupId)
      const wanted = [...new Set(keys)]
      const removed = await removeAttributes(context.sql, context.app.sdkAppId, groupId, wanted)
      if (removed < wanted.length) throw new Refusal('attribute_unknown')
      return {}
    },

    async 'counter.list'({ groupId, keys }, context) {
      const { sql, app } = context
      refuseBelowTopPlan(context)
      const [groups, counters] = await Promise.all([
        findGroups(sql, app.sdkAppId, [groupId]),
        listCounters(sql, app.sdkAppId, groupId, keys),
      ])
      const group = groups.get(groupId)
      if (!group) throw new Refusal('group_unknown')
      await refuseWhoMayNot(context, group, 'seeMembers')
      refuseWithoutCounters(group)
      return { counters }
    },

    async 'counter.update'({ groupId, mode, counters: given }, context) {
      const { sql, app } = context
      await lockCounters(context, groupId)
      const counters = decideCounters(await listCounters(sql, app.sdkAppId, groupId), mode, given)
      await putCounters(sql, app.sdkAppId, groupId, counters)
      return { counters }
    },

    async 'counter.remove'({ groupId, keys }, context) {
      await lockCounters(context, groupId)
      await removeCounters(context.sql, context.app.sdkAppId, groupId, keys)
      return {}
    },
  } satisfies Partial<Handlers>
}

/** No row of the comparison of editions names counters. */
function refuseBelowTopPlan({ app }: AppContext): void {
  if (app.configuration.edition !== 'ultimate') throw new Refusal('top_plan_needed')
}

function refuseWithoutCounters({ type }: { type: string }): void {
  if (type === 'Community') throw new Refusal('group_not_supported')
}
