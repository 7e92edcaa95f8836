import { useSession } from '../data/session.ts'

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `2022-11-10` as `10 Nov 2022`; without the year inside running text of the present year. */
export function dayText(day: string, options: { year?: boolean } = {}): string {
  const [year, month, date] = day.split('-')
  const short = `${Number(date)} ${monthName(Number(month)).slice(0, 3)}`
  return options.year === false ? short : `${short} ${year}`
}

/** From the first to the last day, both counted: `10–30 Nov`, `28 Oct – 3 Nov`. */
export function daysText(first: string, last: string): string {
  if (first === last) return dayText(first, { year: false })
  const sameMonth = first.slice(0, 7) === last.slice(0, 7)
  return sameMonth
    ? `${Number(first.slice(8))}–${dayText(last, { year: false })}`
    : `${dayText(first, { year: false })} – ${dayText(last, { year: false })}`
}

/** `2022-11` as `November 2022`. */
export function monthText(month: string, options: { year?: boolean } = {}): string {
  const name = monthName(Number(month.slice(5, 7)))
  return options.year === false ? name : `${name} ${month.slice(0, 4)}`
}

/** All days of `2022-11`. */
export function daysOfMonth(month: string): string[] {
  const [year = 0, of = 1] = month.split('-').map(Number)
  const days = new Date(Date.UTC(year, of, 0)).getUTCDate()
  return Array.from({ length: days }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The day, in the given zone, on which a moment lies. */
export function dayOf(moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(moment))
}

/** `14:20`, or `14:19:59` where the second decides. */
export function timeText(moment: string, timeZone: string, options: { seconds?: boolean } = {}): string {
  const time = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return new Intl.DateTimeFormat('en-GB', options.seconds ? { ...time, second: '2-digit' } : time).format(new Date(moment))
}

/** `UTC+8`, to be said once per page. */
export function zoneText(timeZone: string, at: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(new Date(at))
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC')
}

/** The same, bound to the billing time zone of this installation. */
export function useDates() {
  const { timeZone } = useSession().installation
  return {
    timeZone,
    dayOf: (moment: string) => dayOf(moment, timeZone),
    day: (moment: string) => dayText(dayOf(moment, timeZone)),
    time: (moment: string) => timeText(moment, timeZone),
    moment: (moment: string, options: { seconds?: boolean } = {}) =>
      `${dayText(dayOf(moment, timeZone))}, ${timeText(moment, timeZone, options)}`,
    zone: (at: string) => zoneText(timeZone, at),
  }
}

function monthName(month: number): string {
  return monthNames[month - 1] ?? ''
}
