import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useRequestId } from '../app/useRequestId.ts'
import styles from './Account.module.css'

/** Enters a payment once, however often Confirm is pressed or its answer is lost. */
export function TopUp({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const topUp = useChange('account.topUp')
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const amount = typed.trim()
  const input = { accountId, amount: { currency: 'USD' as const, amount }, note: note.trim() }
  const requestId = useRequestId(input)
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Top up"
      below="Enters a payment of the customer. Apps of an account that owes nothing any more come back at once."
      refused={topUp.error}
      confirm={{
        onConfirm: () => topUp.mutate({ ...input, requestId }, { onSuccess: saying(`$${amount} is on the balance.`, onClose) }),
        disabled: !/^\d+\.\d{2}$/.test(amount),
        waiting: topUp.isPending,
      }}
    >
      <div className={styles.fields}>
        <TextInput
          label="Amount, USD"
          description="With two decimals, such as 314.99."
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
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
