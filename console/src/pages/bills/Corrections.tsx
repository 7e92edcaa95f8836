import type { Output } from '@plenum/contract'
import { Card } from '../../ui/Card.tsx'
import { dayText } from '../../ui/dates.ts'
import { FactRows } from '../../ui/FactRows.tsx'
import { Money } from '../../ui/Money.tsx'

type Adjustment = Output<'bill.get'>['adjustments'][number]

/** What sets right earlier bills, with its reason, before tax. */
export function Corrections({ adjustments, note }: { adjustments: Adjustment[]; note?: React.ReactNode }) {
  return (
    <Card title="Corrections">
      <FactRows
        facts={adjustments.map(({ day, correctsNumber, reason, amount }) => ({
          label: `${correctsNumber}, ${dayText(day)}`,
          value: reason,
          action: <Money value={amount} />,
        }))}
      />
      {note}
    </Card>
  )
}
