import type { Session } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import type { Database, Sql } from '../../platform/database.ts'
import type { Context, PersonCaller } from '../../road/context.ts'
import { findAccountName } from './accounts-store.ts'
import { readSessionCookie, setSessionCookie } from './cookie.ts'
import { rememberDevice } from './devices.ts'
import { consoleUrl } from './links.ts'
import { addSession, removeSession } from './sessions-store.ts'
import { hashOf, newToken } from './tokens.ts'

/**
 * For commands that check or make a password: that takes a tenth of a second, in which no transaction stands open. So their effect is
 * `statement`, and they open a short transaction of their own when the password is dealt with.
 */
export function together<T>({ sql }: Context, work: (tx: Sql) => Promise<T>) {
  return (sql as Database).begin(work)
}

/** Always a new token, and the one that came along ends: nobody can plant a session on someone who signs in. */
export async function openSession(context: Context, sql: Sql, personId: string) {
  const { installation, request, answerHeaders } = context
  const brought = readSessionCookie(installation.config, request.headers)
  if (brought) await removeSession(sql, hashOf(brought))
  const token = newToken()
  await addSession(sql, personId, hashOf(token), technicalNow())
  setSessionCookie(installation.config, answerHeaders, token)
  await rememberDevice(context, sql, personId)
}

export async function describeSession(context: Context, person: PersonCaller | null): Promise<Session> {
  const { config, timeZone } = context.installation
  const accountName = person && (await findAccountName(context.sql, person.accountId))
  return {
    person: person && { personId: person.personId, name: person.name, email: person.email, operator: person.operator },
    account: person && { accountId: person.accountId, name: accountName ?? '' },
    role: person?.role ?? null,
    scope: person?.scope ?? null,
    grants: person?.grants ?? [],
    installation: {
      timeZone,
      manualClock: config.clock.kind === 'manual',
      signUpOpen: config.signUp === 'open',
      charges: config.charges,
      mail: config.smtpUrl !== null,
      url: consoleUrl(context),
    },
  }
}
