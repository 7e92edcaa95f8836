import { Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../../limits/locks.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { findGroups } from '../store.ts'
import { decideAttributes, decideCounters } from './rules.ts'
import { listAttributes, listCounters, putAttributes, putCounters, removeAttributes, removeCounters } from './store.ts'
import { countWrites } from './write-rate.ts'

export function attributeHandlers({ hub }: { hub: Hub }) {
  const isWithinRate = countWrites()

  /** Attributes of a group change one call after the other, so that calls at the same time do not pass the limits together. */
  async function lockAttributes(context: AppContext, groupId: string): Promise<void> {
    const { app, afterCommit } = context
    const { within, allowed } = isWithinRate(context, groupId)
    if (!within) throw new Refusal('attribute_rate_limit', { allowed })
    await lockGroup(context, groupId)
    afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.attributesChanged', content: { groupId } }))
  }

  async function lockCounters(context: AppContext, groupId: string): Promise<void> {
    refuseBelowTopPlan(context)
    refuseWithoutCounters(await lockGroup(context, groupId))
    const { app, afterCommit } = context
    afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'group.countersChanged', content: { groupId } }))
  }

  return {
    async 'attribute.list'({ groupId }, { sql, app }) {
      const [groups, attributes] = await Promise.all([findGroups(sql, app.sdkAppId, [groupId]), listAttributes(sql, app.sdkAppId, groupId)])
      if (!groups.has(groupId)) throw new Refusal('group_unknown')
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

async function lockGroup({ sql, app }: AppContext, groupId: string) {
  await lockApp(sql, app, 'revision')
  const [group] = await lockGroups(sql, app.sdkAppId, [groupId])
  if (!group) throw new Refusal('group_unknown')
  return group
}

/** No row of the comparison of editions names counters. */
function refuseBelowTopPlan({ app }: AppContext): void {
  if (app.configuration.edition !== 'ultimate') throw new Refusal('top_plan_needed')
}

function refuseWithoutCounters({ type }: { type: string }): void {
  if (type === 'Community') throw new Refusal('group_not_supported')
}
