import { TextInput } from '@mantine/core'
import type { Role } from '@plenum/contract'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { AccessFields, firstAccess } from '../people/AccessFields.tsx'
import { Secret } from '../people/OneTimeLink.tsx'
import { isWhole } from '../people/ScopeField.tsx'

export function CreateApiKey({ onClose }: { onClose: () => void }) {
  const create = useChange('apiKey.create')
  const [name, setName] = useState('')
  const [access, setAccess] = useState(firstAccess)

  if (create.data) {
    return (
      <Dialog opened onClose={onClose} title={create.data.apiKey.name} below="Shown this once. Only a hash is stored." cancelLabel="Close">
        <Secret value={create.data.secret} what="API key" />
      </Dialog>
    )
  }
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Create API key"
      below="Sent as Authorization: Bearer with every call."
      refused={create.error}
      confirm={{
        onConfirm: () => create.mutate({ ...access, role: access.role as Exclude<Role, 'owner'>, name }),
        disabled: name.trim() === '' || !isWhole(access.scope),
        waiting: create.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="Name"
        description="What it is for. It stands in the ledger beside what the key does."
        maxLength={50}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <AccessFields value={access} onChange={setAccess} />
    </Dialog>
  )
}
