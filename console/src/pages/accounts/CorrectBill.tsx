import { NativeSelect, TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { monthText } from '../../ui/dates.ts'
import { moneyText } from '../../ui/money.ts'
import { useRequestId } from '../app/useRequestId.ts'
import styles from './Account.module.css'
import { AmountField, amountOf } from './AmountField.tsx'

interface Props {
  accountId: string
  bills: Output<'bill.list'>['bills']
  onClose: () => void
}

/** An issued bill never changes: what was wrong is set right by a line on the next one. */
export function CorrectBill({ accountId, bills, onClose }: Props) {
  const adjust = useChange('bill.adjust')
  const [correctsNumber, setNumber] = useState(bills[0]!.number)
  const [typed, setTyped] = useState('')
  const [reason, setReason] = useState('')
  const amount = amountOf(typed, { signed: true })
  const requestId = useRequestId({ accountId, correctsNumber, typed, reason })
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Correct a bill"
      below="Becomes a line on the next bill, at the tax rate of the bill it corrects. The issued bill stays as it is."
      refused={adjust.error}
      confirm={{
        onConfirm: () =>
          amount &&
          adjust.mutate(
            { accountId, correctsNumber, amount, reason: reason.trim(), requestId },
            { onSuccess: saying(`${moneyText(amount, { signed: true })} stands on the next bill.`, onClose) },
          ),
        disabled: !amount || reason.trim() === '',
        waiting: adjust.isPending,
      }}
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Bill"
          value={correctsNumber}
          onChange={(event) => setNumber(event.currentTarget.value)}
          data={bills.map(({ number, month, total }) => ({ value: number, label: `${monthText(month)}, ${number}, ${moneyText(total)}` }))}
        />
        <AmountField
          signed
          value={typed}
          onChange={setTyped}
          description="Before tax, with two decimals. Less than was billed: with a minus, such as -10.00."
        />
        <TextInput
          label="Reason"
          description="The customer reads it on the bill."
          autoComplete="off"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
