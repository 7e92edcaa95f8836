import type { Output } from '@plenum/contract'
import { monthText } from '../../ui/dates.ts'
import { Figure } from '../../ui/Figure.tsx'
import { Money } from '../../ui/Money.tsx'
import { isZero } from '../../ui/money.ts'
import { count as countText } from '../../ui/numbers.ts'
import styles from './Overview.module.css'

interface SummaryProps {
  count: number
  allowed: number
  estimate: Output<'bill.estimate'> | undefined
}

export function Summary({ count, allowed, estimate }: SummaryProps) {
  const month = estimate ? monthText(estimate.month, { year: false }) : 'This month'
  const nothingYet = !estimate || estimate.soFar.lines.length === 0
  return (
    <div className={styles.summary}>
      <Figure label="Apps">
        {countText(count)} <small>of {countText(allowed)}</small>
      </Figure>
      <Figure label={`${month} so far`}>
        <Money value={nothingYet ? null : estimate.soFar.total} />
      </Figure>
      <Figure label={`Expected in ${month}`}>
        <Money value={!estimate || (nothingYet && isZero(estimate.expected.total.amount)) ? null : estimate.expected.total} />
      </Figure>
    </div>
  )
}
