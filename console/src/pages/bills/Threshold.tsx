import { TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useRights } from '../../data/session.ts'
import { useChange } from '../../data/useChange.ts'
import { Card } from '../../ui/Card.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { NotAllowed } from '../../ui/Faces.tsx'
import { Link } from '../../ui/Link.tsx'
import { Money } from '../../ui/Money.tsx'
import styles from './Bill.module.css'

type Amount = Output<'balance.get'>['threshold']

/** A notice when the balance falls below an amount. */
export function Threshold({ threshold }: { threshold: Amount }) {
  const rights = useRights()
  const [editing, setEditing] = useState(false)
  return (
    <Card
      title="Alert threshold"
      action={rights.people ? <Link onClick={() => setEditing(true)}>{threshold ? 'Edit' : 'Set'}</Link> : null}
    >
      {threshold ? (
        <p>
          A notice when the balance falls below <Money value={threshold} />.
        </p>
      ) : (
        <p className={styles.note}>Not set. With one, a notice comes before the balance is used up.</p>
      )}
      {rights.people ? null : <NotAllowed>The owner and administrators can change it.</NotAllowed>}
      {editing ? <Edit threshold={threshold} onClose={() => setEditing(false)} /> : null}
    </Card>
  )
}

function Edit({ threshold, onClose }: { threshold: Amount; onClose: () => void }) {
  const change = useChange('balance.setThreshold')
  const [typed, setTyped] = useState(threshold?.amount ?? '')
  const amount = typed.trim()
  const said = amount === '' ? 'No notice comes any more.' : `A notice comes when the balance falls below $${amount}.`
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title="Alert threshold"
      below="The people of the account get a notice, and a mail where mail is set up."
      refused={change.error}
      confirm={{
        label: 'Save',
        onConfirm: () =>
          change.mutate({ amount: amount === '' ? null : { currency: 'USD', amount } }, { onSuccess: saying(said, onClose) }),
        disabled: !/^(\d{1,13}\.\d{2})?$/.test(amount),
        waiting: change.isPending,
      }}
    >
      <TextInput
        label="Amount, USD"
        description="With two decimals, such as 500.00. Empty: no notice."
        inputMode="decimal"
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </Dialog>
  )
}
