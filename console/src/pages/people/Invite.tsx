import { TextInput } from '@mantine/core'
import type { Role } from '@plenum/contract'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { AccessFields, firstAccess } from './AccessFields.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'
import { isWhole } from './ScopeField.tsx'

export function Invite({ onClose }: { onClose: () => void }) {
  const invite = useChange('person.invite')
  const [email, setEmail] = useState('')
  const [access, setAccess] = useState(firstAccess)

  if (invite.data) {
    return <OneTimeLink title="Invitation link" email={invite.data.person.email} link={invite.data.link} holds="7 days" onClose={onClose} />
  }
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Invite"
      below="Makes a one-time link with which a person joins this account."
      refused={invite.error}
      confirm={{
        onConfirm: () => invite.mutate({ ...access, role: access.role as Exclude<Role, 'owner'>, email: email.trim() }),
        disabled: !email.includes('@') || !isWhole(access.scope),
        waiting: invite.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="E-mail address"
        type="email"
        autoComplete="off"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <AccessFields value={access} onChange={setAccess} />
    </Dialog>
  )
}
