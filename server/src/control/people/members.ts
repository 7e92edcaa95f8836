import { type Output, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { actorOf, type Change, recordAudit } from '../../records/audit.ts'
import { type Context, type PersonCaller, personOf } from '../../road/context.ts'
import { mayDo, type Rights } from '../../road/rights.ts'
import { scopeText } from './access-by-tag.ts'
import { listAppIds, lockAccount } from './accounts-store.ts'
import { findApiKey } from './api-keys-store.ts'
import { findInvitation, type Invitation } from './invitations-store.ts'
import { findPerson, type Person, rightsOf } from './persons-store.ts'

/** Whoever the page People lists: someone who has joined, or an open invitation. */
export type Member = (Person & { invited: false }) | (Invitation & { invited: true; operator: false })

export const asMember = (person: Person): Member => ({ ...person, invited: false })
export const asInvited = (invitation: Invitation): Member => ({ ...invitation, invited: true, operator: false })

export function describeMember(member: Member): Output<'person.invite'>['person'] {
  return {
    personId: member.id,
    name: member.invited ? member.email : member.name,
    email: member.email,
    ...rightsOf(member),
    invited: member.invited,
    createdAt: member.createdAt.toISOString(),
    lastSignInAt: member.invited ? null : (member.lastSignInAt?.toISOString() ?? null),
  }
}

/**
 * Changes of an account's people happen one after the other from here to the end of the transaction. Answers with the rights the caller
 * has by then: who was removed or made less meanwhile changes nothing any more.
 */
export async function lockPeople(context: Context, accountId: string): Promise<PersonCaller> {
  const { sql } = context
  const caller = personOf(context)
  await lockAccount(sql, accountId)
  if (caller.operator) return caller
  const present = caller.via === 'session' ? await findPerson(sql, caller.personId) : await findApiKey(sql, caller.personId)
  if (!present || ('revokedAt' in present && present.revokedAt)) throw new Refusal('not_signed_in')
  const now = { ...caller, ...rightsOf(present) }
  if (!mayDo(now, 'people')) throw new Refusal('not_allowed')
  return now
}

/** The member, with the people of its account locked. Members of other accounts do not exist, but for the operator. */
export async function lockMember(context: Context, id: string): Promise<{ caller: PersonCaller; member: Member }> {
  const { operator, accountId } = personOf(context)
  const found = await findMember(context, id)
  if (!found || !(operator || found.accountId === accountId)) throw new Refusal('not_found')
  const caller = await lockPeople(context, found.accountId)
  const member = await findMember(context, id)
  if (!member) throw new Refusal('not_found')
  return { caller, member }
}

async function findMember({ sql, now }: Context, id: string): Promise<Member | null> {
  const person = await findPerson(sql, id)
  if (person) return asMember(person)
  const invitation = await findInvitation(sql, { id }, now)
  return invitation && asInvited(invitation)
}

/** A list of apps names only those of the account. */
export async function requireAppsOf(sql: Sql, accountId: string, { scope }: Rights) {
  if (scope === 'all' || 'tags' in scope || scope.length === 0) return
  const own = new Set(await listAppIds(sql, accountId))
  if (!scope.every((sdkAppId) => own.has(sdkAppId))) throw new Refusal('not_found')
}

interface Recorded {
  accountId: string
  /** Such as `person.invited`. */
  action: string
  note?: string
  changes?: Change[]
}

export function recordPeople({ sql, now, day, caller, request }: Context, recorded: Recorded) {
  return recordAudit(sql, { at: now, day, category: 'people', actor: actorOf(caller), address: request.address, ...recorded })
}

export function rightsChanges(before: Rights | null, after: Rights | null): Change[] {
  const fields: [string, (rights: Rights) => string][] = [
    ['role', ({ role }) => role],
    ['apps', ({ scope }) => scopeText(scope)],
    ['grants', ({ grants }) => [...grants].sort().join(', ') || 'none'],
  ]
  return fields
    .map(([field, read]) => ({ field, before: before && read(before), after: after && read(after) }))
    .filter(({ before, after }) => before !== after)
}
