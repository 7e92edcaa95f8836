import type { GroupRules } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'

export interface Pass {
  appId: number
  rule: 'offlineMembers' | 'idleGroups'
  nextAt: Date
  /** Of groups it has looked at the last. */
  afterGroup: string
  /** null: off by now, or the app is out of service. */
  set: NonNullable<GroupRules['offlineMembers' | 'idleGroups']> | null
}

export async function nextPass(sql: Sql): Promise<Pass | null> {
  const [pass] = await sql<Pass[]>`
    select
      app_id, rule, next_at, after_group,
      case when coalesce(disabled_at, suspended_at, deleted_at, purged_at) is null then nullif(group_rules -> rule, 'null') end as set
    from group_rule_passes join apps on apps.id = app_id order by next_at, app_id, rule limit 1`
  return pass ?? null
}

/** Goes on behind a group; null: it has come to the end, and begins again after a day. Not when the rule was set anew meanwhile. */
export async function movePass(sql: Sql, { appId, rule, nextAt }: Pass, afterGroup: string | null, now: Date): Promise<void> {
  const dayMs = 24 * 60 * 60 * 1000
  const days = Math.floor((now.getTime() - nextAt.getTime()) / dayMs) + 1
  const next = afterGroup === null ? new Date(nextAt.getTime() + days * dayMs) : nextAt
  await sql`
    update group_rule_passes set after_group = ${afterGroup ?? ''}, next_at = ${next}
    where app_id = ${appId} and rule = ${rule} and next_at = ${nextAt}`
}
