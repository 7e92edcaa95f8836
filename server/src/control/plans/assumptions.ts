import { addDays, bookOf, formatCents, type LedgerEntry, type PriceBooks, serviceDays, type UsageDay } from '@plenum/billing'

export interface Assumed {
  ledger: readonly LedgerEntry[]
  usageDays: readonly UsageDay[]
}

/** In words, what the expected bill of the running month takes for granted. Apps that were always free are not spoken of. */
export function assumptionsOf(apps: readonly Assumed[], day: string, books: PriceBooks): string[] {
  const paid = apps.filter(({ ledger }) => ledger.some(({ configuration }) => configuration.edition !== 'free'))
  if (paid.length === 0) return ['Free costs nothing, whatever is used.']
  const running = paid.filter(({ ledger }) => serviceDays(ledger, [addDays(day, 1)]).length > 0)
  return [daysText(paid.length, running.length), ...peaksText(running, bookOf(books, day)), 'Before tax and corrections of earlier bills.']
}

function daysText(paid: number, running: number): string {
  if (running === 0) return 'It stays without service: no further day is charged.'
  const plan = 'Plan and paid items stay as they are to the end of the month'
  return running === paid ? `${plan}.` : `${plan}; ${paid - running} of ${paid} apps stay without service.`
}

function peaksText(running: readonly Assumed[], { overage }: ReturnType<typeof bookOf>): string[] {
  if (running.length === 0) return []
  const quotas = `Above ${number(overage.dailyActiveUsers.included)} users on one day, each step of ${number(overage.dailyActiveUsers.step)} begun costs $${formatCents(overage.dailyActiveUsers.priceCents)} for the whole month; above ${number(overage.groups.included)} groups at once, each ${number(overage.groups.step)} cost $${formatCents(overage.groups.priceCents)}.`
  const [only] = running
  if (running.length > 1 || !only) return ['The peaks of each app stay what they are today.', quotas]
  const peak = (of: (usage: UsageDay) => number) => number(Math.max(0, ...only.usageDays.map(of)))
  return [
    `The peaks stay what they are today: ${peak(({ dau }) => dau)} users on one day and ${peak(({ peakGroups }) => peakGroups)} groups at once.`,
    quotas,
  ]
}

const number = (value: number) => value.toLocaleString('en-US')
