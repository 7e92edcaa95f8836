import { Temporal } from 'temporal-polyfill'

/** The civil day in the installation's time zone, such as `2022-11-10`. */
export function billingDay(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The first moment of a civil day; not always 00:00 where clocks are changed at midnight. */
export function startOfDay(day: string, timeZone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds)
}

/** A civil hour, such as `2022-11-10T14`. One that clocks go through twice is both; one they leave out is empty. */
export function boundsOfHour(hour: string, timeZone: string): { from: Date; until: Date } {
  const begin = Temporal.PlainDateTime.from(`${hour}:00`)
  const at = (time: Temporal.PlainDateTime) => new Date(time.toZonedDateTime(timeZone).epochMilliseconds)
  return { from: at(begin), until: at(begin.add({ hours: 1 })) }
}

/** What clocks show there: `2022-11-10 14:20:00`. */
export function civilTime(at: Date, timeZone: string): string {
  const time = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDateTime()
  return time.toString({ smallestUnit: 'second' }).replace('T', ' ')
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function nextMonth(month: string): string {
  return shapeOf(month).next
}

export function daysInMonth(month: string): number {
  return shapeOf(month).days
}

export function firstDay(month: string): string {
  return `${month}-01`
}

export function daysOf(month: string): string[] {
  return Array.from({ length: daysInMonth(month) }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

interface Shape {
  days: number
  next: string
}

/** A billing run asks for the same month a hundred thousand times. */
const shapes = new Map<string, Shape>()

function shapeOf(month: string): Shape {
  const known = shapes.get(month)
  if (known) return known
  const read = Temporal.PlainYearMonth.from(month)
  const shape = { days: read.daysInMonth, next: read.add({ months: 1 }).toString() }
  if (shapes.size < 1_000) shapes.set(month, shape)
  return shape
}

export function isTimeZone(timeZone: string): boolean {
  try {
    startOfDay('2022-11-10', timeZone)
    return true
  } catch {
    return false
  }
}
