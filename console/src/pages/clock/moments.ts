import { dayOf } from '../../ui/dates.ts'

/** A civil day and time, as they are typed. */
export interface Civil {
  day: string
  time: string
}

/** The quick picks, all after the present moment. */
export function picksAfter(now: string, timeZone: string): { label: string; civil: Civil }[] {
  const today = dayOf(now, timeZone)
  const firstOfNext = shifted(`${today.slice(0, 7)}-01`, { months: 1 })
  const billMoment = (month: string): Civil => ({ day: `${month}-02`, time: '10:00' })
  const thisMonth = billMoment(today.slice(0, 7))
  const bills = momentOf(thisMonth, timeZone)! > new Date(now) ? thisMonth : billMoment(firstOfNext.slice(0, 7))
  return [
    { label: 'Next day', civil: { day: shifted(today, { days: 1 }), time: '00:00' } },
    { label: 'Next 1st', civil: { day: firstOfNext, time: '00:00' } },
    { label: 'Bills, 2nd at 10:00', civil: bills },
    { label: '90 days on', civil: { day: shifted(today, { days: 90 }), time: timeOf(now, timeZone) } },
  ]
}

/** The moment at which clocks show this there; null for what is no day or no time. */
export function momentOf({ day, time }: Civil, timeZone: string): Date | null {
  const wanted = Date.parse(`${day}T${time}Z`)
  if (Number.isNaN(wanted)) return null
  let moment = wanted
  // Twice: the first may lie on the other side of a change of clocks.
  for (let round = 0; round < 2; round++) moment = wanted - offsetAt(moment, timeZone)
  return new Date(moment)
}

function offsetAt(moment: number, timeZone: string): number {
  const at = new Date(moment).toISOString()
  return Date.parse(`${dayOf(at, timeZone)}T${timeOf(at, timeZone)}Z`) - Math.floor(moment / 60_000) * 60_000
}

function timeOf(moment: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment))
}

function shifted(day: string, { months = 0, days = 0 }: { months?: number; days?: number }): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + months, date + days)).toISOString().slice(0, 10)
}
