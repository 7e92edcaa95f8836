import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

export const percentText = (basisPoints: number) => `${basisPoints / 100} %`

interface Props {
  accountId: string
  basisPoints: number
  onClose: () => void
}

export function TaxRate({ accountId, basisPoints, onClose }: Props) {
  const set = useChange('account.setTaxRate')
  const [typed, setTyped] = useState(String(basisPoints / 100))
  const wanted = pointsOf(typed)
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Tax rate"
      below="Holds for the bill of the present month and those after it. Bills that are issued keep theirs."
      refused={set.error}
      confirm={{
        onConfirm: () =>
          wanted !== null &&
          set.mutate(
            { accountId, basisPoints: wanted },
            { onSuccess: saying(`Bills are taxed with ${percentText(wanted)} now.`, onClose) },
          ),
        disabled: wanted === null || wanted === basisPoints,
        waiting: set.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="Tax rate, %"
        description="With at most two decimals, such as 6 or 7.25."
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Dialog>
  )
}

/** Hundredths of a percent, from the digits as they are typed. */
function pointsOf(typed: string): number | null {
  const [, whole, fraction = ''] = /^(\d{1,4})(?:\.(\d{1,2}))?$/.exec(typed.trim()) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
}
