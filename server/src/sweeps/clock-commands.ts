import { Refusal } from '@plenum/contract'
import type { Clock } from '../platform/clock.ts'
import type { Handlers } from '../road/context.ts'
import type { Sweeper } from './sweeper.ts'

/** Business time. Only a manual clock can be moved, and what is due on the way happens before the answer. */
export function clockHandlers({ clock, sweeper }: { clock: Clock; sweeper: Sweeper }) {
  let moving = false
  return {
    async 'clock.get'(_, { now, day, installation }) {
      return { now: now.toISOString(), manual: clock.manual, timeZone: installation.timeZone, day }
    },

    async 'clock.set'({ now }) {
      const target = new Date(now)
      if (!clock.manual) throw new Refusal('clock_not_manual')
      if (moving) throw new Refusal('clock_busy')
      if (target < clock.now()) throw new Refusal('clock_only_forward', { now: clock.now().toISOString() })
      moving = true
      try {
        const sweepsRun = await sweeper.moveTo(target)
        return { now: clock.now().toISOString(), sweepsRun }
      } finally {
        moving = false
      }
    },
  } satisfies Partial<Handlers>
}
