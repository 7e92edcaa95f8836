import { Refusal } from '@plenum/contract'
import { type Clock, findClockMove } from '../platform/clock.ts'
import type { Handlers } from '../road/context.ts'
import type { Sweeper } from './sweeper.ts'

/** Ten years in one move: every boundary on the way is gone through. */
const furthestDays = 3_653

/** Business time. Only a manual clock can be moved, and what is due on the way happens before the answer. */
export function clockHandlers({ clock, sweeper }: { clock: Clock; sweeper: Sweeper }) {
  let moving = false
  return {
    async 'clock.get'(_, { sql, now, day, installation }) {
      const { timeZone } = installation
      return { now: now.toISOString(), manual: clock.manual, timeZone, day, moving: await findClockMove(sql) }
    },

    async 'clock.set'({ now }) {
      const target = new Date(now)
      if (!clock.manual) throw new Refusal('clock_not_manual')
      if (moving) throw new Refusal('clock_busy')
      const present = clock.now()
      if (target < present) throw new Refusal('clock_only_forward', { now: present.toISOString() })
      const furthest = new Date(present.getTime() + furthestDays * 24 * 60 * 60 * 1000)
      if (target > furthest) throw new Refusal('clock_too_far', { furthest: furthest.toISOString() })
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
