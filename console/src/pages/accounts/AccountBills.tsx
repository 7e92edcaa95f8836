import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { monthText, useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Money } from '../../ui/Money.tsx'
import table from '../../ui/Table.module.css'
import { BillState } from '../bills/BillState.tsx'
import { CorrectBill } from './CorrectBill.tsx'

export function AccountBills({ accountId }: { accountId: string }) {
  const [correcting, setCorrecting] = useState(false)
  const dates = useDates()
  const answer = useAnswer('bill.list', { accountId, limit: 24 })
  const bills = answer.data?.bills ?? []
  return (
    <Card
      plain
      title="Bills"
      action={
        bills.length > 0 ? (
          <Button variant="default" onClick={() => setCorrecting(true)}>
            Correct a bill
          </Button>
        ) : null
      }
    >
      <Answer of={answer} waiting={<Bars rows={3} />}>
        {({ next }) =>
          bills.length === 0 ? (
            <Empty>No bill yet. The first comes on the 2nd of the month after the first paid day.</Empty>
          ) : (
            <>
              <table className={table.table}>
                <thead>
                  <tr>
                    <th scope="col">Month</th>
                    <th scope="col">Number</th>
                    <th scope="col">State</th>
                    <th scope="col">Issued on</th>
                    <th scope="col" className={table.figure}>
                      Total, USD
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {bills.map((bill) => (
                    <tr key={bill.number}>
                      <th scope="row" className={table.strong}>
                        {monthText(bill.month)}
                      </th>
                      <td>{bill.number}</td>
                      <td>
                        <BillState state={bill.state} />
                      </td>
                      <td>{dates.day(bill.issuedAt)}</td>
                      <td className={table.figure} data-label="Total">
                        <Money value={bill.total} bare />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {next ? <Empty>These are the last {bills.length} bills.</Empty> : null}
            </>
          )
        }
      </Answer>
      {correcting ? <CorrectBill accountId={accountId} bills={bills} onClose={() => setCorrecting(false)} /> : null}
    </Card>
  )
}
