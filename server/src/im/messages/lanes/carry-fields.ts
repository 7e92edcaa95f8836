import type { CustomValues } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import type { Outgoing } from './write-batch.ts'

type Values = Record<string, string>

/** What messages carry of custom fields: looked up once for all of a batch, just before it is written. */
export async function carryFields(sql: Sql, batch: Outgoing[]): Promise<void> {
  const carrying = batch.filter(({ carries, to }) => carries && to.kind !== 'direct')
  if (carrying.length === 0) return
  const rows = await sql<{ place: number; ofGroup: Values; ofMember: Values | null }[]>`
    select place::int, groups.custom as of_group, members.custom as of_member
    from unnest(
      ${carrying.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${carrying.map(({ to }) => (to.kind === 'direct' ? '' : to.groupId))}::text[],
      ${carrying.map(({ message }) => message.senderId)}::text[]
    ) with ordinality as asked (app_id, group_id, user_id, place)
    join groups on groups.app_id = asked.app_id and groups.id = asked.group_id
    left join group_members as members
      on members.app_id = asked.app_id and members.group_id = asked.group_id and members.user_id = asked.user_id`
  for (const { place, ofGroup, ofMember } of rows) {
    const outgoing = carrying[place - 1]!
    const { group, member } = outgoing.carries!
    const carried = { group: valuesOf(ofGroup, group), member: valuesOf(ofMember ?? {}, member) }
    if (carried.group.length + carried.member.length > 0) outgoing.message = { ...outgoing.message, carried }
  }
}

function valuesOf(custom: Values, keys: string[]): CustomValues {
  return keys.flatMap((key) => (Object.hasOwn(custom, key) ? [{ key, value: custom[key]! }] : []))
}
