import { Refusal } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { countRates } from '../../platform/rates.ts'
import { tell } from '../../records/notices.ts'
import { type Context, type Handlers, type PersonCaller, personOf } from '../../road/context.ts'
import { mayGive, mayManage } from '../../road/rights.ts'
import { findAccountName } from './accounts-store.ts'
import { attemptsOf } from './attempts.ts'
import {
  addInvitation,
  countInvitations,
  findInvitationOf,
  type Invitation,
  removeExpiredInvitations,
  removeInvitation,
} from './invitations-store.ts'
import { consoleUrl, invitationDays, invitationLink, mailInvitation, mailInvitationToKnown, ownUrl } from './links.ts'
import { asInvited, describeMember, lockPeople, recordPeople, requireAppsOf, rightsChanges } from './members.ts'
import { columnsOf, countPersons, findPersonByEmail, rightsOf } from './persons-store.ts'
import { hashOf, newToken } from './tokens.ts'

const personsMax = 200
const invitationsPerHour = 50
const mayInvite = countRates(undefined, 60 * 60 * 1000)

export const invitingHandlers = {
  async 'person.invite'({ email, role, scope, grants }, context) {
    const { accountId } = personOf(context)
    const caller = await lockPeople(context, accountId)
    const wanted = { role, scope, grants }
    if (!mayGive(caller, wanted)) throw new Refusal('not_allowed')
    await requireAppsOf(context.sql, accountId, wanted)
    return invite(context, caller, { email, newAccountName: null, ...columnsOf(wanted) })
  },

  async 'account.invite'({ email, name }, context) {
    const caller = await lockPeople(context, personOf(context).accountId)
    return invite(context, caller, { email, newAccountName: name, role: 'owner', apps: null, tags: null, grants: [] })
  },
} satisfies Partial<Handlers>

type Offer = Pick<Invitation, 'email' | 'newAccountName' | 'role' | 'apps' | 'tags' | 'grants'>

/**
 * Inviting an address again ends the link before. Of somebody who signs in elsewhere the answer tells nothing: it is that of a new address,
 * and a mail says to the person alone why the link is not for them.
 */
async function invite(context: Context, caller: PersonCaller, offer: Offer) {
  const { sql, now, installation, afterCommit } = context
  const { accountId } = caller
  if (!caller.operator && !mayInvite(accountId, invitationsPerHour)) throw new Refusal('invitation_limit', { allowed: invitationsPerHour })
  // Each invitation is a mail to someone who has not asked for it.
  const attempts = attemptsOf(installation)
  if (installation.config.smtpUrl) attempts.begin({ mail: `invitation ${accountId} ${offer.email}` }, technicalNow())
  const known = await findPersonByEmail(sql, offer.email)
  // The operator may look into every account.
  if (known && (known.accountId === accountId || caller.operator)) throw new Refusal('email_taken')
  await removeExpiredInvitations(sql, accountId, now)
  const before = await findInvitationOf(sql, accountId, offer.email)
  if (before) {
    if (!mayManage(caller, rightsOf(before))) throw new Refusal('not_allowed')
    await removeInvitation(sql, before.id)
  }
  const members = (await countPersons(sql, accountId)) + (await countInvitations(sql, accountId))
  if (members >= personsMax) throw new Refusal('person_limit', { allowed: personsMax })

  const token = newToken()
  const invitation = {
    ...offer,
    id: randomId('inv'),
    accountId,
    invitedBy: caller.name,
    createdAt: now,
    expiresAt: new Date(now.getTime() + invitationDays * 24 * 60 * 60 * 1000),
  }
  await addInvitation(sql, invitation, hashOf(token))
  await recordPeople(context, {
    accountId,
    action: offer.newAccountName ? 'account.invited' : 'person.invited',
    note: offer.email,
    changes: rightsChanges(null, rightsOf(offer)),
  })

  const accountName = offer.newAccountName ?? (await findAccountName(sql, accountId)) ?? ''
  afterCommit(() => {
    const { config } = installation
    const words = { by: caller.name, accountName, link: invitationLink(ownUrl(config), token) }
    if (!attempts.mayBegin({ mailSum: `invitation ${offer.email}` }, technicalNow())) return
    const mailed = (known ? mailInvitationToKnown : mailInvitation)(config, offer.email, words)
    // Nobody waits for the mail server; who invited is told when it did not take the mail.
    if (config.smtpUrl) void tellIfFailed(context, mailed, invitation)
  })
  return { person: describeMember(asInvited({ ...invitation, accountName })), link: invitationLink(consoleUrl(context), token) }
}

async function tellIfFailed(
  { now, pool }: Context,
  mailed: Promise<boolean>,
  { id, accountId, email }: Pick<Invitation, 'id' | 'accountId' | 'email'>,
) {
  if (await mailed) return
  await tell(pool, {
    accountId,
    appId: null,
    at: now,
    kind: 'mail.failed',
    cause: `mail of ${id}`,
    title: 'A mail could not be sent',
    text: `The invitation did not reach ${email}. Make the link again under People and hand it over yourself.`,
    byMail: false,
  })
}
