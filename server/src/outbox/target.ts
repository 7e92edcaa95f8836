import type { Answer } from './post.ts'
import type { Waiting } from './store.ts'

/** Who a receiver is at this moment: where it is, how it is spoken to, and for how long. */
export interface Target {
  /** Address, and headers that sign the body, of an attempt. */
  compose(delivery: Waiting, at: Date): { url: string; headers: Record<string, string> }
  certificate?: { cert: string; key: string } | undefined
  timeoutMs: number
  inFlightMax: number
  /** After its first attempt a delivery is tried again for so long. */
  retryForMs: number
  /** How long what has ended can be looked at. */
  keepMs: number
  /** Above it the oldest that wait are dropped. */
  waitingMax: { countMax: number; bytesMax: number }
  /** Did it arrive? Without: any 2xx. */
  accepts?(answer: Answer): boolean
  /** For whoever counts. */
  onAnswered?(delivery: Waiting, answer: Answer): void
  /** What was dropped, beginning with this one, or given up. */
  onLost?(lost: { kind: 'dropped' | 'failed'; count: number; delivery: Waiting }): Promise<void>
}

export type FindTarget = (receiver: string) => Promise<Target | null>

/** 5 seconds, doubled up to an hour, and a bit more or less, so that what failed together does not come back together. */
export function pauseAfter(attempts: number): number {
  return Math.min(5_000 * 2 ** (attempts - 1), 3_600_000) * (0.9 + 0.2 * Math.random())
}
