/** How much a connection may call, as the answer to signing in says. */
export interface CallBounds {
  perSecond: number
  atOnce: number
}

/** A little more: the server takes the moment in which it hears a call. */
const secondMs = 1_001

/**
 * Keeps a connection below the calls that the server takes. The server's seconds begin when it likes, so no second of ours has more. It
 * refuses what is too much and cuts the connection at twice as much, also when calls of two seconds arrive together: what may be under way
 * is half of a second's worth.
 */
export function createPace() {
  /** Before signing in. */
  let bounds: CallBounds = { perSecond: 20, atOnce: 1 }
  let pausedUntilMs = 0
  /** The last second's calls. */
  const said: { atMs: number; calls: number }[] = []
  let inSecond = 0

  return {
    keepTo(told: CallBounds): void {
      bounds = { perSecond: told.perSecond, atOnce: Math.ceil(Math.min(told.perSecond, told.atOnce) / 2) }
    },

    /** A call was refused as too much: in a second the server counts anew. */
    pause(nowMs: number): void {
      pausedUntilMs = nowMs + secondMs
    },

    /** How long the next call has to wait; 0: not at all; null: until one of those under way is answered. */
    waitMs(underWay: number, nowMs: number): number | null {
      if (underWay >= bounds.atOnce) return null
      while (said.length > 0 && said[0]!.atMs <= nowMs - secondMs) inSecond -= said.shift()!.calls
      const untilMs = inSecond < bounds.perSecond ? 0 : said[0]!.atMs + secondMs
      return Math.max(0, untilMs - nowMs, pausedUntilMs - nowMs)
    },

    note(nowMs: number): void {
      const atMs = Math.ceil(nowMs)
      inSecond++
      if (said.at(-1)?.atMs === atMs) said.at(-1)!.calls++
      else said.push({ atMs, calls: 1 })
    },
  }
}
