import type { MonthLine } from '@plenum/contract'
import { Link as RouterLink, useParams } from '@tanstack/react-router'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { monthText } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import styles from './Bill.module.css'
import { BillActions } from './BillActions.tsx'
import { BillLine } from './BillLine.tsx'
import { BillState } from './BillState.tsx'
import { BillTotal } from './BillTotal.tsx'
import { Corrections } from './Corrections.tsx'
import { Parties } from './Parties.tsx'
import { Recomputed } from './Recomputed.tsx'

/** One bill: its lines by app, and how they make the total. */
export function Bill() {
  const { month } = useParams({ from: '/frame/bills/$month' })
  const answer = useAnswer('bill.get', { month })
  return (
    <Answer of={answer} waiting={<Bars rows={10} height={28} />}>
      {(bill) => (
        <>
          <p className={styles.path}>
            <RouterLink to="/bills">Bills</RouterLink> / {monthText(month)}
          </p>
          <PageHead
            title={monthText(month)}
            below={<BillState state={bill.state} adjusted={bill.adjusted} />}
            action={<BillActions month={month} />}
          />
          <div className={styles.columns}>
            <div className={styles.cards}>
              {bill.apps.map((app) => (
                <Card key={app.sdkAppId} plain title={app.name} aside={app.sdkAppId}>
                  <LineTable lines={app.lines} name={app.name} sdkAppId={app.sdkAppId} month={month} />
                </Card>
              ))}
              {bill.adjustments.length > 0 ? <Corrections adjustments={bill.adjustments} /> : null}
            </div>
            <div className={styles.cards}>
              <BillTotal bill={bill} />
              <Recomputed month={month} />
              <Parties issuer={bill.issuer} customer={bill.customer} />
            </div>
          </div>
        </>
      )}
    </Answer>
  )
}

function LineTable({ lines, name, sdkAppId, month }: { lines: MonthLine[]; name: string; sdkAppId: number; month: string }) {
  return (
    <table className={table.table} aria-label={`Lines of ${name}`}>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col" className={table.figure}>
            List price
          </th>
          <th scope="col" className={table.figure}>
            Usage
          </th>
          <th scope="col" className={table.figure}>
            Amount, USD
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <BillLine key={`${line.label} ${line.fromDay}`} line={line} sdkAppId={sdkAppId} month={month} />
        ))}
      </tbody>
    </table>
  )
}
