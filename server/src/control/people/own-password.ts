import { Refusal } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import { log } from '../../platform/log.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { tell } from '../../records/notices.ts'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { attemptsOf, networkOf } from './attempts.ts'
import { readSessionCookie } from './cookie.ts'
import { devicesBrought, keysOfTry } from './devices.ts'
import { removeDevices } from './devices-store.ts'
import { recordFailedTry } from './failed-tries.ts'
import { mailPasswordLink, ownUrl, passwordLink } from './links.ts'
import { describeSession, openSession, together } from './open-session.ts'
import { hashPassword, judgePassword, verifyPassword } from './password.ts'
import { findPasswordLink, removePasswordLink, setPasswordLink, usePasswordLink } from './password-links-store.ts'
import { findPerson, findPersonByEmail, type Person, personCaller, setPassword } from './persons-store.ts'
import { removeSessions } from './sessions-store.ts'
import { hashOf, newToken } from './tokens.ts'

export const ownPasswordHandlers = {
  async 'session.changePassword'({ currentPassword, newPassword }, context) {
    const { installation, request, sql, now, day } = context
    const caller = personOf(context)
    if (caller.via === 'apiKey') throw new Refusal('not_allowed')
    judgePassword(newPassword)
    const token = readSessionCookie(installation.config, request.headers)
    if (!token) throw new Refusal('not_signed_in')
    const attempts = attemptsOf(installation)
    // What others try does not hold up who is signed in.
    const keys = { session: hashOf(token).toString('hex') }
    attempts.begin(keys, technicalNow())

    const person = await findPersonByEmail(sql, caller.email)
    const right = await verifyPassword(currentPassword, person?.passwordHash ?? null)
    if (!person || !right) {
      await recordFailedTry(context, caller.email, 'person.passwordChangeFailed')
      throw new Refusal('wrong_password')
    }
    attempts.succeed(keys)

    const hash = await hashPassword(newPassword)
    await together(context, async (tx) => {
      if (!(await setPassword(tx, person.id, hash, person.passwordHash))) throw new Refusal('wrong_password')
      await removeSessions(tx, person.id, hashOf(token))
      await removeDevices(tx, person.id, devicesBrought(context))
      await removePasswordLink(tx, person.id)
      const { accountId } = person
      await recordAudit(tx, {
        at: now,
        day,
        accountId,
        category: 'people',
        action: 'person.passwordChanged',
        actor: actorOf(caller),
        address: request.address,
      })
    })
    return {}
  },

  async 'session.requestPasswordReset'({ email }, context) {
    const { installation, request, sql } = context
    const { config } = installation
    if (!config.smtpUrl) return {}
    // Counted for unknown addresses too: the answer tells nothing.
    const { device } = await keysOfTry(context, email)
    const network = networkOf(request.address)
    attemptsOf(installation).begin(
      device ? { mail: `reset ${device}` } : { mail: `reset ${email} ${network}`, mailSum: `reset ${email}`, address: `reset ${network}` },
      technicalNow(),
    )

    const person = await findPersonByEmail(sql, email)
    if (person)
      void mailNewLink(person, context).catch((error) => log.error({ err: error, requestId: request.requestId }, 'No password link'))
    return {}
  },

  async 'session.resetPassword'({ token, newPassword }, context) {
    const { request, sql, now, day } = context
    const tokenHash = hashOf(token)
    const link = await findPasswordLink(sql, tokenHash, now)
    const person = link && (await findPerson(sql, link.personId))
    if (!person) throw new Refusal('link_not_valid')
    judgePassword(newPassword)

    const hash = await hashPassword(newPassword)
    await together(context, async (tx) => {
      if (!(await usePasswordLink(tx, tokenHash))) throw new Refusal('link_not_valid')
      await setPassword(tx, person.id, hash)
      await removeSessions(tx, person.id)
      await removeDevices(tx, person.id)
      await openSession(context, tx, person.id)
      const actor = actorOf(personCaller(person))
      const { accountId } = person
      const { address } = request
      await recordAudit(tx, { at: now, day, accountId, category: 'people', action: 'person.passwordReset', actor, address })
    })
    return describeSession(context, personCaller(person))
  },
} satisfies Partial<Handlers>

/** Nobody waits for it: a known address must not take longer to answer than an unknown one. */
async function mailNewLink({ id, accountId, email }: Person, { sql, now, installation: { config } }: Context) {
  const token = newToken()
  const hash = hashOf(token)
  await setPasswordLink(sql, id, hash, now)
  if (await mailPasswordLink(config, email, passwordLink(ownUrl(config), token))) return
  await tell(sql, {
    accountId,
    appId: null,
    at: now,
    kind: 'mail.failed',
    cause: `mail of password link ${hash.toString('hex')}`,
    title: 'A mail could not be sent',
    text: `The link for a new password did not reach ${email}. Make one under People and hand it over yourself.`,
    byMail: false,
  })
}
