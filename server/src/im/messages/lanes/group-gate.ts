import type { Message } from '@plenum/contract'

type Priority = Message['priority']

const windowMs = 1000
const windowsMax = 10_000
export const priorities = ['High', 'Normal', 'Low', 'Lowest'] as const satisfies Priority[]
const ranks: Record<Priority, number> = { High: 0, Normal: 1, Low: 2, Lowest: 3 }
export type OfPriority = Partial<Record<Priority, number>>

interface Window {
  startedAtMs: number
  /** By rank. */
  passed: number[]
  /** How many came, by rank: also those that did not pass. */
  came: number[]
  /** The same, of the second before. */
  cameBefore: number[]
}

/**
 * Counts messages of groups in windows of one second of technical time. Nobody is kept waiting, so a message cannot be compared with those
 * that come after it: instead, after a second with more messages than pass, places are held for as many of a higher priority as came in it.
 * They are given free in the course of the second, so that none stays empty for those who do not come.
 */
export function openGroupGate(nowMs: () => number = () => performance.now()) {
  const windows = new Map<string, Window>()

  return {
    /** False: it is dropped. `ofPriority`: how many of one priority pass at most, where it has a number of its own. */
    mayPass(group: string, priority: Priority, perSecond: number, ofPriority: OfPriority = {}): boolean {
      const window = present(windows.get(group), nowMs())
      // The group that was quiet the longest is forgotten first.
      windows.delete(group)
      windows.set(group, window)
      if (windows.size > windowsMax) windows.delete(windows.keys().next().value!)
      const rank = ranks[priority]
      window.came[rank]!++
      if (window.passed[rank]! >= (ofPriority[priority] ?? Number.POSITIVE_INFINITY)) return false
      if (sum(window.passed) + held(window, rank, perSecond, ofPriority, nowMs()) >= perSecond) return false
      window.passed[rank]!++
      return true
    },

    /** Somebody passed who is no member: strangers take no place from those who are. */
    giveBack(group: string, priority: Priority): void {
      const window = windows.get(group)
      if (!window || nowMs() - window.startedAtMs >= windowMs) return
      const rank = ranks[priority]
      for (const counted of [window.passed, window.came]) counted[rank] = Math.max(0, counted[rank]! - 1)
    },
  }
}

function present(known: Window | undefined, at: number): Window {
  const age = known ? at - known.startedAtMs : Number.POSITIVE_INFINITY
  if (known && age < windowMs) return known
  return { startedAtMs: at, passed: [0, 0, 0, 0], came: [0, 0, 0, 0], cameBefore: known && age < 2 * windowMs ? known.came : [0, 0, 0, 0] }
}

/** Places for those of higher priorities who are still expected. */
function held({ startedAtMs, came, cameBefore }: Window, rank: number, perSecond: number, ofPriority: OfPriority, at: number): number {
  if (sum(cameBefore) <= perSecond) return 0
  let places = 0
  for (const priority of priorities.slice(0, rank)) {
    const higher = ranks[priority]
    const expected = Math.min(cameBefore[higher]!, ofPriority[priority] ?? Number.POSITIVE_INFINITY)
    places += Math.max(0, expected - came[higher]!)
  }
  return Math.ceil(places * (1 - (at - startedAtMs) / windowMs))
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count)
