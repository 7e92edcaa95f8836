import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { OneTimeLink } from '../people/OneTimeLink.tsx'
import styles from './Account.module.css'

/** The operator opens an account for a customer, also where sign-up is closed. */
export function InviteCustomer({ onClose }: { onClose: () => void }) {
  const invite = useChange('account.invite')
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')

  if (invite.data) {
    return <OneTimeLink title="Invitation link" email={invite.data.person.email} link={invite.data.link} holds="7 days" onClose={onClose} />
  }
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Open an account"
      below="Makes a one-time link with which a customer becomes the owner of an account."
      refused={invite.error}
      confirm={{
        onConfirm: () => invite.mutate({ email: email.trim(), name: name.trim() }),
        disabled: !email.includes('@') || name.trim() === '',
        waiting: invite.isPending,
      }}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label="E-mail address"
          type="email"
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label="Name of the account"
          description="The customer's company or team. 1 to 80 characters."
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
