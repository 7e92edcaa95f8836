import { type Output, Refusal, refusals } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { recordOfApp } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import type { RecentCalls } from '../../road/recent-calls.ts'
import { signUserSig, unixSeconds, verifyUserSig } from '../../road/usersig.ts'

const hour = 60 * 60
const day = 24 * hour

interface Parts {
  calls: Pick<RecentCalls, 'of'>
  /** Whether the user was forced offline since. */
  isRevoked(sql: Sql, sdkAppId: number, userSig: { userId: string; issuedAt: number }): Promise<boolean>
}

/** To try the public REST dialect and to see what came of it. */
export const callHandlers = ({ calls, isRevoked }: Parts) =>
  ({
    async 'call.list'({ sdkAppId }) {
      return { calls: calls.of(sdkAppId).map(({ at, ...call }) => ({ at: at.toISOString(), ...call })) }
    },

    async 'userSig.create'({ sdkAppId, userId, forDays }, context) {
      const { now, app } = context
      const at = unixSeconds(now)
      const heldSeconds = forDays === undefined ? hour : forDays * day
      const held = forDays === undefined ? 'an hour' : forDays === 1 ? 'a day' : `${forDays} days`
      const userSig = signUserSig({ sdkAppId, userId, key: app.keys[0]!, at, heldSeconds })
      const change = { field: 'UserSig', before: null, after: `${userId}, for ${held}` }
      await recordOfApp(context, { category: 'people', action: 'userSig.created', changes: [change] })
      return { userId, userSig, expiresAt: new Date((at + heldSeconds) * 1000).toISOString() }
    },

    async 'userSig.verify'({ sdkAppId, userId, userSig }, { sql, app, now }) {
      try {
        const { issuedAt, expiresAt } = verifyUserSig(userSig.trim(), { sdkAppId, userId, keys: app.keys, now })
        if (await isRevoked(sql, sdkAppId, { userId, issuedAt })) throw new Refusal('usersig_revoked')
        const verified = {
          sdkAppId,
          userId,
          issuedAt: momentOf(issuedAt),
          heldSeconds: expiresAt - issuedAt,
          expiresAt: momentOf(expiresAt),
        }
        return { verified, refused: null }
      } catch (error) {
        if (!(error instanceof Refusal) || !isOfUserSig(error.code)) throw error
        return { verified: null, refused: { code: error.code, number: refusals[error.code].number, message: error.message } }
      }
    },
  }) satisfies Partial<Handlers>

type UserSigCause = NonNullable<Output<'userSig.verify'>['refused']>['code']

const isOfUserSig = (code: string): code is UserSigCause => code.startsWith('usersig_')

/** Whoever signs may say any number: what no calendar holds is the last moment it does. */
const momentOf = (seconds: number) => new Date(Math.min(seconds * 1000, Date.UTC(9999, 11, 31))).toISOString()
