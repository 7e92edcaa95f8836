import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { moneyText } from '../../ui/money.ts'
import { useRequestId } from '../app/useRequestId.ts'
import styles from './Account.module.css'
import { AmountField, amountOf } from './AmountField.tsx'

/** Enters a payment once, however often Confirm is pressed or its answer is lost. */
export function TopUp({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const topUp = useChange('account.topUp')
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const amount = amountOf(typed)
  const requestId = useRequestId({ accountId, typed, note })
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Top up"
      below="Enters a payment of the customer. Apps of an account that owes nothing any more come back at once."
      refused={topUp.error}
      confirm={{
        onConfirm: () =>
          amount &&
          topUp.mutate(
            { accountId, amount, note: note.trim(), requestId },
            { onSuccess: saying(`${moneyText(amount)} is on the balance.`, onClose) },
          ),
        disabled: !amount,
        waiting: topUp.isPending,
      }}
    >
      <div className={styles.fields}>
        <AmountField value={typed} onChange={setTyped} />
        <TextInput
          label="Note"
          description="Stands on the statement: where the payment came from."
          autoComplete="off"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
