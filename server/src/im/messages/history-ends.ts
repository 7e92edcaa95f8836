const rememberedForMs = 10_000
const endsMax = 10_000

/**
 * 0 as the number to read from has two meanings: SDKs that have nothing to ask from send it for the newest messages, and whoever reads on
 * below the first message arrives at it. So it is remembered for a moment who has just been given the first one after asking from a number,
 * for a first page without one, or from 0 for a page that came full: the next 0 of theirs is the end. After a page that is not full nobody
 * reads on, and 0 means the newest again.
 */
export function rememberHistoryEnds(nowMs: () => number = () => performance.now()) {
  const ends = new Map<string, number>()
  return {
    reached(reader: string): void {
      ends.delete(reader)
      ends.set(reader, nowMs())
      if (ends.size > endsMax) ends.delete(ends.keys().next().value!)
    },
    /** True once. */
    isBelow(reader: string): boolean {
      const reachedAt = ends.get(reader)
      ends.delete(reader)
      return reachedAt !== undefined && nowMs() - reachedAt < rememberedForMs
    },
  }
}
