import { Refusal } from '@plenum/contract'
import { logIn } from '../../limits/logins.ts'
import type { Handlers } from '../../road/context.ts'
import { newestNotice } from '../users/notices.ts'
import { isRevoked } from '../users/rules.ts'
import { findSignaturesFrom } from '../users/store.ts'

const heartbeatSeconds = 120

export const loginHandlers = {
  async 'connection.open'({ userId }, { caller, sql, app, limits, now, day }) {
    if (caller.kind !== 'user') throw new Refusal('not_allowed')
    if (isRevoked(caller, await findSignaturesFrom(sql, app.sdkAppId, userId))) throw new Refusal('usersig_revoked')
    const [outcome] = await logIn(sql, { app, limits }, [userId], { now, day })
    if (outcome !== 'in') throw new Refusal(outcome!, { allowed: outcome === 'user_limit' ? limits.usersMax : limits.dailyActiveUsersMax })
    return { userId, now: now.toISOString(), notice: await newestNotice(sql, app.sdkAppId, userId), heartbeatSeconds }
  },
} satisfies Partial<Handlers>
