import type { Output } from '@plenum/contract'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Figure } from '../../ui/Figure.tsx'
import { Money } from '../../ui/Money.tsx'
import { PriceLines } from '../../ui/PriceLines.tsx'
import styles from './Bill.module.css'

/** The total first, then how the exact sum of the lines leads to it. */
export function BillTotal({ bill }: { bill: Output<'bill.get'> }) {
  const dates = useDates()
  const corrected = bill.adjustments.length > 0
  return (
    <aside>
      <Card>
        <div className={styles.total}>
          <Figure label="Total" big>
            <Money value={bill.total} />
          </Figure>
          <PriceLines
            lines={[
              { label: 'Sum of lines', value: <Money value={bill.sum.exact} past="all" /> },
              { label: 'Rounded once', value: <Money value={bill.sum.rounded} /> },
              ...(corrected ? [{ label: 'Before tax', value: <Money value={bill.subtotal} /> }] : []),
              { label: `Tax, ${bill.taxBasisPoints / 100} %`, value: <Money value={bill.tax} /> },
            ]}
          />
          <div className={styles.issue}>
            <PriceLines
              lines={[
                { label: 'Number', value: bill.number },
                { label: 'Issued', value: dates.moment(bill.issuedAt) },
              ]}
            />
          </div>
        </div>
        {bill.shownDiffers ? <p className={styles.note}>Lines are shown to 8 decimals, the sum is exact.</p> : null}
        <p className={styles.note}>
          Days are those of {dates.zone(bill.issuedAt)}. An issued bill never changes; a correction is a line on the next one.
        </p>
      </Card>
    </aside>
  )
}
