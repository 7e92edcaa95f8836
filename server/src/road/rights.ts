import type { Grant, Right, Role, Scope } from '@plenum/contract'
import type { Caller, PersonCaller } from './context.ts'

/** What a person or an API key has been given. */
export interface Rights {
  role: Role
  scope: Scope
  grants: readonly Grant[]
}

const rolesWith: Record<'read' | 'develop' | 'createApp' | 'people', readonly Role[]> = {
  read: ['owner', 'administrator', 'developer', 'billingReader', 'reader'],
  develop: ['owner', 'administrator', 'developer'],
  createApp: ['owner', 'administrator'],
  people: ['owner', 'administrator'],
}

/** Rights of persons and API keys (console.md 13). The operator passes everything. */
export function mayDo(caller: Caller, right: Right, sdkAppId?: number): boolean {
  if (caller.kind !== 'person') return false
  if (caller.operator) return true
  if (right === 'operator') return false
  if (sdkAppId !== undefined && !isInScope(caller.scope, sdkAppId)) return false
  return hasRight(caller, right)
}

/** What one may not see does not exist: apps of other accounts, and those outside of one's list. */
export function maySee(caller: Caller, app: { sdkAppId: number; accountId: string }): boolean {
  if (caller.kind !== 'person') return false
  return caller.operator || (caller.accountId === app.accountId && isInScope(caller.scope, app.sdkAppId))
}

/** Nobody gives what they do not have; the owner is made by handing over, never by giving. */
export function mayGive(giver: PersonCaller, rights: Rights): boolean {
  if (rights.role === 'owner') return false
  if (readsOnly.includes(rights.role) && rights.grants.length > 0) return false
  if (giver.operator) return true
  return hasRight(giver, 'people') && covers(giver, rights)
}

/** Changing or removing someone, or a key, asks for having all that they have. The owner can be changed by the operator alone. */
export function mayManage(caller: PersonCaller, target: Rights & { operator?: boolean }): boolean {
  if (caller.operator) return true
  if (target.operator || target.role === 'owner') return false
  return hasRight(caller, 'people') && covers(caller, target)
}

/** Does `rights` reach at least as far as `other`? */
export function covers(rights: Rights, other: Rights): boolean {
  if (rights.role === 'owner') return true
  if (other.role === 'owner') return false
  return (
    includesScope(rights.scope, other.scope) &&
    other.grants.every((grant) => rights.grants.includes(grant)) &&
    fixedRights.every((right) => hasRight(rights, right) || !hasRight(other, right))
  )
}

/** Who changes nothing is granted nothing. */
const readsOnly: readonly Role[] = ['reader', 'billingReader']

const fixedRights = ['read', 'develop', 'createApp', 'people'] as const

function hasRight(rights: Rights, right: Exclude<Right, 'operator'>): boolean {
  switch (right) {
    case 'plan':
    case 'disable':
    case 'delete':
    case 'key':
      return rights.role === 'owner' || rights.grants.includes(right)
    case 'createApp':
      // A new app is on nobody's list: whoever made it could not see it.
      return rolesWith.createApp.includes(rights.role) && rights.scope === 'all'
    default:
      return rolesWith[right].includes(rights.role)
  }
}

function isInScope(scope: Scope, sdkAppId: number): boolean {
  return scope === 'all' || scope.includes(sdkAppId)
}

function includesScope(scope: Scope, other: Scope): boolean {
  if (scope === 'all') return true
  return other !== 'all' && other.every((sdkAppId) => scope.includes(sdkAppId))
}
