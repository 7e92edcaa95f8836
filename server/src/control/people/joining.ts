import { Refusal } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Context, Handlers } from '../../road/context.ts'
import { addAccount, lockAccount } from './accounts-store.ts'
import { attemptsOf, networkOf } from './attempts.ts'
import { findInvitation, takeInvitation } from './invitations-store.ts'
import { describeSession, openSession, together } from './open-session.ts'
import { hashPassword, judgePassword } from './password.ts'
import { addPerson, type Person, personCaller } from './persons-store.ts'
import { hashOf } from './tokens.ts'

export const joiningHandlers = {
  async 'session.readInvitation'({ token }, context) {
    const { email, accountName, newAccountName, invitedBy, role } = await getInvitation(token, context)
    return { email, accountName: newAccountName ?? accountName, invitedBy, role }
  },

  async 'session.acceptInvitation'({ token, name, password }, context) {
    const { installation, request, now, day } = context
    const { accountId: inviting } = await getInvitation(token, context)
    judgePassword(password)
    const probe = { probe: networkOf(request.address) }
    attemptsOf(installation).begin(probe, technicalNow())

    const passwordHash = await hashPassword(password)
    const person = await together(context, async (tx): Promise<Person> => {
      // Who changes or withdraws the invitation at this moment either comes first or finds it gone.
      await lockAccount(tx, inviting)
      const invitation = await takeInvitation(tx, hashOf(token), now)
      if (!invitation) throw new Refusal('link_not_valid')
      const { newAccountName, email, role, apps, tags, grants } = invitation
      const accountId = newAccountName ? randomId('acc') : invitation.accountId
      if (newAccountName) await addAccount(tx, { id: accountId, name: newAccountName, createdAt: now })

      const rights = { role, apps, tags, grants }
      const person = { id: randomId('per'), accountId, email, name, ...rights, createdAt: now, lastSignInAt: now, operator: false }
      if (!(await addPerson(tx, { ...person, passwordHash }))) throw new Refusal('email_taken')
      await openSession(context, tx, person.id)
      const actor = actorOf(personCaller(person))
      const action = newAccountName ? 'account.opened' : 'person.joined'
      await recordAudit(tx, { at: now, day, accountId, category: 'people', action, actor, address: request.address, note: email })
      return person
    })
    attemptsOf(installation).succeed(probe)
    return describeSession(context, personCaller(person))
  },
} satisfies Partial<Handlers>

async function getInvitation(token: string, { sql, now }: Context) {
  const invitation = await findInvitation(sql, { tokenHash: hashOf(token) }, now)
  if (!invitation) throw new Refusal('link_not_valid')
  return invitation
}
