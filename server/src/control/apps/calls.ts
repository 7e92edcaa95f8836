import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { recordOfApp } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import type { RecentCalls } from '../../road/recent-calls.ts'

const heldSeconds = 60 * 60

/** To try the public REST dialect and to see what came of it. */
export const callHandlers = ({ calls }: { calls: Pick<RecentCalls, 'of'> }) =>
  ({
    async 'call.list'({ sdkAppId }) {
      return { calls: calls.of(sdkAppId).map(({ at, ...call }) => ({ at: at.toISOString(), ...call })) }
    },

    async 'userSig.create'({ sdkAppId, userId }, context) {
      const { now, app } = context
      const time = Math.floor(now.getTime() / 1000)
      const userSig = signedUserSig({ sdkAppId, userId, key: app.keys[0]!, time })
      const change = { field: 'UserSig', before: null, after: `${userId}, for an hour` }
      await recordOfApp(context, { category: 'people', action: 'userSig.created', changes: [change] })
      return { userId, userSig, expiresAt: new Date((time + heldSeconds) * 1000).toISOString() }
    },
  }) satisfies Partial<Handlers>

/** Version 2.0, as the public libraries make it (usersig.md 2). */
function signedUserSig({ sdkAppId, userId, key, time }: { sdkAppId: number; userId: string; key: string; time: number }): string {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${heldSeconds}\n`
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': time,
    'TLS.expire': heldSeconds,
    'TLS.sig': createHmac('sha256', key).update(text).digest('base64'),
  }
  return deflateSync(JSON.stringify(document)).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
