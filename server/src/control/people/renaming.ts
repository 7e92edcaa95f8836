import { Refusal } from '@plenum/contract'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { mayManage } from '../../road/rights.ts'
import { findAccountName, lockAccount, setAccountName } from './accounts-store.ts'
import { lockMember, lockPeople, recordPeople } from './members.ts'
import { findPerson, type Person, rightsOf, setPersonName } from './persons-store.ts'

/** Names of people and accounts. What is written down already keeps the name of then. */
export const renamingHandlers = {
  async 'session.rename'({ name }, context) {
    const { personId, accountId, via } = personOf(context)
    if (via !== 'session') throw new Refusal('not_signed_in')
    await lockAccount(context.sql, accountId)
    const person = await findPerson(context.sql, personId)
    if (!person) throw new Refusal('not_signed_in')
    return rename(context, person, name)
  },

  async 'person.rename'({ personId, name }, context) {
    const { caller, member } = await lockMember(context, personId)
    if (member.invited) throw new Refusal('not_found')
    if (!mayManage(caller, { ...member, ...rightsOf(member) })) throw new Refusal('not_allowed')
    return rename(context, member, name)
  },

  async 'account.rename'({ accountId: asked, name }, context) {
    const { operator, accountId: own } = personOf(context)
    const accountId = asked ?? own
    if (accountId !== own && !operator) throw new Refusal('not_found')
    await lockPeople(context, accountId)
    const before = await findAccountName(context.sql, accountId)
    if (before === null) throw new Refusal('not_found')
    if (before === name) return {}
    await setAccountName(context.sql, accountId, name)
    await recordPeople(context, { accountId, action: 'account.renamed', changes: [{ field: 'name', before, after: name }] })
    return {}
  },
} satisfies Partial<Handlers>

async function rename(context: Context, person: Person, name: string) {
  if (person.name === name) return {}
  await setPersonName(context.sql, person.id, name)
  const changes = [{ field: 'name', before: person.name, after: name }]
  await recordPeople(context, { accountId: person.accountId, action: 'person.renamed', note: person.email, changes })
  return {}
}
