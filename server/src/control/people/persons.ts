import { Refusal } from '@plenum/contract'
import { type Context, type Handlers, type PersonCaller, personOf } from '../../road/context.ts'
import { mayGive, mayManage } from '../../road/rights.ts'
import { findAccountName } from './accounts-store.ts'
import { revokeBeyond, whoAnswersFor } from './api-keys.ts'
import { passApiKeysOn } from './api-keys-store.ts'
import { listInvitations, removeInvitation, setInvitationRights } from './invitations-store.ts'
import { consoleUrl, passwordLink } from './links.ts'
import { asInvited, asMember, describeMember, lockMember, type Member, recordPeople, requireAppsOf, rightsChanges } from './members.ts'
import { setPasswordLink } from './password-links-store.ts'
import { columnsOf, findOwner, listPersons, removePerson, rightsOf, setRights } from './persons-store.ts'
import { hashOf, newToken } from './tokens.ts'

export const personHandlers = {
  async 'person.list'({ accountId }, context) {
    const { sql, now } = context
    const caller = personOf(context)
    const wanted = accountId ?? caller.accountId
    if (wanted !== caller.accountId && (!caller.operator || !(await findAccountName(sql, wanted)))) throw new Refusal('not_found')
    const persons = await listPersons(sql, wanted)
    const invitations = await listInvitations(sql, wanted, now)
    return { persons: [...persons.map(asMember), ...invitations.map(asInvited)].map(describeMember) }
  },

  async 'person.setRole'({ personId, role, scope, grants }, context) {
    const { sql, now } = context
    const { caller, member } = await lockMember(context, personId)
    if (role === 'owner') return handOver(member, caller, context)
    refuseForOwner(member, caller)

    const wanted = { role, scope, grants }
    const opensAccount = member.invited && member.newAccountName !== null
    if (opensAccount || !mayManage(caller, { ...member, ...rightsOf(member) }) || !mayGive(caller, wanted)) throw new Refusal('not_allowed')
    await requireAppsOf(sql, member.accountId, wanted)

    if (member.invited) await setInvitationRights(sql, member.id, columnsOf(wanted))
    else {
      await setRights(sql, member.id, columnsOf(wanted))
      await revokeBeyond(context, member, wanted, now)
    }
    const changes = rightsChanges(rightsOf(member), wanted)
    if (changes.length > 0) {
      await recordPeople(context, { accountId: member.accountId, action: 'person.roleSet', note: member.email, changes })
    }
    return { person: describeMember({ ...member, ...columnsOf(wanted) }) }
  },

  async 'person.remove'({ personId }, context) {
    const { sql, now } = context
    const { caller, member } = await lockMember(context, personId)
    refuseForOwner(member, caller)
    if (member.operator || !mayManage(caller, { ...member, ...rightsOf(member) })) throw new Refusal('not_allowed')

    if (member.invited) await removeInvitation(sql, member.id)
    else {
      await revokeBeyond(context, member, null, now)
      await removePerson(sql, member.id)
    }
    const action = member.invited ? 'person.invitationWithdrawn' : 'person.removed'
    await recordPeople(context, { accountId: member.accountId, action, note: member.email, changes: rightsChanges(rightsOf(member), null) })
    return {}
  },

  async 'person.passwordLink'({ personId }, context) {
    const { sql, now } = context
    const { caller, member } = await lockMember(context, personId)
    if (member.invited) throw new Refusal('not_found')
    // For oneself there is session.changePassword, which asks for the present one.
    if (member.id === (await whoAnswersFor(context)) || !mayManage(caller, { ...member, ...rightsOf(member) }))
      throw new Refusal('not_allowed')
    const token = newToken()
    await setPasswordLink(sql, member.id, hashOf(token), now)
    await recordPeople(context, { accountId: member.accountId, action: 'person.passwordLinkMade', note: member.email })
    return { link: passwordLink(consoleUrl(context), token) }
  },
} satisfies Partial<Handlers>

function refuseForOwner(member: Member, caller: PersonCaller) {
  if (member.invited || member.role !== 'owner') return
  throw new Refusal(isOwnerOf(caller, member.accountId) ? 'last_owner' : 'not_allowed')
}

function isOwnerOf(caller: PersonCaller, accountId: string): boolean {
  return caller.operator || (caller.role === 'owner' && caller.accountId === accountId)
}

/** The present owner becomes administrator; the API keys the owner answered for go on under the new one. */
async function handOver(member: Member, caller: PersonCaller, context: Context) {
  const { sql } = context
  if (!isOwnerOf(caller, member.accountId)) throw new Refusal('not_allowed')
  if (member.invited) throw new Refusal('bad_input', { reason: 'Only someone who has joined the account can become its owner.' })
  if (member.role === 'owner') return { person: describeMember(member) }

  const owner = await findOwner(sql, member.accountId)
  await setRights(sql, owner.id, { role: 'administrator', apps: null, tags: null, grants: [] })
  const rights = { role: 'owner' as const, apps: null, tags: null, grants: [] }
  await setRights(sql, member.id, rights)
  await passApiKeysOn(sql, owner.id, member.id)
  const changes = [{ field: 'owner', before: owner.name, after: member.name }]
  await recordPeople(context, { accountId: member.accountId, action: 'account.handedOver', note: member.email, changes })
  return { person: describeMember({ ...member, ...rights }) }
}
