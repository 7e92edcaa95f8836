import { Refusal } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Context, Handlers } from '../../road/context.ts'
import { addAccount } from './accounts-store.ts'
import { attemptsOf, networkOf } from './attempts.ts'
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './cookie.ts'
import { keysOfTry } from './devices.ts'
import { recordFailedTry } from './failed-tries.ts'
import { joiningHandlers } from './joining.ts'
import { mailAddressInUse } from './links.ts'
import { describeSession, openSession, together } from './open-session.ts'
import { ownPasswordHandlers } from './own-password.ts'
import { hashPassword, judgePassword, verifyPassword } from './password.ts'
import { addPerson, findPersonByEmail, noteSignIn, type Person, personCaller } from './persons-store.ts'
import { removeSession } from './sessions-store.ts'
import { hashOf } from './tokens.ts'

const signingHandlers = {
  async 'session.get'(_, context) {
    const { caller, installation, request, answerHeaders } = context
    if (caller.kind !== 'person') return describeSession(context, null)
    const token = readSessionCookie(installation.config, request.headers)
    // The cookie lasts as long as the session, which goes on with use.
    if (token && caller.via === 'session') setSessionCookie(installation.config, answerHeaders, token)
    return describeSession(context, caller)
  },

  async 'session.signUp'({ email, password, name, accountName = name }, context) {
    const { installation, request, now, day } = context
    if (installation.config.signUp === 'closed') throw new Refusal('sign_up_closed')
    judgePassword(password)
    const attempts = attemptsOf(installation)
    // The answer cannot help telling whether an address is in use, since whoever signs up is signed in at once: so it tells it slowly.
    const probe = { probe: networkOf(request.address) }
    attempts.begin(probe, technicalNow())

    const passwordHash = await hashPassword(password)
    const account = { id: randomId('acc'), name: accountName, createdAt: now }
    const rights = { role: 'owner' as const, apps: null, tags: null, grants: [] }
    const person: Person = {
      id: randomId('per'),
      accountId: account.id,
      email,
      name,
      operator: false,
      ...rights,
      createdAt: now,
      lastSignInAt: now,
    }
    await together(context, async (tx) => {
      await addAccount(tx, account)
      if (!(await addPerson(tx, { ...person, passwordHash }))) {
        if (attempts.mayBegin({ mail: `in use ${email}` }, technicalNow())) void mailAddressInUse(context, email)
        throw new Refusal('email_taken')
      }
      await openSession(context, tx, person.id)
      const actor = actorOf(personCaller(person))
      await recordAudit(tx, {
        at: now,
        day,
        accountId: account.id,
        category: 'people',
        action: 'account.opened',
        actor,
        address: request.address,
      })
    })
    attempts.succeed(probe)
    return describeSession(context, personCaller(person))
  },

  async 'session.signIn'({ email, password }, context) {
    try {
      return await signIn(context, email, password)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'wrong_credentials') await recordFailedTry(context, email, 'person.signInFailed')
      if (error instanceof Refusal && error.code === 'too_many_attempts') await recordFailedTry(context, email, 'person.signInRefused')
      throw error
    }
  },

  async 'session.signOut'(_, { caller, installation, request, answerHeaders, sql }) {
    if (caller.kind === 'person' && caller.via === 'apiKey') throw new Refusal('not_allowed')
    const token = readSessionCookie(installation.config, request.headers)
    if (token) await removeSession(sql, hashOf(token))
    clearSessionCookie(installation.config, answerHeaders)
    return {}
  },
} satisfies Partial<Handlers>

async function signIn(context: Context, email: string, password: string) {
  const { installation, now, sql } = context
  const attempts = attemptsOf(installation)
  const keys = await keysOfTry(context, email)
  attempts.begin(keys, technicalNow())

  const person = await findPersonByEmail(sql, email)
  const right = await verifyPassword(password, person?.passwordHash ?? null)
  if (!person || !right) throw new Refusal('wrong_credentials')
  await together(context, async (tx) => {
    if (!(await noteSignIn(tx, person, now))) throw new Refusal('wrong_credentials')
    await openSession(context, tx, person.id)
  })
  attempts.succeed(keys)
  return describeSession(context, personCaller(person))
}

export const sessionHandlers = { ...signingHandlers, ...ownPasswordHandlers, ...joiningHandlers } satisfies Partial<Handlers>
