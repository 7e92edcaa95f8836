/** A mute of so many seconds has no end. */
const forEverSeconds = 4_294_967_295
/** Stored in place of its end. */
const endOfTime = new Date('9999-12-31T00:00:00Z')

/** null: lifted. */
export function muteEnd(now: Date, seconds: number): Date | null {
  if (seconds === 0) return null
  return seconds === forEverSeconds ? endOfTime : new Date(now.getTime() + seconds * 1000)
}

/** What is left, in whole seconds; 0: not muted. */
export function secondsLeft(now: Date, mutedUntil: Date | null): number {
  if (mutedUntil === null || mutedUntil <= now) return 0
  return mutedUntil >= endOfTime ? forEverSeconds : Math.ceil((mutedUntil.getTime() - now.getTime()) / 1000)
}
