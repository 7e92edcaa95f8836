import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText, monthText } from '../../ui/dates.ts'
import { FactRows } from '../../ui/FactRows.tsx'
import { Money } from '../../ui/Money.tsx'
import styles from './Account.module.css'

/** What was entered and stands on no bill yet. Absent while there is none. */
export function OpenCorrections({ accountId }: { accountId: string }) {
  const answer = useAnswer('bill.openAdjustments', { accountId, limit: 50 })
  if (!answer.data || answer.data.adjustments.length === 0) return null
  const { adjustments, next } = answer.data
  return (
    <Card title="Corrections not billed yet">
      <FactRows
        facts={adjustments.map(({ correctsNumber, day, month, reason, amount, actor }) => ({
          label: `${correctsNumber}, ${dayText(day)}`,
          value: (
            <>
              {reason}
              <span className={styles.onBill}>
                On the bill of {monthText(month)}. Entered by {actor.name}.
              </span>
            </>
          ),
          action: <Money value={amount} />,
        }))}
      />
      {next ? <p className={styles.onBill}>These are the last {adjustments.length}.</p> : null}
    </Card>
  )
}
