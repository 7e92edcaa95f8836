import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { dayText } from '../../ui/dates.ts'
import { moneyText } from '../../ui/money.ts'
import { useRequestId } from '../app/useRequestId.ts'
import styles from './Account.module.css'
import { AmountField, amountOf } from './AmountField.tsx'

export function AddVoucher({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const add = useChange('account.addVoucher')
  const [typed, setTyped] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const [note, setNote] = useState('')
  const amount = amountOf(typed)
  const requestId = useRequestId({ accountId, typed, expiresOn, note })
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Add voucher"
      below="Used before cash, of several vouchers that which ends first. What is left after its last day leaves the balance."
      refused={add.error}
      confirm={{
        onConfirm: () =>
          amount &&
          add.mutate(
            { accountId, amount, expiresOn, note: note.trim(), requestId },
            { onSuccess: saying(`${moneyText(amount)} can be used through ${dayText(expiresOn)}.`, onClose) },
          ),
        disabled: !amount || expiresOn === '',
        waiting: add.isPending,
      }}
    >
      <div className={styles.fields}>
        <AmountField value={typed} onChange={setTyped} />
        <TextInput
          type="date"
          label="Last day"
          description="Can be used through this day."
          value={expiresOn}
          onChange={(event) => setExpiresOn(event.currentTarget.value)}
        />
        <TextInput
          label="Note"
          description="Stands on the statement: what it is given for."
          autoComplete="off"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
