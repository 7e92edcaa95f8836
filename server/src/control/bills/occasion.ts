import { addDays, billingDay } from '@plenum/billing'
import type { Actor } from '@plenum/contract'
import type { Installation } from '../../road/context.ts'

/** When and by whom something happens to an account. The day is held open. */
export interface Occasion {
  at: Date
  day: string
  actor: Actor
  installation: Installation
}

/** The day of what a sweep does at a moment; the days are held. */
export function openDay(at: Date, closedThrough: string | null, timeZone: string): string {
  return [billingDay(at, timeZone), closedThrough ? addDays(closedThrough, 1) : ''].toSorted().at(-1)!
}
