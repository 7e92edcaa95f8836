import { type GroupType, Refusal } from '@plenum/contract'
import { type Actor, refuseUnlessOn } from './acting.ts'
import type { Role } from './permissions.ts'

interface Wanted {
  role?: Role | undefined
  msgFlag?: string | undefined
  muteForSeconds?: number | undefined
  /** The name card, or fields of the app's own, whose rights are looked at besides. */
  namesOrFields: boolean
}

/** What a user may change of a member: the own settings, and of who stands lower what the role allows. */
export function refuseChanges(
  actor: Actor,
  target: { userId: string; role: Role },
  { role, msgFlag, muteForSeconds, namesOrFields }: Wanted,
  group: { groupId: string; type: GroupType; ownerId: string | null },
): void {
  if (actor === 'administrator') return
  const isOwn = actor.userId === target.userId
  if (role !== undefined) refuseUnlessOn(actor, [target.role], 'appointAdmins', group)
  if (muteForSeconds !== undefined) refuseUnlessOn(actor, [target.role], 'muteMembers', group)
  if (namesOrFields && !isOwn) refuseUnlessOn(actor, [target.role], 'nameMembers', group)
  if (msgFlag !== undefined && !isOwn) throw new Refusal('group_not_allowed')
}
