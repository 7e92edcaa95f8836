import { Refusal } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import type { Handlers } from '../../road/context.ts'
import { muteEnd, secondsLeft } from '../messages/mute-end.ts'
import { findMutes, setMutes } from '../users/mutes-store.ts'

/** The batch that writes messages looks at these mutes itself: they hold from the next message. */
export const globalMuteHandlers = {
  async 'globalMute.set'({ userId, groupSeconds, directSeconds }, { sql, app, now }) {
    await lockApp(sql, app, 'revision')
    const isSet = await setMutes(sql, app.sdkAppId, userId, {
      ...(groupSeconds !== undefined && { groups: muteEnd(now, groupSeconds) }),
      ...(directSeconds !== undefined && { direct: muteEnd(now, directSeconds) }),
    })
    if (!isSet) throw new Refusal('user_unknown', { userId })
    return {}
  },

  async 'globalMute.get'({ userId }, { sql, app, now }) {
    const mutes = await findMutes(sql, app.sdkAppId, userId)
    if (!mutes) throw new Refusal('user_unknown', { userId })
    return { groupSeconds: secondsLeft(now, mutes.groups), directSeconds: secondsLeft(now, mutes.direct) }
  },
} satisfies Partial<Handlers>
