import type { AppTag, Grant, Right, Role, Scope } from '@plenum/contract'
import type { Caller, PersonCaller } from './context.ts'

/** What a person or an API key has been given. */
export interface Rights {
  role: Role
  scope: Scope
  grants: readonly Grant[]
}

/** What decides by whom an app is seen. */
export interface Seen {
  sdkAppId: number
  tags: readonly AppTag[]
}

const rolesWith: Record<'read' | 'develop' | 'createApp' | 'people', readonly Role[]> = {
  read: ['owner', 'administrator', 'developer', 'billingReader', 'reader'],
  develop: ['owner', 'administrator', 'developer'],
  createApp: ['owner', 'administrator'],
  people: ['owner', 'administrator'],
}

/** Rights of persons and API keys (console.md 13). The operator passes everything. */
export function mayDo(caller: Caller, right: Right, app?: Seen): boolean {
  if (caller.kind !== 'person') return false
  if (caller.operator) return true
  if (right === 'operator') return false
  if (app && !isInScope(caller.scope, app)) return false
  return hasRight(caller, right)
}

/** What one may not see does not exist: apps of other accounts, those outside of one's list, those without one's tag. */
export function maySee(caller: Caller, app: Seen & { accountId: string }): boolean {
  if (caller.kind !== 'person') return false
  return caller.operator || (caller.accountId === app.accountId && isInScope(caller.scope, app))
}

/** The apps of the account, or of all accounts, of which a list shows the caller something. */
export function scopeOf(caller: PersonCaller): Scope {
  return caller.operator ? 'all' : caller.scope
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
      // A new app is on nobody's list, and its tags are given by who could give them to others: whoever made it could not see it.
      return rolesWith.createApp.includes(rights.role) && rights.scope === 'all'
    default:
      return rolesWith[right].includes(rights.role)
  }
}

export function isInScope(scope: Scope, { sdkAppId, tags }: Seen): boolean {
  if (scope === 'all') return true
  return 'tags' in scope ? scope.tags.some((tag) => hasTag(tags, tag)) : scope.includes(sdkAppId)
}

/** Whatever the tags of apps become: so a list holds no tag, which other apps may get, and a tag no list, which outlasts it. */
function includesScope(scope: Scope, other: Scope): boolean {
  if (scope === 'all') return true
  if (other === 'all') return false
  if ('tags' in other) return 'tags' in scope && other.tags.every((tag) => hasTag(scope.tags, tag))
  return other.every((sdkAppId) => !('tags' in scope) && scope.includes(sdkAppId))
}

function hasTag(tags: readonly AppTag[], { key, value }: AppTag): boolean {
  return tags.some((tag) => tag.key === key && tag.value === value)
}
