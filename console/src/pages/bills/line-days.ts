import type { BillDay, BillLedgerEntry } from '@plenum/contract'
import { count } from '../../ui/numbers.ts'

export interface Stretch {
  first: BillDay
  last: BillDay
  days: BillDay[]
}

/** Days that follow each other and look the same to the line. */
export function stretchesOf(days: BillDay[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const open = stretches.at(-1)
    if (open && lookOf(open.last) === lookOf(day)) {
      open.days.push(day)
      open.last = day
    } else stretches.push({ first: day, last: day, days: [day] })
  }
  return stretches
}

/** Of a fee for the whole month only one day decides, and all others with it look the same. */
const lookOf = ({ label, edition, value, listPrice, origin, charged, kind }: BillDay) =>
  JSON.stringify([label, edition, value, listPrice?.amount, origin?.sequence, isByDay(kind) && charged])

export const isByDay = (kind: BillDay['kind']) => !['history', 'dauOverage', 'groupOverage'].includes(kind)

/** `1,000 groups, step to 3,000`, `200 members, included`, `Pro-postpaid`. */
export function valueText({ kind, label, value }: BillDay): string {
  const step = (label ?? '').split(', ').slice(1).join(', ')
  if (value !== null && kind === 'membersPerGroup') return `${count(value)} members, ${step}`
  if (value !== null && kind === 'groupsPerUser') return `${count(value)} groups, ${step}`
  return label ?? 'No service'
}

const words: Record<string, string> = {
  created: 'created',
  upgraded: 'upgraded',
  modified: 'modified',
  retentionSet: 'history set',
  disabled: 'disabled',
  enabled: 'enabled',
  suspended: 'suspended',
  restored: 'restored',
  deleted: 'deleted',
  purged: 'purged',
  allowanceReset: 'modification given back',
}

export const happened = ({ kind }: BillLedgerEntry): string => words[kind] ?? kind
