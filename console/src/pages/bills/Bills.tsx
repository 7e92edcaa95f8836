import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { monthText, useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Money } from '../../ui/Money.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import styles from './Bill.module.css'
import { BillingAddress } from './BillingAddress.tsx'
import { BillState } from './BillState.tsx'

export function Bills() {
  const answer = useAnswer('bill.list', { limit: 120 })
  return (
    <>
      <PageHead
        title="Bills"
        below="Issued on the 2nd for the month before. An open month still grows; an issued bill never changes; a correction is a line on the next one."
      />
      <div className={styles.cards}>
        <Card plain>
          <Answer of={answer} waiting={<Bars rows={4} />}>
            {({ open, bills, next }) =>
              bills.length === 0 && open.length === 0 ? (
                <Empty>No bill yet. The first comes on the 2nd of the month after the first paid day.</Empty>
              ) : (
                <>
                  <BillTable open={open} bills={bills} />
                  {next ? <Empty>These are the last {bills.length} bills.</Empty> : null}
                </>
              )
            }
          </Answer>
        </Card>
        <BillingAddress />
      </div>
    </>
  )
}

function BillTable({ open, bills }: Pick<Output<'bill.list'>, 'open' | 'bills'>) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Number</th>
          <th scope="col">State</th>
          <th scope="col">Issued on</th>
          <th scope="col" className={table.figure}>
            Before tax, USD
          </th>
          <th scope="col" className={table.figure}>
            Tax, USD
          </th>
          <th scope="col" className={table.figure}>
            Total, USD
          </th>
        </tr>
      </thead>
      <tbody>
        {open.map(({ month, closed, subtotal, tax, total }) => (
          <tr key={month}>
            <th scope="row" className={table.strong}>
              {closed ? monthText(month) : <RouterLink to="/this-month">{monthText(month)}</RouterLink>}
            </th>
            <td data-none>–</td>
            <td>
              <BillState state="open" />
            </td>
            <td>{closed ? 'on the 2nd, 10:00' : 'expected'}</td>
            <td className={table.figure} data-label="Before tax">
              <Money value={subtotal} bare />
            </td>
            <td className={table.figure} data-label="Tax">
              <Money value={tax} bare />
            </td>
            <td className={table.figure} data-label="Total">
              <Money value={total} bare />
            </td>
          </tr>
        ))}
        {bills.map((bill) => (
          <tr key={bill.number}>
            <th scope="row" className={table.strong}>
              <RouterLink to="/bills/$month" params={{ month: bill.month }}>
                {monthText(bill.month)}
              </RouterLink>
            </th>
            <td className={styles.whole}>{bill.number}</td>
            <td>
              <BillState state={bill.state} adjusted={bill.adjusted} />
            </td>
            <td className={styles.whole}>{dates.moment(bill.issuedAt)}</td>
            <td className={table.figure} data-label="Before tax">
              <Money value={bill.subtotal} bare />
            </td>
            <td className={table.figure} data-label="Tax">
              <Money value={bill.tax} bare />
            </td>
            <td className={table.figure} data-label="Total">
              <Money value={bill.total} bare />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
