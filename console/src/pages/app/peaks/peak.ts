import type { Output } from '@plenum/contract'
import { moneyText } from '../../../ui/money.ts'
import { count } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'

export type PeakKind = 'dailyUsers' | 'groups'

export interface Peak {
  peak: number
  quota: number
  /** Started steps above the quota. */
  steps: number
  step: number
  /** How far it is, or what is charged. */
  distance: string
  /** Free refuses instead of charging. */
  isHard: boolean
}

/** The highest day of the month so far, and what it costs. `month` is the estimate, where it is known. */
export function peakOf(kind: PeakKind, app: AppView, catalog: Catalog, month?: Output<'bill.estimate'>): Peak {
  const limit = kind === 'dailyUsers' ? app.limits.peakDailyUsers : app.limits.peakGroups
  const { overage } = catalog
  const { upTo: step } = kind === 'dailyUsers' ? overage.dailyUsersStep : overage.groupsStep
  const quota = limit.value ?? 0
  const isHard = app.edition === 'free'
  const steps = isHard ? 0 : Math.ceil(Math.max(0, limit.use - quota) / step)
  const fee = month?.expected.lines.find((line) => line.kind === (kind === 'dailyUsers' ? 'dauOverage' : 'groupOverage'))
  const charged = fee ? `${moneyText(fee.listPrice)} more this month` : `${count(steps)} × ${count(step)} begun`
  const distance = steps > 0 ? charged : limit.use >= quota ? 'none left' : `${count(quota - limit.use)} left`
  return { peak: limit.use, quota, steps, step, distance, isHard }
}
