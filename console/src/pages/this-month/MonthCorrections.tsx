import { useAnswer } from '../../data/useAnswer.ts'
import { Corrections } from '../bills/Corrections.tsx'
import styles from './ThisMonth.module.css'

const shownMax = 200

/** What will stand on the bill of the running month beside its lines. Absent while there is none. */
export function MonthCorrections({ month }: { month: string }) {
  const answer = useAnswer('bill.openAdjustments', { limit: shownMax })
  const entered = answer.data?.adjustments.filter((adjustment) => adjustment.month === month) ?? []
  if (entered.length === 0) return null
  return (
    <Corrections
      adjustments={entered.toReversed()}
      note={
        <p className={styles.note}>
          Stand on the bill of this month, before tax; each at the tax rate of the bill it corrects. The expected bill counts them.
          {answer.data?.next ? ` These are the last ${entered.length}.` : ''}
        </p>
      }
    />
  )
}
