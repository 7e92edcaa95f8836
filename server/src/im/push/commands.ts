import { type Push, Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import { countPush, lockPushesOfDay } from '../../limits/pushes.ts'
import type { Hub } from '../../platform/hub.ts'
import { randomId } from '../../platform/ids.ts'
import type { Handlers } from '../../road/context.ts'
import { checkedBytes } from '../messages/rules.ts'
import { findUserIds } from '../users/store.ts'
import { decideCondition, lifeSecondsMax } from './rules.ts'
import { addPush, findTaskId } from './store.ts'
import { refuseUnlessEnabled, traitHandlers } from './trait-commands.ts'
import { findSlots } from './traits-store.ts'

const pushesPerDayDocumented = 100

export function pushHandlers({ hub }: { hub: Hub }) {
  return {
    ...traitHandlers,

    async 'push.send'({ random, body, lifeSeconds, ...given }, context) {
      const { sql, app, caller, now, day, afterCommit } = context
      refuseUnlessEnabled(context)
      if (lifeSeconds < 0 || lifeSeconds > lifeSecondsMax) throw new Refusal('push_life_invalid', { allowed: lifeSecondsMax })
      checkedBytes({ body, cloudCustomData: '' })
      const senderId = given.senderId ?? (caller.kind === 'app' ? caller.userId : '')

      await lockApp(sql, app, 'revision')
      const condition = decideCondition(given.condition, await findSlots(sql, app.sdkAppId))
      if (!app.admins.has(senderId) && !(await findUserIds(sql, app.sdkAppId, [senderId])).has(senderId)) {
        throw new Refusal('user_unknown', { userId: senderId })
      }
      const pushesBefore = await lockPushesOfDay(sql, app.sdkAppId, day)
      const earlier = await findTaskId(sql, app.sdkAppId, senderId, random, now)
      if (earlier) return { taskId: earlier }
      const allowed = app.rates.pushesPerDay ?? pushesPerDayDocumented
      if (pushesBefore >= allowed) throw new Refusal('push_daily_limit', { allowed })

      const push: Push = {
        taskId: randomId('push'),
        senderId,
        random,
        at: now.toISOString(),
        body,
        condition,
        expiresAt: lifeSeconds === 0 ? null : new Date(now.getTime() + lifeSeconds * 1000).toISOString(),
        offlinePushInfo: given.offlinePushInfo ?? null,
      }
      await countPush(sql, app.sdkAppId, day)
      await addPush(sql, app.sdkAppId, push)
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'push.sent', content: push }))
      return { taskId: push.taskId }
    },
  } satisfies Partial<Handlers>
}
