import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { Facts } from '../../ui/FactRows.tsx'
import { Money } from '../../ui/Money.tsx'
import { TopUp } from './TopUp.tsx'

/** What a customer has and owes; the operator enters what was paid. */
export function AccountBalance({ accountId }: { accountId: string }) {
  const [entering, setEntering] = useState(false)
  const dates = useDates()
  const answer = useAnswer('balance.get', { accountId })
  return (
    <Card
      title="Balance"
      action={
        <Button variant="default" onClick={() => setEntering(true)}>
          Top up
        </Button>
      }
    >
      <Answer of={answer} waiting={<Bars rows={1} />}>
        {({ balance, cash, owed, overdueSince, suspendedAt }) => (
          <Facts
            facts={[
              { label: 'Balance', value: <Money value={balance} /> },
              { label: 'Cash', value: <Money value={cash} /> },
              ...(overdueSince ? [{ label: `Owed since ${dates.moment(overdueSince)}`, value: <Money value={owed} /> }] : []),
              ...(suspendedAt ? [{ label: 'Suspended since', value: dates.moment(suspendedAt) }] : []),
            ]}
          />
        )}
      </Answer>
      {entering ? <TopUp accountId={accountId} onClose={() => setEntering(false)} /> : null}
    </Card>
  )
}
