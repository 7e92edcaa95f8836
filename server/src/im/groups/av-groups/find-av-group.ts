import { Refusal } from '@plenum/contract'
import { lockApp, lockGroups } from '../../../limits/locks.ts'
import type { Sql } from '../../../platform/database.ts'
import type { AppContext, AppInMemory } from '../../../road/context.ts'
import { findGroups } from '../store.ts'

/** Refuses groups of other types. */
export async function readAvGroup(sql: Sql, app: AppInMemory, groupId: string): Promise<void> {
  refuseOthers((await findGroups(sql, app.sdkAppId, [groupId])).get(groupId))
}

/** Until the transaction ends nobody else changes what is kept of it, and no account of the app is deleted. */
export async function lockAvGroup({ sql, app }: AppContext, groupId: string) {
  await lockApp(sql, app, 'revision')
  const [group] = await lockGroups(sql, app.sdkAppId, [groupId])
  refuseOthers(group)
  return { ...group, type: 'AVChatRoom' as const }
}

export function refuseOthers<G extends { type: string }>(group: G | undefined): asserts group is G {
  if (!group) throw new Refusal('group_unknown')
  if (group.type !== 'AVChatRoom') throw new Refusal('group_not_supported')
}
