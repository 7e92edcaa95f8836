import type { Output } from '@plenum/contract'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { NotFound } from '../../frame/NotFound.tsx'
import { Card } from '../../ui/Card.tsx'
import { dayText, monthText, useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { FactRows } from '../../ui/FactRows.tsx'
import { count, countOf } from '../../ui/numbers.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import styles from './BillingRun.module.css'
import { Parked } from './Parked.tsx'

type RunState = Output<'bill.runState'>

/** The operator's: how far days are closed and bills issued, and what waits for them. */
export function BillingRun() {
  return useSession().person.operator ? <Run /> : <NotFound />
}

function Run() {
  const answer = useAnswer('bill.runState', {}, { refetchEveryMs: 5000 })
  return (
    <>
      <PageHead
        title="Billing run"
        below="Bills are issued on the 2nd at 10:00 for the month before, account by account. Each is computed twice; where the two differ, it is parked."
      />
      <Answer of={answer} waiting={<Bars rows={8} height={28} />}>
        {(state) => (
          <div className={styles.cards}>
            <Parked parked={state.parked} total={state.parkedCount} />
            <Card title="Days">
              <FactRows
                facts={[
                  { label: 'Days closed through', value: dayText(state.closedThrough) },
                  { label: 'Billed from', value: dayText(state.billedFrom) },
                ]}
              />
            </Card>
            <Card plain title="Months">
              {state.months.length === 0 ? (
                <Empty>No month has closed yet. The first closes ten minutes after its end.</Empty>
              ) : (
                <Months months={state.months} />
              )}
            </Card>
          </div>
        )}
      </Answer>
    </>
  )
}

function Months({ months }: { months: RunState['months'] }) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">Closed</th>
          <th scope="col">State</th>
          <th scope="col" className={table.figure}>
            Accounts looked at
          </th>
          <th scope="col" className={table.figure}>
            Bills issued
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}>
            <th scope="row" className={table.strong}>
              {monthText(month.month)}
            </th>
            <td data-label="Closed">{dates.moment(month.closedAt)}</td>
            <td>
              {stateOf(month, dates.moment)}
              {month.charges ? '' : ', statements only'}
            </td>
            <td className={table.figure} data-label="Accounts looked at">
              {count(month.accountsDone)}
            </td>
            <td className={table.figure} data-label="Bills issued">
              {count(month.billsIssued)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function stateOf({ finishedAt, accountsDone }: RunState['months'][number], moment: (at: string) => string): string {
  if (finishedAt) return `Done ${moment(finishedAt)}`
  return accountsDone > 0 ? `Running: ${countOf(accountsDone, 'account')} so far` : 'Waits for the 2nd, 10:00'
}
