import type { Output } from '@plenum/contract'
import type { Line, Point } from '../Lines.tsx'

export type Live = Output<'statistics.live'>
type Kind = Live['series'][number]['kind']

export interface Subject {
  title: string
  kinds: Kind[]
  /** What `part` is called where it is no platform. */
  parts?: Record<string, string>
}

export const subjects: Subject[] = [
  { title: 'Logins', kinds: ['login'] },
  { title: 'One-to-one messages', kinds: ['direct'] },
  { title: 'Group messages', kinds: ['group', 'avGroup'] },
  { title: 'Callbacks', kinds: ['callback'] },
  { title: 'REST calls', kinds: ['restCall'] },
  { title: 'Offline pushes', kinds: ['push'], parts: { direct: 'One-to-one', group: 'Group' } },
]

/** A stretch of slots; `to` is exclusive. */
export interface Part {
  from: number
  to: number
}

/** Of a day; one in which clocks change has more or fewer. */
export function slotsOf({ startsAt, endsAt, slotMinutes }: Live): number {
  return Math.ceil((Date.parse(endsAt) - Date.parse(startsAt)) / (slotMinutes * 60_000))
}

export function slotStart({ startsAt, slotMinutes }: Live, slot: number): string {
  return new Date(Date.parse(startsAt) + slot * slotMinutes * 60_000).toISOString()
}

export function currentSlot({ startsAt, now, slotMinutes }: Live): number {
  return Math.floor((Date.parse(now) - Date.parse(startsAt)) / (slotMinutes * 60_000))
}

export interface Course {
  lines: Line[]
  /** Of each slot so far, also of those in which nothing was; what is still to come is null. */
  counts: Point[]
  /** In percent; null where nothing was. */
  rates: Point[]
  succeeded: number
  failed: number
}

const partNames: Record<string, string> = { RESTAPI: 'REST API', '': 'All' }

/** A part of the day of a subject, one line for each platform; without any a line at zero. The sums are those of the whole day. */
export function courseOf(live: Live, { kinds, parts }: Subject, { from, to }: Part, timeOf: (moment: string) => string): Course {
  const ofKinds = live.series.filter(({ kind }) => kinds.includes(kind))
  const names = [...new Set(ofKinds.map(({ part }) => part))]
  const lines = (names.length > 0 ? names : ['']).map((part) => ({
    name: lineName(part),
    label: parts?.[part] ?? partNames[part] ?? part,
  }))
  const outcomes = lines.map(({ name }) => {
    const slots = new Map<number, { succeeded: number; failed: number }>()
    for (const { slot, succeeded, failed } of ofKinds.filter(({ part }) => lineName(part) === name).flatMap(({ slots }) => slots)) {
      const sum = slots.get(slot) ?? { succeeded: 0, failed: 0 }
      slots.set(slot, { succeeded: sum.succeeded + succeeded, failed: sum.failed + failed })
    }
    return { name, slots }
  })
  const points = (of: (outcome: { succeeded: number; failed: number } | undefined) => number | null) =>
    Array.from({ length: to - from }, (_, index) => {
      const slot = from + index
      const at = slotStart(live, slot)
      const values = outcomes.map(({ name, slots }) => [name, slot > currentSlot(live) ? null : of(slots.get(slot))])
      return { at: timeOf(at), ...Object.fromEntries(values) } as Point
    })
  const all = ofKinds.flatMap(({ slots }) => slots)
  return {
    lines,
    counts: points((outcome) => (outcome ? outcome.succeeded + outcome.failed : 0)),
    rates: points((outcome) => (outcome ? percentOf(outcome) : null)),
    succeeded: all.reduce((sum, { succeeded }) => sum + succeeded, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  }
}

/** One decimal, and 100 only when nothing failed. */
export function percentOf({ succeeded, failed }: { succeeded: number; failed: number }): number {
  return Math.floor((succeeded / (succeeded + failed)) * 1000) / 10
}

const lineName = (part: string) => `of${part || 'All'}`
