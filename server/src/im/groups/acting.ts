import { type CustomFieldRight, type GroupType, Refusal } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'
import { type Asking, appServer } from '../custom-fields/rules.ts'
import { findRoles } from './members-store.ts'
import { type Action, may, mayActOn, type Standing } from './permissions.ts'

interface InGroup {
  groupId: string
  type: GroupType
  ownerId: string | null
}

/** Of the user who calls; `administrator`: the app's server, which may everything. Under the group's lock it stays so. */
export type Actor = 'administrator' | { userId: string; standing: Standing }

export async function actorIn(context: AppContext, group: InGroup): Promise<Actor> {
  const { sql, app, caller } = context
  if (caller.kind !== 'user') return 'administrator'
  const { userId } = caller
  // Of an audio-video group only the owner is stored.
  if (group.ownerId === userId) return { userId, standing: 'Owner' }
  if (group.type === 'AVChatRoom') return { userId, standing: null }
  return { userId, standing: (await findRoles(sql, app.sdkAppId, group.groupId, [userId])).get(userId) ?? null }
}

export function refuseUnless(actor: Actor, action: Action, { type }: InGroup): void {
  if (actor === 'administrator' || may(actor.standing, action, type)) return
  throw notAllowed(actor, type)
}

export function refuseUnlessOn(actor: Actor, targets: Iterable<Standing>, action: Action, { type }: InGroup): void {
  if (actor === 'administrator') return
  for (const target of targets) {
    if (!mayActOn(actor.standing, target, action, type)) throw notAllowed(actor, type)
  }
}

/** What one may not see does not exist: a Work group shows itself to its members only. */
function notAllowed({ userId, standing }: Exclude<Actor, 'administrator'>, type: GroupType): Refusal {
  if (standing !== null || type === 'AVChatRoom') return new Refusal('group_not_allowed')
  return type === 'Work' ? new Refusal('group_unknown') : new Refusal('not_a_member', { userId })
}

/** Where something has rights of its own: what one may not see does not exist. */
export function refuseUnseen(actor: Actor, { type }: InGroup): void {
  if (actor !== 'administrator' && actor.standing === null && type === 'Work') throw notAllowed(actor, type)
}

/** As the rights of custom fields call it; `aboutId`: whose value it is. */
export function askingOf(actor: Actor, aboutId?: string): Asking {
  if (actor === 'administrator') return appServer
  return { role: rightOf(actor.standing), isSelf: actor.userId === aboutId }
}

function rightOf(standing: Standing): CustomFieldRight {
  return standing === null ? 'everyone' : ({ Owner: 'owner', Admin: 'admin', Member: 'member' } as const)[standing]
}
