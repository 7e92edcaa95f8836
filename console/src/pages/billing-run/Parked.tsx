import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { monthText, useDates } from '../../ui/dates.ts'
import { Empty } from '../../ui/Faces.tsx'
import { Link } from '../../ui/Link.tsx'
import { count } from '../../ui/numbers.ts'
import table from '../../ui/Table.module.css'
import styles from './BillingRun.module.css'
import { Release } from './Release.tsx'

export type ParkedBill = Output<'bill.runState'>['parked'][number]

/** Bills that were not issued, and why. */
export function Parked({ parked, total }: { parked: ParkedBill[]; total: number }) {
  const [releasing, setReleasing] = useState<ParkedBill | null>(null)
  const dates = useDates()
  return (
    <Card plain title="Parked">
      {parked.length === 0 ? (
        <Empty>Nothing is parked: every bill was computed twice, and both times the same.</Empty>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col">Month</th>
              <th scope="col">Why</th>
              <th scope="col">Since</th>
              <th scope="col">
                <span className={table.hidden}>Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {parked.map((bill) => (
              <tr key={`${bill.accountId} ${bill.month}`}>
                <th scope="row" className={`${table.strong} ${styles.name}`}>
                  <RouterLink to="/accounts/$accountId" params={{ accountId: bill.accountId }}>
                    {bill.accountName}
                  </RouterLink>
                </th>
                <td className={styles.month}>{monthText(bill.month)}</td>
                <td className={styles.reason}>{bill.reason}</td>
                <td data-label="Since">{dates.moment(bill.at)}</td>
                <td>
                  {bill.waits ? null : (
                    <div className={table.actions}>
                      <Link label={`Release ${monthText(bill.month)} of ${bill.accountName}`} onClick={() => setReleasing(bill)}>
                        Release
                      </Link>
                    </div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > parked.length ? (
        <Empty>
          These are the oldest {count(parked.length)} of {count(total)}.
        </Empty>
      ) : null}
      {releasing ? <Release bill={releasing} onClose={() => setReleasing(null)} /> : null}
    </Card>
  )
}
