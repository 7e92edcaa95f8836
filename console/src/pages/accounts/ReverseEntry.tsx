import { TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { dayText } from '../../ui/dates.ts'
import { moneyText } from '../../ui/money.ts'
import { useRequestId } from '../app/useRequestId.ts'

export type Entry = Output<'balance.list'>['entries'][number]

export function ReverseEntry({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const reverse = useChange('balance.reverse')
  const [reason, setReason] = useState('')
  const requestId = useRequestId({ entryId: entry.entryId, reason })
  const what = `${entry.kind === 'voucher' ? 'The voucher' : 'The top-up'} of ${moneyText(entry.amount)}`
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Reverse entry"
      below={`${what}, entered on ${dayText(entry.day)}. It leaves the balance again, whatever was paid with it; an account that owes then is overdue.`}
      refused={reverse.error}
      confirm={{
        onConfirm: () =>
          reverse.mutate(
            { entryId: entry.entryId, reason: reason.trim(), requestId },
            { onSuccess: saying(`${what} is reversed.`, onClose) },
          ),
        disabled: reason.trim() === '',
        waiting: reverse.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="Reason"
        description="Stands on the statement, where the customer reads it."
        autoComplete="off"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Dialog>
  )
}
