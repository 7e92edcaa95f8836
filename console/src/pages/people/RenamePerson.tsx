import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface RenamePersonProps {
  person: { personId: string; name: string; email: string }
  onClose: () => void
}

export default function RenamePerson({ person, onClose }: RenamePersonProps) {
  const rename = useChange('person.rename')
  const [name, setName] = useState(person.name)
  const wanted = name.trim()
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title="Change name"
      below={person.email}
      refused={rename.error}
      confirm={{
        label: 'Save',
        onConfirm: () => rename.mutate({ personId: person.personId, name: wanted }, { onSuccess: onClose }),
        disabled: wanted === '' || wanted === person.name,
        waiting: rename.isPending,
      }}
    >
      <TextInput
        label="Name"
        description="Entries of ledger and audit keep the name of then."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        data-autofocus
      />
    </Dialog>
  )
}
