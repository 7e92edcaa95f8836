import type { Request } from '../../road/context.ts'
import { StaleRevision } from '../../road/context.ts'

/** A call that is to be run again keeps its turn so long. */
const againWithinMs = 1_000

/** Who has the same key comes one after the other: the next when the one before has ended, however often that was run. */
export function takeTurns() {
  const last = new Map<string, Promise<void>>()
  const held = new Map<Request, { release(): void; timer?: NodeJS.Timeout }>()

  /** Resolves when it is one's turn, with how to give it up. */
  return async function take(key: string, request: Request): Promise<(error: unknown) => void> {
    let turn = held.get(request)
    if (turn) clearTimeout(turn.timer)
    else {
      const { promise, resolve } = Promise.withResolvers<void>()
      const before = last.get(key)
      const own = before ? before.then(() => promise) : promise
      last.set(key, own)
      turn = {
        release() {
          held.delete(request)
          if (last.get(key) === own) last.delete(key)
          resolve()
        },
      }
      held.set(request, turn)
      await before
    }
    const mine = turn
    return (error) => {
      if (error instanceof StaleRevision) mine.timer = setTimeout(mine.release, againWithinMs)
      else mine.release()
    }
  }
}
