import { recordOfApp } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import type { RecentCalls } from '../../road/recent-calls.ts'
import { signUserSig, unixSeconds } from '../../road/usersig.ts'

const heldSeconds = 60 * 60

/** To try the public REST dialect and to see what came of it. */
export const callHandlers = ({ calls }: { calls: Pick<RecentCalls, 'of'> }) =>
  ({
    async 'call.list'({ sdkAppId }) {
      return { calls: calls.of(sdkAppId).map(({ at, ...call }) => ({ at: at.toISOString(), ...call })) }
    },

    async 'userSig.create'({ sdkAppId, userId }, context) {
      const { now, app } = context
      const at = unixSeconds(now)
      const userSig = signUserSig({ sdkAppId, userId, key: app.keys[0]!, at, heldSeconds })
      const change = { field: 'UserSig', before: null, after: `${userId}, for an hour` }
      await recordOfApp(context, { category: 'people', action: 'userSig.created', changes: [change] })
      return { userId, userSig, expiresAt: new Date((at + heldSeconds) * 1000).toISOString() }
    },
  }) satisfies Partial<Handlers>
