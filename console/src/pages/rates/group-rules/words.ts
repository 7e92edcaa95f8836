import type { GroupRules } from '@plenum/contract'
import { groupTypeLabels } from '@plenum/contract/setting-labels'
import { countOf } from '../../../ui/numbers.ts'

export function carriedText({ group, member }: GroupRules['carriedFields']): string {
  const parts = [
    ...(group.length > 0 ? [`Of the group: ${group.join(', ')}`] : []),
    ...(member.length > 0 ? [`Of the sender: ${member.join(', ')}`] : []),
  ]
  return parts.join(' · ') || 'Off'
}

export function ruleText(rule: GroupRules['offlineMembers'] | GroupRules['idleGroups']): string {
  return rule ? `After ${countOf(rule.days, 'day')} · ${rule.types.map((type) => groupTypeLabels[type]).join(', ')}` : 'Off'
}
