import type { Output } from '@plenum/contract'

export type Day = Output<'usage.daily'>['days'][number]

/** A figure of the table by day. */
export interface Column {
  label: string
  of(day: Day): number
}

export interface Stretch {
  from: string
  to: string
}

export const daysMax = 365

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** So many days that end with today. */
export function lastDays(today: string, days: number): Stretch {
  return { from: addDays(today, 1 - days), to: today }
}
