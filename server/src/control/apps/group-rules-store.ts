import type { GroupRules } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export async function storeGroupRules(sql: Sql, sdkAppId: number, rules: GroupRules): Promise<void> {
  await sql`update apps set group_rules = ${sql.json(rules)} where id = ${sdkAppId}`
}

/** From the beginning, at this moment; null: never more. */
export async function startPass(sql: Sql, sdkAppId: number, rule: 'offlineMembers' | 'idleGroups', at: Date | null): Promise<void> {
  await sql`delete from group_rule_passes where app_id = ${sdkAppId} and rule = ${rule}`
  if (at) await sql`insert into group_rule_passes (app_id, rule, next_at) values (${sdkAppId}, ${rule}, ${at})`
}
