import { isDeepStrictEqual } from 'node:util'
import { type GroupRules, groupRuleLabels, groupTypeLabels, memberedType, ordinaryType } from '@plenum/contract'
import { type Change, recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { startPass, storeGroupRules } from './group-rules-store.ts'

export const groupRuleHandlers = {
  async 'groupRule.get'(_, { app: { sdkAppId, name, groupRules } }) {
    return { app: { sdkAppId, name }, rules: groupRules }
  },

  async 'groupRule.set'({ sdkAppId, rules: wanted }, context) {
    const { app, sql, now } = context
    const before = app.groupRules
    const after = inOrder({ ...before, ...wanted })
    const changes = changesOf(before, after)
    if (changes.length === 0) return { rules: before }
    await storeGroupRules(sql, sdkAppId, after)
    for (const rule of ['offlineMembers', 'idleGroups'] as const) {
      if (!isDeepStrictEqual(before[rule], after[rule])) await startPass(sql, sdkAppId, rule, after[rule] && now)
    }
    await raiseRevision(sql, sdkAppId)
    await recordOfApp(context, { category: 'settings', action: 'app.groupRulesSet', changes })
    return { rules: after }
  },
} satisfies Partial<Handlers>

/** Everything once, types as they are listed everywhere. */
function inOrder({ carriedFields: { group, member }, typeChanges, offlineMembers, idleGroups }: GroupRules): GroupRules {
  const chosen = <Type extends string>(all: readonly Type[], types: Type[]) => all.filter((type) => types.includes(type))
  return {
    carriedFields: { group: [...new Set(group)], member: [...new Set(member)] },
    typeChanges,
    offlineMembers: offlineMembers && { ...offlineMembers, types: chosen(memberedType.options, offlineMembers.types) },
    idleGroups: idleGroups && { ...idleGroups, types: chosen(ordinaryType.options, idleGroups.types) },
  }
}

function changesOf(before: GroupRules, after: GroupRules): Change[] {
  const was = linesOf(before)
  return linesOf(after).flatMap(({ field, text }, index) => {
    const wasText = was[index]!.text
    return wasText === text ? [] : [{ field, before: wasText, after: text }]
  })
}

function linesOf({ carriedFields, typeChanges, offlineMembers, idleGroups }: GroupRules) {
  return [
    { field: `${groupRuleLabels.carriedFields}, of the group`, text: carriedFields.group.join(', ') || 'none' },
    { field: `${groupRuleLabels.carriedFields}, of the sender`, text: carriedFields.member.join(', ') || 'none' },
    { field: groupRuleLabels.typeChanges, text: typeChanges ? 'allowed' : 'off' },
    { field: groupRuleLabels.offlineMembers, text: ruleText(offlineMembers) },
    { field: groupRuleLabels.idleGroups, text: ruleText(idleGroups) },
  ]
}

function ruleText(rule: { types: (keyof typeof groupTypeLabels)[]; days: number } | null): string {
  if (!rule) return 'off'
  return `after ${rule.days} ${rule.days === 1 ? 'day' : 'days'}, ${rule.types.map((type) => groupTypeLabels[type]).join(', ')}`
}
