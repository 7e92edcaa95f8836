import type { Output } from '@plenum/contract'
import { Tag } from '../../ui/Tag.tsx'

const words = { open: 'Open', paid: 'Paid', overdue: 'Overdue', statement: 'Statement' } as const

interface BillStateProps {
  /** `open`: not issued yet. */
  state: Output<'bill.list'>['bills'][number]['state'] | 'open'
  /** A line on a later bill corrects it. */
  adjusted?: boolean
}

export function BillState({ state, adjusted = false }: BillStateProps) {
  return (
    <>
      <Tag tone={state === 'overdue' ? 'warn' : state === 'open' ? 'accent' : 'quiet'}>{words[state]}</Tag>
      {adjusted ? (
        <>
          {' '}
          <Tag tone="quiet">Adjusted</Tag>
        </>
      ) : null}
    </>
  )
}
