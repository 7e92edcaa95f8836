import { Refusal, type RefusalCode } from '@plenum/contract'
import { logIn } from '../../limits/logins.ts'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { isRevoked } from '../users/rules.ts'
import { findSignIns } from '../users/store.ts'
import type { Entrance } from './entrance.ts'

/** The spec's two minutes; Plenum asks by itself whether web pages are still there. */
const heartbeatSeconds = 120

interface Login {
  userId: string
  issuedAt: number
  now: Date
}

type Outcome = 'in' | Extract<RefusalCode, 'daily_user_limit' | 'user_limit' | 'usersig_revoked'>

interface Parts {
  entrance: Entrance
  /** How much a connection may call. */
  calls: { perSecond: number; atOnce: number }
}

export function loginHandlers({ entrance, calls }: Parts) {
  const count = countTogether()
  return {
    async 'connection.open'({ userId }, context) {
      const { caller, pool, limits, now } = context
      if (caller.kind !== 'user') throw new Refusal('not_allowed')
      const outcome = await count(pool, context)({ userId, issuedAt: caller.issuedAt, now })
      if (outcome !== 'in') throw new Refusal(outcome, { allowed: outcome === 'user_limit' ? limits.usersMax : limits.dailyActiveUsersMax })
      const { notice } = await entrance.enter(caller, context)
      return { userId, now: now.toISOString(), notice, heartbeatSeconds, calls }
    },
  } satisfies Partial<Handlers>
}

/**
 * Group commit: logins of an app that gather while one statement is under way are counted together in the next. Those that go together
 * found the same app in memory on the same day, so they are judged alike, and a stale revision or a closed day sends all of them back.
 */
function countTogether() {
  const ofApps = new WeakMap<AppContext['app'], (login: Login) => Promise<Outcome>>()

  return (sql: Sql, { app, limits, day }: Pick<AppContext, 'app' | 'limits' | 'day'>) => {
    const known = ofApps.get(app)
    if (known) return known
    const count = gather(async (logins: Login[]): Promise<Outcome[]> => {
      const signIns = await findSignIns(
        sql,
        logins.map(({ userId }) => ({ sdkAppId: app.sdkAppId, userId })),
      )
      const outcomes: Outcome[] = logins.map((login, index) =>
        isRevoked(login, signIns[index]!.signaturesFrom) ? 'usersig_revoked' : 'in',
      )
      const valid = logins.filter((_, index) => outcomes[index] === 'in')
      const now = new Date(Math.max(...logins.map((login) => login.now.getTime())))
      const counted = await logIn(
        sql,
        { app, limits },
        valid.map(({ userId }) => userId),
        { now, day },
      )
      return outcomes.map((outcome) => (outcome === 'in' ? counted.shift()! : outcome))
    })
    ofApps.set(app, count)
    return count
  }
}
