import type { Output } from '@plenum/contract'
import { Tag } from '../../ui/Tag.tsx'

const words = { paid: 'Paid', overdue: 'Overdue', statement: 'Statement' } as const

export function BillState({ state }: { state: Output<'bill.list'>['bills'][number]['state'] }) {
  return <Tag tone={state === 'overdue' ? 'warn' : 'quiet'}>{words[state]}</Tag>
}
