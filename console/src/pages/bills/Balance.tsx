import type { Output } from '@plenum/contract'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText, useDates } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { Money } from '../../ui/Money.tsx'
import { isZero } from '../../ui/money.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { PriceLines } from '../../ui/PriceLines.tsx'
import styles from './Bill.module.css'
import { Statement } from './Statement.tsx'
import { Threshold } from './Threshold.tsx'

/** What the account has and owes, and the statement whose sum it is. */
export function Balance() {
  const balance = useAnswer('balance.get', {})
  return (
    <>
      <PageHead
        title="Balance"
        below="Payments are entered by the operator. Vouchers are used before cash, the one that ends first before others."
      />
      <div className={styles.cards}>
        <Answer of={balance} waiting={<Bars rows={4} />}>
          {(present) => (
            <>
              <Present present={present} />
              <div className={styles.two}>
                <Vouchers vouchers={present.vouchers} />
                <Threshold threshold={present.threshold} />
              </div>
            </>
          )}
        </Answer>
        <Statement />
      </div>
    </>
  )
}

function Present({ present }: { present: Output<'balance.get'> }) {
  const dates = useDates()
  const { balance, cash, owed, overdueSince, suspendedFrom, suspendedAt } = present
  return (
    <Card>
      <div className={styles.facts}>
        <Figure label="Balance" big>
          <Money value={balance} />
        </Figure>
        <Figure label="Cash">
          <Money value={cash} />
        </Figure>
      </div>
      {isZero(owed.amount) ? null : (
        <p className={styles.note}>
          <Money value={owed} /> are owed
          {overdueSince ? ` since ${dates.moment(overdueSince)}` : ''}.{' '}
          {suspendedAt
            ? `All apps are suspended since ${dates.moment(suspendedAt)}, and come back once this is paid.`
            : suspendedFrom
              ? `All apps are suspended on ${dates.moment(suspendedFrom)}, unless it is paid before.`
              : ''}
        </p>
      )}
    </Card>
  )
}

function Vouchers({ vouchers }: Pick<Output<'balance.get'>, 'vouchers'>) {
  return (
    <Card title="Vouchers">
      {vouchers.length === 0 ? (
        <p className={styles.note}>No voucher has anything left.</p>
      ) : (
        <PriceLines
          lines={vouchers.map(({ entryId, expiresOn, rest }) => ({
            key: String(entryId),
            label: `Through ${dayText(expiresOn)}`,
            value: <Money value={rest} />,
          }))}
        />
      )}
    </Card>
  )
}
