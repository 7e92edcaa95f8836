import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { monthText } from '../../ui/dates.ts'
import { useRequestId } from '../app/useRequestId.ts'
import styles from './BillingRun.module.css'
import type { ParkedBill } from './Parked.tsx'

/** Issues a parked bill after someone has looked. */
export function Release({ bill, onClose }: { bill: ParkedBill; onClose: () => void }) {
  const release = useChange('bill.release')
  const [typed, setTyped] = useState('')
  const reason = typed.trim()
  const input = { accountId: bill.accountId, month: bill.month, reason }
  const requestId = useRequestId(input)
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Release"
      below={`${bill.accountName}, ${monthText(bill.month)}`}
      refused={release.error}
      note="Both calculations are done once more. Equal or not, the bill is issued; later months that wait behind it follow when they are equal."
      confirm={{
        onConfirm: () =>
          release.mutate(
            { ...input, requestId },
            {
              onSuccess: ({ number, equal }) =>
                saying(
                  number === null
                    ? 'There is nothing to pay for this month, and nothing waits any more.'
                    : `Bill ${number} was issued, ${equal ? 'recomputed and equal' : 'with your reason, since the calculations still differ'}.`,
                  onClose,
                )(),
            },
          ),
        disabled: reason === '',
        waiting: release.isPending,
      }}
    >
      <div className={styles.cards}>
        <p className={styles.reason}>{bill.reason}</p>
        <Textarea
          label="Reason"
          description="Stands in the audit and on the bill's page: what was found, and why it is right."
          autosize
          minRows={2}
          maxLength={500}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
